// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a program as a shell would: arguments and output are bytes (QProcess knows only text).
#pragma once

#include "core/base/bytes.h"

#include <map>
#include <optional>
#include <sys/types.h>
#include <vector>

namespace bulkhead {

struct ProcessOptions {
    Bytes workingDirectory; ///< Empty = the test's own.
    Bytes input; ///< Standard input; ends behind it.
    std::map<Bytes, Bytes> environment; ///< Added to the test's own.
    bool terminal = false; ///< stdout and stderr are one pseudo terminal; its text is in `output`.
};

struct ProcessOutcome {
    int exitCode = -1; ///< 128 + signal where it was killed.
    Bytes output;
    Bytes errors;
    bool operator==(const ProcessOutcome &) const = default;
};

/// A program at work. Aborts where it cannot be started. Killed when the thread that started it ends. One thread.
class Process
{
public:
    Process(const std::vector<Bytes> &command, const ProcessOptions &options = {});
    ~Process(); ///< Kills it where it still runs.
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;

    pid_t pid() const { return m_pid; }
    void signal(int number) const;
    /// Waits for a whole line on stdout and returns it without its end; empty where the output ended.
    Bytes readLine();
    void closeInput();
    /// Reads its output to the end and waits for it.
    ProcessOutcome wait();

private:
    void feedAndRead(ProcessOutcome &outcome);

    pid_t m_pid = -1;
    Bytes m_input;
    Bytes m_pending; ///< Read from stdout but not yet given out.
    int m_stdin = -1;
    int m_stdout = -1;
    int m_stderr = -1;
};

ProcessOutcome runProcess(const std::vector<Bytes> &command, const ProcessOptions &options = {});

} // namespace bulkhead
