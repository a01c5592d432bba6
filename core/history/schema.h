// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the database file, its version and its tables.
//
// A batch is one row of `batch` and its packed chunks; `chunk.kind` is ChunkKind. All of it is written by one transaction
// before the batch begins, room for the results included; the end overwrites that room and updates the row.
#pragma once

#include "core/history/sqlite_connection.h"
#include "core/history/state_folder.h"

namespace bulkhead {

inline constexpr const char *kHistoryFile = "history.sqlite";
inline constexpr const char *kHistoryWal = "history.sqlite-wal";

/// Opens the file, which is there already (StateFolder::ensureFile), and makes the tables where it is empty. A file that is
/// not a history, or is damaged, is never written to: Damaged, which is always about its content; one of a newer version:
/// TooNew. Several processes may do this at once.
Result<std::shared_ptr<Connection>> openHistoryFile(const StateFolder &folder, std::chrono::milliseconds patience);

/// Looks where the next batch would be written: the last page of each table and index. Damaged where one of them cannot be read.
Result<void> checkGrowingEnds(Connection &connection);

} // namespace bulkhead
