// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/identity.h"
#include "core/fs/linux_syscalls.h"

#include <atomic>
#include <map>
#include <mutex>
#include <utility>

namespace bulkhead {

/// Reads status by statx, or by fstatat where there is none. Which of them, and whether the kernel tells mount ids, is
/// found out once, so that all identities of one run are of one kind. Any thread.
class StatusReader
{
public:
    explicit StatusReader(const Syscalls &syscalls);

    /// `flags`: AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH. Returns 0 or the errno.
    int read(int folder, const char *name, int flags, FileStatus &status) const;

    /// Whether the inode numbers that a listing of the folder gives are those of `read`, and stay.
    bool listedInodesLast(int folder) const noexcept;

private:
    /// Mount, where the kernel tells, and device number: a mount's id is given again as soon as it is free.
    using Place = std::pair<std::uint64_t, std::uint64_t>;

    void fill(FileStatus &status, const struct statx &raw, std::uint64_t device) const noexcept;
    int readByFstatat(int folder, const char *name, int flags, FileStatus &status) const;
    /// What a file system promises of its answers.
    struct Promises {
        bool birthTimesLast = true;
        bool inodesLast = true;
        bool hasSubvolumes = false; ///< One mount, several device numbers: files do not move between them.
    };
    Promises promisesOf(const Place &place, int folder, const char *name, int flags) const;
    static Promises promisesOfKind(long kind) noexcept;
    std::int64_t handleFingerprint(int folder, const char *name, int flags) const noexcept;

    Syscalls m_syscalls;
    const uid_t m_user;
    enum class Source : std::uint8_t { Fstatat, StatxDevice, StatxMount } m_source = Source::Fstatat;
    mutable std::mutex m_mutex;
    using KnownPromises = std::map<Place, Promises>;
    mutable KnownPromises m_promises; ///< Of the file systems met so far; guarded by m_mutex. Entries stay as they are.
    mutable std::atomic<const KnownPromises::value_type *> m_latest{nullptr}; ///< Files in a row are mostly on one file system.
};

FileType fileTypeFromMode(mode_t mode) noexcept;

/// Nanoseconds since 1970, or kBeforeAllTimes, kBeyondAllTimes.
std::int64_t nanosecondsOf(const timespec &time) noexcept;

} // namespace bulkhead
