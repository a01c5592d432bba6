// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/swap.h"

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Found = Pattern::Matcher::Found;

namespace {

constexpr int kMostParts = 99;

bool checkList(const std::vector<int> &order, RuleCompilation &compilation)
{
    bool good = true;
    for (auto part = order.begin(); part != order.end(); ++part) {
        if (*part < 1 || *part > kMostParts || std::find(order.begin(), part, *part) != part) {
            const Bytes field = "order[" + std::to_string(part - order.begin()) + "]";
            compilation.report(Code::OutOfRange, field.c_str(), "1 to " + std::to_string(kMostParts) + ", each once");
            good = false;
        }
    }
    return good;
}

void appendOthers(std::vector<std::uint32_t> &order)
{
    const std::size_t named = order.size();
    const std::uint32_t largest = *std::max_element(order.begin(), order.end());
    for (std::uint32_t part = 1; part <= largest; ++part) {
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(named);
        if (std::find(order.begin(), end, part) == end) {
            order.push_back(part);
        }
    }
}

} // namespace

std::optional<SwapStep> SwapStep::compile(const SwapRule &rule, RuleCompilation &compilation)
{
    SwapStep step;
    step.m_from = rule.from;
    bool good = true;
    auto separator = Pattern::compile(rule.separator, rule.separatorMode, LetterMatch::Match, false);
    if (auto *problem = std::get_if<RecipeProblem>(&separator)) {
        compilation.report("separator", std::move(*problem));
        good = false;
    } else {
        step.m_separator = std::get<0>(std::move(separator));
    }
    if (const auto *text = std::get_if<Bytes>(&rule.order)) {
        step.m_template = compileTemplate("order", *text, compilation, {.partCount = kMostParts});
        if (!step.m_template) {
            return std::nullopt;
        }
        step.m_order = step.m_template->groups();
        step.m_named = step.m_order.size();
    } else {
        const auto &list = std::get<std::vector<int>>(rule.order);
        good = checkList(list, compilation) && good;
        step.m_order.assign(list.begin(), list.end());
    }
    if (step.m_order.empty()) {
        compilation.report(Code::MustNotBeEmpty, "order");
        good = false;
    }
    if (!good) {
        return std::nullopt;
    }
    appendOthers(step.m_order);
    return step;
}

StepOutcome SwapStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (!split(subject, scratch)) {
        return StepOutcome::TooComplex;
    }
    const std::size_t count = m_order.size();
    const std::size_t others = scratch.parts.size() - 1;
    if (others < count) {
        return StepOutcome::Unchanged;
    }
    const std::size_t skipped = m_from == SwapRule::From::End ? others - count : 0;
    const auto parts = std::span<const BytesView>(scratch.parts).subspan(skipped, count + 1);
    const auto begin = [&](std::size_t part) { return static_cast<std::size_t>(parts[part].data() - subject.data()); };
    const auto end = [&](std::size_t part) { return begin(part) + parts[part].size(); };

    out.append(subject, 0, begin(1));
    std::size_t done = 1;
    if (m_template) {
        context.captures = parts;
        const auto outcome = m_template->expand(out, context);
        context.captures = {};
        if (outcome != Template::Outcome::Ok) {
            return outcomeOf(outcome);
        }
        done = m_named;
    } else {
        out += parts[m_order[0]];
    }
    for (; done < count; ++done) {
        out.append(subject, end(done), begin(done + 1) - end(done));
        out += parts[m_order[done]];
    }
    out.append(subject, end(count));
    return StepOutcome::Changed;
}

/// Parts are counted from 1, as captures are. False where looking for the separator takes too long.
bool SwapStep::split(BytesView subject, StepScratch &scratch) const
{
    scratch.parts.assign(1, subject);
    Pattern::Matcher &matcher = scratch.matcherOf(m_separator);
    std::size_t done = 0;
    Found found = matcher.find(subject, 0);
    for (; found == Found::Yes; found = matcher.findNext(subject)) {
        const BytesView match = matcher.captures()[0];
        const auto at = static_cast<std::size_t>(match.data() - subject.data());
        const bool isAtAnEnd = at == 0 || at == subject.size();
        if (!match.empty() || !isAtAnEnd) {
            scratch.parts.push_back(subject.substr(done, at - done));
            done = at + match.size();
        }
    }
    scratch.parts.push_back(subject.substr(done));
    return found == Found::No;
}

} // namespace bulkhead
