// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/recent_recipes.h"

#include <algorithm>

namespace bulkhead {

namespace {

constexpr std::size_t kMostNames = 200;

bool namesManyFiles(const RuleSlot &slot)
{
    const auto *list = std::get_if<ListRule>(&slot.rule);
    return list && list->names.size() > kMostNames;
}

} // namespace

void rememberRecipe(std::vector<RenameRecipe> &recent, RenameRecipe recipe)
{
    const bool doesNothing = recipe.rules.empty() && recipe.destination == TargetFolder() && recipe.attributes == NewAttributes();
    if (doesNothing || std::any_of(recipe.rules.begin(), recipe.rules.end(), namesManyFiles))
        return;
    recipe.onConflict = {}; // settled for the names of that batch
    std::erase(recent, recipe);
    recent.insert(recent.begin(), std::move(recipe));
    recent.resize(std::min(recent.size(), kMostRecent));
}

} // namespace bulkhead
