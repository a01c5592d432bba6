// SPDX-License-Identifier: GPL-3.0-or-later
// The work around a run: free functions over values, for a worker.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/undo.h"
#include "ui/models/direction.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace bulkhead {

/// One line of a list of what went wrong.
struct RowProblem {
    QString name;
    QString text;
};
using RowProblems = std::vector<RowProblem>;
using RowProblemsRef = std::shared_ptr<const RowProblems>;

/// Whether rows that could not even be planned are problems (an undo) or were wanted so (a rename that leaves rows out).
enum class Unplanned : std::uint8_t { Listed, Ignored };
/// What went wrong in a run, worded; at most JobReport::kMaxReportedErrors lines. Any thread.
RowProblems problemsOf(const RenamePlan &plan, const JobReport &report, Unplanned unplanned);

/// A plan to take a batch back or to finish it; or nothing to do; or an error.
struct PreparedReverse {
    enum class Nothing : std::uint8_t {
        No,
        NoBatch, ///< No batch was named, and there is none.
        NoRow, ///< None of its rows can be moved, or has to be.
        NotAmong, ///< The last batch is none of those asked for: `batch`.
        DealtWith, ///< It was interrupted, but is not any more.
        InterruptedFirst, ///< A newer batch was interrupted, `batch`: that one comes first.
    };
    std::shared_ptr<const ReversePlan> reverse;
    std::int64_t notPlanned = 0; ///< Rows that cannot be taken back; the plan says why.
    std::optional<Error> error;
    Nothing nothing = Nothing::No;
    RowProblemsRef problems; ///< With NoRow: what keeps the rows where they are.
    std::optional<BatchInfo> batch; ///< With NotAmong and InterruptedFirst.
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
