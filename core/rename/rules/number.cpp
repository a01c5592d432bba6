// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/number.h"

#include "core/rename/rules/counter.h"

namespace bulkhead {

namespace {

bool checkCounter(const Counter &counter, FieldProblems &problems)
{
    bool good = true;
    if (counter.step == 0) {
        problems.report(RecipeProblem::Code::MustNotBeZero, "step");
        good = false;
    }
    if (counter.pad && (*counter.pad < 0 || *counter.pad > kWidestCounter)) {
        problems.report(RecipeProblem::Code::OutOfRange, "pad", "0 to " + std::to_string(kWidestCounter));
        good = false;
    }
    return good;
}

} // namespace

std::optional<NumberStep> NumberStep::compile(const NumberRule &rule, FieldProblems &problems)
{
    NumberStep step;
    step.m_counter = rule.counter;
    step.m_separator = rule.separator;
    bool good = checkCounter(rule.counter, problems);
    good = problems.checkText("separator", rule.separator) && good;
    auto placement = Placement::compile(rule.place, problems);
    if (!good || !placement) {
        return std::nullopt;
    }
    step.m_placement = std::move(*placement);
    return step;
}

StepOutcome NumberStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    const auto place = m_placement.resolve(subject, scratch);
    if (const auto *outcome = std::get_if<StepOutcome>(&place)) {
        return *outcome;
    }
    const std::size_t at = std::get<std::size_t>(place);
    out.append(subject, 0, at);
    if (at > 0) {
        out += m_separator;
    }
    if (!appendCounter(out, m_counter, context)) {
        return StepOutcome::Unchanged;
    }
    if (at < subject.size()) {
        out += m_separator;
    }
    out.append(subject, at);
    return StepOutcome::Changed;
}

} // namespace bulkhead
