// SPDX-License-Identifier: GPL-3.0-or-later
// A whole file system in memory, with the errors of the real one in the same order, and the oddities real ones have:
// folding folders, short names, no birth times, inode numbers handed out again.
#pragma once

#include "core/fs/file_system.h"
#include "tests/support/snapshot.h"

#include <cstdint>
#include <map>
#include <mutex>

namespace bulkhead {

struct MemoryNode;

/// Starts as an empty "/". Any thread: one lock around each call, none held while `list` visits.
///
/// Permissions are the owner's three bits of the mode, obeyed always (there is no root here): a folder without r cannot
/// be listed, without w not changed, without x not looked into.
/// Builders take absolute paths, make the folders on the way, and abort the test where they cannot do what they say.
class MemoryFileSystem : public FileSystem
{
public:
    /// What a folder does with names. New folders inherit it from the one they are made in.
    struct FolderTraits {
        /// Folding: case and normal form do not count, the stored spelling is kept (ext4 +F). Dos: the case of a to z does
        /// not count, dots at the end are dropped, some characters are refused (vfat).
        enum class Names : std::uint8_t { Exact, Folding, Dos };
        Names names = Names::Exact;
        std::uint16_t maxNameBytes = 255;
        std::uint64_t device = 1; ///< Renames between devices fail (EXDEV).
    };
    enum class BirthTimes : std::uint8_t { Kept, None };

    explicit MemoryFileSystem(BirthTimes birthTimes = BirthTimes::Kept);
    ~MemoryFileSystem() override;

    // --- the builder ---
    void addFile(BytesView path, BytesView content = {}); ///< New, or new content for the file that is there.
    void addFolder(BytesView path);
    void addFolder(BytesView path, const FolderTraits &traits); ///< Also for one that is there: what it does from now on.
    void addLink(BytesView path, BytesView target);
    void addHardLink(BytesView path, BytesView existing);
    void remove(BytesView path); ///< With everything in it.
    void rename(BytesView from, BytesView to); ///< Replaces a file that is there.
    /// Another file with the same name and the same inode number, born later: what ext4 does after unlink and create.
    void replaceFile(BytesView path, BytesView content);
    void takeTimesOf(BytesView path, BytesView other); ///< Birth and modification.
    /// As a vfat disk that was out: everything has another inode number, and none of them lasts.
    void takeOutAndIn();
    void setMode(BytesView path, std::uint32_t mode); ///< 0555 read-only, 0333 unreadable, ...
    void setImmutable(BytesView path);
    void setMountRoot(BytesView path);
    void withholdListedInodes(); ///< As an overlay: listings tell no inode numbers.

    // --- the witness ---
    bool exists(BytesView path) const; ///< Exact spelling, links not followed.
    Bytes content(BytesView path) const; ///< Aborts where there is no such file.
    FileIdentity identity(BytesView path) const; ///< Aborts where there is nothing.
    Snapshot snapshot(BytesView folder = "/") const; ///< As snapshotOf on the real disk.
    std::uint64_t callCount() const; ///< FileSystem calls so far, failed ones too.
    std::uint64_t syncCount() const; ///< Of them syncFileSystem.

    // --- FileSystem ---
    Result<DirectoryRef> openDirectory(BytesView absolutePath) override;
    Result<DirectoryRef> openDirectoryNoLinks(BytesView absolutePath) override;
    Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name) override;
    Result<Bytes> canonicalPath(const DirectoryRef &directory) override;
    Result<void> list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit) override;
    Result<FileStatus> status(const DirectoryRef &directory, BytesView name) override;
    Result<FileStatus> status(const DirectoryRef &directory) override;
    Result<FileStatus> statusFollowed(const DirectoryRef &directory, BytesView name) override;
    Result<ReadableFileRef> openFile(const DirectoryRef &directory, BytesView name) override;
    Result<void> renameNoReplace(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) override;
    Result<FileCopy> copyFile(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to,
        const std::function<bool(std::int64_t)> &more) override;
    Result<void> makeHardLink(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) override;
    Result<void> makeSymbolicLink(BytesView target, const DirectoryRef &directory, BytesView name) override;
    Result<Bytes> readSymbolicLink(const DirectoryRef &directory, BytesView name) override;
    Result<void> removeFile(const DirectoryRef &directory, BytesView name) override;
    Result<FileStatus> setAttributes(
        const DirectoryRef &directory, BytesView name, const FileIdentity &expected, const FileAttributes &attributes) override;
    Result<void> makeDirectory(const DirectoryRef &parent, BytesView name) override;
    Result<void> removeDirectory(const DirectoryRef &parent, BytesView name) override;
    Result<void> syncFileSystem(const DirectoryRef &directory) override;
    std::uint16_t maxNameBytes(const DirectoryRef &directory) override;
    NameRules nameRules(const DirectoryRef &directory, BytesView entry) override;

private:
    using NodeRef = std::shared_ptr<MemoryNode>;
    struct Place;

    NodeRef makeNode(FileType type, const NodeRef &parent);
    NodeRef folderForBuilding(BytesView path);
    NodeRef nodeAt(BytesView path) const;
    Place placeForBuilding(BytesView path);
    enum class Links : std::uint8_t { Follow, Refuse };
    Result<DirectoryRef> open(BytesView absolutePath, Links links);
    int newNameError(const DirectoryRef &directory, BytesView name) const;
    int renameError(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) const;
    void touch(MemoryNode &folder);

    mutable std::mutex m_mutex;
    NodeRef m_root;
    BirthTimes m_birthTimes;
    bool m_listedInodes = true;
    std::uint64_t m_lastInode = 1;
    std::int64_t m_clock = 1'600'000'000'000'000'000;
    std::uint64_t m_calls = 0;
    std::uint64_t m_syncs = 0;
};

} // namespace bulkhead
