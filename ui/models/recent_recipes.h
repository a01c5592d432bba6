// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <vector>

namespace bulkhead {

inline constexpr std::size_t kMostRecent = 10;

/// Puts a recipe that was used in front of `recent`, once, and drops what is too many. One that does nothing, or that holds the names of
/// many files, is not remembered: it would be of no use for others.
void rememberRecipe(std::vector<RenameRecipe> &recent, RenameRecipe recipe);

} // namespace bulkhead
