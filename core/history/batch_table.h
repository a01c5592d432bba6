// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the `batch` table, one row a batch.
#pragma once

#include "core/history/history.h"
#include "core/history/sqlite_connection.h"

namespace bulkhead {

struct BatchRow {
    BatchInfo info; ///< ownerAlive is not known to the table.
    Bytes token;
    std::int64_t directories = 0;
    std::int64_t made = 0;
    std::int64_t removed = 0;
    bool whole = true; ///< The checksum fits what never changes once the intent is written, and every value is one we write.
};

/// Inside a write transaction.
Result<void> insertBatch(Connection &connection, const BatchRow &row);

/// NotFound.
Result<BatchRow> selectBatch(Connection &connection, BatchId id);

enum class BatchFilter : std::uint8_t { All, Running };
/// Newest first, ids below `before`.
Result<std::vector<BatchRow>> selectBatches(Connection &connection, BatchFilter filter, std::int64_t limit, BatchId before);

/// Far more than anybody writes, and far from where adding one overflows.
inline constexpr BatchId kLargestBatchId = BatchId(1) << 53;

/// The largest id ever given, 0 where there was none. Damaged where no larger one can be given.
Result<BatchId> lastBatchId(Connection &connection);

Error damagedBatch(const Connection &connection, BatchId id, const char *what);

} // namespace bulkhead
