// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: batches read back.
#pragma once

#include "core/history/batch_table.h"
#include "core/history/history_store.h"

namespace bulkhead {

/// Sets ownerAlive; true where the row may be out of date: it was read as running, and its lock is free by now, because its
/// owner finished between the two looks or died before them. Read it again: if it still says running, its owner died.
Result<bool> lookForOwner(const HistoryStore &store, BatchInfo &info);

/// The row as it is, ownerAlive included. NotFound; Damaged.
Result<BatchInfo> readInfo(HistoryStore &store, BatchId id);

/// The whole batch. NotFound; Damaged, which leaves other batches readable.
Result<BatchContents> readContents(HistoryStore &store, BatchId id);

} // namespace bulkhead
