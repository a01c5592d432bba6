// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_status.h"

#include "core/fs/file_system_kind.h"
#include "core/fs/linux_directory.h"

#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace bulkhead {

using namespace file_system_kind;

namespace {

constexpr unsigned kWanted = STATX_BASIC_STATS | STATX_BTIME | STATX_MNT_ID;

std::int64_t nanoseconds(std::int64_t seconds, std::int64_t rest) noexcept
{
    std::int64_t time = 0;
    if (__builtin_mul_overflow(seconds, 1'000'000'000, &time) || __builtin_add_overflow(time, rest, &time))
        return seconds < 0 ? kBeforeAllTimes : kBeyondAllTimes;
    return time;
}

std::int64_t nanoseconds(const statx_timestamp &time) noexcept
{
    return nanoseconds(time.tv_sec, time.tv_nsec);
}

} // namespace

FileType fileTypeFromMode(mode_t mode) noexcept
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return FileType::Regular;
    case S_IFDIR:
        return FileType::Directory;
    case S_IFLNK:
        return FileType::SymbolicLink;
    case S_IFIFO:
        return FileType::Fifo;
    case S_IFSOCK:
        return FileType::Socket;
    case S_IFCHR:
        return FileType::CharacterDevice;
    case S_IFBLK:
        return FileType::BlockDevice;
    default:
        return FileType::Unknown;
    }
}

std::int64_t nanosecondsOf(const timespec &time) noexcept
{
    return nanoseconds(time.tv_sec, time.tv_nsec);
}

StatusReader::StatusReader(const Syscalls &syscalls)
    : m_syscalls(syscalls)
    , m_user(::geteuid())
{
    struct statx raw;
    // Any failure counts: a container's filter may answer EPERM instead of ENOSYS.
    if (m_syscalls.statx(AT_FDCWD, "/", AT_NO_AUTOMOUNT, kWanted, &raw) == 0)
        m_source = raw.stx_mask & STATX_MNT_ID ? Source::StatxMount : Source::StatxDevice;
}

int StatusReader::read(int folder, const char *name, int flags, FileStatus &status) const
{
    if (m_source == Source::Fstatat)
        return readByFstatat(folder, name, flags, status);
    struct statx raw;
    if (restarting([&] { return m_syscalls.statx(folder, name, flags | AT_NO_AUTOMOUNT, kWanted, &raw); }) < 0)
        return errno;
    const bool byMount = m_source == Source::StatxMount;
    const auto device = makedev(raw.stx_dev_major, raw.stx_dev_minor);
    fill(status, raw, byMount ? raw.stx_mnt_id : device);
    status.fileSystem = byMount ? device : 0;
    const Promises promises = promisesOf({status.identity.device, device}, folder, name, flags);
    if (!promises.birthTimesLast)
        status.identity.birth = 0;
    else if (status.identity.birth == 0 && promises.inodesLast)
        status.identity.birth = handleFingerprint(folder, name, flags);
    status.identity.inodeLasts = promises.inodesLast;
    if (byMount && promises.hasSubvolumes)
        status.identity.device |= device << 32;
    return 0;
}

StatusReader::Promises StatusReader::promisesOf(const Place &place, int folder, const char *name, int flags) const
{
    if (const auto *latest = m_latest.load(std::memory_order_acquire); latest && latest->first == place)
        return latest->second;
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_promises.find(place); known != m_promises.end()) {
            m_latest.store(&*known, std::memory_order_release);
            return known->second;
        }
    }
    const int follow = flags & AT_SYMLINK_NOFOLLOW ? O_NOFOLLOW : 0;
    const FileDescriptor there(::openat(folder, *name ? name : ".", O_PATH | O_CLOEXEC | follow));
    struct statfs said;
    if (!there || ::fstatfs(there.get(), &said) < 0)
        return {}; // gone meanwhile
    const std::lock_guard lock(m_mutex);
    return m_promises.emplace(place, promisesOfKind(static_cast<long>(said.f_type))).first->second;
}

