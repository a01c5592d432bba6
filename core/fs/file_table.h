// SPDX-License-Identifier: GPL-3.0-or-later
// The files a job is about: a struct of arrays, names in one byte arena. About 60 bytes a row and the name.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/fs/identity.h"

#include <functional>
#include <vector>

namespace bulkhead {

/// A value: built once by the scanner, then shared read-only (std::shared_ptr<const FileTable>). Any thread.
class FileTable
{
public:
    struct Directory {
        Bytes path; ///< Absolute, without a trailing slash (but "/").
        DirectoryId parent = kNone; ///< Where the parent is in the table too.
        RowId row = kNone; ///< The row that is this directory, where it is one.
        FileIdentity identity;
        /// How much of `path` is the folder that a person gave and this one was found under; all of it where files in it were
        /// given by themselves.
        std::uint32_t rootLength = kNone;
        std::uint16_t maxNameBytes = 255; ///< Raised to that of disks that count UTF-16 units where a row has more.

        BytesView root() const { return BytesView(path).substr(0, rootLength); }
    };

    // --- building ---
    /// Adds a directory; the caller makes sure it is new. A parent must be added before its children.
    DirectoryId addDirectory(Directory directory);
    /// Adds a row. Fails with NameTooLong past 65,535 bytes of name, OutOfMemory past 4 GiB of names or 2^32 - 2 rows.
    Result<RowId> addRow(DirectoryId directory, BytesView name, const FileStatus &status);
    void setDirectoryRow(DirectoryId directory, RowId row);
    void setRootLength(DirectoryId directory, std::size_t length) { m_directories[directory].rootLength = std::uint32_t(length); }
    /// Puts `directories` (parents before children) in place of the ones added so far; `newIds` says for each old id
    /// which of the new ones it became. Rows keep their directory.
    void replaceDirectories(std::vector<Directory> directories, const std::vector<DirectoryId> &newIds);
    /// The same rows in the same folders, each named `nameOf(row)`, which may be its name here. Fails as addRow does.
    Result<FileTable> withNames(const std::function<BytesView(RowId)> &nameOf) const;
    /// Makes room for so many rows and bytes of names in all; may be called again and again.
    void reserve(std::size_t rows, std::size_t nameBytes);

    // --- reading ---
    std::size_t rowCount() const noexcept { return m_directory.size(); }
    std::size_t nameBytes() const noexcept { return m_names.size(); } ///< Of all rows together.
    std::size_t directoryCount() const noexcept { return m_directories.size(); }
    const Directory &directory(DirectoryId id) const { return m_directories[id]; }

    DirectoryId directoryOf(RowId row) const { return m_directory[row]; }
    BytesView name(RowId row) const { return BytesView(m_names).substr(m_nameOffset[row], m_nameLength[row]); }
    Bytes path(RowId row) const; ///< Directory path + "/" + name.
    FileType type(RowId row) const { return m_type[row]; }
    bool isDirectory(RowId row) const { return m_type[row] == FileType::Directory; }
    bool isMountRoot(RowId row) const { return m_flags[row] & MountRoot; }
    bool isImmutable(RowId row) const { return m_flags[row] & Immutable; }
    bool isForeign(RowId row) const { return m_flags[row] & Foreign; }
    bool isNeeded(RowId row) const { return m_flags[row] & Needed; } ///< See ScanOptions::needed.
    void markNeeded(RowId row) { m_flags[row] |= Needed; }
    std::int64_t size(RowId row) const { return m_size[row]; } ///< Bytes.
    std::int64_t modificationTime(RowId row) const { return m_modificationTime[row]; } ///< Nanoseconds since 1970, UTC.
    std::uint16_t permissions(RowId row) const { return m_permissions[row]; } ///< The mode without the type: 07777.
    std::int64_t birthTime(RowId row) const; ///< As modificationTime; kBeforeAllTimes where the file system has none.
    FileIdentity identity(RowId row) const;

    std::size_t memoryBytes() const noexcept;

private:
    enum Flag : std::uint8_t { MountRoot = 1, Immutable = 2, Foreign = 4, Needed = 8, BirthIsTime = 16 };

    std::uint32_t deviceIndex(std::uint64_t device);
    Result<void> appendName(DirectoryId directory, BytesView name);

    std::vector<Directory> m_directories;
    std::string m_names;
    std::vector<DirectoryId> m_directory;
    std::vector<std::uint32_t> m_nameOffset;
    std::vector<std::uint16_t> m_nameLength;
    std::vector<FileType> m_type;
    std::vector<std::uint8_t> m_flags;
    std::vector<std::uint16_t> m_permissions;
    std::vector<std::uint32_t> m_device; ///< Index into m_devices: few mounts, many files.
    std::vector<std::uint64_t> m_devices;
    std::vector<std::uint64_t> m_inode;
    std::vector<std::int64_t> m_birth;
    std::vector<std::int64_t> m_otherBirthTime; ///< Times that are not in m_birth, by row up to the last that has one.
    std::vector<std::int64_t> m_size;
    std::vector<std::int64_t> m_modificationTime;
};

} // namespace bulkhead
