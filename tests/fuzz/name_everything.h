// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

namespace bulkhead {

/// Plans a few files with names of every kind by the recipe, where it compiles. Aborts where a plan breaks its own promise: a
/// row that will be renamed has a legal name.
void nameEverything(const RenameRecipe &recipe);

} // namespace bulkhead
