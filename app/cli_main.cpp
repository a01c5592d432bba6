// SPDX-License-Identifier: GPL-3.0-or-later
// Composition root of bulkhead-cli.
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/interrupt.h"
#include "app/cli/sentences.h"
#include "core/fs/linux_file_system.h"

#include <algorithm>

using namespace bulkhead;

namespace {

template <class Command>
int run(const cli::Interrupt &interrupt, const cli::Arguments &arguments, int (*command)(cli::Session &, const Command &))
{
    const Command &chosen = std::get<Command>(arguments);
    const std::unique_ptr<FileSystem> fileSystem = makeLinuxFileSystem();
    cli::Printer printer(chosen.output);
    cli::Session session{*fileSystem, interrupt, printer};
    const int code = command(session, chosen);
    printer.flush();
    if (printer.writeError() == 0)
        return code;
    printer.problem("the list is not whole: " + cli::sentence(systemError(printer.writeError(), "write")));
    return std::max(code, cli::kExitProblems);
}

} // namespace

int main(int argc, char **argv)
{
    fillStandardStreams();
    const cli::Arguments arguments = cli::parseArguments(argc, argv);
    if (const auto *answered = std::get_if<cli::Answered>(&arguments))
        return answered->exitCode;
    const cli::Interrupt interrupt;
    raiseOpenFileLimit();
    if (std::holds_alternative<cli::RenameArguments>(arguments))
        return run(interrupt, arguments, cli::runRename);
    if (std::holds_alternative<cli::ReverseArguments>(arguments))
        return run(interrupt, arguments, cli::runReverse);
    if (std::holds_alternative<cli::RecoverArguments>(arguments))
        return run(interrupt, arguments, cli::runRecover);
    if (std::holds_alternative<cli::ForgetArguments>(arguments))
        return run(interrupt, arguments, cli::runForget);
    if (std::holds_alternative<cli::ImportArguments>(arguments))
        return run(interrupt, arguments, cli::runImport);
    if (std::holds_alternative<cli::PresetsArguments>(arguments))
        return run(interrupt, arguments, cli::runPresets);
    return run(interrupt, arguments, cli::runHistory);
}
