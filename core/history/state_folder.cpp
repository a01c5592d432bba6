// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/state_folder.h"

#include "core/base/path.h"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr const char *kOpen = "open state folder";
constexpr std::size_t kLongestPath = 480; // SQLite's own limit is 512, with its suffixes.

Error refusal(ErrorCode code, const Bytes &path, const char *detail = "")
{
    return {.code = code, .operation = kOpen, .path = path, .detail = detail};
}

/// The entry itself must be on the disk too, or a power cut takes the history with it.
Result<void> syncFolder(const Bytes &path)
{
    const FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // A folder that may be written but not read cannot be synced; what is in it still works.
    if (folder && ::fsync(folder.get()) != 0 && errno != EINVAL)
        return systemError(errno, kOpen, path);
    return {};
}

Result<void> makeFolders(const Bytes &path)
{
    if (::mkdir(path.c_str(), 0700) == 0)
        return syncFolder(Bytes(parentPath(path)));
    const int failed = errno;
    struct stat status = {};
    // Read-only file systems and odd permissions answer before "it is there".
    if (failed == EEXIST || ::lstat(path.c_str(), &status) == 0)
        return {};
    if (failed != ENOENT || parentPath(path) == path)
        return systemError(failed, kOpen, path);
    if (auto made = makeFolders(Bytes(parentPath(path))); !made)
        return made;
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return systemError(errno, kOpen, path);
    return syncFolder(Bytes(parentPath(path)));
}

/// Only the folders above may be reached through links; SQLite is given a path without any.
Result<Bytes> withoutLinks(const Bytes &path)
{
    char *const resolved = ::realpath(Bytes(parentPath(path)).c_str(), nullptr);
    if (!resolved)
        return systemError(errno, kOpen, path);
    Bytes result = joinPath(resolved, fileName(path));
    std::free(resolved);
    if (result.size() > kLongestPath)
        return refusal(ErrorCode::NameTooLong, result);
    return result;
}

Result<void> checkPrivate(int fd, const Bytes &path)
{
    struct stat status = {};
    if (::fstat(fd, &status) != 0)
        return systemError(errno, kOpen, path);
    if (status.st_uid != ::geteuid())
        return refusal(ErrorCode::PermissionDenied, path, "owner");
    if (status.st_mode & (S_IWGRP | S_IWOTH))
        return refusal(ErrorCode::PermissionDenied, path, "writable-by-others");
    if (::faccessat(fd, ".", W_OK | X_OK, AT_EACCESS) != 0)
        return systemError(errno, kOpen, path);
    return {};
}

} // namespace

StateFolder::StateFolder(FileDescriptor folder, Bytes path)
    : m_folder(std::move(folder))
    , m_path(std::move(path))
{
}

Result<StateFolder> StateFolder::open(const Bytes &path)
{
    if (!path.starts_with('/') || path.find('\0') != Bytes::npos)
        return refusal(ErrorCode::InvalidInput, path);
    const Bytes clean = absolutePath(path, {});
    if (const auto made = makeFolders(clean); !made)
        return made.error();
    struct stat status = {};
    if (::lstat(clean.c_str(), &status) == 0 && S_ISLNK(status.st_mode))
        return refusal(ErrorCode::SymbolicLinkLoop, clean);
    auto plain = withoutLinks(clean);
    if (!plain)
        return plain.error();
    FileDescriptor folder(::open(plain->c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder)
        return systemError(errno, kOpen, clean);
    if (const auto isPrivate = checkPrivate(folder.get(), clean); !isPrivate)
        return isPrivate.error();
    return StateFolder(std::move(folder), std::move(*plain));
}

Bytes StateFolder::path(BytesView name) const
{
    return joinPath(m_path, name);
}

Result<void> StateFolder::ensureFile(const char *name) const
{
    struct stat status = {};
    bool isThere = ::fstatat(fd(), name, &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (!isThere && errno != ENOENT)
        return systemError(errno, kOpen, path(name));
    if (!isThere) {
        if (::mknodat(fd(), name, S_IFREG | 0600, 0) != 0 && errno != EEXIST)
            return systemError(errno, kOpen, path(name));
        if (::fsync(fd()) != 0 && errno != EINVAL)
            return systemError(errno, kOpen, m_path);
        if (::fstatat(fd(), name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return systemError(errno, kOpen, path(name));
    }
    if (S_ISLNK(status.st_mode))
        return refusal(ErrorCode::SymbolicLinkLoop, path(name));
    if (!S_ISREG(status.st_mode))
        return refusal(ErrorCode::NotAFile, path(name));
    if (status.st_uid != ::geteuid())
        return refusal(ErrorCode::PermissionDenied, path(name), "owner");
    if ((status.st_mode & 077) != 0 && ::fchmodat(fd(), name, status.st_mode & 0700, 0) != 0)
        return systemError(errno, kOpen, path(name));
    if (::faccessat(fd(), name, R_OK | W_OK, AT_EACCESS) != 0)
        return systemError(errno, kOpen, path(name));
    return {};
}

std::int64_t StateFolder::sizeOf(const char *name) const
{
    struct stat status = {};
    return ::fstatat(fd(), name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? std::int64_t(status.st_size) : 0;
}

} // namespace bulkhead
