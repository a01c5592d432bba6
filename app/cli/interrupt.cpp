// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include "app/cli/exit_codes.h"

#include <csignal>
#include <pthread.h>
#include <thread>
#include <unistd.h>

namespace bulkhead::cli {

Interrupt::Interrupt()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // A write past the limit is an error like a full disk.
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
            if (source.stop_requested())
                _exit(kExitInterrupted);
            source.request_stop();
        }
    }).detach();
}

} // namespace bulkhead::cli
