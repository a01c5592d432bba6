// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what becomes of times and permissions while a batch moves its rows.
#pragma once

#include "core/rename/plan.h"
#include "core/rename/run/object_mover.h"
#include "core/rename/run/run_folders.h"

namespace bulkhead {

/// Each row is changed right before its first move, or right behind its last one where the plan says so: so whatever ends a batch, a row is
/// done or it is not, and a recovery knows where to look. One thread; references must outlive it.
class AttributeChanger
{
public:
    AttributeChanger(FileSystem &fileSystem, const RenamePlan &plan, DirectoryCache &cache, TouchedFileSystems &touched);

    /// Before the first step of a row.
    Result<void> changeBefore(RowId row, Location now);
    /// After the last one.
    Result<void> changeBehind(RowId row, Location now);
    /// What was changed becomes what it was: the row is where it was, `now`.
    void takeBack(RowId row, Location now);

    /// What the row's file is known by now: times are part of that where the disk has nothing better.
    FileIdentity identity(RowId row) const;

private:
    Result<void> set(const AttributeChange &change, const FileAttributes &to, Location now);

    FileSystem &m_fileSystem;
    const RenamePlan &m_plan;
    DirectoryCache &m_cache;
    TouchedFileSystems &m_touched;
    std::unordered_map<RowId, std::int64_t> m_changed; ///< With the time they have.
};

} // namespace bulkhead
