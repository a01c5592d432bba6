// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Letter case through ICU (full mappings: ß -> SS), with a fast path for ASCII in the root locale.
#pragma once

#include "core/rename/recipe.h"

namespace bulkhead {

/// True where ICU knows `locale` ("" = root).
bool isKnownLocale(BytesView locale);

/// Undecodable bytes pass through untouched. Camel, Pascal, Snake and Kebab split words at spaces, '_', '-', '.', and
/// between a small and a capital letter. Any thread.
Bytes convertCase(BytesView text, const CaseRule &rule);

inline Bytes toLowerRoot(BytesView text)
{
    return convertCase(text, CaseRule{.to = CaseRule::To::Lower});
}
inline Bytes toUpperRoot(BytesView text)
{
    return convertCase(text, CaseRule{.to = CaseRule::To::Upper});
}

} // namespace bulkhead
