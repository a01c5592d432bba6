// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/number.h"

#include "core/rename/rules/counter.h"

namespace bulkhead {

namespace {

bool checkCounter(const Counter &counter, RuleCompilation &compilation)
{
    bool good = true;
    if (counter.step == 0) {
        compilation.report(RecipeProblem::Code::MustNotBeZero, "step");
        good = false;
    }
    if (counter.pad && (*counter.pad < 0 || *counter.pad > kWidestCounter)) {
        compilation.report(RecipeProblem::Code::OutOfRange, "pad", "0 to " + std::to_string(kWidestCounter));
        good = false;
    }
    return good;
}

} // namespace

std::optional<NumberStep> NumberStep::compile(const NumberRule &rule, RuleCompilation &compilation)
{
    NumberStep step;
    step.m_counter = rule.counter;
    step.m_separator = rule.separator;
    bool good = checkCounter(rule.counter, compilation);
    good = compilation.checkText("separator", rule.separator) && good;
    auto placement = Placement::compile(rule.place, compilation);
    if (!good || !placement) {
        return std::nullopt;
    }
    step.m_placement = std::move(*placement);
    return step;
}

StepOutcome NumberStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    return m_placement.insert(subject, m_separator, scratch, out, [&] { return appendCounter(out, m_counter, context); });
}

} // namespace bulkhead
