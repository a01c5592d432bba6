// SPDX-License-Identifier: GPL-3.0-or-later
// The options of `presets`.
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/guarded_words.h"

#include <CLI/CLI.hpp>

namespace bulkhead::cli {

class PresetsCommand
{
public:
    explicit PresetsCommand(CLI::App &app)
        : m_app(*app.add_subcommand("presets", "List presets: recipes with a name; show, save, rename or delete one"))
    {
        m_show = m_app.add_option("--show", m_name, "Print its recipe")->type_name("NAME");
        m_save = m_app.add_option("--save", m_name, "Save the recipe FILE under that name")->type_name("NAME")->excludes(m_show);
        m_delete = m_app.add_option("--delete", m_name, "Delete one of your own")->type_name("NAME")->excludes(m_show)->excludes(m_save);
        m_rename = m_app.add_option("--rename", m_name, "Give one of your own another name")->type_name("NAME");
        for (CLI::Option *other : {m_show, m_save, m_delete})
            m_rename->excludes(other);
        m_rename->needs(m_app.add_option("--to", m_to, "With --rename: the new name")->type_name("NAME")->needs(m_rename));
        m_recipe
            = m_app.add_option("--recipe", m_file, "With --save: the recipe file; - is standard input")->type_name("FILE")->needs(m_save);
        m_save->needs(m_recipe);
        m_app.add_flag("--replace", m_replace, "With --save: in the place of the one of that name")->needs(m_save);
        m_app.add_flag("--json", m_output.json, "One JSON object a preset");
        m_app.add_flag("-q,--quiet", m_output.quiet, "Only problems");
    }

    bool parsed() const { return m_app.parsed(); }
    PresetsArguments take() const
    {
        using What = PresetsArguments::What;
        const What what = m_show->count() > 0 ? What::Show
            : m_save->count() > 0             ? What::Save
            : m_rename->count() > 0           ? What::Rename
            : m_delete->count() > 0           ? What::Delete
                                              : What::List;
        return {what, unguarded(m_name), unguarded(m_to), unguarded(m_file), m_replace, m_output};
    }

private:
    CLI::App &m_app;
    CLI::Option *m_show = nullptr;
    CLI::Option *m_save = nullptr;
    CLI::Option *m_rename = nullptr;
    CLI::Option *m_delete = nullptr;
    CLI::Option *m_recipe = nullptr;
    std::string m_name, m_to, m_file;
    bool m_replace = false;
    OutputArguments m_output;
};

} // namespace bulkhead::cli
