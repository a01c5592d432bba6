// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/pause_gate.h"

namespace bulkhead {

void PauseGate::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused.store(true, std::memory_order_release);
}

void PauseGate::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused.store(false, std::memory_order_release);
    }
    m_resumed.notify_all();
}

void PauseGate::pass(const std::stop_token &stop)
{
    if (!m_paused.load(std::memory_order_relaxed))
        return;
    std::unique_lock lock(m_mutex);
    m_resumed.wait(lock, stop, [this] { return !m_paused.load(std::memory_order_relaxed); });
}

} // namespace bulkhead
