// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/renumber.h"

#include "core/rename/rules/counter.h"

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Which = RenumberRule::Which;

namespace {

constexpr BytesView kDigits = "0123456789";

/// The first number at `from` or later; at the end where there is none.
struct Number {
    Number(BytesView subject, std::size_t from)
        : begin(std::min(subject.find_first_of(kDigits, from), subject.size()))
        , end(std::min(subject.find_first_not_of(kDigits, begin), subject.size()))
    {
    }
    std::size_t begin;
    std::size_t end;
};

std::int64_t countNumbers(BytesView subject)
{
    std::int64_t count = 0;
    for (Number number(subject, 0); number.begin < number.end; number = Number(subject, number.end)) {
        ++count;
    }
    return count;
}

/// Adds to the digits at `begin` and behind, as one does on paper. False where the sum is below zero.
bool addToDigits(Bytes &digits, std::size_t begin, std::int64_t amount)
{
    const bool subtracts = amount < 0;
    std::uint64_t rest = subtracts ? 0 - static_cast<std::uint64_t>(amount) : static_cast<std::uint64_t>(amount);
    for (std::size_t at = digits.size(); at > begin && rest > 0; --at) {
        const int step = static_cast<int>(rest % 10);
        int digit = digits[at - 1] - '0' + (subtracts ? -step : step);
        rest /= 10;
        if (digit < 0 || digit > 9) {
            digit += subtracts ? 10 : -10;
            ++rest;
        }
        digits[at - 1] = static_cast<char>('0' + digit);
    }
    if (rest > 0 && !subtracts) {
        digits.insert(begin, std::to_string(rest));
    }
    return rest == 0 || !subtracts;
}

/// Zeros in front are added or taken away.
void padDigits(Bytes &digits, std::size_t begin, std::size_t width)
{
    const std::size_t length = digits.size() - begin;
    if (length < width) {
        digits.insert(begin, width - length, '0');
        return;
    }
    const std::size_t zeros = std::min(digits.find_first_not_of('0', begin), digits.size()) - begin;
    digits.erase(begin, std::min(zeros, length - std::max<std::size_t>(width, 1)));
}

} // namespace

std::optional<RenumberStep> RenumberStep::compile(const RenumberRule &rule, RuleCompilation &compilation)
{
    bool good = true;
    if (rule.add == 0 && !rule.pad) {
        compilation.report(Code::MustNotBeZero, "add");
        good = false;
    }
    if (rule.pad && (*rule.pad < 0 || *rule.pad > kWidestCounter)) {
        compilation.report(Code::OutOfRange, "pad", "0 to " + std::to_string(kWidestCounter));
        good = false;
    }
    if (rule.which == Which::Nth && rule.nth == 0) {
        compilation.report(Code::MustNotBeZero, "which");
        good = false;
    }
    if (!good) {
        return std::nullopt;
    }
    RenumberStep step;
    step.m_rule = rule;
    return step;
}

StepOutcome RenumberStep::apply(BytesView subject, RowContext &, StepScratch &, Bytes &out) const
{
    std::int64_t chosen = m_rule.which == Which::First ? 1 : m_rule.which == Which::Last ? -1 : m_rule.nth;
    if (chosen < 0) {
        chosen += countNumbers(subject) + 1;
    }
    const std::size_t before = out.size();
    std::size_t copied = 0;
    std::int64_t index = 1;
    for (Number number(subject, 0); number.begin < number.end; number = Number(subject, number.end), ++index) {
        if (m_rule.which != Which::All && index != chosen) {
            continue;
        }
        out.append(subject, copied, number.begin - copied);
        if (!appendChanged(out, subject.substr(number.begin, number.end - number.begin))) {
            return StepOutcome::BelowZero;
        }
        copied = number.end;
    }
    out.append(subject, copied);
    return BytesView(out).substr(before) == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
}

bool RenumberStep::appendChanged(Bytes &out, BytesView number) const
{
    const std::size_t begin = out.size();
    out += number;
    const bool good = addToDigits(out, begin, m_rule.add);
    if (m_rule.pad) {
        padDigits(out, begin, static_cast<std::size_t>(*m_rule.pad));
    }
    return good;
}

} // namespace bulkhead
