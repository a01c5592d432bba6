// SPDX-License-Identifier: GPL-3.0-or-later
// The work behind the list: free functions over values, for a worker.
#pragma once

#include "core/jobs/row_results.h"
#include "core/rename/plan.h"
#include "core/rename/row_moves.h"
#include "ui/models/file_list.h"
#include "ui/models/row_view.h"

#include <QByteArray>

#include <atomic>

namespace bulkhead {

/// What a run did, as far as the list has to follow it.
struct RanBatch {
    std::shared_ptr<const RenamePlan> plan;
    std::shared_ptr<const RowResults> results;
    enum class Marks : std::uint8_t { None, Show };
    Marks marks = Marks::None; ///< Show: rows of the list are marked renamed or failed.
    Deed deed = Deed::Rename;
};

struct ScanRequest {
    FileList before;
    std::vector<Bytes> addedPaths; ///< Absolute.
    std::vector<QByteArray> addedUris; ///< Raw text/uri-list.
    ScanOptions options;
    std::vector<RanBatch> ran; ///< Runs since `before` was read, oldest first.
    /// Whether rows still say what the last run made of them. Keep: renamed rows are left out once more files are added, so
    /// that the rules are not applied to them twice.
    enum class RunMarks : std::uint8_t { Keep, Forget };
    RunMarks runMarks = RunMarks::Keep;
};

/// Rows of the list that the runs were about.
struct RanRows {
    std::int64_t renamed = 0;
    std::int64_t failed = 0; ///< Marked so.
    std::int64_t all = 0; ///< With those that failed, or got their old name back.
};

struct ScanAnswer {
    FileList list;
    RanRows ran;
    std::int64_t refused = 0; ///< Dropped things that are not local files.
    bool cancelled = false; ///< `list` is not valid.
};

/// Reads the roots again, together with what was added; after a run only where the disk has to be asked (see renamedList). What
/// the person did to rows (removed, left out, named, put in order) follows them, by path, also through the runs. Costs a
/// scan, and a pass over the rows where there is something to follow.
ScanAnswer readList(FileSystem &fileSystem, const ScanRequest &request, std::stop_token stop, std::atomic<std::int64_t> *found);

/// A range of rows of a view, inclusive.
struct ViewRange {
    int first = 0;
    int last = -1;
};

/// Rows as they were on screen when something was done to them.
struct ShownRows {
    std::shared_ptr<const FileTable> table; ///< Whose rows these are: row ids mean nothing in another one.
    std::shared_ptr<const RowView> view;
    std::vector<ViewRange> ranges;
    RowId current = kNone;
};

/// One thing a person did to the list.
struct ListEdit {
    enum class What : std::uint8_t {
        Remove,
        LeaveOut, ///< Or takes the rows in again, where `rows.current` is left out.
        ClearNames, ///< The rules name the rows again.
        Name, ///< `rows.current` gets `name`; empty = the rules name it again.
        Move, ///< The order by hand: the rows go where `move` says. Rows the view does not show stay in their places.
        TakeOrder, ///< What is shown is the order by hand from now on.
        DropOrder, ///< The recipe's order again.
        LeaveOutConflicts, ///< The rows that are conflicts in `plan`, and no others.
        TakeInConflicts, ///< Takes the same rows in again.
    };
    What what = What::Remove;
    ShownRows rows;
    Bytes name = {};
    RowMove move = {};
    /// For Move and TakeOrder: all rows on the list, in their order when `rows` was shown.
    std::shared_ptr<const std::vector<RowId>> order = {};
    bool asShown = false; ///< For Move: of a view sorted by something else, which is taken over first.
    std::shared_ptr<const RenamePlan> plan = {}; ///< For LeaveOutConflicts and TakeInConflicts: of the same table.
};

/// The list with the edits made, one after the other. Those about another table are left out. A pass over the rows that were
/// selected or planned, and a copy of what is known of all rows.
FileList editedList(FileList list, const std::vector<ListEdit> &edits);

} // namespace bulkhead
