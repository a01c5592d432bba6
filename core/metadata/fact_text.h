// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: facts as their text.
#pragma once

#include "core/metadata/fact_key.h"

#include <cstdint>

namespace bulkhead {

/// A value from a file as one component of a name: white space and NULs around it go, '/' and control characters become '_', what is
/// past 1,000 bytes is cut off between characters. Undecodable bytes stay. Nothing left is None.
Fact componentFact(BytesView value);

Fact numberFact(std::int64_t value);

/// "2024:05:31 14:07:09" of Exif, "2024-05-31T14:07:09.25+02:00" of XMP, also without seconds or time of day. The zone is not used:
/// what counts is the clock of who took it. None where it is no date.
Fact timeFact(BytesView text);

} // namespace bulkhead
