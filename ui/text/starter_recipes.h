// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QString>

#include <vector>

namespace bulkhead {

/// Rules to begin with, offered where nothing is there yet.
struct StarterRecipe {
    QString title;
    RenameRecipe recipe;
};
const std::vector<StarterRecipe> &starterRecipes();

} // namespace bulkhead
