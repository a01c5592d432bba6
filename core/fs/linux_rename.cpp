// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_rename.h"

#include "core/base/safeguard.h"
#include "core/fs/linux_directory.h"

namespace bulkhead {

namespace {

bool mayMeanUnsupported(int error) noexcept
{
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP;
}

bool isStill(int folder, const char *name, const struct stat &expected) noexcept
{
    struct stat now;
    return ::fstatat(folder, name, &now, AT_SYMLINK_NOFOLLOW) == 0 && sameInode(now, expected);
}

/// True where the placeholder is ours and nobody has written to it.
bool isUntouched(int folder, const char *name, const struct stat &placeholder) noexcept
{
    struct stat now;
    return ::fstatat(folder, name, &now, AT_SYMLINK_NOFOLLOW) == 0 && sameInode(now, placeholder) && S_ISREG(now.st_mode)
        && now.st_size == 0;
}

/// True where a link just made, and what has the old name, are one file. Where FUSE makes a number up for each name, the link
/// has another one than the file, which has kept its own: then size and time must do.
bool isSecondName(const struct stat &link, const struct stat &file, const struct stat &fileBefore) noexcept
{
    if (sameInode(link, file))
        return true;
    return sameInode(file, fileBefore) && link.st_mode == file.st_mode && link.st_size == file.st_size
        && link.st_mtim.tv_sec == file.st_mtim.tv_sec && link.st_mtim.tv_nsec == file.st_mtim.tv_nsec;
}

bool cannotLink(int error) noexcept
{
    // EPERM: no hard links here (vfat), or not to a file of somebody else (fs.protected_hardlinks).
    return error == EPERM || error == EMLINK || mayMeanUnsupported(error);
}

} // namespace

int RenameLadder::rename(int fromFolder, const char *from, int toFolder, const char *to)
{
    if (m_anyLacksFlags.load(std::memory_order_relaxed) && knownToLackFlags(toFolder))
        return climbDown(fromFolder, from, toFolder, to);
    if (m_syscalls.renameat2(fromFolder, from, toFolder, to, holds(Safeguard::NoReplace) ? RENAME_NOREPLACE : 0u) == 0)
        return 0;
    const int error = errno;
    if (!mayMeanUnsupported(error))
        return error;
    // EINVAL also says "a folder into itself" and "no such names here". Then the other ways fail too, and nothing is learned.
    const int second = climbDown(fromFolder, from, toFolder, to);
    if (second == 0)
        rememberLackOfFlags(toFolder);
    return second;
}

bool RenameLadder::knownToLackFlags(int folder) const
{
    struct stat status;
    if (::fstat(folder, &status) < 0)
        return false;
    const std::lock_guard lock(m_mutex);
    return m_lackingFlags.contains(status.st_dev);
}

void RenameLadder::rememberLackOfFlags(int folder)
{
    struct stat status;
    if (::fstat(folder, &status) < 0)
        return;
    const std::lock_guard lock(m_mutex);
    m_lackingFlags.insert(status.st_dev);
    m_anyLacksFlags.store(true, std::memory_order_relaxed);
}

int RenameLadder::climbDown(int fromFolder, const char *from, int toFolder, const char *to) const
{
    struct stat source;
    if (::fstatat(fromFolder, from, &source, AT_SYMLINK_NOFOLLOW) < 0)
        return errno;
    if (S_ISDIR(source.st_mode))
        return moveOverOwnFolder(fromFolder, from, source, toFolder, to);
    const int error = moveByLink(fromFolder, from, source, toFolder, to);
    return cannotLink(error) ? moveOverOwnFile(fromFolder, from, source, toFolder, to) : error;
}

int RenameLadder::moveByLink(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const
{
    if (m_syscalls.linkat(fromFolder, from, toFolder, to, 0) < 0)
        return errno;
    struct stat moved;
    if (::fstatat(toFolder, to, &moved, AT_SYMLINK_NOFOLLOW) < 0)
        return errno;
    struct stat left;
    if (::fstatat(fromFolder, from, &left, AT_SYMLINK_NOFOLLOW) < 0 || !isSecondName(moved, left, source))
        return 0; // the old name is somebody else's file by now, and stays
    if (m_syscalls.unlinkat(fromFolder, from, 0) == 0)
        return 0;
    const int error = errno;
    // A server may have done it and lost its answer: then the new name is the only one, and stays.
    if (::fstatat(fromFolder, from, &left, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT ? 0 : error;
    if (!isSecondName(moved, left, source))
        return 0;
    if (isStill(toFolder, to, moved))
        m_syscalls.unlinkat(toFolder, to, 0);
    return error;
}

int RenameLadder::moveOverOwnFolder(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const
{
    struct stat made;
    if (::mkdirat(toFolder, to, 0700) < 0 || ::fstatat(toFolder, to, &made, AT_SYMLINK_NOFOLLOW) < 0)
        return errno;
    const int error = replace(fromFolder, from, source, toFolder, to);
    if (error == 0)
        return 0;
    const bool refusedAsFull = error == ENOTEMPTY || error == EEXIST;
    if (!isStill(toFolder, to, made))
        return refusedAsFull ? EEXIST : error;
    // Goes only if it is still empty; else somebody has put something in, and it is theirs.
    if (m_syscalls.unlinkat(toFolder, to, AT_REMOVEDIR) < 0 && (errno == ENOTEMPTY || errno == EEXIST))
        return EEXIST;
    return refusedAsFull ? EOPNOTSUPP : error;
}

int RenameLadder::moveOverOwnFile(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const
{
    struct stat placeholder;
    {
        // Closed before the rename: FUSE keeps a replaced file that is open as ".fuse_hidden...".
        const FileDescriptor made(::openat(toFolder, to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!made || ::fstat(made.get(), &placeholder) < 0)
            return errno;
    }
    if (!isUntouched(toFolder, to, placeholder))
        return EEXIST;
    const int error = replace(fromFolder, from, source, toFolder, to);
    if (error != 0 && isUntouched(toFolder, to, placeholder))
        m_syscalls.unlinkat(toFolder, to, 0);
    return error;
}

int RenameLadder::replace(int fromFolder, const char *from, const struct stat &source, int toFolder, const char *to) const
{
    if (m_syscalls.renameat2(fromFolder, from, toFolder, to, 0) == 0)
        return 0;
    const int error = errno;
    return isStill(toFolder, to, source) ? 0 : error; // as above: done, and the answer lost
}

} // namespace bulkhead
