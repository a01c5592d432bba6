// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// The remove rule, and the keep rule, which is its complement. Selects by position, between marks (every pair of them; an
/// empty first mark is the start, an empty second the end), or by kind. Kinds look at the first code point of a grapheme
/// cluster and take the whole cluster.
class RemoveStep
{
public:
    static std::optional<RemoveStep> compile(const RemoveRule &rule, RuleCompilation &compilation);
    static std::optional<RemoveStep> compile(const KeepRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    class Cut;
    void selectRange(BytesView subject, Cut &cut) const;
    void selectBetween(BytesView subject, Cut &cut) const;
    void removeKinds(BytesView subject, Bytes &scratch, Bytes &out) const;

    RemoveRule m_rule;
    enum class Selected : std::uint8_t { Goes, Stays } m_selected = Selected::Goes;
};

} // namespace bulkhead
