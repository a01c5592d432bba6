// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/new_name.h"

namespace bulkhead {

std::optional<NewNameStep> NewNameStep::compile(const TemplateRule &rule, RuleCompilation &compilation)
{
    NewNameStep step;
    step.m_text = compileTemplate("text", rule.text, compilation);
    return step.m_text ? std::optional(std::move(step)) : std::nullopt;
}

StepOutcome NewNameStep::apply(BytesView, RowContext &context, StepScratch &, Bytes &out) const
{
    return outcomeOf(m_text->expand(out, context));
}

} // namespace bulkhead
