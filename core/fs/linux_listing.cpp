// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_listing.h"

#include "core/fs/linux_directory.h"
#include "core/fs/linux_status.h"

#include <dirent.h>

namespace bulkhead {

int listFolder(int folder, const std::function<bool(const DirectoryEntry &, std::uint64_t)> &visit)
{
    // Not a duplicate: that would share the read position with every other listing of this handle.
    const FileDescriptor reading(restarting([&] { return ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!reading)
        return errno;
    // Read raw: names may be longer than the 255 bytes of dirent::d_name (765 on vfat).
    constexpr std::size_t kBufferBytes = 64 * 1024;
    const auto buffer = std::make_unique_for_overwrite<char[]>(kBufferBytes);
    for (;;) {
        const auto count = restarting([&] { return ::getdents64(reading.get(), buffer.get(), kBufferBytes); });
        if (count <= 0)
            return count < 0 ? errno : 0;
        for (ssize_t at = 0; at < count;) {
            const auto *entry = reinterpret_cast<const dirent64 *>(buffer.get() + at);
            at += entry->d_reclen;
            const BytesView name(&entry->d_name[0]);
            if (name == "." || name == "..")
                continue;
            if (!visit({.name = name, .type = fileTypeFromMode(DTTOIF(entry->d_type))}, entry->d_ino))
                return 0;
        }
    }
}

} // namespace bulkhead
