// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/immovable_rows.h"

namespace bulkhead {

namespace {

/// By directory; those of the table and the extra ones.
std::vector<bool> readOnlyFolders(const TargetTable &targets, const Occupancy &occupancy)
{
    std::vector<bool> readOnly(targets.table().directoryCount() + targets.extraDirectories().size());
    for (DirectoryId id = 0; id < readOnly.size(); ++id) {
        const Occupancy::Folder *listing = occupancy.folder(targets.directoryPath(id));
        readOnly[id] = listing && Occupancy::rules(*listing).readOnly;
    }
    return readOnly;
}

} // namespace

void refuseImmovable(TargetTable &targets, const Occupancy &occupancy, OnConflict onConflict)
{
    const FileTable &table = targets.table();
    const std::vector<bool> readOnly = readOnlyFolders(targets, occupancy);
    for (RowId row = 0; row < targets.rowCount(); ++row) {
        if (targets.isExcluded(row) || targets.issue(row) != RowIssue::None || targets.isSame(row))
            continue;
        const bool locked = readOnly[table.directoryOf(row)] || readOnly[targets.directoryOf(row)];
        if (!locked && !table.isImmutable(row))
            continue;
        targets.setIssue(row, locked ? RowIssue::ReadOnly : RowIssue::Immutable);
        if (onConflict == OnConflict::Skip)
            targets.exclude(row);
    }
}

} // namespace bulkhead
