// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/rules/rule_step.h"

namespace bulkhead {

/// Puts the parts of a name, which a separator parts, in another order. Of as many parts as the largest number named, the
/// first or the last of the name, those named come first, then the others; the rest of the name stays where it is. Separators
/// keep their places, but for those that a template writes itself. Names with fewer parts are left as they are.
class SwapStep
{
public:
    static std::optional<SwapStep> compile(const SwapRule &rule, RuleCompilation &compilation);
    StepOutcome apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const;

private:
    bool split(BytesView subject, StepScratch &scratch) const;

    std::shared_ptr<const Pattern> m_separator;
    std::shared_ptr<const Template> m_template; ///< Null where the order is a list.
    std::vector<std::uint32_t> m_order; ///< 1 to the largest number named, those named first.
    std::size_t m_named = 1; ///< How many of m_order the template writes.
    SwapRule::From m_from = SwapRule::From::Start;
};

} // namespace bulkhead
