// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/progress_meter.h"

namespace bulkhead {

void ProgressMeter::setCurrent(BytesView path)
{
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (lock.owns_lock())
        m_current.assign(path);
}

ProgressMeter::Reading ProgressMeter::read() const
{
    Reading reading{
        .done = m_done.load(std::memory_order_relaxed),
        .total = m_total.load(std::memory_order_relaxed),
        .bytes = m_bytes.load(std::memory_order_relaxed),
        .failed = m_failed.load(std::memory_order_relaxed),
        .current = {},
    };
    const std::lock_guard lock(m_mutex);
    reading.current = m_current;
    return reading;
}

} // namespace bulkhead
