// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/letter_case.h"
#include "core/rename/rules/rule_step.h"

#include <memory>

namespace bulkhead {

/// The case rule.
class LettersStep
{
public:
    static std::optional<LettersStep> compile(const CaseRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    std::shared_ptr<const CaseConverter> m_converter;
};

} // namespace bulkhead
