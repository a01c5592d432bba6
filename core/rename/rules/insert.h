// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/placement.h"

namespace bulkhead {

class InsertStep
{
public:
    static std::optional<InsertStep> compile(const InsertRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    std::shared_ptr<const Template> m_text;
    Placement m_placement;
};

} // namespace bulkhead
