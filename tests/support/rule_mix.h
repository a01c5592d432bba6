// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes that compile and do something, and the names they are about: mixed from the rows of the rule table.
#pragma once

#include "core/rename/recipe.h"

#include <rapidcheck.h>

namespace bulkhead::test {

/// The rules of one to three rows, in any order of rows, style and answer to conflicts. Its destination is the recipe's own folder.
rc::Gen<RenameRecipe> mixedRecipe();

/// One component of a path, of any bytes.
rc::Gen<Bytes> mixedName();

} // namespace bulkhead::test
