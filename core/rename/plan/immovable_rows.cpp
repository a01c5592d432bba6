// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/immovable_rows.h"

namespace bulkhead {

namespace {

/// By directory; those of the table and the extra ones.
std::vector<FolderAccess> folderAccess(const TargetTable &targets, const Occupancy &occupancy)
{
    std::vector<FolderAccess> access(targets.table().directoryCount() + targets.extraDirectories().size());
    for (DirectoryId id = 0; id < access.size(); ++id) {
        if (const Occupancy::Folder *listing = occupancy.folder(targets.directoryPath(id)))
            access[id] = Occupancy::rules(*listing).access;
    }
    return access;
}

} // namespace

RowIssue immovableIssue(FolderAccess from, FolderAccess to, bool isImmutable, bool isForeign) noexcept
{
    if (from == FolderAccess::ReadOnly || from == FolderAccess::AddOnly || to == FolderAccess::ReadOnly)
        return RowIssue::ReadOnly;
    if (isImmutable)
        return RowIssue::Immutable;
    return from == FolderAccess::OwnOnly && isForeign ? RowIssue::NotOwner : RowIssue::None;
}

void refuseImmovable(TargetTable &targets, const Occupancy &occupancy, OnConflict onConflict)
{
    const FileTable &table = targets.table();
    const std::vector<FolderAccess> access = folderAccess(targets, occupancy);
    for (RowId row = 0; row < targets.rowCount(); ++row) {
        if (targets.isExcluded(row) || targets.issue(row) != RowIssue::None || targets.isSame(row))
            continue;
        const FolderAccess to = access[targets.directoryOf(row)];
        const RowIssue issue = targets.transfer() != Transfer::Move
            ? immovableIssue(FolderAccess::Free, to, targets.transfer() == Transfer::HardLink && table.isImmutable(row), false)
            : table.isNeeded(row) ? RowIssue::HoldsHistory
                                  : immovableIssue(access[table.directoryOf(row)], to, table.isImmutable(row), table.isForeign(row));
        if (issue == RowIssue::None)
            continue;
        targets.setIssue(row, issue);
        if (onConflict == OnConflict::Skip)
            targets.exclude(row);
    }
}

} // namespace bulkhead
