// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/identity.h"
#include "core/fs/linux_syscalls.h"

namespace bulkhead {

/// Reads status by statx, or by fstatat where there is none. Which of them, and whether the kernel tells mount ids, is
/// found out once, so that all identities of one run are of one kind. Any thread.
class StatusReader
{
public:
    explicit StatusReader(const Syscalls &syscalls);

    /// `flags`: AT_SYMLINK_NOFOLLOW, AT_EMPTY_PATH. Returns 0 or the errno.
    int read(int folder, const char *name, int flags, FileStatus &status) const;

private:
    int readByFstatat(int folder, const char *name, int flags, FileStatus &status) const;

    Syscalls m_syscalls;
    enum class Source : std::uint8_t { Fstatat, StatxDevice, StatxMount } m_source = Source::Fstatat;
};

FileType fileTypeFromMode(mode_t mode) noexcept;

} // namespace bulkhead
