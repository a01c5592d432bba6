// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/name_list.h"

#include <mutex>

namespace bulkhead {

/// The files of list rules, kept from one preview to the next: a keystroke looks whether they changed, and reads none again. Any
/// thread but the GUI thread; one load at a time.
class ListFiles
{
public:
    LoadedLists load(const RenameRecipe &recipe);

private:
    /// What changes when the file is written or another one takes its place.
    struct Version {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        std::int64_t size = -1;
        std::int64_t modified = 0; ///< Nanoseconds since 1970.
        std::int64_t changed = 0;
        bool operator==(const Version &) const = default;
    };
    struct Kept {
        Version version;
        LoadedList list;
    };

    static std::optional<Version> versionOf(const Bytes &path);
    LoadedList listOf(const Bytes &path, ListRule::By by);

    std::mutex m_mutex;
    std::map<std::pair<Bytes, ListRule::By>, Kept> m_kept; ///< Guarded by m_mutex. Only of the last recipe.
};

} // namespace bulkhead
