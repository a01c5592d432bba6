// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QString>
#include <QStringList>

namespace bulkhead {

/// What a recipe does, a line for each rule that is on, for the folder the files go to, and for times and permissions. Empty where it
/// does nothing. GUI thread only.
QStringList recipeLines(const RenameRecipe &recipe);

/// The same in one line, for a menu; it may be long.
QString recipeSummary(const RenameRecipe &recipe);

} // namespace bulkhead
