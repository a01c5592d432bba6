// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: room in the write-ahead log, so that the end of a batch can be written on a disk that filled up
// while it ran.
#pragma once

#include "core/history/sqlite_connection.h"
#include "core/history/state_folder.h"

namespace bulkhead {

/// Inside a write transaction, as its last step: writes what it has to the log and reserves behind it what the ends of all
/// running batches take, for it may have used up what they had reserved. NoSpace or QuotaExceeded where there is no room; a
/// file system that cannot reserve is fine, and gives no such promise.
Result<void> reserveEnds(Connection &connection, const StateFolder &folder);

inline constexpr std::int64_t kLogWorthReclaiming = 4 << 20; ///< SQLite's own default, 1,000 pages.

/// Copies a log of at least `atLeast` bytes back into the database, and gives its room back where no batch is running.
/// Never waits for anybody; a failure costs nothing, the log is as good as the database.
void reclaimLog(Connection &connection, const StateFolder &folder, std::int64_t atLeast = kLogWorthReclaiming);

} // namespace bulkhead
