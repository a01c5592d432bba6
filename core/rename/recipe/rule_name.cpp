// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/recipe.h"

#include <iterator>

namespace bulkhead {

const char *ruleName(const Rule &rule) noexcept
{
    static constexpr const char *kNames[] = {"replace", "template", "insert", "remove", "keep", "trim", "swap", "case", "number",
        "renumber", "extension", "normalise", "clean", "transliterate", "date", "decode", "list"};
    static_assert(std::size(kNames) == std::variant_size_v<Rule>);
    return kNames[rule.index()];
}

} // namespace bulkhead
