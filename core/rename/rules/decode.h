// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// A '/' or NUL that a percent escape stands for is illegal data, as from a token.
class DecodeStep
{
public:
    static std::optional<DecodeStep> compile(const DecodeRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    std::variant<Bytes, DecodeRule::Repair> m_how; ///< As in the rule; an empty encoding is the one that the batch was found to be in.
};

} // namespace bulkhead
