// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. What stands behind a '|' in a template: {stem|upper|first:3}.
#pragma once

#include "core/rename/recipe.h"
#include "core/rename/rules/transliteration.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

/// lower upper title camel snake kebab trim ascii pinyin, clean (as the clean rule does to characters, portable), slice:start,length
/// first:N last:N pad:N,char (grapheme clusters), replace:text,with or:text.
struct TemplateFilter {
    enum class Kind : std::uint8_t { Case, Trim, Slice, First, Last, Pad, Replace, Transliterate, Clean, Or };
    Kind kind = Kind::Trim;
    CaseRule::To to = CaseRule::To::Lower; ///< Case.
    int start = 0; ///< Slice; negative from the end.
    std::optional<unsigned> length; ///< Slice (none = to the end), First, Last, Pad.
    Bytes text; ///< Pad: the character to pad with. Replace: what to find, not empty. Or: the text.
    Bytes with; ///< Replace.
    std::shared_ptr<const Transliteration> transliteration; ///< Transliterate.
};

/// `raw`: "name" or "name:argument", escapes still in it.
std::variant<TemplateFilter, TemplateFault> parseTemplateFilter(BytesView raw);

/// All of them, each once. Any thread.
std::vector<BytesView> templateFilterNames();

/// Replaces out[start..] by what the filter makes of it; not for Or, which the template itself decides. Any thread.
/// False where a transliteration made a '/' of something else: illegal data, as from a token.
bool applyTemplateFilter(const TemplateFilter &filter, Bytes &out, std::size_t start);

} // namespace bulkhead
