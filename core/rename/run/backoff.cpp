// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/backoff.h"

#include <algorithm>

namespace bulkhead {

bool isTransient(ErrorCode code) noexcept
{
    switch (code) {
    case ErrorCode::Interrupted:
    case ErrorCode::Busy:
    case ErrorCode::Stale:
    case ErrorCode::TooManyOpenFiles:
        return true;
    default:
        return false;
    }
}

Backoff::Backoff(const RetryPolicy &policy, std::stop_token stop)
    : m_policy(policy)
    , m_stop(std::move(stop))
{
}

bool Backoff::wait(int failedAttempts)
{
    using std::chrono::nanoseconds;
    if (failedAttempts >= m_policy.attempts || m_waited >= m_policy.budget)
        return false;
    const int doublings = std::min(failedAttempts - 1, 20);
    const nanoseconds pause = std::min<nanoseconds>({m_policy.first * (1 << doublings), m_policy.longest, m_policy.budget - m_waited});
    m_waited += pause;
    std::unique_lock lock(m_mutex);
    m_never.wait_for(lock, m_stop, pause, [] { return false; });
    return !m_stop.stop_requested();
}

} // namespace bulkhead
