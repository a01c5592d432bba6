// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Text with tokens in braces, parsed once: {token:argument|filter:argument|filter}; {{ and }} are
// literal braces. The grammar and every token are in CONTRIBUTING.md, "Templates".
#pragma once

#include "core/rename/counter.h"
#include "core/rename/row_context.h"

#include <functional>
#include <memory>

namespace bulkhead {

struct TemplateOptions {
    bool captures = false; ///< $1, ${name}, $0, $$ and \U \L \u \l \E, \\ \$ mean something (regex replace).
    std::uint32_t groupCount = 0; ///< $n beyond it is a problem.
    std::function<int(BytesView)> groupNumber; ///< For ${name}; -1 = unknown.
};

/// Immutable, shared between threads.
class Template
{
public:
    enum class Outcome : std::uint8_t { Ok, NoValue, IllegalData /**< a value held '/' or NUL */ };

    ~Template();

    /// Problems have `field` empty and the column set; the caller fills the field in.
    static std::variant<std::shared_ptr<const Template>, RecipeProblem> compile(BytesView text, const TemplateOptions &options = {});

    /// True where it is only literal text.
    bool isLiteral() const noexcept;
    const Bytes &literal() const noexcept; ///< Where isLiteral().

    /// Appends to `out`. On NoValue or IllegalData `out` is as far as it got. Any thread.
    Outcome expand(Bytes &out, const RowContext &context) const;

private:
    Template();
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace bulkhead