bool StatusReader::listedInodesLast(int folder) const noexcept
{
    struct statfs said;
    if (::fstatfs(folder, &said) < 0)
        return false;
    // An overlay, which makes birth times up, lists the numbers of the layers below.
    const Promises promises = promisesOfKind(static_cast<long>(said.f_type));
    return promises.inodesLast && promises.birthTimesLast;
}

std::int64_t StatusReader::handleFingerprint(int folder, const char *name, int flags) const noexcept
{
    union {
        file_handle handle;
        char room[sizeof(file_handle) + MAX_HANDLE_SZ];
    } asked;
    asked.handle.handle_bytes = MAX_HANDLE_SZ;
    int mount = 0;
    const int follow = flags & AT_SYMLINK_NOFOLLOW || !*name ? 0 : AT_SYMLINK_FOLLOW;
    if (m_syscalls.name_to_handle_at(folder, name, &asked.handle, &mount, (flags & AT_EMPTY_PATH) | follow) < 0)
        return 0;
    // FNV-1a.
    std::uint64_t hash = 0xCBF29CE484222325;
    const auto add = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001B3; };
    add(static_cast<unsigned char>(asked.handle.handle_type));
    for (unsigned i = 0; i < asked.handle.handle_bytes; ++i)
        add(asked.handle.f_handle[i]);
    return static_cast<std::int64_t>(hash | 1); // never 0
}

StatusReader::Promises StatusReader::promisesOfKind(long kind) noexcept
{
    switch (kind) {
    case kOverlay: // The first change to a file of a lower layer makes a copy of it: same inode number, new birth time.
        return {.birthTimesLast = false};
    case kExfat: // A rename gives the folder it is in a new one (Linux 6.1).
        return {.birthTimesLast = false, .inodesLast = false};
    case kVfat:
    case kFuse:
    case kCifs:
    case kSmb2:
        return {.inodesLast = false};
    case kBtrfs:
        return {.hasSubvolumes = true};
    default:
        return {};
    }
}

void StatusReader::fill(FileStatus &status, const struct statx &raw, std::uint64_t device) const noexcept
{
    status.identity.device = device;
    status.identity.inode = raw.stx_ino;
    status.identity.birth = raw.stx_mask & STATX_BTIME ? nanoseconds(raw.stx_btime) : 0;
    status.birthTime = status.identity.birth != 0 ? status.identity.birth : kBeforeAllTimes;
    status.identity.size = static_cast<std::int64_t>(raw.stx_size);
    status.identity.modificationTime = nanoseconds(raw.stx_mtime);
    status.identity.type = fileTypeFromMode(raw.stx_mode);
    status.linkCount = raw.stx_nlink;
    status.permissions = raw.stx_mode & 07777u;
    status.mountRoot = raw.stx_attributes & raw.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT;
    status.immutable = raw.stx_attributes & (STATX_ATTR_IMMUTABLE | STATX_ATTR_APPEND);
    status.foreign = raw.stx_uid != m_user;
}

int StatusReader::readByFstatat(int folder, const char *name, int flags, FileStatus &status) const
{
    struct stat raw;
    if (restarting([&] { return ::fstatat(folder, name, &raw, flags | AT_NO_AUTOMOUNT); }) < 0)
        return errno;
    status.identity.device = raw.st_dev;
    status.identity.inode = raw.st_ino;
    status.identity.size = raw.st_size;
    status.identity.modificationTime = nanosecondsOf(raw.st_mtim);
    status.identity.type = fileTypeFromMode(raw.st_mode);
    status.linkCount = static_cast<std::uint32_t>(raw.st_nlink);
    status.permissions = raw.st_mode & 07777u;
    status.foreign = raw.st_uid != m_user;
    return 0;
}

} // namespace bulkhead
