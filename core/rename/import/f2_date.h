// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: f2's words for dates.
#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace bulkhead {

/// What stands behind the token's name: ":FORMAT" and filters. None where `words` ("YYYY-MM") holds one without counterpart.
std::optional<Bytes> f2DateFormat(BytesView words);

} // namespace bulkhead
