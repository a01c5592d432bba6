// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace bulkhead {

/// How often and how long a call that failed for a passing reason is tried again.
struct RetryPolicy {
    int attempts = 6; ///< Of one call, the first included.
    std::chrono::milliseconds first{4}; ///< Doubles with every attempt,
    std::chrono::milliseconds longest{250}; ///< but is never longer than this.
    std::chrono::milliseconds budget{10'000}; ///< All waits of one batch together.
};

/// Interrupted, Busy, Stale, TooManyOpenFiles: the same call may succeed a moment later.
bool isTransient(ErrorCode code) noexcept;

/// Waits between attempts, for one batch. One thread.
class Backoff
{
public:
    Backoff(const RetryPolicy &policy, std::stop_token stop);

    /// After the n-th failed attempt (from 1): true when it is time for another one; false where there is none left, the
    /// budget is used up, or a stop was requested.
    bool wait(int failedAttempts);

    /// An empty token: waits go on whatever was requested, for work that must be ended, not dropped.
    void setStop(std::stop_token stop) { m_stop = std::move(stop); }

private:
    RetryPolicy m_policy;
    std::stop_token m_stop;
    std::chrono::nanoseconds m_waited{0};
    std::mutex m_mutex;
    std::condition_variable_any m_never; ///< Never notified: only a stop ends a wait early.
};

} // namespace bulkhead
