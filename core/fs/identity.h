// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a file the same file. See "Identity" in CONTRIBUTING.md.
#pragma once

#include <cstdint>

namespace bulkhead {

enum class FileType : std::uint8_t { Unknown, Regular, Directory, SymbolicLink, Fifo, Socket, CharacterDevice, BlockDevice };

/// Read by one statx call, never followed through a symbolic link. Times are nanoseconds since 1970 (UTC).
struct FileIdentity {
    std::uint64_t device = 0; ///< Mount id where the kernel gives one (5.8), else the device number; never mixed in one run.
    std::uint64_t inode = 0;
    std::int64_t birthTime = 0; ///< 0 where the file system has none.
    std::int64_t size = 0; ///< Bytes.
    std::int64_t modificationTime = 0;
    FileType type = FileType::Unknown;

    bool operator==(const FileIdentity &) const = default;
};

struct FileStatus {
    FileIdentity identity;
    std::int64_t accessTime = 0;
    std::uint32_t mode = 0; ///< Permission bits.
    std::uint32_t linkCount = 1;
    bool mountRoot = false; ///< Something is mounted here.
    bool immutable = false; ///< chattr +i or +a.
};

/// The same object: device, inode, type and birth time agree, compared field by field. Inode numbers alone are
/// reused at once by ext4. Size and time are compared too where there is no birth time.
bool sameObject(const FileIdentity &a, const FileIdentity &b) noexcept;

} // namespace bulkhead
