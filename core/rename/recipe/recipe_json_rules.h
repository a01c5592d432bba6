// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: rules to and from JSON. Besides the fields of the manual's rule table:
// `anchor_mode` and `separator_mode` ("text", "regex") say how the `anchor` of `at: before/after` and the `separator` of swap are read, and
// trim's `what` may be an array of strings, which is always a set of characters (the only way to say the set "spaces").
#pragma once

#include "core/rename/recipe.h"

#include <QJsonValue>

namespace bulkhead {

class JsonWriter;

/// None where there were problems; `path` ("rules[0]") begins the field names in them.
std::optional<RuleSlot> readRule(const QJsonValue &value, const Bytes &path, std::vector<RecipeProblem> &problems);

/// Fields that have their default are left out, but for what the rule is about.
void writeRule(JsonWriter &writer, const RuleSlot &slot);

} // namespace bulkhead
