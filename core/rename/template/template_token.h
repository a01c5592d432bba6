// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. What stands in a template's braces before the first '|': {parent:2}, {n:start=10}, {mtime:yyyy}.
#pragma once

#include "core/metadata/fact_key.h"
#include "core/rename/rules/counter.h"
#include "core/rename/template/template.h"
#include "core/rename/template/template_date.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

struct TemplateToken {
    enum class Kind : std::uint8_t {
        Stem,
        Extension,
        Name,
        OriginalStem,
        OriginalExtension,
        OriginalName,
        Parent,
        Counter,
        Count,
        FolderCount,
        ModificationTime,
        Now,
        Size,
        Capture,
        Fact,
        Root,
        BirthTime,
        Uuid,
        Random,
        ListCell
    };
    Kind kind = Kind::Stem;
    std::uint32_t number = 1; ///< Parent: 1 = the nearest. Random: characters. ListCell: the column.
    std::vector<std::uint32_t> groups; ///< Capture: the value is what the first of them that took part matched.
    std::int64_t unit = 1; ///< Size: bytes in one.
    Counter counter; ///< Counter.
    std::shared_ptr<const TemplateDate> date; ///< ModificationTime, BirthTime, Now, facts that are times.
    FactKey fact; ///< Fact.
    BytesView alphabet; ///< Random: of ASCII, for as long as the program runs.
    std::uint32_t place = 0; ///< Uuid, Random: which token in braces it is, so that each has a value of its own.
    std::shared_ptr<const NameList> list; ///< ListCell.
};

enum class TokenValue : std::uint8_t {
    Ok,
    None,
    Illegal,
    Unreadable, ///< What the file says cannot be read.
};

/// `raw`: "name" or "name:argument", escapes still in it.
std::variant<TemplateToken, TemplateFault> parseTemplateToken(BytesView raw, const TemplateOptions &options);

/// All of them, each once, but for those of groups and parts ({1}). Any thread.
std::vector<BytesView> templateTokenNames();

/// Appends the value. Illegal: it holds a NUL or a '/'. Where no group took part the value is empty text. Any thread.
TokenValue appendTemplateToken(Bytes &out, const TemplateToken &token, const RowContext &context);

} // namespace bulkhead
