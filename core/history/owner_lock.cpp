// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/owner_lock.h"

#include <cerrno>
#include <thread>

namespace bulkhead {

namespace {

constexpr const char *kFile = "owners.lock";
constexpr const char *kOperation = "lock history";

constexpr BatchId kFileItself = 0; // No batch has this number.

struct flock byteOf(BatchId batch, short type)
{
    struct flock range = {};
    range.l_type = type;
    range.l_whence = SEEK_SET;
    range.l_start = batch;
    range.l_len = 1;
    return range;
}

/// That of `first` and of all behind it.
struct flock bytesFrom(BatchId first, short type)
{
    struct flock range = byteOf(first, type);
    range.l_len = 0;
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

Result<void> OwnerLock::wait(struct flock range, std::chrono::milliseconds patience)
{
    const auto begun = std::chrono::steady_clock::now();
    while (::fcntl(m_file.get(), F_OFD_SETLK, &range) != 0) {
        if (errno != EAGAIN && errno != EACCES)
            return lockError(errno, m_path);
        if (std::chrono::steady_clock::now() - begun >= patience)
            return Error{.code = ErrorCode::Locked, .operation = kOperation, .path = m_path};
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return {};
}

Result<void> OwnerLock::shareFile(std::chrono::milliseconds patience)
{
    if (auto shared = wait(byteOf(kFileItself, F_RDLCK), patience); !shared)
        return shared;
    struct flock others = bytesFrom(kFileItself + 1, F_UNLCK); // after takeFile
    (void)::fcntl(m_file.get(), F_OFD_SETLK, &others);
    return {};
}

Result<void> OwnerLock::takeFile(std::chrono::milliseconds patience)
{
    // Two that both kept their share while they wait would wait for each other.
    release(kFileItself);
    return wait(bytesFrom(kFileItself, F_WRLCK), patience);
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
