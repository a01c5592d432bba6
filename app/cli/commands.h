// SPDX-License-Identifier: GPL-3.0-or-later
// One function per subcommand, each in its own file. They return the exit code.
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/interrupt.h"
#include "app/cli/printer.h"
#include "core/fs/file_system.h"

namespace bulkhead::cli {

/// What every command is given.
struct Session {
    FileSystem &fileSystem;
    const Interrupt &interrupt;
    Printer &printer;
};

int runRename(Session &session, const RenameArguments &arguments);
int runReverse(Session &session, const ReverseArguments &arguments);
int runRecover(Session &session, const RecoverArguments &arguments);
int runForget(Session &session, const ForgetArguments &arguments);
int runHistory(Session &session, const HistoryArguments &arguments);
int runImport(Session &session, const ImportArguments &arguments);
int runPresets(Session &session, const PresetsArguments &arguments);

} // namespace bulkhead::cli
