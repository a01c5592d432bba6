// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include "app/cli/exit_codes.h"

#include <atomic>
#include <csignal>
#include <pthread.h>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace bulkhead::cli {

namespace {

std::atomic<bool> batchAtWork{false}; // The thread that waits for signals outlives every object.

void sayHowToGoOn()
{
    constexpr std::string_view kHint
        = "\nbulkhead-cli: stopped at once; the batch at work stays interrupted: 'bulkhead-cli recover' shows it, "
          "'recover --undo' takes it back, 'recover --finish' does the rest\n";
    (void)!::write(STDERR_FILENO, kHint.data(), kHint.size());
}

} // namespace

Interrupt::Interrupt()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // A write past the limit is an error, not the end.
    sigset_t signals;
    sigemptyset(&signals);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        // Started with nohup or in the background of a shell: leave it ignored.
        struct sigaction action = {};
        sigaction(signal, nullptr, &action);
        if (action.sa_handler != SIG_IGN)
            sigaddset(&signals, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    // A thread that waits may do what a signal handler may not. It ends with the process.
    std::thread([signals, source = m_source]() mutable {
        for (;;) {
            int signal = 0;
            if (sigwait(&signals, &signal) != 0)
                return;
            if (source.stop_requested()) {
                if (batchAtWork)
                    sayHowToGoOn();
                _exit(kExitInterrupted);
            }
            source.request_stop();
        }
    }).detach();
}

BatchAtWork::BatchAtWork()
{
    batchAtWork = true;
}

BatchAtWork::~BatchAtWork()
{
    batchAtWork = false;
}

} // namespace bulkhead::cli
