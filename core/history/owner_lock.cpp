// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/owner_lock.h"

#include <cerrno>
#include <fcntl.h>

namespace bulkhead {

namespace {

constexpr const char *kFile = "owners.lock";
constexpr const char *kOperation = "lock history";

struct flock byteOf(BatchId batch, short type)
{
    struct flock range = {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = batch;
    range.l_len = 1;
    return range;
}

Error lockError(int osCode, const Bytes &path)
{
    Error error = systemError(osCode, kOperation, path);
    if (osCode == EINVAL || osCode == ENOLCK)
        error.code = ErrorCode::Unsupported; // A file system or kernel without such locks.
    return error;
}

} // namespace

OwnerLock::OwnerLock(FileDescriptor file, Bytes path)
    : m_file(std::move(file))
    , m_path(std::move(path))
{
}

Result<OwnerLock> OwnerLock::open(const StateFolder &folder)
{
    if (const auto isThere = folder.ensureFile(kFile); !isThere)
        return isThere.error();
    FileDescriptor file(::openat(folder.fd(), kFile, O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (!file)
        return systemError(errno, kOperation, folder.path(kFile));
    return OwnerLock(std::move(file), folder.path(kFile));
}

Result<bool> OwnerLock::tryTake(BatchId batch)
{
    struct flock range = byteOf(batch, F_WRLCK);
    if (::fcntl(m_file.get(), F_OFD_SETLK, &range) == 0)
        return true;
    if (errno == EAGAIN || errno == EACCES)
        return false;
    return lockError(errno, m_path);
}

void OwnerLock::release(BatchId batch)
{
    struct flock range = byteOf(batch, F_UNLCK);
    (void)::fcntl(m_file.get(), F_OFD_SETLK, &range);
}

Result<bool> OwnerLock::isTaken(BatchId batch) const
{
    struct flock range = byteOf(batch, F_WRLCK);
    if (::fcntl(m_file.get(), F_OFD_GETLK, &range) != 0)
        return lockError(errno, m_path);
    return range.l_type != F_UNLCK;
}

} // namespace bulkhead
