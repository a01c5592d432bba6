// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui_arguments.h"

#include "app/working_directory.h"
#include "core/base/path.h"

#include <optional>

namespace bulkhead {

const char kGuiHelp[] = "Usage: bulkhead [--recipe FILE] [--stall-report FILE] [--] [PATH...]\n"
                        "Rename very many files: preview, commit, cancel, undo.\n"
                        "\n"
                        "  PATH                 files, or folders whose files are listed\n"
                        "  --recipe FILE        begin with the rules in FILE\n"
                        "  --stall-report FILE  at exit, write to FILE how long the window kept one waiting\n"
                        "  --help               this text\n"
                        "  --version            the version\n";

namespace {

/// The value of `name FILE` or `name=FILE` at arguments[i], where that is what stands there; `i` moves on to what was used.
std::optional<BytesView> valueOf(BytesView name, int &i, int argc, char **argv)
{
    BytesView argument = argv[i];
    if (argument == name && i + 1 < argc)
        return argv[++i];
    if (!argument.starts_with(name) || argument.substr(name.size(), 1) != "=")
        return {};
    argument.remove_prefix(name.size() + 1);
    return argument;
}

} // namespace

GuiArguments parseGuiArguments(int argc, char **argv, BytesView workingDirectory)
{
    GuiArguments arguments;
    bool optionsEnded = false;
    const auto absolute = [&](BytesView path) {
        if (leadsNowhere(path, workingDirectory)) {
            arguments.wanted = GuiArguments::Wanted::Nowhere;
            arguments.mistake = path;
        }
        return absolutePath(path, workingDirectory);
    };
    for (int i = 1; i < argc; ++i) {
        const BytesView argument = argv[i];
        if (optionsEnded || argument.empty() || argument[0] != '-') {
            if (!argument.empty())
                arguments.paths.push_back(absolute(argument));
        } else if (argument == "--") {
            optionsEnded = true;
        } else if (argument == "--version" || argument == "-v") {
            arguments.wanted = GuiArguments::Wanted::Version;
            return arguments;
        } else if (argument == "--help" || argument == "-h") {
            arguments.wanted = GuiArguments::Wanted::Help;
            return arguments;
        } else if (const auto recipe = valueOf("--recipe", i, argc, argv)) {
            arguments.recipe = absolute(*recipe);
        } else if (const auto report = valueOf("--stall-report", i, argc, argv)) {
            arguments.stallReport = absolute(*report);
        } else {
            arguments.wanted = GuiArguments::Wanted::Mistake;
            arguments.mistake = argument;
            return arguments;
        }
    }
    return arguments;
}

} // namespace bulkhead
