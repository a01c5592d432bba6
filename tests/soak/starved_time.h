// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace bulkhead::test {

/// How long the thread that made it was ready to run and got no core, as Linux counts it: what other programs make it wait is not
/// its own fault. None where the kernel does not count.
class StarvedTime
{
public:
    using Clock = std::chrono::steady_clock;

    StarvedTime();
    ~StarvedTime();

    std::chrono::nanoseconds during(Clock::time_point from, Clock::time_point to) const; ///< Any thread.

private:
    struct Sample {
        Clock::time_point at;
        std::chrono::nanoseconds starved{}; ///< All in all.
    };
    void watch(const std::stop_token &stop, int schedstat);

    mutable std::mutex m_mutex;
    std::vector<Sample> m_samples;
    std::jthread m_thread;
};

} // namespace bulkhead::test
