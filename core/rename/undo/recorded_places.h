// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what is under the names that a batch of copies or links recorded.
#pragma once

#include "core/fs/file_system.h"
#include "core/history/history.h"
#include "core/rename/run/directory_cache.h"

#include <unordered_map>

namespace bulkhead {

/// What recoveries of a batch made, by path.
using CreatedByPath = std::unordered_map<Bytes, FileIdentity>;

/// One thread. References must outlive it.
class RecordedPlaces
{
public:
    enum class Presence : std::uint8_t {
        Absent,
        Here,
        Changed, ///< It, with other content.
        Other,
        Unreadable,
    };
    struct Found {
        Presence presence = Presence::Absent;
        FileStatus status;

        bool isThere() const noexcept { return presence == Presence::Here || presence == Presence::Changed; }
    };

    RecordedPlaces(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater);

    /// `directory`: index into the record. `expected` with inode 0 is never Here. What a recovery made under that name counts as Here, too.
    Found look(std::uint32_t directory, BytesView name, const FileIdentity &expected, bool compareContent);

    /// As it is now; inode 0 where it cannot be opened.
    FileIdentity folder(std::uint32_t directory);

private:
    Found lookFor(std::uint32_t directory, BytesView name, FileIdentity expected, bool compareContent);

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const CreatedByPath &m_madeLater;
    FolderTracker m_tracker;
    DirectoryCache m_cache;
};

} // namespace bulkhead
