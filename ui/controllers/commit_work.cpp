// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/commit_work.h"

#include "core/base/path.h"
#include "core/base/text.h"
#include "ui/models/shared_value.h"
#include "ui/text/error_text.h"
#include "ui/text/row_text.h"

#include <algorithm>

namespace bulkhead {

namespace {

PreparedReverse refusedWith(ReverseRefusal refusal)
{
    PreparedReverse prepared;
    prepared.refusal = std::move(refusal);
    return prepared;
}

} // namespace

RowProblems problemsOf(const RenamePlan &plan, const JobReport &report, Unplanned unplanned, Deed deed)
{
    const auto pathOf = [&plan, deed](RowId row) {
        const TargetTable &targets = *plan.targets;
        return isRemoving(deed) ? joinPath(targets.directoryPath(targets.directoryOf(row)), targets.name(row)) : plan.table->path(row);
    };
    RowProblems problems;
    for (const RowError &problem : report.errors) {
        const Bytes path = problem.row != kNone ? pathOf(problem.row) : problem.error.path;
        problems.push_back({toDisplayPath(path), errorText(problem.error)});
    }
    if (unplanned == Unplanned::Ignored)
        return problems;
    for (RowId row = 0; row < plan.issue.size() && problems.size() < JobReport::kMaxReportedErrors; ++row) {
        if (plan.issue[row] != RowIssue::None)
            problems.push_back({toDisplayPath(pathOf(row)), rowIssueText(plan, row)});
    }
    return problems;
}

Bytes commonTarget(const RenamePlan &plan)
{
    const TargetTable &targets = *plan.targets;
    std::vector<bool> seen(plan.table->directoryCount() + targets.extraDirectories().size());
    std::optional<BytesView> common;
    for (const Step &step : plan.steps) {
        const DirectoryId directory = targets.directoryOf(step.row);
        if (seen[directory])
            continue;
        seen[directory] = true;
        const BytesView path = targets.directoryPath(directory);
        if (!common)
            common = path;
        while (!isSameOrBelow(path, *common) && common->size() > 1)
            common = parentPath(*common);
    }
    return Bytes(common.value_or(BytesView()));
}

PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, const ReverseRequest &request, std::stop_token stop)
{
    using Why = ReverseRefusal::Why;
    auto history = History::open(stateDirectory);
    if (!history)
        return refusedWith({.error = history.error()});
    const bool undoLast = !request.batch && request.last == LastBatch::Undoable;
    std::vector<BatchInfo> interrupted;
    if (request.interrupted || undoLast) {
        auto found = (*history)->interrupted();
        if (!found)
            return refusedWith({.error = found.error()});
        for (InterruptedBatch &cutOff : *found) {
            if (cutOff.info) // of a damaged one the window has told
                interrupted.push_back(std::move(*cutOff.info));
        }
    }
    std::optional<BatchId> batch = request.batch;
    if (!batch) {
        const Direction direction = request.last == LastBatch::Redoable ? Direction::Redo : Direction::Undo;
        const auto found = lastToReverse(fileSystem, **history, direction, stop);
        if (!found)
            return refusedWith({.error = found.error()});
        const std::optional<BatchInfo> &last = *found;
        if (!interrupted.empty() && (!last || interrupted.front().id > last->id))
            return refusedWith({.why = Why::InterruptedFirst, .batch = interrupted.front()});
        if (!last)
            return refusedWith({.why = undoLast ? Why::NothingToUndo : Why::NothingToRedo});
        if (request.among && std::ranges::find(*request.among, last->id) == request.among->end())
            return refusedWith({.why = Why::NotAmong, .batch = last});
        batch = last->id;
    } else if (request.interrupted && std::ranges::find(interrupted, *batch, &BatchInfo::id) == interrupted.end()) {
        return refusedWith({.why = Why::DealtWith});
    }
    auto reverse = planReverse(fileSystem, **history, *batch, request.destination, stop);
    if (!reverse)
        return refusedWith({.error = reverse.error()});
    const RenamePlan::Counts &counts = reverse->plan.counts;
    const Deed deed = deedOf(reverse->header.kind, reverse->header.description);
    // An interrupted batch is run even so: it is marked as dealt with.
    if (counts.changed == 0 && !reverse->recovers)
        return refusedWith(
            {.why = Why::NothingToMove, .deed = deed, .problems = sharedValue(problemsOf(reverse->plan, {}, Unplanned::Listed, deed))});
    PreparedReverse prepared;
    prepared.notPlanned = counts.skipped + counts.conflicts + counts.errors;
    prepared.reverse = sharedValue(std::move(*reverse));
    return prepared;
}

} // namespace bulkhead
