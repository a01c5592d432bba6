// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// The case rule.
class LettersStep
{
public:
    static std::optional<LettersStep> compile(const CaseRule &rule, FieldProblems &problems);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    CaseRule m_rule;
};

} // namespace bulkhead
