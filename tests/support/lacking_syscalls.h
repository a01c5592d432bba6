// SPDX-License-Identifier: GPL-3.0-or-later
// System calls as poorer kernels and file systems answer them.
#pragma once

#include "core/fs/linux_syscalls.h"

#include <cerrno>

namespace bulkhead {

/// renameat2 as on NFS and FUSE: flags are EINVAL, but the kernel looks at the names first.
inline int renameat2WithoutFlags(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags)
{
    if (flags == 0)
        return ::renameat(fromFolder, from, toFolder, to);
    struct stat status;
    if (::fstatat(fromFolder, from, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return -1;
    const bool targetThere = ::fstatat(toFolder, to, &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (!targetThere && errno != ENOENT)
        return -1;
    errno = targetThere ? EEXIST : EINVAL;
    return -1;
}

inline int linkatWithoutLinks(int fromFolder, const char *from, int, const char *, int)
{
    struct stat status;
    if (::fstatat(fromFolder, from, &status, AT_SYMLINK_NOFOLLOW) == 0)
        errno = EPERM;
    return -1;
}

inline int openat2Missing(int, const char *, const open_how *)
{
    errno = ENOSYS;
    return -1;
}

inline int statxMissing(int, const char *, int, unsigned, struct statx *)
{
    errno = ENOSYS;
    return -1;
}

} // namespace bulkhead
