// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace bulkhead {

/// Lets a worker be held between two files. Any thread.
class PauseGate
{
public:
    void pause();
    void resume();
    bool isPaused() const noexcept { return m_paused.load(std::memory_order_acquire); }

    /// Returns at once unless paused; then waits until resumed or `stop` is requested. One relaxed load when open.
    void pass(const std::stop_token &stop);

private:
    std::atomic<bool> m_paused{false};
    std::mutex m_mutex;
    std::condition_variable_any m_resumed;
};

} // namespace bulkhead
