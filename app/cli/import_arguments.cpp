// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_arguments.h"

#include <algorithm>
#include <map>

namespace bulkhead::cli {

namespace {

constexpr const char *kFooter
    = "The recipe is printed as JSON, for rename --recipe; what it does not do as the other program does is named on standard error.\n"
      "\n"
      "Examples:\n"
      "  bulkhead-cli import --from krename '$ [date;yyyy] ###'\n"
      "  bulkhead-cli import --from powerrename --find IMG --replace '$YYYY' --regex\n"
      "  bulkhead-cli import --from f2 -f '(\\d+)' -r '{p} $1' | bulkhead-cli rename --recipe - photos\n"
      "\n"
      "Exit status: 0 all fine; 1 something was lost; 2 wrong usage, or nothing to import.";

} // namespace

ImportCommand::ImportCommand(CLI::App &app)
    : m_app(*app.add_subcommand("import", "Make a recipe from what was written for another renamer"))
{
    m_app.footer(kFooter);
    m_app.add_option("--from", m_from, "krename, powerrename or f2")->required()->check(CLI::IsMember({"krename", "powerrename", "f2"}));
    const auto text = [this](const char *name, std::string &value, const char *type, const char *help) {
        return m_app.add_option(name, value, help)->type_name(type);
    };
    const auto texts = [this](const char *name, std::vector<std::string> &values, const char *help) {
        return m_app.add_option(name, values, help)->type_name("TEXT")->expected(1, -1)->allow_extra_args(false);
    };
    belongsTo({"krename"}, text("TEMPLATE", m_template, "TEXT", "KRename: the template of the name"));
    belongsTo({"krename"}, text("--extension", m_extension, "TEXT", "KRename: the template of the extension"));
    belongsTo({"krename"}, m_app.add_option("--start", m_start, "KRename: where counters start (1)"));
    belongsTo({"krename"}, m_app.add_option("--step", m_step, "KRename: the step of counters (1)"));
    belongsTo(
        {"krename", "f2"}, m_app.add_flag("--per-folder,--reset-index-per-dir", m_perFolder, "KRename, f2: count anew in each folder"));
    belongsTo({"powerrename", "f2"}, texts("-f,--find", m_finds, "PowerRename, f2: what is looked for"));
    belongsTo({"powerrename", "f2"}, texts("-r,--replace", m_replaces, "PowerRename, f2: what replaces it"));
    belongsTo({"powerrename"}, m_app.add_flag("--regex", m_regex, "PowerRename: FIND is a regular expression"));
    belongsTo({"powerrename"}, m_app.add_flag("--all", m_all, "PowerRename: match all occurrences"));
    belongsTo({"powerrename"}, m_app.add_flag("--case-sensitive", m_caseSensitive, "PowerRename: case sensitive"));
    CLI::Option *const nameOnly = m_app.add_flag("--name-only", m_nameOnly, "PowerRename: filename only");
    belongsTo({"powerrename"}, nameOnly);
    belongsTo({"powerrename"}, m_app.add_flag("--extension-only", m_extensionOnly, "PowerRename: extension only")->excludes(nameOnly));
    belongsTo({"powerrename"},
        text("--case", m_case, "TO", "PowerRename: lower, upper, title or capitalise")
            ->check(CLI::IsMember({"lower", "upper", "title", "capitalise"})));
    belongsTo({"powerrename"},
        text("--time", m_time, "WHICH", "PowerRename: created, modified or accessed")
            ->check(CLI::IsMember({"created", "modified", "accessed"})));
    belongsTo({"f2"}, m_app.add_flag("-s,--string-mode", m_literal, "f2: FIND is no regular expression"));
    belongsTo({"f2"}, m_app.add_flag("-i,--ignore-case", m_ignoreCase, "f2: ignore case"));
    belongsTo({"f2"}, m_app.add_flag("-e,--ignore-ext", m_ignoreExtension, "f2: leave the extension alone"));
    belongsTo({"f2"}, m_app.add_option("-l,--replace-limit", m_limit, "f2: how many matches; negative from the end"));
}

CLI::Option *ImportCommand::belongsTo(std::set<std::string> programs, CLI::Option *option)
{
    m_owners.emplace_back(option, std::move(programs));
    return option;
}

ImportArguments ImportCommand::take() const
{
    checkOptions();
    if (m_from == "krename")
        return {.input = kRename()};
    if (m_from == "powerrename")
        return {.input = powerRename()};
    return {.input = f2()};
}

void ImportCommand::checkOptions() const
{
    for (const auto &[option, programs] : m_owners) {
        if (option->count() > 0 && !programs.contains(m_from))
            throw CLI::ValidationError(option->get_name(), "is not for " + m_from);
    }
    if (m_from == "powerrename" && (m_finds.size() > 1 || m_replaces.size() > 1))
        throw CLI::ValidationError("--find", "powerrename has one FIND and one REPLACE");
}

KRenameInput ImportCommand::kRename() const
{
    return {.name = unguarded(m_template), .extension = unguarded(m_extension), .start = m_start, .step = m_step, .perFolder = m_perFolder};
}

PowerRenameInput ImportCommand::powerRename() const
{
    using Time = PowerRenameInput::Time;
    static const std::map<std::string, CaseRule::To> kCases = {{"lower", CaseRule::To::Lower}, {"upper", CaseRule::To::Upper},
        {"title", CaseRule::To::Title}, {"capitalise", CaseRule::To::Capitalise}};
    PowerRenameInput input{.regex = m_regex, .caseSensitive = m_caseSensitive, .allOccurrences = m_all};
    input.find = m_finds.empty() ? Bytes() : unguarded(m_finds.front());
    input.replace = m_replaces.empty() ? Bytes() : unguarded(m_replaces.front());
    input.scope = m_nameOnly ? Scope::Stem : m_extensionOnly ? Scope::Extension : Scope::Name;
    if (!m_case.empty())
        input.letters = kCases.at(m_case);
    input.time = m_time == "modified" ? Time::Modified : m_time == "accessed" ? Time::Accessed : Time::Created;
    return input;
}

F2Input ImportCommand::f2() const
{
    F2Input input{
        .literal = m_literal, .ignoreCase = m_ignoreCase, .ignoreExtension = m_ignoreExtension, .limit = m_limit, .perFolder = m_perFolder};
    for (std::size_t i = 0; i < std::max(m_finds.size(), m_replaces.size()); ++i) {
        input.pairs.push_back({.find = i < m_finds.size() ? unguarded(m_finds[i]) : Bytes(),
            .replace = i < m_replaces.size() ? unguarded(m_replaces[i]) : Bytes()});
    }
    return input;
}

} // namespace bulkhead::cli
