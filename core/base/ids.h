// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace bulkhead {

using RowId = std::uint32_t; ///< Index of a row in a FileTable.
using DirectoryId = std::uint32_t; ///< Index of a directory in a FileTable (or in a plan's extra directories behind it).
using BatchId = std::int64_t; ///< Key of a batch in the history; positive.

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

} // namespace bulkhead
