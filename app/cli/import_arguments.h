// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `import`: each belongs to some of the programs.
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/guarded_words.h"

#include <CLI/CLI.hpp>

#include <set>

namespace bulkhead::cli {

class ImportCommand
{
public:
    explicit ImportCommand(CLI::App &app);

    bool parsed() const { return m_app.parsed(); }
    /// Throws CLI::ValidationError where the words are not of the program that --from names.
    ImportArguments take() const;

private:
    CLI::Option *belongsTo(std::set<std::string> programs, CLI::Option *option);
    void checkOptions() const;
    KRenameInput kRename() const;
    PowerRenameInput powerRename() const;
    F2Input f2() const;

    CLI::App &m_app;
    std::vector<std::pair<CLI::Option *, std::set<std::string>>> m_owners;
    std::string m_from, m_template, m_extension = "$", m_case, m_time = "created";
    std::vector<std::string> m_finds, m_replaces;
    std::int64_t m_start = 1;
    std::int64_t m_step = 1;
    int m_limit = 0;
    bool m_perFolder = false;
    bool m_regex = false;
    bool m_caseSensitive = false;
    bool m_all = false;
    bool m_nameOnly = false;
    bool m_extensionOnly = false;
    bool m_literal = false;
    bool m_ignoreCase = false;
    bool m_ignoreExtension = false;
};

} // namespace bulkhead::cli
