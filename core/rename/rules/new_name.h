// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// The template rule: the subject becomes what the template says.
class NewNameStep
{
public:
    static std::optional<NewNameStep> compile(const TemplateRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    std::shared_ptr<const Template> m_text;
};

} // namespace bulkhead
