// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Text with tokens in braces, parsed once: {token:argument|filter:argument|filter}; {{ and }} are
// literal braces. Inside braces a backslash takes the next character as it stands. The grammar and every token are in
// CONTRIBUTING.md, "Templates".
#pragma once

#include "core/metadata/fact_key.h"
#include "core/rename/naming/row_context.h"
#include "core/rename/rules/counter.h"

#include <functional>
#include <memory>

namespace bulkhead {

struct TemplateOptions {
    /// $1, ${12}, ${name}, $0, $$, {1}..{99} and \U \L \u \l \E, \\ \$ \{ \} mean something (regex replace). $ takes all digits
    /// behind it; before a letter it is a problem, before anything else itself.
    bool captures = false;
    std::uint32_t groupCount = 0; ///< $n beyond it is a problem.
    std::uint32_t partCount = 0; ///< {1}..{partCount} mean something, and nothing of the above (swap).
    std::shared_ptr<const NameList> list; ///< {csv:...} takes its columns; null = there is none.
    std::function<std::vector<std::uint32_t>(BytesView)> groupsNamed; ///< For ${name}, which is the first of them that took part.
};

/// Immutable, shared between threads.
class Template
{
public:
    /// NoValue: a token has none and no `or` filter (which also stands in for empty text). IllegalData: a value held a NUL, or a
    /// '/' that no template typed. Unreadable: as NoValue, because the file cannot be read.
    enum class Outcome : std::uint8_t { Ok, NoValue, IllegalData, Unreadable };

    ~Template();

    /// Problems have `field` empty and the column set; the caller fills the field in.
    static std::variant<std::shared_ptr<const Template>, RecipeProblem> compile(BytesView text, const TemplateOptions &options = {});

    /// True where it is only literal text.
    bool isLiteral() const noexcept;
    const Bytes &literal() const noexcept; ///< Where isLiteral().

    /// The numbers of the captures in it, each once, in the order they come.
    std::vector<std::uint32_t> groups() const;

    /// What it asks of the inside of files, each once.
    std::vector<FactKey> facts() const;

    /// Appends to `out`. Where the outcome is not Ok, `out` is as far as it got. Any thread.
    Outcome expand(Bytes &out, const RowContext &context) const;

private:
    Template();
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace bulkhead
