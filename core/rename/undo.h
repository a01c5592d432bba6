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
    Targets, ///< Finish or continue: where the batch meant everything to be.
};

/// A plan made from history and from what is on disk now. Rows are the recorded moves that were done (or, for an
/// interrupted batch, may have been; for Targets all), where they are now. A row that cannot be brought to its place has
/// status Skipped and an issue (Gone, Replaced, Unreadable, ParentMissing, Exists, or another one of the planner), so that
/// the rest can go on. `header` is ready for runRenames: what continues a stopped batch is a batch of its own, which is
/// taken back before the first one is; what continues a stopped undo or recovery is one more of those.
struct ReversePlan {
    RenamePlan plan;
    BatchHeader header;
    std::optional<BatchId> recovers; ///< The interrupted batch that this plan deals with.
    std::int64_t alreadyThere = 0; ///< Objects found where they should be.
    std::int64_t movedByIt = 0; ///< Objects that the batch moved and nothing took back yet; one that is at no name counts as still out.
    std::int64_t stillParked = 0; ///< Objects under a temporary name that this plan cannot bring to their place.
    std::int64_t attributesChangedSince = 0; ///< Files whose time or permissions somebody else changed since: those stay.
    std::int64_t unseen = 0; ///< Objects that may be where nobody can look now: a folder is not there or cannot be read.
};

/// Reads the disk, changes nothing. The files of a batch that ended are looked for by listing where a thousand and more are in one
/// folder that did not change since; of those it is not known here whether they became immutable, which the run then finds out.
/// Where a recovery was interrupted itself, reverse that one first: newest first, as
/// History::interrupted lists them. Such a recovery may be gone on with, whatever the destination: where it took back anyway, and
/// where files were parked when it began. Any thread but the GUI thread. Fails with NotFound (no such batch), Locked (its owner is
/// at work), Cancelled (`stop` fired), or what the history says. To go on with an undo that was stopped, undo the batch it
/// takes back once more: that also brings back what the stopped one had to leave.
Result<ReversePlan> planReverse(FileSystem &fileSystem, History &history, BatchId batch, Destination destination, std::stop_token stop);

/// The batch that `undo` or `redo` (`direction`) without a number takes back: History::lastUndoable, lastRedoable. One that was
/// taken back in part is passed over where all else is in its place, gone or replaced, so that nothing more of it ever can be.
/// Nothing where there is none. Reads the disk. Any thread but the GUI thread. Fails with Cancelled (`stop` fired), or what the
/// history says.
Result<std::optional<BatchInfo>> lastToReverse(FileSystem &fileSystem, History &history, Direction direction, const std::stop_token &stop);

/// runRenames for a reverse plan. An interrupted batch is marked as recovered once a recovery went through with nothing
/// failed, nothing still parked and nothing unseen; until then it can be recovered again. An interrupted batch is to be run even where no
/// row changes: folders may be left to remove, and it is marked.
JobReport runReverse(FileSystem &fileSystem, History &history, const ReversePlan &reverse, const RunOptions &options, std::stop_token stop,
    PauseGate &pause, ProgressMeter &meter, RowResults &results);

} // namespace bulkhead
