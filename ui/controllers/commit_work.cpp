// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/commit_work.h"

#include "core/base/text.h"
#include "ui/models/shared_value.h"
#include "ui/text/error_text.h"
#include "ui/text/row_text.h"

namespace bulkhead {

namespace {

PreparedReverse withError(const Error &error)
{
    PreparedReverse prepared;
    prepared.error = error;
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

PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, std::optional<BatchId> batch, LastBatch last,
    Destination destination, std::stop_token stop)
{
    auto history = History::open(stateDirectory);
    if (!history)
        return withError(history.error());
    if (!batch) {
        auto found = last == LastBatch::Redoable ? (*history)->lastRedoable() : (*history)->lastUndoable();
        if (!found)
            return withError(found.error());
        if (!found->has_value()) {
            PreparedReverse nothing;
            nothing.nothing = PreparedReverse::Nothing::NoBatch;
            return nothing;
        }
        batch = found->value().id;
    }
    auto reverse = planReverse(fileSystem, **history, *batch, destination, stop);
    if (!reverse)
        return withError(reverse.error());
    PreparedReverse prepared;
    const RenamePlan::Counts &counts = reverse->plan.counts;
    prepared.notPlanned = counts.skipped + counts.conflicts + counts.errors;
    // An interrupted batch is run even so: it is marked as dealt with.
    if (counts.changed == 0 && !reverse->recovers) {
        prepared.nothing = PreparedReverse::Nothing::NoRow;
        prepared.problems = sharedValue(problemsOf(reverse->plan, {}, Unplanned::Listed));
    }
    prepared.reverse = sharedValue(std::move(*reverse));
    return prepared;
}

} // namespace bulkhead
