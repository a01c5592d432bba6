// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/plan/arrange_state.h"

namespace bulkhead {

/// The folders a batch speaks of, as a tree: where each one is, and which row it is. Needed
/// where folders change places or rows go into folders that are not in the table; empty until it is built. One thread.
class FolderGraph
{
public:
    explicit FolderGraph(const TargetTable &targets);

    /// Finds parents by path and rows by place.
    void build(const Arrangement &arrangement);

    /// The row that has the folder's path: the folder itself or, for an extra one, a file in its place. kNone = no row.
    RowId rowAt(DirectoryId folder) const { return m_row[folder]; }

    /// Folders that would end inside themselves: every row that moves a folder on a ring of parents, with the next such row
    /// of its ring (itself, where it is the only one).
    struct Ring {
        RowId row;
        RowId next;
    };
    std::vector<Ring> rings(const Arrangement &arrangement) const;

private:
    BytesView path(DirectoryId folder) const;
    void linkByPath();
    void findRows(const Arrangement &arrangement);
    RowId movingRow(const Arrangement &arrangement, DirectoryId folder) const;
    DirectoryId finalParent(const Arrangement &arrangement, DirectoryId folder) const;

    const TargetTable &m_targets;
    std::vector<DirectoryId> m_parent; ///< Table folders, extra ones, then folders that only link others.
    std::vector<RowId> m_row;
    std::vector<BytesView> m_linkPath; ///< Of the folders that only link others.
};

} // namespace bulkhead
