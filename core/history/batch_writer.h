// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: a batch on its way into the history.
//
// The number of the batch is reserved by taking its owner's lock, so no other process ever sees a running batch whose lock
// is free. seal() writes everything in one transaction, moves that come during it as they are packed, and holds the database
// for that long only.
#pragma once

#include "core/history/batch_table.h"
#include "core/history/history_store.h"
#include "core/history/row_codec.h"

namespace bulkhead {

Result<std::unique_ptr<BatchWriter>> beginBatch(std::shared_ptr<HistoryStore> store, const BatchHeader &header);

} // namespace bulkhead
