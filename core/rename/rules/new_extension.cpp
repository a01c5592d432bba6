// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/new_extension.h"

#include "core/rename/rules/letter_case.h"

namespace bulkhead {

using Code = RecipeProblem::Code;
using Letters = ExtensionRule::Letters;

namespace {

BytesView withoutDot(BytesView extension) noexcept
{
    return extension.starts_with('.') ? extension.substr(1) : extension;
}

bool checkFields(const ExtensionRule &rule, FieldProblems &problems)
{
    const bool others = rule.to || rule.letters != Letters::Keep || !rule.add.empty();
    if (rule.remove && others) {
        problems.report(Code::Contradiction, "remove", rule.to ? "to" : rule.letters != Letters::Keep ? "case" : "add");
        return false;
    }
    if (!rule.remove && !others) {
        problems.report(Code::MissingField, "to");
        return false;
    }
    if (!rule.add.empty() && withoutDot(rule.add).empty()) {
        problems.report(Code::MustNotBeEmpty, "add");
        return false;
    }
    return problems.checkText("add", rule.add);
}

} // namespace

std::optional<NewExtensionStep> NewExtensionStep::compile(const ExtensionRule &rule, FieldProblems &problems)
{
    NewExtensionStep step;
    step.m_letters = rule.letters;
    step.m_add = withoutDot(rule.add);
    step.m_remove = rule.remove;
    const bool good = checkFields(rule, problems);
    if (rule.to) {
        step.m_to = compileTemplate("to", *rule.to, problems);
        if (!step.m_to) {
            return std::nullopt;
        }
    }
    return good ? std::optional(std::move(step)) : std::nullopt;
}

StepOutcome NewExtensionStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (context.table.isDirectory(context.row)) {
        return StepOutcome::Unchanged;
    }
    const std::size_t before = out.size();
    out += context.stem;
    if (m_remove) {
        return context.stem == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
    }
    Bytes &extension = scratch.text;
    extension = context.extension;
    if (m_to) {
        extension.clear();
        if (const auto outcome = m_to->expand(extension, context); outcome != Template::Outcome::Ok) {
            return outcomeOf(outcome);
        }
        extension.erase(0, extension.size() - withoutDot(extension).size());
    }
    if (m_letters != Letters::Keep) {
        extension = m_letters == Letters::Lower ? toLowerRoot(extension) : toUpperRoot(extension);
    }
    const bool hadDot = context.name.size() > context.stem.size() + context.extension.size();
    for (BytesView part : {BytesView(extension), BytesView(m_add)}) {
        if (!part.empty()) {
            out.append(1, '.').append(part);
        }
    }
    // "a." keeps its dot where nothing was said about what is behind it.
    if (!m_to && m_add.empty() && extension.empty() && hadDot) {
        out += '.';
    }
    return BytesView(out).substr(before) == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
}

} // namespace bulkhead
