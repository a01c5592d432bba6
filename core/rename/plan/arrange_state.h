// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what the parts of arrangeMoves share, and arrangeMoves with its work counted.
#pragma once

#include "core/rename/plan.h"

namespace bulkhead {

/// How much was done, in units that do not depend on the machine: for tests of the cost.
struct ArrangeWork {
    std::uint64_t probes = 0; ///< Slots of name indexes looked at.
    std::uint64_t visits = 0; ///< Rows and folders walked over while ordering, numbering, and following parents.
};

/// arrangeMoves, adding what it did to `work`.
RenamePlan arrangeMovesCounted(std::shared_ptr<const FileTable> table, TargetTable targets, const Occupancy &occupancy,
    OnConflict onConflict, std::stop_token stop, ArrangeWork &work);

/// A plan in the making. A row with status Rename is one that still may move; refusing it is final. One thread.
class Arrangement
{
public:
    Arrangement(std::shared_ptr<const FileTable> fileTable, TargetTable wanted, const Occupancy &taken, OnConflict policy,
        std::stop_token stopToken, ArrangeWork &workDone);

    /// Gives every row its first status, and refuses what must not be moved whatever its name.
    void classify();

    bool moves(RowId row) const { return plan.status[row] == RowStatus::Rename; }
    /// True for a moving row whose name will be free.
    bool vacates(RowId row) const { return moves(row) && targets.transfer() == Transfer::Move; }
    /// True where nothing is at the row's place on disk, so that it holds no name.
    bool isGone(RowId row) const { return plan.issue[row] == RowIssue::Gone; }
    /// True for a moving row that ends in another folder than it is in.
    bool leavesFolder(RowId row) const { return moves(row) && targets.directoryOf(row) != table.directoryOf(row); }
    /// The row will not move: Conflict, or Skipped where the recipe says so.
    void refuse(RowId row, RowIssue issue, RowId otherRow = kNone);
    /// Why a row cannot have the name of `holder`, a row that does not move.
    RowIssue issueOfHeldName(RowId holder) const;

    bool stopRequested() const noexcept { return stop.stop_requested(); }
    /// All rows, those first that get a name where several want it.
    const std::vector<RowId> &claimOrder();
    void count();

    const FileTable &table;
    TargetTable targets;
    const Occupancy &occupancy;
    const OnConflict onConflict;
    const std::stop_token stop;
    ArrangeWork &work;
    RenamePlan plan;
    std::size_t moving = 0; ///< Rows that may move, as classify() found them.
    bool anyLeaves = false; ///< Some row leaves its folder.
    bool anyFolderMoves = false;
    bool anyFolderLeaves = false; ///< Some folder moves into another one: the tree changes its shape.

private:
    RowStatus firstStatus(RowId row) const;

    std::vector<RowId> m_claimOrder;
};

/// Which row has the name another one wants, as far as both move. Empty where no row waits for another.
struct MoveLinks {
    std::vector<RowId> holder; ///< By row: who has its new name now.
    std::vector<RowId> wanter; ///< By row: who will have its name.

    bool empty() const noexcept { return holder.empty(); }
};

} // namespace bulkhead
