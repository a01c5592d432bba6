// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/naming/known_suffixes.h"
#include "core/rename/recipe.h"

#include <cstddef>

namespace bulkhead {

struct SplitName {
    BytesView stem;
    BytesView extension; ///< Without the dot.
};

/// Where the dot stands that begins the extension, or npos. Any thread.
std::size_t extensionDot(BytesView name, ExtensionStyle style, const KnownSuffixes &known);

/// A dot at the start never begins an extension. Folders have none: the caller passes ExtensionStyle::None. Any thread.
SplitName splitExtension(BytesView name, ExtensionStyle style, const KnownSuffixes &known);

} // namespace bulkhead
