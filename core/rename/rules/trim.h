// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Takes characters from the ends, and makes runs of them inside into their first one. Characters are grapheme clusters, so
/// that trimming "e" leaves an "e" with an accent alone.
class TrimStep
{
public:
    static std::optional<TrimStep> compile(const TrimRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    bool isTrimmed(BytesView cluster) const;

    TrimRule m_rule;
    std::vector<Bytes> m_clusters; ///< Sorted; empty = white space.
};

} // namespace bulkhead
