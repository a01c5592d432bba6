// SPDX-License-Identifier: GPL-3.0-or-later
// One row under the rules, one rule at a time: what the cards show of it.
#pragma once

#include "core/rename/compiled_recipe.h"

#include <optional>

namespace bulkhead {

/// What each rule makes of a row. A value; any thread.
struct RowTrace {
    enum class Named : std::uint8_t {
        ByRules,
        ByHand, ///< No rule is asked.
        NotAtAll, ///< It is left out.
    };

    Bytes name; ///< On disk.
    std::vector<NameEvaluator::TraceStep> steps; ///< One for each enabled rule, up to the one that failed.
    RowIssue issue = RowIssue::None; ///< Of the name as a whole.
    std::uint32_t rule = kNone; ///< Which raised the issue.
    Named named = Named::ByRules;
};

/// What one rule makes of a row.
struct RuleExample {
    enum class Kind : std::uint8_t {
        Change,
        NoChange,
        Problem, ///< `issue` says why the row gets no name from here.
        NotReached, ///< A rule above failed.
        ByHand,
        LeftOut,
    };

    Kind kind = Kind::NoChange;
    Bytes before; ///< The row's own name where the rule is not reached.
    Bytes after; ///< Only for Change.
    RowIssue issue = RowIssue::None; ///< Only for Problem.
};

/// `takesPart`: false for a rule that is switched off or not filled in; `rule` is then the next one that does.
RuleExample ruleExample(const RowTrace &trace, std::uint32_t rule, bool takesPart);

} // namespace bulkhead
