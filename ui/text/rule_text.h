// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QString>

#include <vector>

namespace bulkhead {

/// What a kind of rule is called ("Replace"), by its index in the Rule variant. GUI thread only.
QString ruleTitle(std::size_t kind);
/// What it does, in a few words: for the menu that adds one.
QString ruleHint(std::size_t kind);
/// One line that sums a rule up while its card is folded: "Replace IMG_ by trip-".
QString ruleSummary(const Rule &rule);

} // namespace bulkhead
