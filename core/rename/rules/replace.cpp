// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/replace.h"

#include "core/base/text.h"

#include <limits>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Found = Pattern::Matcher::Found;
using Which = ReplaceRule::Which;

namespace {

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

    void restart() { m_next = 0; }
    Found findNext()
    {
        m_begin = m_subject.find(m_text, m_next);
        m_next = end();
        return m_begin == BytesView::npos ? Found::No : Found::Yes;
    }

private:
    BytesView m_subject;
    BytesView m_text;
    std::size_t m_begin = 0;
    std::size_t m_next = 0;
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

    void restart() { m_found = Found::No; }
    Found findNext()
    {
        m_found = m_found == Found::Yes ? m_matcher.findNext(m_subject) : m_matcher.find(m_subject, 0);
        return m_found;
    }

private:
    BytesView m_subject;
    Pattern::Matcher &m_matcher;
    Found m_found = Found::No;
};

/// A search byte by byte finds the bytes of a text at whole characters only; a stray byte it would find inside a letter too.
bool isFoundByteByByte(const ReplaceRule &rule)
{
    return rule.mode == MatchMode::Text && rule.letters == LetterMatch::Match && !rule.wholeWord && isValidUtf8(rule.find);
}

/// Goes to the match with that number, counted from 1; `count` is how many were found on the way.
template <class Source>
Found findNth(Source &source, std::int64_t nth, std::int64_t &count)
{
    count = 0;
    source.restart();
    for (;;) {
        const Found found = source.findNext();
        if (found != Found::Yes || ++count == nth) {
            return found;
        }
    }
}

} // namespace

std::optional<ReplaceStep> ReplaceStep::compile(const ReplaceRule &rule, RuleCompilation &compilation)
{
    ReplaceStep step;
    step.m_find = rule.find;
    step.m_which = rule.occurrences;
    step.m_nth = rule.nth;
    bool good = true;
    if (rule.occurrences == Which::Nth && rule.nth == 0) {
        compilation.report(Code::MustNotBeZero, "occurrences");
        good = false;
    }
    if (rule.find.empty()) {
        compilation.report(Code::MustNotBeEmpty, "find");
        good = false;
    } else if (!isFoundByteByByte(rule)) {
        auto pattern = Pattern::compile(rule.find, rule.mode, rule.letters, rule.wholeWord);
        if (auto *problem = std::get_if<RecipeProblem>(&pattern)) {
            compilation.report("find", std::move(*problem));
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
        options.groupsNamed
            = [pattern = step.m_pattern](BytesView name) { return pattern ? pattern->groupsNamed(name) : std::vector<std::uint32_t>{0}; };
    }
    step.m_with = compileTemplate("with", rule.with, compilation, options);
    return good && step.m_with ? std::optional(std::move(step)) : std::nullopt;
}

StepOutcome ReplaceStep::apply(BytesView subject, RowContext &context, StepScratch &scratch, Bytes &out) const
{
    if (m_pattern) {
        PatternSource source(subject, scratch.matcherOf(m_pattern));
        return replace(source, context, out);
    }
    LiteralSource source(subject, m_find);
    return replace(source, context, out);
}

template <class Source>
StepOutcome ReplaceStep::replace(Source &source, RowContext &context, Bytes &out) const
{
    if (m_which == Which::Last || m_which == Which::Nth) {
        return replaceChosen(source, context, out);
    }
    const BytesView subject = source.subject();
    std::size_t copied = 0;
    bool any = false;
    for (;;) {
        const Found found = source.findNext();
        if (found == Found::TooComplex) {
            return StepOutcome::TooComplex;
        }
        if (found == Found::No) {
            break;
        }
        any = true;
        out.append(subject, copied, source.begin() - copied);
        copied = source.end();
        if (const auto outcome = appendReplacement(source.captures(), context, out); outcome != StepOutcome::Changed) {
            return outcome;
        }
        if (out.size() > kMostResultBytes) {
            return StepOutcome::TooLong;
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

/// Counting from the end takes a first pass that only counts.
template <class Source>
StepOutcome ReplaceStep::replaceChosen(Source &source, RowContext &context, Bytes &out) const
{
    constexpr auto all = std::numeric_limits<std::int64_t>::max();
    std::int64_t nth = m_which == Which::Last ? -1 : m_nth;
    if (nth < 0) {
        std::int64_t count = 0;
        if (findNth(source, all, count) == Found::TooComplex) {
            return StepOutcome::TooComplex;
        }
        nth += count + 1;
    }
    std::int64_t count = 0;
    const Found found = nth < 1 ? Found::No : findNth(source, nth, count);
    if (found != Found::Yes) {
        return found == Found::TooComplex ? StepOutcome::TooComplex : StepOutcome::Unchanged;
    }
    const BytesView subject = source.subject();
    out.append(subject, 0, source.begin());
    const std::size_t end = source.end();
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
