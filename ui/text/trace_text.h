// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/compiled_recipe.h"

#include <QString>

namespace bulkhead {

/// A line for each rule that made something of a name: "Number: IMG.jpg-1". Empty where one rule or none did: the new name
/// says it all then.
QString traceText(const RenameRecipe &recipe, const std::vector<NameEvaluator::TraceStep> &steps);

} // namespace bulkhead
