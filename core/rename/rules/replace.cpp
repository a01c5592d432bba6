// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/replace.h"

#include "core/base/text.h"

namespace bulkhead {

using Code = RecipeProblem::Code;
using Found = Pattern::Matcher::Found;
using Which = ReplaceRule::Which;

namespace {

std::size_t nextCodePoint(BytesView text, std::size_t at) noexcept
{
    const unsigned length = utf8SequenceLength(text, at);
    return at + (length == 0 ? 1 : length);
}

/// Where the matches are, for a text searched byte by byte.
class LiteralSource
{
public:
    LiteralSource(BytesView subject, BytesView text)
        : m_subject(subject)
        , m_text(text)
    {
    }
    BytesView subject() const noexcept { return m_subject; }
    std::size_t begin() const noexcept { return m_begin; }
    std::size_t end() const noexcept { return m_begin + m_text.size(); }
    std::span<const BytesView> captures() const noexcept { return {}; }

    Found find(std::size_t from)
    {
        m_begin = m_subject.find(m_text, from);
        return m_begin == BytesView::npos ? Found::No : Found::Yes;
    }
    void forgetPrevious() noexcept { }

private:
    BytesView m_subject;
    BytesView m_text;
    std::size_t m_begin = 0;
};

class PatternSource
{
public:
    PatternSource(BytesView subject, Pattern::Matcher &matcher)
        : m_subject(subject)
        , m_matcher(matcher)
    {
    }
    BytesView subject() const noexcept { return m_subject; }
    std::size_t begin() const noexcept { return static_cast<std::size_t>(captures()[0].data() - m_subject.data()); }
    std::size_t end() const noexcept { return begin() + captures()[0].size(); }
    std::span<const BytesView> captures() const noexcept { return m_matcher.captures(); }

    Found find(std::size_t from)
    {
        for (std::size_t at = from; at <= m_subject.size(); at = nextCodePoint(m_subject, at)) {
            const Found found = m_matcher.find(m_subject, at);
            if (found != Found::Yes || begin() != end() || begin() != m_previousEnd) {
                m_previousEnd = found == Found::Yes ? end() : m_previousEnd;
                return found;
            }
            if (at == m_subject.size()) {
                break;
            }
            at = begin();
        }
        return Found::No;
    }
    void forgetPrevious() noexcept { m_previousEnd = BytesView::npos; }

private:
    BytesView m_subject;
    Pattern::Matcher &m_matcher;
    std::size_t m_previousEnd = BytesView::npos;
};

} // namespace

std::optional<ReplaceStep> ReplaceStep::compile(const ReplaceRule &rule, FieldProblems &problems)
{
    ReplaceStep step;
    step.m_find = rule.find;
    step.m_which = rule.occurrences;
    step.m_nth = rule.nth;
    bool good = true;
    if (rule.occurrences == Which::Nth && rule.nth == 0) {
        problems.report(Code::MustNotBeZero, "occurrences");
        good = false;
    }
    if (rule.find.empty()) {
        problems.report(Code::MustNotBeEmpty, "find");
        good = false;
    } else if (rule.mode != MatchMode::Text || rule.letters != LetterMatch::Match || rule.wholeWord) {
        auto pattern = Pattern::compile(rule.find, rule.mode, rule.letters, rule.wholeWord);
        if (auto *problem = std::get_if<RecipeProblem>(&pattern)) {
            problems.report("find", std::move(*problem));
            good = false;
        } else {
            step.m_pattern = std::get<0>(std::move(pattern));
        }
    }
    TemplateOptions options;
    if (rule.mode == MatchMode::Regex) {
        options.captures = true;
        // With a regex that does not compile, which groups there are cannot be said: let any number pass.
        options.groupCount = step.m_pattern ? step.m_pattern->groupCount() : std::numeric_limits<std::uint32_t>::max();
        options.groupNumber = [pattern = step.m_pattern](BytesView name) { return pattern ? pattern->groupNumber(name) : 0; };
    }
    step.m_with = compileTemplate("with", rule.with, problems, options);
    return good && step.m_with ? std::optional(std::move(step)) : std::nullopt;
}

StepOutcome ReplaceStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (m_pattern) {
        PatternSource source(subject, scratch.matcherOf(m_pattern));
        return replace(source, context, scratch, out);
    }
    LiteralSource source(subject, m_find);
    return replace(source, context, scratch, out);
}

template <class Source>
StepOutcome ReplaceStep::replace(Source &source, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (m_which == Which::Last || m_which == Which::Nth) {
        return replaceChosen(source, context, scratch, out);
    }
    const BytesView subject = source.subject();
    std::size_t copied = 0;
    bool any = false;
    out.clear();
    for (std::size_t from = 0; from <= subject.size();) {
        const Found found = source.find(from);
        if (found == Found::TooComplex) {
            return StepOutcome::TooComplex;
        }
        if (found == Found::No) {
            break;
        }
        any = true;
        out.append(subject, copied, source.begin() - copied);
        copied = from = source.end();
        if (const auto outcome = appendReplacement(source.captures(), context, out); outcome != StepOutcome::Changed) {
            return outcome;
        }
        if (m_which == Which::First) {
            break;
        }
    }
    if (!any) {
        return StepOutcome::Unchanged;
    }
    out.append(subject, copied);
    return StepOutcome::Changed;
}

/// Counting from the end needs all matches first; the chosen one is then looked up again for its captures.
template <class Source>
StepOutcome ReplaceStep::replaceChosen(Source &source, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    const BytesView subject = source.subject();
    const bool fromEnd = m_which == Which::Last || m_nth < 0;
    const std::size_t nth = m_which == Which::Last ? 1 : static_cast<std::size_t>(m_nth < 0 ? -static_cast<std::int64_t>(m_nth) : m_nth);
    auto &spans = scratch.spans;
    spans.clear();
    for (std::size_t from = 0; from <= subject.size() && (fromEnd || spans.size() < nth);) {
        const Found found = source.find(from);
        if (found == Found::TooComplex) {
            return StepOutcome::TooComplex;
        }
        if (found == Found::No) {
            break;
        }
        spans.emplace_back(source.begin(), source.end());
        from = source.end();
    }
    if (nth > spans.size()) {
        return StepOutcome::Unchanged;
    }
    const auto [begin, end] = fromEnd ? spans[spans.size() - nth] : spans[nth - 1];
    if (fromEnd) {
        source.forgetPrevious();
        if (const Found found = source.find(begin); found != Found::Yes) {
            return found == Found::TooComplex ? StepOutcome::TooComplex : StepOutcome::Unchanged;
        }
    }
    out.assign(subject, 0, begin);
    const auto outcome = appendReplacement(source.captures(), context, out);
    out.append(subject, end);
    return outcome;
}

StepOutcome ReplaceStep::appendReplacement(std::span<const BytesView> captures, RowContext &context, Bytes &out) const
{
    if (m_with->isLiteral()) {
        out += m_with->literal();
        return StepOutcome::Changed;
    }
    context.captures = captures;
    const auto outcome = m_with->expand(out, context);
    context.captures = {};
    return outcomeOf(outcome);
}

} // namespace bulkhead
