// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/stack_catcher.h"

#include "core/base/path.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cxxabi.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <memory>
#include <semaphore.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr int kMostFrames = 64;
constexpr int kOwnFrames = 2; ///< The handler, and what the kernel put under it.
constexpr long kPatienceNs = 100'000'000;

/// What the handler writes. It may come late, long after `take` went without it.
struct Catch {
    void *frames[kMostFrames];
    int count = 0;
    std::atomic<bool> asked = false;
    sem_t done;
};
Catch g_catch;

extern "C" void catchStack(int)
{
    const int before = errno;
    if (g_catch.asked.load(std::memory_order_acquire)) {
        g_catch.count = ::backtrace(g_catch.frames, kMostFrames);
        g_catch.asked.store(false, std::memory_order_release);
        ::sem_post(&g_catch.done);
    }
    errno = before;
}

Bytes described(void *address)
{
    Dl_info info = {};
    // One byte back: a return address may belong to the next function already.
    auto *call = static_cast<char *>(address) - 1;
    char text[64];
    if (::dladdr(call, &info) == 0 || !info.dli_fname) {
        std::snprintf(text, sizeof text, "%p", address);
        return text;
    }
    Bytes name = "?";
    if (info.dli_sname) {
        int status = 0;
        const std::unique_ptr<char, decltype(&std::free)> readable(
            abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status), &std::free);
        name = readable ? readable.get() : info.dli_sname;
    }
    std::snprintf(text, sizeof text, "+0x%zx)", std::size_t(call - static_cast<char *>(info.dli_fbase)));
    return name + " (" + Bytes(fileName(info.dli_fname)) + text;
}

} // namespace

StackCatcher::StackCatcher()
    : m_thread(::gettid())
{
    void *one[1];
    ::backtrace(one, 1); // loads what it needs, which a signal handler must not
    ::sem_init(&g_catch.done, 0, 0);
    struct sigaction action = {};
    action.sa_handler = catchStack;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGURG, &action, nullptr);
}

StackCatcher::~StackCatcher()
{
    ::signal(SIGURG, SIG_DFL);
    g_catch.asked = false;
}

std::vector<Bytes> StackCatcher::take()
{
    std::vector<Bytes> stack;
    // Where the last signal was never taken, the thread is still where it was.
    if (g_catch.asked.exchange(true, std::memory_order_acq_rel))
        return stack;
    while (::sem_trywait(&g_catch.done) == 0) { // a late answer
    }
    if (::syscall(SYS_tgkill, ::getpid(), m_thread, SIGURG) != 0) {
        g_catch.asked = false;
        return stack;
    }
    timespec until;
    ::clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += kPatienceNs;
    until.tv_sec += until.tv_nsec / 1'000'000'000;
    until.tv_nsec %= 1'000'000'000;
    int waited;
    do
        waited = ::sem_clockwait(&g_catch.done, CLOCK_MONOTONIC, &until);
    while (waited != 0 && errno == EINTR);
    if (waited != 0)
        return stack;
    for (int i = kOwnFrames; i < g_catch.count; ++i)
        stack.push_back(described(g_catch.frames[i]));
    return stack;
}

} // namespace bulkhead
