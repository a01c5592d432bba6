// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: mistakes in JSON that Qt's parser passes over in silence.
#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace bulkhead {

struct JsonSlip {
    Bytes field; ///< "rules[2].find" where a field is written twice; empty for an escape.
    std::size_t offset = 0; ///< Byte of the text.
    const char *what = "";
};

/// The first backslash that begins no escape (the parser reads "\d" as "d"), or second field of one name in an object (the
/// parser takes the last), however its letters are escaped. The text need not be JSON: other mistakes are passed over, for
/// the parser to say. O(n log n) in the fields of an object.
std::optional<JsonSlip> findJsonSlip(BytesView json);

} // namespace bulkhead
