// SPDX-License-Identifier: GPL-3.0-or-later
// What makes a file the same file. See "Identity" in CONTRIBUTING.md.
#pragma once

#include <cstdint>
#include <limits>

namespace bulkhead {

enum class FileType : std::uint8_t { Unknown, Regular, Directory, SymbolicLink, Fifo, Socket, CharacterDevice, BlockDevice };

/// Times are nanoseconds since 1970 (UTC); these two stand for all that 64 bits cannot hold, before 1677 and after 2262.
inline constexpr std::int64_t kBeforeAllTimes = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kBeyondAllTimes = std::numeric_limits<std::int64_t>::max();

/// Read by one statx call, never followed through a symbolic link.
struct FileIdentity {
    /// Mount id where the kernel gives one (5.8), on btrfs with the number of the subvolume; else the device number. Never
    /// mixed in one run.
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    /// What tells a file from a later one with its inode number: the birth time; where there is none, a fingerprint of the
    /// file handle (name_to_handle_at), which holds the inode's generation; 0 where there is neither, or none that lasts.
    std::int64_t birth = 0;
    std::int64_t size = 0; ///< Bytes.
    std::int64_t modificationTime = 0;
    FileType type = FileType::Unknown;
    /// False where the file system makes inode numbers up, so that a file may have another one later. Of an identity just
    /// read; not recorded.
    bool inodeLasts = true;

    bool operator==(const FileIdentity &) const = default;
};

struct FileStatus {
    FileIdentity identity;
    /// When the file was made, where the file system knows; else kBeforeAllTimes. Tells files apart no better than `identity.birth`,
    /// which is not always a time.
    std::int64_t birthTime = kBeforeAllTimes;
    std::uint64_t fileSystem = 0; ///< One number for all mounts of a file system; 0 where it is not told apart from the mount.
    std::uint32_t linkCount = 1;
    std::uint16_t permissions = 0; ///< The mode without the type: 07777.
    bool mountRoot = false; ///< Something is mounted here.
    bool immutable = false; ///< chattr +i or +a.
    bool foreign = false; ///< Belongs to another user than the one this process acts as.
};

/// The same object: device, inode, type and birth agree, compared field by field. Inode numbers alone are
/// reused at once by ext4. Size and time are compared too where there is no birth, and instead of inode numbers that
/// do not last.
bool sameObject(const FileIdentity &a, const FileIdentity &b) noexcept;

/// Device, inode (where it lasts) and type alone: enough under a name that nobody else can know, where a file may be written to meanwhile.
bool sameInode(const FileIdentity &a, const FileIdentity &b) noexcept;

} // namespace bulkhead
