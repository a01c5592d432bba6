// SPDX-License-Identifier: GPL-3.0-or-later
// What the program says of times and permissions.
#pragma once

#include "core/rename/plan.h"

namespace bulkhead::cli {

/// "modified 2024-05-01 12:00:00, was 2024-06-03 08:15:00; mode 0644, was 0755": local time.
Bytes attributeText(const AttributeChange &change);

/// `,"modified":{"from":"2024-06-03T08:15:00.000000000Z","to":...},"mode":{"from":"0755","to":"0644"}`: UTC.
void appendJsonAttributes(Bytes &out, const AttributeChange &change);

} // namespace bulkhead::cli
