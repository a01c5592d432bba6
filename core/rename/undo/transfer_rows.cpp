// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/transfer_rows.h"

#include "core/base/path.h"
#include "core/fs/scanner.h"

#include <algorithm>
#include <ranges>
#include <unordered_set>

namespace bulkhead {

Result<RenamePlan> arrangeTransfers(FileSystem &fileSystem, const std::shared_ptr<const FileTable> &table,
    const std::function<TargetTable()> &targets, const std::stop_token &stop)
{
    Occupancy occupancy;
    for (;;) {
        RenamePlan plan = arrangeMoves(table, targets(), occupancy, OnConflict::Skip, stop);
        if (plan.stopped || stop.stop_requested())
            return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
        if (plan.unsurveyed.empty())
            return plan;
        survey(fileSystem, plan.unsurveyed, *table, occupancy, stop);
    }
}

void addTransferSteps(RenamePlan &plan, std::span<const TransferRow> rows)
{
    plan.created.resize(rows.size());
    for (RowId id = 0; id < rows.size(); ++id) {
        const TransferRow &row = rows[id];
        plan.created[id] = row.created;
        if (!row.leftover.empty())
            plan.leftovers.emplace(id, row.leftover);
        if (!row.beside.empty())
            plan.beside.emplace(id, row.beside);
        if (row.issue != RowIssue::None || row.step == Step::Kind::Create)
            continue;
        plan.status[id] = RowStatus::Rename;
        plan.steps.push_back({.row = id, .kind = row.step});
        ++plan.counts.changed;
        --plan.counts.skipped;
    }
    std::ranges::sort(plan.steps, {}, &Step::row);
}

std::vector<Bytes> foldersMade(const BatchContents &contents)
{
    const bool mayBeEmpty = contents.info.state == BatchState::Running || contents.info.state == BatchState::Recovered;
    std::unordered_set<BytesView> used;
    for (const MoveRecord &move : contents.moves) {
        const bool wasMade = move.result == MoveResult::Done || (mayBeEmpty && move.result == MoveResult::Unknown);
        for (BytesView above = contents.directories[move.targetDirectory].path; wasMade && used.insert(above).second;
             above = parentPath(above)) { }
    }
    std::vector<Bytes> paths;
    for (const std::uint32_t directory : contents.made | std::views::reverse) {
        if (const Bytes &path = contents.directories[directory].path; used.contains(path))
            paths.push_back(path);
    }
    return paths;
}

std::vector<Bytes> foldersRemoved(const BatchContents &contents)
{
    std::vector<Bytes> paths;
    for (const std::uint32_t directory : contents.removed)
        paths.push_back(contents.directories[directory].path);
    return paths;
}

} // namespace bulkhead
