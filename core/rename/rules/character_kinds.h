// SPDX-License-Identifier: GPL-3.0-or-later
// What the kinds of the remove rule mean, by the Unicode properties of ICU. Any thread.
#pragma once

#include "core/rename/recipe.h"

namespace bulkhead {

/// White space, with the marks on it. What trimming takes away.
bool isSpace(BytesView cluster);

/// Appends `text` without bracket pairs and what is in them: every pair Unicode calls brackets, and < >. Brackets without a
/// partner stay.
void appendWithoutBrackets(Bytes &out, BytesView text);

/// Appends `text` without the clusters of the kinds in `what` (bits of RemoveRule::What). Accents: the marks on Latin, Greek
/// and Cyrillic letters; marks of other scripts are vowels and the like and stay.
void appendWithoutKinds(Bytes &out, BytesView text, std::uint8_t what);

/// Appends nothing but the clusters of the kinds in `what`, and the bracket pairs with all that is in them where it says
/// Brackets. Accents are no clusters: there are none to append.
void appendOnlyKinds(Bytes &out, BytesView text, std::uint8_t what);

} // namespace bulkhead
