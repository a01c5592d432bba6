// SPDX-License-Identifier: GPL-3.0-or-later
// The files that the examples of the manual are about, as its page "Templates" lists them, and what recipes make of their names.
#pragma once

#include "core/rename/recipe.h"

#include <map>

namespace bulkhead::test {

/// New names for `before`, in its order: a path from the folder of the samples on, or "*issue*". Names with a slash at the end are
/// folders, names with one inside are files in folders. `lists` are the files that list rules read. Aborts where the recipe does
/// not compile. Sets TZ to UTC.
std::vector<Bytes> namesAfter(const RenameRecipe &recipe, const std::vector<Bytes> &before, const std::map<Bytes, Bytes> &lists = {});

} // namespace bulkhead::test
