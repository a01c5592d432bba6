// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: taking back, doing again and recovering copies and links.
#pragma once

#include "core/rename/run/batch_kind.h"
#include "core/rename/undo.h"

namespace bulkhead {

/// As planReverse, for a batch whose kind is not Move, without the header. A row stands for the original, as it did in the batch; its
/// steps make the copy again, give it its name, or remove it. A copy is removed only where it is as it was made, and only while the
/// original is there as it was: then nothing is lost with it. A hard link is removed only while the original is there.
Result<ReversePlan> planTransferReverse(
    FileSystem &fileSystem, const BatchContents &contents, BatchKind kind, Destination destination, const std::stop_token &stop);

} // namespace bulkhead
