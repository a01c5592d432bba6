// SPDX-License-Identifier: GPL-3.0-or-later
// Text as a view of bytes.
//
// Reversible view: valid UTF-8 becomes the same text; a byte 0x80..0xFF that is not part of valid UTF-8 becomes the
// code point U+10FF00 + byte (U+10FF80..U+10FFFF). Names that really hold a code point of that range have its four
// bytes treated as undecodable, so fromText(toText(b)) == b for every byte string. (Python's surrogateescape, moved
// out of the surrogates, because PCRE2 and ICU refuse those.)
//
// Display view: for eyes only. Control characters, undecodable bytes and bidirectional marks become visible tokens.
// Any thread.
#pragma once

#include "core/base/bytes.h"

#include <QString>

#include <vector>

namespace bulkhead {

bool isValidUtf8(BytesView bytes) noexcept;
bool isAscii(BytesView bytes) noexcept;

/// The reversible view.
QString toText(BytesView bytes);

/// Back to bytes. Lone surrogates (which toText never makes) become U+FFFD.
Bytes fromText(QStringView text);

/// The display view of one name: newline as U+21B5, tab as U+21E5, other C0/C1 controls, bidirectional and invisible
/// format characters as "<U+202E>" ("<1B>" for C0), undecodable bytes as "<E9>", NBSP and spaces at the ends as U+00B7.
QString toDisplay(BytesView bytes);

/// As toDisplay, but for a path: slashes stay, each component is shown by itself.
QString toDisplayPath(BytesView path);

/// As toDisplayPath, for a name or path in the middle of a sentence: what reads from right to left is isolated (FSI, PDI), and
/// cannot draw the words around it into its own order. Unicode Standard Annex #9, "Explicit Directional Isolates".
QString toDisplayIsolated(BytesView path);

/// For terminals and logs: the same idea in backslash escapes ("\n", "\x1b", "\xe9", "\u202e"), UTF-8 out; a
/// backslash itself is doubled only in names that needed an escape, which are then put in double quotes.
Bytes toTerminal(BytesView bytes);

/// Length of the UTF-8 sequence that starts at bytes[at] (1..4), or 0 where it is not valid.
unsigned utf8SequenceLength(BytesView bytes, std::size_t at) noexcept;

/// Byte offsets of the grapheme cluster boundaries (first 0, last bytes.size()); an undecodable byte is a cluster.
std::vector<std::uint32_t> graphemeBoundaries(BytesView bytes);

} // namespace bulkhead
