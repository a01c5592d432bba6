// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/commit_work.h"

#include "core/base/text.h"
#include "ui/models/shared_value.h"
#include "ui/text/error_text.h"
#include "ui/text/row_text.h"

#include <algorithm>

namespace bulkhead {

namespace {

PreparedReverse withError(const Error &error)
{
    PreparedReverse prepared;
    prepared.error = error;
    return prepared;
}

PreparedReverse withNothing(PreparedReverse::Nothing nothing, std::optional<BatchInfo> batch = {})
{
    PreparedReverse prepared;
    prepared.nothing = nothing;
    prepared.batch = std::move(batch);
    return prepared;
}

} // namespace

RowProblems problemsOf(const RenamePlan &plan, const JobReport &report, Unplanned unplanned)
{
    RowProblems problems;
    for (const RowError &problem : report.errors) {
        const Bytes path = problem.row != kNone ? plan.table->path(problem.row) : problem.error.path;
        problems.push_back({toDisplayPath(path), errorText(problem.error)});
    }
    if (unplanned == Unplanned::Ignored)
        return problems;
    for (RowId row = 0; row < plan.issue.size() && problems.size() < JobReport::kMaxReportedErrors; ++row) {
        if (plan.issue[row] != RowIssue::None)
            problems.push_back({toDisplayPath(plan.table->path(row)), rowIssueText(plan, row)});
    }
    return problems;
}

PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, const ReverseRequest &request, std::stop_token stop)
{
    using Nothing = PreparedReverse::Nothing;
    auto history = History::open(stateDirectory);
    if (!history)
        return withError(history.error());
    const bool undoLast = !request.batch && request.last == LastBatch::Undoable;
    std::vector<BatchInfo> interrupted;
    if (request.interrupted || undoLast) {
        auto found = (*history)->interrupted();
        if (!found)
            return withError(found.error());
        interrupted = std::move(*found);
    }
    std::optional<BatchId> batch = request.batch;
    if (!batch) {
        const auto found = request.last == LastBatch::Redoable ? (*history)->lastRedoable() : (*history)->lastUndoable();
        if (!found)
            return withError(found.error());
        const std::optional<BatchInfo> &last = *found;
        if (!interrupted.empty() && (!last || interrupted.front().id > last->id))
            return withNothing(Nothing::InterruptedFirst, interrupted.front());
        if (!last)
            return withNothing(Nothing::NoBatch);
        if (request.among && std::ranges::find(*request.among, last->id) == request.among->end())
            return withNothing(Nothing::NotAmong, last);
        batch = last->id;
    } else if (request.interrupted && std::ranges::find(interrupted, *batch, &BatchInfo::id) == interrupted.end()) {
        return withNothing(Nothing::DealtWith);
    }
    auto reverse = planReverse(fileSystem, **history, *batch, request.destination, stop);
    if (!reverse)
        return withError(reverse.error());
    PreparedReverse prepared;
    const RenamePlan::Counts &counts = reverse->plan.counts;
    prepared.notPlanned = counts.skipped + counts.conflicts + counts.errors;
    // An interrupted batch is run even so: it is marked as dealt with.
    if (counts.changed == 0 && !reverse->recovers) {
        prepared.nothing = Nothing::NoRow;
        prepared.problems = sharedValue(problemsOf(reverse->plan, {}, Unplanned::Listed));
    }
    prepared.reverse = sharedValue(std::move(*reverse));
    return prepared;
}

} // namespace bulkhead
