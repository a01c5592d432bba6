// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. What stands behind a '|' in a template: {stem|upper|first:3}.
#pragma once

#include "core/rename/recipe.h"
#include "core/rename/template/template_syntax.h"

namespace bulkhead {

/// lower upper title camel snake kebab trim, slice:start,length first:N last:N pad:N,char (grapheme clusters), or:text.
struct TemplateFilter {
    enum class Kind : std::uint8_t { Case, Trim, Slice, First, Last, Pad, Or };
    Kind kind = Kind::Trim;
    CaseRule::To to = CaseRule::To::Lower; ///< Case.
    int start = 0; ///< Slice; negative from the end.
    std::optional<unsigned> length; ///< Slice (none = to the end), First, Last, Pad.
    Bytes text; ///< Pad: the character to pad with. Or: the text.
};

/// `raw`: "name" or "name:argument", escapes still in it.
std::variant<TemplateFilter, TemplateFault> parseTemplateFilter(BytesView raw);

/// Replaces out[start..] by what the filter makes of it; not for Or, which the template itself decides. Any thread.
void applyTemplateFilter(const TemplateFilter &filter, Bytes &out, std::size_t start);

} // namespace bulkhead
