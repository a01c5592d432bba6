// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Changes the numbers that are in the name: runs of the digits 0 to 9, of any length. A sign is no part of a number, which is
/// never below zero: subtracting more than there is makes the row an error. Where no width is asked for, a number keeps the one
/// it has ("010" - 1 is "009", "10" - 1 is "09") and grows where it has to.
class RenumberStep
{
public:
    static std::optional<RenumberStep> compile(const RenumberRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    bool appendChanged(Bytes &out, BytesView number) const;

    RenumberRule m_rule;
};

} // namespace bulkhead
