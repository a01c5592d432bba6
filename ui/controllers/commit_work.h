// SPDX-License-Identifier: GPL-3.0-or-later
// The work around a run: free functions over values, for a worker.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/undo.h"
#include "ui/models/deed.h"
#include "ui/models/direction.h"
#include "ui/models/row_problem.h"

#include <memory>
#include <optional>
#include <vector>

namespace bulkhead {

/// Whether rows that could not even be planned are problems (an undo) or were wanted so (a rename that leaves rows out).
enum class Unplanned : std::uint8_t { Listed, Ignored };
/// What went wrong in a run, worded; at most JobReport::kMaxReportedErrors lines. Where `deed` removes what was made, it is
/// that which has problems. Any thread.
RowProblems problemsOf(const RenamePlan &plan, const JobReport &report, Unplanned unplanned, Deed deed = Deed::Rename);

/// The deepest folder that holds the targets of all rows that change; empty where none does. A pass over the rows.
Bytes commonTarget(const RenamePlan &plan);

/// Why a batch is not taken back or finished: nothing was run.
struct ReverseRefusal {
    enum class Why : std::uint8_t {
        NothingToUndo,
        NothingToRedo,
        NothingToMove, ///< None of the batch's files can be moved, or has to be: `problems`.
        NotAmong, ///< The last batch, `batch`, is none of those asked for.
        DealtWith, ///< The batch is not interrupted any more.
        InterruptedFirst, ///< A newer one, `batch`, was interrupted: that one comes first.
        Error, ///< The history or the disk said no: `error`.
    };
    Why why = Why::Error;
    Error error;
    Deed deed = Deed::Rename; ///< Of NothingToMove: what would have been done.
    RowProblemsRef problems;
    std::optional<BatchInfo> batch;
};

/// A plan to take a batch back or to finish it, or why there is none.
struct PreparedReverse {
    std::shared_ptr<const ReversePlan> reverse;
    std::int64_t notPlanned = 0; ///< Rows that cannot be taken back; the plan says why.
    std::optional<ReverseRefusal> refusal;
};

enum class LastBatch : std::uint8_t { Undoable, Redoable };

struct ReverseRequest {
    std::optional<BatchId> batch; ///< None: the last of its kind.
    LastBatch last = LastBatch::Undoable;
    Destination destination = Destination::Sources;
    bool interrupted = false; ///< Only while `batch` still is interrupted.
    std::optional<std::vector<BatchId>> among; ///< Only where the last of its kind is one of these.
};

/// Reads the history and the disk, changes nothing.
PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, const ReverseRequest &request, std::stop_token stop);

} // namespace bulkhead
