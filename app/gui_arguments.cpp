// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui_arguments.h"

#include "core/base/path.h"

namespace bulkhead {

const char kGuiHelp[] = "Usage: bulkhead [--recipe FILE] [--] [PATH...]\n"
                        "Rename very many files: preview, commit, cancel, undo.\n"
                        "\n"
                        "  PATH            files, or folders whose files are listed\n"
                        "  --recipe FILE   begin with the rules in FILE\n"
                        "  --help          this text\n"
                        "  --version       the version\n";

GuiArguments parseGuiArguments(int argc, char **argv, BytesView workingDirectory)
{
    GuiArguments arguments;
    bool optionsEnded = false;
    for (int i = 1; i < argc; ++i) {
        const BytesView argument = argv[i];
        if (optionsEnded || argument.empty() || argument[0] != '-') {
            if (!argument.empty())
                arguments.paths.push_back(absolutePath(argument, workingDirectory));
        } else if (argument == "--") {
            optionsEnded = true;
        } else if (argument == "--version" || argument == "-v") {
            arguments.wanted = GuiArguments::Wanted::Version;
            return arguments;
        } else if (argument == "--help" || argument == "-h") {
            arguments.wanted = GuiArguments::Wanted::Help;
            return arguments;
        } else if (argument == "--recipe" && i + 1 < argc) {
            arguments.recipe = absolutePath(argv[++i], workingDirectory);
        } else if (argument.starts_with("--recipe=")) {
            arguments.recipe = absolutePath(argument.substr(9), workingDirectory);
        } else {
            arguments.wanted = GuiArguments::Wanted::Mistake;
            arguments.mistake = argument;
            return arguments;
        }
    }
    return arguments;
}

} // namespace bulkhead
