// SPDX-License-Identifier: GPL-3.0-or-later
// Arbitrary recipes for laws. Fields that the chosen variant of a rule does not use keep their default, as they have no
// place in JSON.
#pragma once

#include "core/rename/recipe.h"

#include <rapidcheck.h>

namespace bulkhead::test {

/// Text that stresses writers: quotes, controls, NUL, a byte order mark, noncharacters, astral code points, bytes that are not UTF-8.
rc::Gen<Bytes> anyText();
rc::Gen<RuleSlot> anyRule();
/// Of one kind: the index in the variant.
rc::Gen<RuleSlot> anyRuleOf(std::size_t kind);
rc::Gen<RenameRecipe> anyRecipe();

} // namespace bulkhead::test
