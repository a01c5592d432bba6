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
    };
    std::shared_ptr<const ReversePlan> reverse;
    std::int64_t notPlanned = 0; ///< Rows that cannot be taken back; the plan says why.
    std::optional<Error> error;
    Nothing nothing = Nothing::No;
    RowProblemsRef problems; ///< With NoRow: what keeps the rows where they are.
};

enum class LastBatch : std::uint8_t { Undoable, Redoable };

/// Reads the history and the disk, changes nothing. Without a number it is about the last batch of its kind.
PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, std::optional<BatchId> batch, LastBatch last,
    Destination destination, std::stop_token stop);

} // namespace bulkhead
