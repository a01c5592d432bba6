// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QString>

namespace bulkhead {

/// One sentence about a mistake in a recipe, without the name of the field: it is shown at the field. GUI thread only.
QString recipeProblemText(const RecipeProblem &problem);

/// The same, with the field's path in front: for recipe files ("rules[2].step: must not be 0").
QString recipeProblemWithField(const RecipeProblem &problem);

} // namespace bulkhead
