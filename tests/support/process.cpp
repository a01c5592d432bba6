// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/process.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bulkhead {

namespace {

[[noreturn]] void fail(const char *what)
{
    std::fprintf(stderr, "process: %s: %s\n", what, std::strerror(errno));
    std::abort();
}

struct Pipe {
    int read = -1;
    int write = -1;
};

Pipe makePipe()
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        fail("pipe");
    return {ends[0], ends[1]};
}

Pipe makeTerminal()
{
    const int master = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0)
        fail("pseudo terminal");
    const int slave = ::open(::ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0)
        fail("pseudo terminal");
    return {master, slave};
}

void closeIf(int &fd)
{
    if (fd >= 0)
        ::close(fd);
    fd = -1;
}

/// False at the end of it. A pseudo terminal ends with EIO.
bool readSome(int fd, Bytes &into)
{
    char buffer[1 << 16];
    const ssize_t count = ::read(fd, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR)
        return true;
    if (count <= 0)
        return false;
    into.append(buffer, std::size_t(count));
    return true;
}

} // namespace

Process::Process(const std::vector<Bytes> &command, const ProcessOptions &options)
    : m_input(options.input)
{
    Pipe in = makePipe();
    Pipe out = options.terminal ? makeTerminal() : makePipe();
    Pipe err = options.terminal ? Pipe{} : makePipe();
    std::vector<char *> arguments;
    for (const Bytes &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);

    m_pid = ::fork();
    if (m_pid < 0)
        fail("fork");
    if (m_pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL); // A test that dies leaves nothing running.
        ::dup2(in.read, STDIN_FILENO);
        ::dup2(out.write, STDOUT_FILENO);
        ::dup2(options.terminal ? out.write : err.write, STDERR_FILENO);
        if (!options.workingDirectory.empty() && ::chdir(options.workingDirectory.c_str()) != 0)
            ::_exit(126);
        for (const auto &[name, value] : options.environment)
            ::setenv(name.c_str(), value.c_str(), 1);
        ::execvp(arguments.front(), arguments.data());
        ::_exit(127);
    }
    closeIf(in.read);
    closeIf(out.write);
    closeIf(err.write);
    m_stdin = in.write;
    m_stdout = out.read;
    m_stderr = err.read;
    // A program that ends without reading its input must not end the test.
    std::signal(SIGPIPE, SIG_IGN);
}

Process::~Process()
{
    closeIf(m_stdin);
    closeIf(m_stdout);
    closeIf(m_stderr);
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
}

void Process::signal(int number) const
{
    if (m_pid > 0)
        ::kill(m_pid, number);
}

void Process::closeInput()
{
    closeIf(m_stdin);
}

Bytes Process::readLine()
{
    std::size_t end = 0;
    while ((end = m_pending.find('\n')) == Bytes::npos) {
        if (!readSome(m_stdout, m_pending))
            return {};
    }
    const Bytes line = m_pending.substr(0, end);
    m_pending.erase(0, end + 1);
    return line;
}

void Process::feedAndRead(ProcessOutcome &outcome)
{
    std::size_t written = 0;
    if (m_stdin >= 0)
        ::fcntl(m_stdin, F_SETFL, O_NONBLOCK);
    while (m_stdout >= 0 || m_stderr >= 0) {
        if (m_stdin >= 0 && written == m_input.size())
            closeIf(m_stdin);
        pollfd waits[3] = {{m_stdin, POLLOUT, 0}, {m_stdout, POLLIN, 0}, {m_stderr, POLLIN, 0}};
        if (::poll(waits, 3, -1) < 0 && errno != EINTR)
            fail("poll");
        if (waits[0].revents != 0) {
            const ssize_t count = ::write(m_stdin, m_input.data() + written, m_input.size() - written);
            if (count > 0)
                written += std::size_t(count);
            else if (count < 0 && errno != EAGAIN && errno != EINTR)
                closeIf(m_stdin);
        }
        if (waits[1].revents != 0 && !readSome(m_stdout, outcome.output))
            closeIf(m_stdout);
        if (waits[2].revents != 0 && !readSome(m_stderr, outcome.errors))
            closeIf(m_stderr);
    }
    closeIf(m_stdin);
}

ProcessOutcome Process::wait()
{
    ProcessOutcome outcome;
    outcome.output = std::move(m_pending);
    feedAndRead(outcome);
    int status = 0;
    while (::waitpid(m_pid, &status, 0) < 0) {
        if (errno != EINTR)
            fail("waitpid");
    }
    m_pid = -1;
    outcome.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

ProcessOutcome runProcess(const std::vector<Bytes> &command, const ProcessOptions &options)
{
    return Process(command, options).wait();
}

} // namespace bulkhead
