// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/linux_syscalls.h"

#include <atomic>
#include <mutex>
#include <unordered_set>

namespace bulkhead {

/// Renames without replacing, by the strongest means the file system has:
///   1. renameat2(RENAME_NOREPLACE);
///   2. files and links: a second hard link, then the first is dropped. Folders: an empty folder is made, then replaced;
///   3. where there are no hard links either: an empty file is made exclusively, then replaced.
/// Rungs 2 (files) and 3 have a gap of one system call after the last look: at the first name, which another program may
/// just then have replaced by its own file, and at the placeholder, which it may have written to. That file is lost.
/// A call that reports an error may still have taken place (NFS, FUSE): nothing is taken back that is not proven ours.
/// What each file system lacks is remembered by device. Any thread.
class RenameLadder
{
public:
    explicit RenameLadder(const Syscalls &syscalls)
        : m_syscalls(syscalls)
    {
    }

    /// Returns 0 or the errno; EEXIST where the target is there in any form.
    int rename(int fromFolder, const char *from, int toFolder, const char *to);

private:
    bool knownToLackFlags(int folder) const;
    void rememberLackOfFlags(int folder);
    int climbDown(int fromFolder, const char *from, int toFolder, const char *to) const;
    int moveByLink(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const;
    int moveOverOwnFolder(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const;
    int moveOverOwnFile(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const;
    int replace(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const;

    Syscalls m_syscalls;
    std::atomic<bool> m_anyLacksFlags{false}; ///< Keeps the lock and the fstat off the usual road.
    mutable std::mutex m_mutex;
    std::unordered_set<std::uint64_t> m_lackingFlags; ///< st_dev; guarded by m_mutex.
};

} // namespace bulkhead
