// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_name_limit.h"

#include "core/fs/file_system_kind.h"

#include <algorithm>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

namespace bulkhead {

using namespace file_system_kind;

namespace {

/// The longest name anything we know keeps: 255 UTF-16 units, six bytes each as the kernel's vfat counts them.
constexpr long kMost = 1530;
constexpr std::uint16_t kUsual = 255;
/// 255 UTF-16 units are never more bytes of UTF-8.
constexpr std::uint16_t kUtf16 = 765;

/// These count UTF-16 units and call them bytes, or the other way round.
bool countsUtf16Units(long magic) noexcept
{
    switch (magic) {
    case kVfat:
    case kExfat:
    case kNtfs:
    case kNtfs3:
    case kSmb:
    case kCifs:
    case kSmb2:
    case kHfsPlus:
        return true;
    default:
        return false;
    }
}

} // namespace

std::uint16_t nameLimit(long said, long magic, Medium medium) noexcept
{
    // Taking too long a name for legal costs an error on its row; the other way round would refuse names that exist.
    if (countsUtf16Units(magic) || (magic == kFuse && medium == Medium::BlockDevice))
        return kUtf16;
    return said <= 0 ? kUsual : static_cast<std::uint16_t>(std::min(said, kMost));
}

std::uint16_t nameLimitOf(int folder) noexcept
{
    struct statfs said;
    struct stat status;
    if (::fstatfs(folder, &said) < 0 || ::fstat(folder, &status) < 0)
        return kUsual;
    // Device numbers with major 0 are handed out to file systems that have no disk of their own.
    return nameLimit(said.f_namelen, static_cast<long>(said.f_type), major(status.st_dev) ? Medium::BlockDevice : Medium::Other);
}

} // namespace bulkhead
