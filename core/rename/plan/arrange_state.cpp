// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_state.h"

#include <numeric>

namespace bulkhead {

namespace {

/// Folders are neither copied nor linked hard; what is no file at all can be linked.
bool canBeTransferred(FileType type, Transfer how)
{
    if (how == Transfer::Copy || how == Transfer::MoveAcross)
        return type == FileType::Regular || type == FileType::SymbolicLink;
    return how != Transfer::HardLink || type != FileType::Directory;
}

bool isCollision(RowIssue issue)
{
    return issue >= RowIssue::DuplicateTarget && issue <= RowIssue::Blocked;
}

} // namespace

Arrangement::Arrangement(std::shared_ptr<const FileTable> fileTable, TargetTable wanted, const Occupancy &taken, OnConflict policy,
    std::stop_token stopToken, ArrangeWork &workDone)
    : table(*fileTable)
    , targets(std::move(wanted))
    , occupancy(taken)
    , onConflict(policy)
    , stop(std::move(stopToken))
    , work(workDone)
{
    plan.table = std::move(fileTable);
    plan.status.resize(table.rowCount(), RowStatus::Same);
    plan.issue.resize(table.rowCount(), RowIssue::None);
}

RowStatus Arrangement::firstStatus(RowId row) const
{
    const RowIssue issue = targets.issue(row);
    if (targets.isExcluded(row) || issue >= RowIssue::Gone)
        return RowStatus::Skipped;
    if (issue != RowIssue::None)
        return issue < RowIssue::DuplicateTarget ? RowStatus::Error : RowStatus::Conflict;
    return targets.isSame(row) ? RowStatus::Same : RowStatus::Rename;
}

void Arrangement::classify()
{
    for (RowId row = 0; row < table.rowCount(); ++row) {
        plan.status[row] = firstStatus(row);
        plan.issue[row] = targets.issue(row);
        if (plan.issue[row] != RowIssue::None) {
            if (const IssueDetail detail = targets.issueDetail(row); detail != IssueDetail{})
                plan.details.emplace(row, detail);
            continue;
        }
        if (!moves(row))
            continue;
        if (table.isMountRoot(row) && vacates(row)) {
            refuse(row, RowIssue::MountPoint);
            continue;
        }
        if (!canBeTransferred(table.type(row), targets.transfer())) {
            refuse(row, RowIssue::NotAFile);
            continue;
        }
        ++moving;
        const bool leaves = leavesFolder(row);
        anyLeaves |= leaves;
        if (table.isDirectory(row) && vacates(row)) {
            anyFolderMoves = true;
            anyFolderLeaves |= leaves;
        }
    }
}

void Arrangement::refuse(RowId row, RowIssue issue, RowId otherRow)
{
    plan.status[row] = onConflict == OnConflict::Skip ? RowStatus::Skipped : RowStatus::Conflict;
    plan.issue[row] = issue;
    if (otherRow != kNone)
        plan.details.insert_or_assign(row, IssueDetail{.otherRow = otherRow});
}

RowIssue Arrangement::issueOfHeldName(RowId holder) const
{
    const RowStatus status = plan.status[holder];
    const bool wantedToMove = status == RowStatus::Conflict || (status == RowStatus::Skipped && !targets.isExcluded(holder));
    return wantedToMove ? RowIssue::Blocked : RowIssue::WouldOverwrite;
}

const std::vector<RowId> &Arrangement::claimOrder()
{
    const auto rows = RowId(table.rowCount());
    if (!m_claimOrder.empty() || rows == 0)
        return m_claimOrder;
    m_claimOrder.reserve(rows);
    if (targets.precedence().empty()) {
        m_claimOrder.resize(rows);
        std::iota(m_claimOrder.begin(), m_claimOrder.end(), RowId(0));
        return m_claimOrder;
    }
    std::vector<bool> listed(rows);
    const auto append = [&](RowId row) {
        if (!listed[row])
            m_claimOrder.push_back(row);
        listed[row] = true;
    };
    for (const RowId row : targets.precedence())
        append(row);
    for (RowId row = 0; row < rows; ++row)
        append(row);
    return m_claimOrder;
}

void Arrangement::count()
{
    RenamePlan::Counts &counts = plan.counts;
    counts.rows = std::int64_t(table.rowCount());
    for (RowId row = 0; row < plan.status.size(); ++row) {
        const RowStatus status = plan.status[row];
        counts.changed += status == RowStatus::Rename;
        counts.same += status == RowStatus::Same;
        counts.conflicts += status == RowStatus::Conflict;
        counts.errors += status == RowStatus::Error;
        counts.skipped += status == RowStatus::Skipped;
        counts.collisions += status == RowStatus::Conflict && isCollision(plan.issue[row]);
    }
}

} // namespace bulkhead
