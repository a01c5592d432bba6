// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/plan/arrange_graph.h"
#include "core/rename/plan/name_index.h"

namespace bulkhead {

/// What is known of the folders that rows move into: there, to be made, or of no use. One thread.
class TargetFolders
{
public:
    TargetFolders(Arrangement &arrangement, const FolderGraph &graph);

    /// Looks at every folder that a moving row needs, and notes in the plan which ones nobody has listed: those count as
    /// empty for now.
    void examine();
    /// Refuses the rows whose folder is of no use to them.
    void refuseRows();

    /// What the folder makes of names; plain where it was not listed.
    const NameRules &rules(DirectoryId folder) const { return m_folders[folder].rules; }
    NameKey keyOf(DirectoryId folder, BytesView name) const { return {folder, name, rules(folder)}; }
    /// The names in it that are not rows, or null.
    const Occupancy::Folder *listing(DirectoryId folder) const { return m_folders[folder].listing; }
    /// Extra folders whose own names nobody else may have: there or to be made, and not a row.
    std::vector<DirectoryId> nameHolders() const;
    /// Puts the folders to make for the rows that move into the plan.
    void noteFoldersToMake();

private:
    enum class Use : std::uint8_t { NotNeeded, Fine, ToMake, ParentMissing, Unreadable };
    struct Folder {
        Use use = Use::NotNeeded;
        RowId inTheWay = kNone; ///< ParentMissing: the row that has the folder's name.
        std::uint64_t device = 0; ///< 0 = not known.
        const Occupancy::Folder *listing = nullptr;
        NameRules rules;
    };

    bool crosses(RowId row) const;
    bool allCross() const;
    std::vector<bool> neededFolders() const;
    void examineTableFolder(DirectoryId id);
    void examineExtraFolder(DirectoryId id);
    Occupancy::State stateOfExtra(const TargetTable::ExtraDirectory &extra, RowId row);
    void noteUnsurveyed(BytesView path);
    void readListing(Folder &folder, BytesView path) const;
    void inheritFromParent(Folder &folder, DirectoryId parent);

    Arrangement &m_arrangement;
    const FolderGraph &m_graph;
    std::vector<Folder> m_folders; ///< By DirectoryId.
    bool m_allFine = true; ///< Of use, and takes any name.
};

} // namespace bulkhead
