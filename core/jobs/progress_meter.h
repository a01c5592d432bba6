// SPDX-License-Identifier: GPL-3.0-or-later
// How far a job is: written by its worker, pulled by whoever shows it. Nothing is pushed per file.
#pragma once

#include "core/base/bytes.h"

#include <atomic>
#include <cstdint>
#include <mutex>

namespace bulkhead {

/// One worker writes, any thread reads. Rate and time left are the reader's business (JobListModel, the CLI's bar).
class ProgressMeter
{
public:
    struct Reading {
        std::int64_t done = 0; ///< Rows (or files) finished, well or not.
        std::int64_t total = 0; ///< 0 = not known.
        std::int64_t bytes = 0;
        std::int64_t failed = 0;
        Bytes current; ///< The file in hand; may lag behind `done`.
    };

    void setTotal(std::int64_t total) noexcept { m_total.store(total, std::memory_order_relaxed); }
    void addDone(std::int64_t n = 1) noexcept { m_done.fetch_add(n, std::memory_order_relaxed); }
    void addBytes(std::int64_t n) noexcept { m_bytes.fetch_add(n, std::memory_order_relaxed); }
    void addFailed(std::int64_t n = 1) noexcept { m_failed.fetch_add(n, std::memory_order_relaxed); }

    /// Cheap: does nothing where a reader holds the lock. Call it every few hundred files.
    void setCurrent(BytesView path);

    Reading read() const;

private:
    std::atomic<std::int64_t> m_done{0};
    std::atomic<std::int64_t> m_total{0};
    std::atomic<std::int64_t> m_bytes{0};
    std::atomic<std::int64_t> m_failed{0};
    mutable std::mutex m_mutex;
    Bytes m_current; ///< Guarded by m_mutex.
};

} // namespace bulkhead
