// SPDX-License-Identifier: GPL-3.0-or-later
// The work behind the list: free functions over values, for a worker.
#pragma once

#include "core/jobs/row_results.h"
#include "core/rename/plan.h"
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

struct ScanAnswer {
    FileList list;
    std::int64_t refused = 0; ///< Dropped things that are not local files.
    bool cancelled = false; ///< `list` is not valid.
};

/// Reads the roots again, together with what was added. What the person did to rows (removed, left out, named by hand)
/// follows them, by path, also through the runs. Costs a scan, and a pass over the rows where there is something to
/// follow.
ScanAnswer readList(FileSystem &fileSystem, const ScanRequest &request, std::stop_token stop, std::atomic<std::int64_t> *found);

/// A range of rows of a view, inclusive.
struct ViewRange {
    int first = 0;
    int last = -1;
};

/// The rows of the ranges get a non-zero byte.
std::shared_ptr<const std::vector<std::uint8_t>> removeRows(
    const FileList &list, const RowView &view, const std::vector<ViewRange> &ranges);

enum class LeaveOut : std::uint8_t { Yes, No };
std::shared_ptr<const std::vector<std::uint8_t>> leaveOutRows(
    const FileList &list, const RowView &view, const std::vector<ViewRange> &ranges, LeaveOut leaveOut);

} // namespace bulkhead
