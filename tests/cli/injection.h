// SPDX-License-Identifier: GPL-3.0-or-later
// The program under strace, which lets its system calls fail or kills it in the midst of them.
#pragma once

#include "tests/cli/cli_fixture.h"

#include <QtTest>

namespace bulkhead {

/// The program under strace, which does to its system calls what `inject` says.
inline ProcessOutcome runInjected(const CliFixture &fixture, const std::vector<Bytes> &inject, const std::vector<Bytes> &arguments)
{
    std::vector<Bytes> command{"strace", "-f", "-qq", "-o", "/dev/null", "-e", "signal=none"};
    command.insert(command.end(), inject.begin(), inject.end());
    command.push_back(BULKHEAD_CLI);
    command.insert(command.end(), arguments.begin(), arguments.end());
    ProcessOptions options;
    options.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}}; // The leak sanitizer cannot look at what is traced already.
    return runProcess(command, fixture.completed(options));
}

/// What `inject` has to be for each rename.
inline std::vector<Bytes> atRenames(const Bytes &what)
{
    return {"-e", "trace=renameat2", "-e", "inject=renameat2:" + what};
}

inline void makeFiles(const CliFixture &fixture, const Bytes &folder, int files)
{
    for (int i = 0; i < files; ++i)
        fixture.files.writeFile(folder + "/a" + std::to_string(i), std::to_string(i));
}

/// A renaming of a.. to z.. in `folder` that is killed at its third file of five.
inline void cutOff(const CliFixture &fixture, const Bytes &folder)
{
    makeFiles(fixture, folder, 5);
    COMPARE_EXIT(
        runInjected(fixture, atRenames("signal=SIGKILL:when=3"), {"rename", "--replace", "a", "z", "--apply", fixture.files.path(folder)}),
        137);
}

} // namespace bulkhead
