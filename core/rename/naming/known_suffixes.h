// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/base/bytes.h"

#include <limits>
#include <string>
#include <unordered_set>

namespace bulkhead {

/// Suffixes with more than one part ("tar.gz"), which a last dot would split in the wrong place. A value.
struct KnownSuffixes {
    std::unordered_set<std::string> compound; ///< Lower case, without the leading dot.
    std::size_t longest = std::numeric_limits<std::size_t>::max(); ///< No suffix has more bytes: nothing longer is looked up.
};

/// How a letter is written in `compound`.
inline char lowerAscii(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Those of the machine's MIME database, read the first time (about a millisecond), then kept. Any thread.
const KnownSuffixes &knownSuffixes();

/// Adds the compound suffixes of a "globs2" file. Format: freedesktop.org, Shared MIME-info Database, "The glob files":
/// weight:type:glob[:flags], one a line.
void addGlobs(BytesView globs2, KnownSuffixes &known);

} // namespace bulkhead
