// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/list.h"

namespace bulkhead {

using Code = RecipeProblem::Code;

namespace {

/// The text that `names` would be in a file; none where a name would be more than one line of it.
std::optional<Bytes> linesOf(const ListRule &rule, RuleCompilation &compilation)
{
    Bytes text;
    for (std::size_t i = 0; i < rule.names.size(); ++i) {
        if (rule.by == ListRule::By::Order && rule.names[i].find_first_of("\r\n") != Bytes::npos) {
            compilation.report(Code::BadArgument, ("names[" + std::to_string(i) + "]").c_str(), rule.names[i]);
            return std::nullopt;
        }
        text += rule.names[i];
        text += '\n';
    }
    return text;
}

std::optional<LoadedList> loadedList(const ListRule &rule, RuleCompilation &compilation)
{
    if (!rule.file.empty()) {
        const auto found = compilation.lists().find({rule.file, rule.by});
        return found != compilation.lists().end() ? found->second : RecipeProblem{.code = Code::UnreadableFile, .argument = rule.file};
    }
    const auto text = linesOf(rule, compilation);
    if (!text) {
        return std::nullopt;
    }
    return NameList::parse(*text, rule.by == ListRule::By::Name ? NameList::Format::Pairs : NameList::Format::Lines, rule.by);
}

} // namespace

std::optional<ListStep> ListStep::compile(const ListRule &rule, RuleCompilation &compilation)
{
    if (rule.file.empty() && rule.names.empty()) {
        compilation.report(Code::MustNotBeEmpty, "names");
        return std::nullopt;
    }
    auto loaded = loadedList(rule, compilation);
    if (!loaded) {
        return std::nullopt;
    }
    if (auto *problem = std::get_if<RecipeProblem>(&*loaded)) {
        compilation.report(rule.file.empty() ? "names" : "file", std::move(*problem));
        return std::nullopt;
    }
    ListStep step;
    step.m_list = std::get<0>(*std::move(loaded));
    compilation.setColumns(step.m_list);
    return step;
}

StepOutcome ListStep::apply(BytesView, RowContext &context, StepScratch &, Bytes &out) const
{
    const std::uint32_t entry = m_list->entryOf(context.table, context.facts, context.row);
    if (entry == kNone) {
        return m_list->by() == ListRule::By::Order ? StepOutcome::NoValue : StepOutcome::Unchanged;
    }
    const BytesView name = m_list->newName(entry);
    if (name.empty()) {
        return StepOutcome::Unchanged;
    }
    if (name.find('/') != BytesView::npos || name.find('\0') != BytesView::npos) {
        return StepOutcome::IllegalData;
    }
    out += name;
    return StepOutcome::Changed;
}

} // namespace bulkhead
