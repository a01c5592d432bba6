// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what every compiled rule has in common. A step is immutable and shared between threads; what it
// writes is in the StepScratch of the thread.
#pragma once

#include "core/rename/naming/row_context.h"
#include "core/rename/rules/pattern.h"
#include "core/rename/rules/strict_converter.h"
#include "core/rename/template/template.h"

#include <memory>
#include <optional>
#include <vector>

namespace bulkhead {

enum class StepOutcome : std::uint8_t {
    Changed, ///< The new text of the subject was appended to `out`.
    Unchanged, ///< The subject stays; what was appended to `out` means nothing.
    NoValue, ///< A token has no value.
    Unreadable, ///< A token asks what cannot be read of the file.
    IllegalData, ///< A value held '/' or NUL.
    TooComplex, ///< The regex hit its match limit.
    BelowZero, ///< A number of the name would be.
    NoDate, ///< Nobody knows the time.
    AmbiguousEncoding, ///< It is not known which encoding the subject is in.
    NotDecodable, ///< It is not in the encoding named.
    TooLong, ///< More than kMostResultBytes.
};

/// No file system takes a name near that: rules that feed each other end here, before they eat all memory.
inline constexpr std::size_t kMostResultBytes = 1 << 16;

/// One thread's work space for one step: reused row after row, so that a row costs no allocation.
struct StepScratch {
    std::optional<Pattern::Matcher> matcher;
    std::optional<StrictConverter> converter;
    Bytes text;
    std::vector<BytesView> parts; ///< Of the subject; mean nothing once the step is done.

    Pattern::Matcher &matcherOf(const std::shared_ptr<const Pattern> &pattern) { return matcher ? *matcher : matcher.emplace(pattern); }
};

/// What a rule says while it is compiled: its problems, whose field names are completed with the rule's own ("rules[1]"), and what its
/// templates ask of the inside of files.
class RuleCompilation
{
public:
    /// What the rules of a recipe share.
    struct Shared {
        std::vector<RecipeProblem> &problems;
        const LoadedLists &lists;
        std::shared_ptr<const NameList> columns; ///< Of the last list rule so far, for {csv:...}.
    };

    RuleCompilation(Bytes rule, Shared &shared)
        : m_rule(std::move(rule))
        , m_shared(shared)
    {
    }

    const LoadedLists &lists() const noexcept { return m_shared.lists; }
    const std::shared_ptr<const NameList> &columns() const noexcept { return m_shared.columns; }
    void setColumns(std::shared_ptr<const NameList> list) { m_shared.columns = std::move(list); }

    void report(RecipeProblem::Code code, const char *field, Bytes argument = {});
    void report(const char *field, RecipeProblem problem); ///< Completes `problem.field`.
    /// False, and a problem, where `text` is not UTF-8.
    bool checkText(const char *field, BytesView text);
    void ask(const std::vector<FactKey> &facts);
    const std::vector<FactKey> &asked() const noexcept { return m_asked; } ///< Each once.

private:
    Bytes m_rule;
    Shared &m_shared;
    std::vector<FactKey> m_asked;
};

/// Null, and a problem, where it does not compile.
std::shared_ptr<const Template> compileTemplate(
    const char *field, BytesView text, RuleCompilation &compilation, const TemplateOptions &options = {});

StepOutcome outcomeOf(Template::Outcome outcome) noexcept;

} // namespace bulkhead
