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
    /// A file may be several rows, one for each of its names: what one of them changed is so for all.
    struct Object {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::int64_t birth = 0;
        RowId row = kNone; ///< Where there is no inode number.
        bool operator==(const Object &) const = default;
    };
    struct ObjectHash {
        std::size_t operator()(const Object &object) const noexcept { return std::hash<std::uint64_t>()(object.inode ^ object.row); }
    };
    struct Changed {
        std::int64_t time = 0; ///< That it has.
        std::vector<RowId> rows; ///< That changed it.
    };
    Object objectOf(RowId row) const;
    bool isChanged(RowId row) const;

    std::unordered_map<Object, Changed, ObjectHash> m_changed;
};

} // namespace bulkhead
