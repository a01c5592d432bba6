// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/insert.h"

namespace bulkhead {

std::optional<InsertStep> InsertStep::compile(const InsertRule &rule, RuleCompilation &compilation)
{
    InsertStep step;
    step.m_text = compileTemplate("text", rule.text, compilation);
    auto placement = Placement::compile(rule.place, compilation);
    if (!step.m_text || !placement) {
        return std::nullopt;
    }
    step.m_placement = std::move(*placement);
    return step;
}

StepOutcome InsertStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    const auto place = m_placement.resolve(subject, scratch);
    if (const auto *outcome = std::get_if<StepOutcome>(&place)) {
        return *outcome;
    }
    const std::size_t at = std::get<std::size_t>(place);
    out.append(subject, 0, at);
    const auto outcome = m_text->expand(out, context);
    out.append(subject, at);
    return outcomeOf(outcome);
}

} // namespace bulkhead
