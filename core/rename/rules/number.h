// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/placement.h"

namespace bulkhead {

/// A counter put into the name. The separator stands between the number and the text on either side of it, where there is some.
class NumberStep
{
public:
    static std::optional<NumberStep> compile(const NumberRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;
    const Counter &counter() const noexcept { return m_counter; }

private:
    Counter m_counter;
    Placement m_placement;
    Bytes m_separator;
};

} // namespace bulkhead
