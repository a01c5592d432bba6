// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/run/folder_tracker.h"

#include <vector>

namespace bulkhead {

/// Open folders of a batch, the least recently used closed first. A folder is opened by the path it has now, without
/// following symbolic links, and must be the one that was recorded. One thread.
class DirectoryCache
{
public:
    using Key = std::uint32_t;

    /// `fileSystem` and `tracker` must outlive the cache. `capacity`: folders kept open, at least 2.
    DirectoryCache(FileSystem &fileSystem, const FolderTracker &tracker, std::size_t capacity = defaultCapacity());

    /// A quarter of the files this process may open, 256 at most.
    static std::size_t defaultCapacity();

    /// Keys count from 0. `path`: before the batch; must outlive the cache. An `expected` with inode 0 is not known yet:
    /// the first open learns it.
    Key add(BytesView path, const FileIdentity &expected);

    /// Changed where another folder has the path now; else what the file system says. The error's path is the path now.
    Result<DirectoryRef> open(Key folder);

    /// Forgets the handle: the next open goes by the path again.
    void close(Key folder);

    /// What was given or learned.
    const FileIdentity &identity(Key folder) const { return m_folders[folder].identity; }
    BytesView pathBefore(Key folder) const { return m_folders[folder].path; }

private:
    static constexpr Key kNoKey = kNone;
    struct Folder {
        BytesView path;
        FileIdentity identity;
        DirectoryRef handle; ///< Null while closed.
        Key newer = kNoKey; ///< Neighbours in the list of open folders.
        Key older = kNoKey;
    };

    Result<DirectoryRef> openByPath(Key folder);
    void link(Key folder);
    void unlink(Key folder);
    void closeOldest();

    FileSystem &m_fileSystem;
    const FolderTracker &m_tracker;
    const std::size_t m_capacity;
    std::vector<Folder> m_folders;
    Key m_newest = kNoKey;
    Key m_oldest = kNoKey;
    std::size_t m_open = 0;
};

} // namespace bulkhead
