// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_bar.h"

#include "app/cli/sentences.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <unistd.h>

namespace bulkhead::cli {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kInterval = std::chrono::milliseconds(100);
constexpr int kBarWidth = 24;

bool terminalShowsProgress()
{
    const char *term = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && term && std::strcmp(term, "dumb") != 0;
}

Bytes timeLeft(double seconds)
{
    if (seconds < 1.5)
        return "about 1 s left";
    if (seconds < 90)
        return "about " + std::to_string(int(seconds + 0.5)) + " s left";
    return "about " + std::to_string(int(seconds / 60 + 0.5)) + " min left";
}

Bytes progressLine(const char *verb, const ProgressMeter::Reading &reading, double seconds)
{
    Bytes line = verb;
    line += ' ';
    if (reading.total <= 0)
        return line + grouped(reading.done);
    const int filled = int(reading.done * kBarWidth / reading.total);
    line += '[' + Bytes(std::size_t(filled), '#') + Bytes(std::size_t(kBarWidth - filled), '-') + "] ";
    line += grouped(reading.done) + " of " + grouped(reading.total);
    if (seconds > 0.3 && reading.done > 0) {
        const double rate = double(reading.done) / seconds;
        line += " - " + grouped(std::int64_t(rate)) + "/s - " + timeLeft(double(reading.total - reading.done) / rate);
    }
    return line;
}

} // namespace

ProgressBar::ProgressBar(Wanted wanted, const char *verb, std::function<ProgressMeter::Reading()> read)
{
    if (wanted == Wanted::OnTerminal && terminalShowsProgress())
        m_thread = std::jthread([this, verb, read = std::move(read)](const std::stop_token &stop) { draw(stop, verb, read); });
}

ProgressBar::~ProgressBar() = default;

void ProgressBar::draw(const std::stop_token &stop, const char *verb, const std::function<ProgressMeter::Reading()> &read)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    const auto begin = Clock::now();
    bool drawn = false;
    // The first look comes after an interval: quick work shows nothing.
    while (!wake.wait_for(lock, stop, kInterval, [&stop] { return stop.stop_requested(); })) {
        const Bytes line = progressLine(verb, read(), std::chrono::duration<double>(Clock::now() - begin).count());
        std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
        std::fflush(stderr);
        drawn = true;
    }
    if (drawn)
        std::fprintf(stderr, "\r\x1b[K");
}

} // namespace bulkhead::cli
