// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: taking back, doing again and recovering copies and links.
#pragma once

#include "core/rename/run/batch_kind.h"
#include "core/rename/undo.h"

#include <unordered_map>

namespace bulkhead {

/// As planReverse, for a batch whose kind is not Move, without the header. A row stands for the original, as it did in the batch; its
/// steps make the copy again, give it its name, or remove it. A copy is removed only where it is as it was made, and only while the
/// original is there as it was: then nothing is lost with it. A hard link is removed only while the original is there.
/// `madeLater`: what recoveries of this batch made, by path.
using CreatedByPath = std::unordered_map<Bytes, FileIdentity>;
Result<ReversePlan> planTransferReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater,
    BatchKind kind, Destination destination, const std::stop_token &stop);

/// Reads them from the history. A recovery that cannot be read counts as one that made nothing.
CreatedByPath madeByRecoveries(History &history, BatchId batch);

/// As wanted, but for a recovery that was interrupted itself: what it made goes, what it was removing goes on going. The batch it was for
/// comes next, and is brought to where it is wanted.
Destination transferDestination(const BatchInfo &batch, BatchKind kind, Destination wanted);

} // namespace bulkhead
