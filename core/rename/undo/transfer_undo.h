// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: taking back, doing again and recovering copies and links.
#pragma once

#include "core/rename/batch_kind.h"
#include "core/rename/undo.h"
#include "core/rename/undo/recorded_places.h"

namespace bulkhead {

/// As planReverse, for a batch whose kind is not Move, without the header. A row stands for the original, as it did in the batch; its
/// steps make the copy again, give it its name, or remove it. A copy is removed only where it is as it was made, and only while the
/// original is there as it was: then nothing is lost with it. A hard link is removed only while the original is there.
Result<ReversePlan> planTransferReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater,
    BatchKind kind, Destination destination, const std::stop_token &stop);

/// As that, for moves to another disk. To take one back is to move it the other way: its rows are the files there. What is in both places,
/// because the batch was interrupted, goes from the one where it is not wanted; never before the other one is whole.
Result<ReversePlan> planAcrossReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater,
    Destination destination, const std::stop_token &stop);

/// Reads what recoveries of a batch made from the history. A recovery that cannot be read counts as one that made nothing.
CreatedByPath madeByRecoveries(History &history, BatchId batch);

/// As wanted, but for a recovery that was interrupted itself: what it made goes, what it was removing goes on going. The batch it was for
/// comes next, and is brought to where it is wanted.
Destination transferDestination(const BatchInfo &batch, BatchKind kind, Destination wanted);

} // namespace bulkhead
