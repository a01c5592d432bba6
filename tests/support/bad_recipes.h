// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes with one mistake each, for every field that can hold one besides a value of another type.
#pragma once

#include "core/rename/recipe.h"

#include <optional>

namespace bulkhead::test {

struct BadRecipe {
    Bytes title;
    Bytes recipe; ///< JSON, whole.
    RecipeProblem::Code code;
    Bytes field;
    std::optional<Bytes> list; ///< What is in the file "l.csv", which lists read; none = it is not there.
};

/// Each has one problem, where two files are renamed. The titles differ.
const std::vector<BadRecipe> &badRecipes();

} // namespace bulkhead::test
