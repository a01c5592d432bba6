// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/remove.h"

#include "core/rename/rules/character_kinds.h"
#include "core/rename/rules/grapheme_positions.h"

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;
using How = RemoveRule::How;

std::optional<RemoveStep> RemoveStep::compile(const RemoveRule &rule, FieldProblems &problems)
{
    if (rule.how == How::Range && rule.count < 0) {
        problems.report(Code::OutOfRange, "count", "at least 0");
        return std::nullopt;
    }
    if (rule.how == How::Between && rule.begin.empty() && rule.end.empty()) {
        problems.report(Code::MustNotBeEmpty, "between");
        return std::nullopt;
    }
    if (rule.how == How::Between && !(problems.checkText("between[0]", rule.begin) && problems.checkText("between[1]", rule.end))) {
        return std::nullopt;
    }
    if (rule.how == How::What && rule.what == 0) {
        problems.report(Code::MustNotBeEmpty, "what");
        return std::nullopt;
    }
    RemoveStep step;
    step.m_rule = rule;
    return step;
}

StepOutcome RemoveStep::apply(BytesView subject, RowContext &, StepScratch &scratch, Bytes &out) const
{
    const std::size_t before = out.size();
    switch (m_rule.how) {
    case How::Range:
        removeRange(subject, out);
        break;
    case How::Between:
        removeBetween(subject, out);
        break;
    case How::What:
        removeKinds(subject, scratch.text, out);
        break;
    }
    return BytesView(out).substr(before) == subject ? StepOutcome::Unchanged : StepOutcome::Changed;
}

void RemoveStep::removeKinds(BytesView subject, Bytes &scratch, Bytes &out) const
{
    const std::uint8_t kinds = m_rule.what & ~RemoveRule::Brackets;
    if (kinds == m_rule.what) {
        appendWithoutKinds(out, subject, kinds);
    } else if (kinds == 0) {
        appendWithoutBrackets(out, subject);
    } else {
        scratch.clear();
        appendWithoutBrackets(scratch, subject);
        appendWithoutKinds(out, scratch, kinds);
    }
}

void RemoveStep::removeRange(BytesView subject, Bytes &out) const
{
    const GraphemePositions clusters(subject);
    const auto size = static_cast<std::int64_t>(clusters.count());
    const std::int64_t from = m_rule.from < 0 ? m_rule.from + size : m_rule.from;
    const auto begin = static_cast<std::size_t>(std::clamp<std::int64_t>(from, 0, size));
    const auto end = static_cast<std::size_t>(std::clamp<std::int64_t>(from + m_rule.count, 0, size));
    out.append(subject, 0, clusters.offset(begin)).append(subject, clusters.offset(end));
}

void RemoveStep::removeBetween(BytesView subject, Bytes &out) const
{
    std::size_t at = 0;
    while (true) {
        const std::size_t begin = m_rule.begin.empty() ? at : subject.find(m_rule.begin, at);
        if (begin == BytesView::npos) {
            break;
        }
        const std::size_t inside = begin + m_rule.begin.size();
        const std::size_t end = m_rule.end.empty() ? subject.size() : subject.find(m_rule.end, inside);
        if (end == BytesView::npos) {
            break;
        }
        const std::size_t behind = end + m_rule.end.size();
        out.append(subject, at, (m_rule.including ? begin : inside) - at);
        out.append(subject, m_rule.including ? behind : end, m_rule.including ? 0 : m_rule.end.size());
        at = behind;
        if (m_rule.begin.empty() || m_rule.end.empty()) {
            break;
        }
    }
    out.append(subject, at);
}

} // namespace bulkhead
