// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_name_rules.h"

#include "core/fs/file_system_kind.h"
#include "core/fs/linux_directory.h"
#include "core/fs/linux_listing.h"

#include <linux/capability.h>
#include <linux/fs.h>
#include <optional>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace bulkhead {

using namespace file_system_kind;

namespace {

constexpr int kCasefoldFlag = 0x40000000; // FS_CASEFOLD_FL: not in every linux/fs.h

/// What a file system of this kind does where it folds names.
NameFolding foldingOfKind(long kind) noexcept
{
    switch (kind) {
    case kVfat:
        return NameFolding::AsciiCase;
    case kExt4:
    case kF2fs:
    case kTmpfs:
    case kHfsPlus:
        return NameFolding::Unicode;
    default:
        return NameFolding::Case;
    }
}

/// Nothing where the entry cannot tell.
std::optional<bool> findsOtherSpelling(int folder, BytesView entry) noexcept
{
    const ComponentName own(entry);
    if (own.error() || !hasAsciiLetter(entry))
        return std::nullopt;
    const ComponentName other(withOtherCase(entry));
    struct stat found;
    if (::fstatat(folder, other.c_str(), &found, AT_SYMLINK_NOFOLLOW) < 0)
        return errno == ENOENT ? std::optional(false) : std::nullopt;
    struct stat asked;
    if (::fstatat(folder, own.c_str(), &asked, AT_SYMLINK_NOFOLLOW) < 0)
        return std::nullopt;
    if (!sameInode(asked, found)) {
        // Another file, or the same one: FUSE may have a number for each spelling.
        bool listed = false;
        const int error = listFolder(folder, [&](const DirectoryEntry &listing, std::uint64_t) {
            listed = listing.name == other.c_str();
            return !listed;
        });
        return error ? std::nullopt : std::optional(!listed);
    }
    const bool maybeSecondLink = !S_ISDIR(asked.st_mode) && asked.st_nlink > 1;
    return maybeSecondLink ? std::nullopt : std::optional(true);
}

bool hasCasefoldFlag(int folder) noexcept
{
    // The folder's own descriptor is for paths only.
    const FileDescriptor reading(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    int flags = 0;
    return reading && ::ioctl(reading.get(), FS_IOC_GETFLAGS, &flags) == 0 && (flags & kCasefoldFlag);
}

bool foldsByItself(int folder, long kind) noexcept
{
    switch (kind) {
    case kVfat:
    case kExfat:
        return true;
    case kExt4:
    case kF2fs:
    case kTmpfs:
        return hasCasefoldFlag(folder);
    default:
        return false;
    }
}

/// True for root, and where that cannot be found out.
bool mayActAsOwner() noexcept
{
    __user_cap_header_struct header{.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {};
    return ::syscall(SYS_capget, &header, data) < 0 || (data[0].effective & (1U << CAP_FOWNER)) != 0;
}

FolderAccess accessTo(int folder) noexcept
{
    if (::faccessat(folder, ".", W_OK | X_OK, AT_EACCESS) < 0 && (errno == EROFS || errno == EACCES || errno == EPERM))
        return FolderAccess::ReadOnly;
    struct statx found;
    if (::statx(folder, "", AT_EMPTY_PATH, STATX_MODE | STATX_UID, &found) < 0)
        return FolderAccess::Free;
    if (found.stx_attributes & STATX_ATTR_APPEND)
        return FolderAccess::AddOnly;
    const bool sticky = (found.stx_mode & S_ISVTX) != 0 && found.stx_uid != ::geteuid();
    return sticky && !mayActAsOwner() ? FolderAccess::OwnOnly : FolderAccess::Free;
}

} // namespace

NameRules nameRulesOf(int folder, BytesView entry) noexcept
{
    struct statfs system;
    if (::fstatfs(folder, &system) < 0)
        return {};
    const auto kind = static_cast<long>(system.f_type);
    NameRules rules{.dos = kind == kVfat || kind == kExfat, .access = accessTo(folder)};
    const auto told = findsOtherSpelling(folder, entry);
    if (told ? *told : foldsByItself(folder, kind))
        rules.folding = foldingOfKind(kind);
    return rules;
}

} // namespace bulkhead
