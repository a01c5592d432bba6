// SPDX-License-Identifier: GPL-3.0-or-later
// Undo, redo and recovery are one thing: look where each recorded object is, and plan a batch to where it should be.
#pragma once

#include "core/fs/file_system.h"
#include "core/history/history.h"
#include "core/rename/run.h"

#include <stop_token>

namespace bulkhead {

enum class Destination : std::uint8_t {
    Sources, ///< Undo: where everything was before the batch.
    Targets, ///< Finish: where the batch meant everything to be.
};

/// A plan made from history and from what is on disk now. Rows are the recorded moves that were done (or, for an
/// interrupted batch, may have been), where they are now; a row that cannot be taken back carries Gone, Replaced or Exists
/// and status Skipped with that issue, so that the rest can go on. `header` is ready for runRenames.
struct ReversePlan {
    RenamePlan plan;
    BatchHeader header;
    std::int64_t alreadyThere = 0; ///< Objects found where they should be.
    std::int64_t stillParked = 0; ///< Objects under a temporary name that this plan cannot bring to their place.
};

/// Reads the disk, changes nothing. Where a recovery was interrupted itself, reverse that one first: newest first, as
/// History::interrupted lists them. Any thread but the GUI thread. Fails with NotFound (no such batch), Locked (its owner is
/// at work), or what the history says.
Result<ReversePlan> planReverse(FileSystem &fileSystem, History &history, BatchId batch, Destination destination, std::stop_token stop);

/// runRenames for a reverse plan. An interrupted batch is marked as recovered once a recovery went through with nothing
/// failed and nothing still parked; until then it can be recovered again. An interrupted batch is to be run even where no
/// row changes: folders may be left to remove, and it is marked.
JobReport runReverse(FileSystem &fileSystem, History &history, const ReversePlan &reverse, const RunOptions &options, std::stop_token stop,
    PauseGate &pause, ProgressMeter &meter, RowResults &results);

} // namespace bulkhead
