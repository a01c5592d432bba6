// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/remove.h"

#include "core/rename/rules/character_kinds.h"
#include "core/rename/rules/grapheme_positions.h"

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;
using How = RemoveRule::How;

std::optional<RemoveStep> RemoveStep::compile(const RemoveRule &rule, RuleCompilation &compilation)
{
    if (rule.how == How::Range && rule.count < 0) {
        compilation.report(Code::OutOfRange, "count", "at least 0");
        return std::nullopt;
    }
    if (rule.how == How::Between && rule.begin.empty() && rule.end.empty()) {
        compilation.report(Code::MustNotBeEmpty, "between");
        return std::nullopt;
    }
    if (rule.how == How::Between && !(compilation.checkText("between[0]", rule.begin) && compilation.checkText("between[1]", rule.end))) {
        return std::nullopt;
    }
    if (rule.how == How::What && rule.what == 0) {
        compilation.report(Code::MustNotBeEmpty, "what");
        return std::nullopt;
    }
    RemoveStep step;
    step.m_rule = rule;
    return step;
}

std::optional<RemoveStep> RemoveStep::compile(const KeepRule &rule, RuleCompilation &compilation)
{
    auto step = compile(rule.selected, compilation);
    if (!step) {
        return std::nullopt;
    }
    if (rule.selected.how == How::Range && rule.selected.count == 0) {
        compilation.report(Code::OutOfRange, "count", "at least 1");
        return std::nullopt;
    }
    if (rule.selected.how == How::What && (rule.selected.what & RemoveRule::Accents)) {
        compilation.report(Code::NotOneOf, "what", "digits, letters, spaces, punctuation, symbols, brackets");
        return std::nullopt;
    }
    step->m_selected = Selected::Stays;
    return step;
}

/// Copies what stays of a subject, while what is selected of it is told from left to right.
class RemoveStep::Cut
{
public:
    Cut(BytesView subject, Selected selected, Bytes &out)
        : m_subject(subject)
        , m_selected(selected)
        , m_out(out)
    {
    }

    void select(std::size_t begin, std::size_t end)
    {
        if (m_selected == Selected::Stays) {
            m_out.append(m_subject, begin, end - begin);
        } else {
            m_out.append(m_subject, m_done, begin - m_done);
        }
        m_done = end;
    }
    void finish()
    {
        if (m_selected == Selected::Goes) {
            m_out.append(m_subject, m_done);
        }
    }

private:
    BytesView m_subject;
    Selected m_selected;
    Bytes &m_out;
    std::size_t m_done = 0;
};

StepOutcome RemoveStep::apply(BytesView subject, RowContext &, StepScratch &scratch, Bytes &out) const
{
    const std::size_t before = out.size();
    if (m_rule.how == How::What) {
        if (m_selected == Selected::Stays) {
            appendOnlyKinds(out, subject, m_rule.what);
        } else {
            removeKinds(subject, scratch.text, out);
        }
    } else {
        Cut cut(subject, m_selected, out);
        if (m_rule.how == How::Range) {
            selectRange(subject, cut);
        } else {
            selectBetween(subject, cut);
        }
        cut.finish();
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

void RemoveStep::selectRange(BytesView subject, Cut &cut) const
{
    const GraphemePositions clusters(subject);
    const auto size = static_cast<std::int64_t>(clusters.count());
    const std::int64_t from = m_rule.from < 0 ? m_rule.from + size : m_rule.from;
    const auto begin = static_cast<std::size_t>(std::clamp<std::int64_t>(from, 0, size));
    const auto end = static_cast<std::size_t>(std::clamp<std::int64_t>(from + m_rule.count, 0, size));
    cut.select(clusters.offset(begin), clusters.offset(end));
}

void RemoveStep::selectBetween(BytesView subject, Cut &cut) const
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
        cut.select(m_rule.including ? begin : inside, m_rule.including ? behind : end);
        at = behind;
        if (m_rule.begin.empty() || m_rule.end.empty()) {
            break;
        }
    }
}

} // namespace bulkhead
