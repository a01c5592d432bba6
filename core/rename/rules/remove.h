// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Removes by position, between marks (every pair of them; an empty first mark is the start, an empty second the end), or by
/// kind. Kinds look at the first code point of a grapheme cluster and take the whole cluster.
class RemoveStep
{
public:
    static std::optional<RemoveStep> compile(const RemoveRule &rule, FieldProblems &problems);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    void removeRange(BytesView subject, Bytes &out) const;
    void removeBetween(BytesView subject, Bytes &out) const;
    void removeKinds(BytesView subject, Bytes &scratch, Bytes &out) const;

    RemoveRule m_rule;
};

} // namespace bulkhead
