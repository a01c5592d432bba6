// SPDX-License-Identifier: GPL-3.0-or-later
// Templates and patterns from anywhere. The first byte says where the text stands: as the new name, as what replaces, or as
// what is looked for.
#include "tests/fuzz/name_everything.h"

using namespace bulkhead;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const Bytes text(reinterpret_cast<const char *>(data + 1), size - 1);
    RenameRecipe recipe;
    switch (data[0] % 4) {
    case 0:
        recipe.rules.push_back({.rule = TemplateRule{.text = text}});
        break;
    case 1:
        recipe.rules.push_back({.rule = ReplaceRule{.find = "(\\w)(?<word>\\w*)", .with = text, .mode = MatchMode::Regex}});
        break;
    case 2:
        recipe.rules.push_back({.rule = ReplaceRule{.find = text, .with = "{n}-$0", .mode = MatchMode::Regex}});
        break;
    default:
        recipe.rules.push_back({.rule = ReplaceRule{.find = text, .with = "x", .mode = MatchMode::Wildcard}});
        break;
    }
    nameEverything(recipe);
    return 0;
}
