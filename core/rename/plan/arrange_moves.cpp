// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_graph.h"
#include "core/rename/plan/arrange_names.h"
#include "core/rename/plan/arrange_order.h"

namespace bulkhead {

namespace {

constexpr int kRingRounds = 8;

void refuseRings(Arrangement &arrangement, const FolderGraph &graph)
{
    for (const FolderGraph::Ring &ring : graph.rings(arrangement))
        arrangement.refuse(ring.row, RowIssue::IntoItself, ring.next == ring.row ? kNone : ring.next);
}

/// A folder that does not leave may put another one inside itself that was fine before. Each round refuses a row at
/// least; a tree built to need very many of them has its folders stay where they are.
void refuseNewRings(Arrangement &arrangement, const FolderGraph &graph, NameClaims &claims)
{
    for (int round = 0; round < kRingRounds; ++round) {
        const auto rings = graph.rings(arrangement);
        if (rings.empty())
            return;
        for (const FolderGraph::Ring &ring : rings) {
            if (arrangement.moves(ring.row))
                claims.refuseWithWaiters(ring.row, RowIssue::IntoItself, ring.next == ring.row ? kNone : ring.next);
        }
    }
    for (RowId row = 0; row < arrangement.table.rowCount(); ++row) {
        if (arrangement.table.isDirectory(row) && arrangement.leavesFolder(row))
            claims.refuseWithWaiters(row, RowIssue::IntoItself, kNone);
    }
}

void noteMovedFolders(Arrangement &arrangement)
{
    for (RowId row = 0; arrangement.anyFolderMoves && row < arrangement.table.rowCount(); ++row) {
        if (arrangement.moves(row) && arrangement.table.isDirectory(row))
            arrangement.plan.movedFolders.emplace(arrangement.table.path(row), row);
    }
}

/// Of the rows that nothing keeps from changing.
void addAttributes(Arrangement &arrangement)
{
    RenamePlan &plan = arrangement.plan;
    for (const AttributeChange &change : arrangement.targets.attributes()) {
        RowStatus &status = plan.status[change.row];
        if (status == RowStatus::Same) {
            status = RowStatus::Rename;
            plan.steps.push_back({.row = change.row, .kind = Step::Kind::Attributes});
        }
        if (status == RowStatus::Rename)
            plan.attributes.push_back(change);
    }
}

/// False where it was stopped.
bool settle(Arrangement &arrangement)
{
    arrangement.classify();
    FolderGraph graph(arrangement.targets);
    if (arrangement.anyFolderLeaves || !arrangement.targets.extraDirectories().empty())
        graph.build(arrangement);
    if (arrangement.stopRequested())
        return false;
    TargetFolders folders(arrangement, graph);
    folders.examine();
    folders.refuseRows();
    if (arrangement.anyFolderLeaves)
        refuseRings(arrangement, graph);

    NameClaims claims(arrangement, folders);
    claims.settle();
    if (arrangement.stopRequested())
        return false;
    if (arrangement.anyFolderLeaves)
        refuseNewRings(arrangement, graph, claims);
    folders.noteFoldersToMake();
    noteMovedFolders(arrangement);
    StepOrder(arrangement, claims.links()).arrange();
    if (arrangement.targets.transfer() != Transfer::Move) {
        for (Step &step : arrangement.plan.steps)
            step.kind = Step::Kind::Create;
    }
    addAttributes(arrangement);
    return !arrangement.stopRequested();
}

} // namespace

RenamePlan arrangeMovesCounted(std::shared_ptr<const FileTable> table, TargetTable targets, const Occupancy &occupancy,
    OnConflict onConflict, std::stop_token stop, ArrangeWork &work)
{
    Arrangement arrangement(std::move(table), std::move(targets), occupancy, onConflict, std::move(stop), work);
    arrangement.plan.stopped = !settle(arrangement);
    arrangement.count();
    arrangement.plan.targets = std::make_shared<const TargetTable>(std::move(arrangement.targets));
    return std::move(arrangement.plan);
}

RenamePlan arrangeMoves(
    std::shared_ptr<const FileTable> table, TargetTable targets, const Occupancy &occupancy, OnConflict onConflict, std::stop_token stop)
{
    ArrangeWork work;
    return arrangeMovesCounted(std::move(table), std::move(targets), occupancy, onConflict, std::move(stop), work);
}

} // namespace bulkhead
