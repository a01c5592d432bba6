// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/starved_time.h"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace bulkhead::test {

namespace {

constexpr auto kBetweenSamples = std::chrono::milliseconds(5);

} // namespace

StarvedTime::StarvedTime()
{
    const std::string path = "/proc/self/task/" + std::to_string(::gettid()) + "/schedstat";
    const int schedstat = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    m_thread = std::jthread([this, schedstat](const std::stop_token &stop) { watch(stop, schedstat); });
}

StarvedTime::~StarvedTime() = default;

void StarvedTime::watch(const std::stop_token &stop, int schedstat)
{
    while (!stop.stop_requested()) {
        char text[64] = {};
        long long running = 0, starved = 0;
        if (::pread(schedstat, text, sizeof text - 1, 0) <= 0 || std::sscanf(text, "%lld %lld", &running, &starved) != 2)
            break;
        {
            const std::lock_guard lock(m_mutex);
            m_samples.push_back({Clock::now(), std::chrono::nanoseconds(starved)});
        }
        std::this_thread::sleep_for(kBetweenSamples);
    }
    ::close(schedstat);
}

std::chrono::nanoseconds StarvedTime::during(Clock::time_point from, Clock::time_point to) const
{
    const std::lock_guard lock(m_mutex);
    const auto after = [](Clock::time_point time, const Sample &sample) { return time < sample.at; };
    const auto first = std::upper_bound(m_samples.begin(), m_samples.end(), from, after);
    const auto last = std::upper_bound(first, m_samples.end(), to, after);
    if (first == m_samples.begin() || last == m_samples.begin())
        return {};
    return (last == m_samples.end() ? last - 1 : last)->starved - (first - 1)->starved;
}

} // namespace bulkhead::test
