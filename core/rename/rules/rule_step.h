// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what every compiled rule has in common. A step is immutable and shared between threads; what it
// writes is in the StepScratch of the thread.
#pragma once

#include "core/rename/naming/row_context.h"
#include "core/rename/rules/pattern.h"
#include "core/rename/template/template.h"

#include <memory>
#include <optional>
#include <vector>

namespace bulkhead {

enum class StepOutcome : std::uint8_t {
    Changed, ///< The new text of the subject was appended to `out`.
    Unchanged, ///< The subject stays; what was appended to `out` means nothing.
    NoValue, ///< A token has no value.
    IllegalData, ///< A value held '/' or NUL.
    TooComplex, ///< The regex hit its match limit.
    BelowZero, ///< A number of the name would be.
    TooLong, ///< More than kMostResultBytes.
};

/// No file system takes a name near that: rules that feed each other end here, before they eat all memory.
inline constexpr std::size_t kMostResultBytes = 1 << 16;

/// One thread's work space for one step: reused row after row, so that a row costs no allocation.
struct StepScratch {
    std::optional<Pattern::Matcher> matcher;
    Bytes text;
    std::vector<BytesView> parts; ///< Of the subject; mean nothing once the step is done.

    Pattern::Matcher &matcherOf(const std::shared_ptr<const Pattern> &pattern) { return matcher ? *matcher : matcher.emplace(pattern); }
};

/// Collects the problems of one rule; field names are completed with the rule's own ("rules[1]").
class FieldProblems
{
public:
    FieldProblems(Bytes rule, std::vector<RecipeProblem> &problems)
        : m_rule(std::move(rule))
        , m_problems(problems)
    {
    }

    void report(RecipeProblem::Code code, const char *field, Bytes argument = {});
    void report(const char *field, RecipeProblem problem); ///< Completes `problem.field`.
    /// False, and a problem, where `text` is not UTF-8.
    bool checkText(const char *field, BytesView text);

private:
    Bytes m_rule;
    std::vector<RecipeProblem> &m_problems;
};

/// Null, and a problem, where it does not compile.
std::shared_ptr<const Template> compileTemplate(
    const char *field, BytesView text, FieldProblems &problems, const TemplateOptions &options = {});

StepOutcome outcomeOf(Template::Outcome outcome) noexcept;

} // namespace bulkhead
