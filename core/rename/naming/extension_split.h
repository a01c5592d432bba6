// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/rename/recipe.h"

#include <cstddef>
#include <limits>
#include <unordered_set>

namespace bulkhead {

/// Suffixes with more than one part ("tar.gz"), which a last dot would split in the wrong place. A value.
struct KnownSuffixes {
    std::unordered_set<std::string> compound; ///< Lower case, without the leading dot.
    std::size_t longest = std::numeric_limits<std::size_t>::max(); ///< No suffix has more bytes: nothing longer is looked up.
};

/// Reads them from the MIME database (QMimeDatabase, some 10 ms the first time, then kept). Any thread.
const KnownSuffixes &knownSuffixes();

struct SplitName {
    BytesView stem;
    BytesView extension; ///< Without the dot.
};

/// Where the dot stands that begins the extension, or npos. Any thread.
std::size_t extensionDot(BytesView name, ExtensionStyle style, const KnownSuffixes &known);

/// A dot at the start never begins an extension. Folders have none: the caller passes ExtensionStyle::None. Any thread.
SplitName splitExtension(BytesView name, ExtensionStyle style, const KnownSuffixes &known);

} // namespace bulkhead
