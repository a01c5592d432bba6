// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/rule_example.h"

#include <algorithm>

namespace bulkhead {

RuleExample ruleExample(const RowTrace &trace, std::uint32_t rule, bool takesPart)
{
    using Kind = RuleExample::Kind;
    if (trace.named != RowTrace::Named::ByRules)
        return {trace.named == RowTrace::Named::ByHand ? Kind::ByHand : Kind::LeftOut, trace.name, {}, {}};
    // Rules that are switched off have no step.
    const auto step = std::find_if(
        trace.steps.begin(), trace.steps.end(), [rule](const NameEvaluator::TraceStep &candidate) { return candidate.rule >= rule; });
    const Bytes &before = step == trace.steps.begin() ? trace.name : std::prev(step)->after;
    const bool failed = trace.issue != RowIssue::None && trace.rule != kNone;
    const bool ran = step != trace.steps.end() && step->rule == rule;
    if (failed && takesPart && trace.rule == rule)
        return {Kind::Problem, before, {}, trace.issue};
    if (failed && trace.rule < rule && !ran)
        return {Kind::NotReached, trace.name, {}, {}};
    if (!takesPart || !ran || step->after == before)
        return {Kind::NoChange, before, {}, {}};
    return {Kind::Change, before, step->after, {}};
}

} // namespace bulkhead
