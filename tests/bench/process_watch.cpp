// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/process_watch.h"

#include "core/base/bytes.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace bulkhead::bench {

namespace {

std::filesystem::path folderOf(pid_t process)
{
    return "/proc/" + std::to_string(process);
}

/// Of a process or a thread; '?' where it is gone.
char stateOf(const std::filesystem::path &folder)
{
    std::ifstream file(folder / "stat");
    Bytes stat;
    std::getline(file, stat);
    // "123 (name) S 1 ...": a name may hold anything, also parentheses.
    const std::size_t end = stat.rfind(") ");
    return end == Bytes::npos || end + 2 >= stat.size() ? '?' : stat[end + 2];
}

} // namespace

bool isAsleep(pid_t process)
{
    std::error_code gone;
    for (const auto &thread : std::filesystem::directory_iterator(folderOf(process) / "task", gone)) {
        const char state = stateOf(thread.path());
        if (state == 'R' || state == 'D')
            return false;
    }
    return true;
}

bool waitUntilAtRest(pid_t process, int seconds)
{
    constexpr auto kBetween = std::chrono::milliseconds(15);
    constexpr int kLooks = 14;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    for (int quiet = 0; quiet < kLooks;) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(kBetween);
        quiet = isAsleep(process) ? quiet + 1 : 0;
    }
    return true;
}

bool hasEnded(pid_t process)
{
    const char state = stateOf(folderOf(process));
    return state == 'Z' || state == '?';
}

Memory memoryOf(pid_t process)
{
    Memory memory;
    std::ifstream file(folderOf(process) / "status");
    for (Bytes line; std::getline(file, line);) {
        if (line.starts_with("VmRSS:"))
            memory.nowKiB = std::atol(line.c_str() + 6);
        else if (line.starts_with("VmHWM:"))
            memory.peakKiB = std::atol(line.c_str() + 6);
    }
    return memory;
}

void forgetPeak(pid_t process)
{
    std::ofstream(folderOf(process) / "clear_refs") << 5;
}

} // namespace bulkhead::bench
