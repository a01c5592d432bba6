// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to the disk. Implementations: LinuxFileSystem (linux_file_system.h), and for tests MemoryFileSystem and
// FaultyFileSystem (tests/support).
#pragma once

#include "core/base/result.h"
#include "core/fs/file_attributes.h"
#include "core/fs/identity.h"
#include "core/fs/name_rules.h"

#include <functional>
#include <memory>

namespace bulkhead {

/// An open folder. Stays valid when the folder, or a folder above it, is renamed. Closes when the last reference goes.
class Directory
{
public:
    virtual ~Directory() = default;
};
using DirectoryRef = std::shared_ptr<Directory>;

/// A regular file, open for reading: what it holds may change meanwhile. Closes when the last reference goes. Any thread.
class ReadableFile
{
public:
    virtual ~ReadableFile() = default;
    /// As the file was when it was opened.
    virtual const FileStatus &status() const noexcept = 0;
    virtual std::int64_t accessTime() const noexcept = 0; ///< Nanoseconds since 1970, as it was then.
    /// Reads up to `size` bytes from `offset` on, fewer only at the end of the file; returns how many.
    virtual Result<std::size_t> read(std::int64_t offset, char *into, std::size_t size) = 0;
};
using ReadableFileRef = std::shared_ptr<ReadableFile>;

/// What of a file its copy has not, because the disk it is on, or the user, may not have it.
struct CopyLoss {
    bool owner = false; ///< User or group; the bits set-user-id and set-group-id are left off then.
    bool permissions = false;
    bool attributes = false; ///< Extended ones, access control lists among them.
    bool times = false;
    bool operator==(const CopyLoss &) const = default;
};

struct FileCopy {
    FileStatus status; ///< Of the copy.
    CopyLoss loss;
};

struct DirectoryEntry {
    BytesView name; ///< Valid during the call only.
    FileType type = FileType::Unknown; ///< From the listing; Unknown where the file system does not say.
    /// FileIdentity::inode, from the listing: of the entry itself, even where something is mounted on it. 0 where the file system
    /// does not promise that both are the same number and that it lasts.
    std::uint64_t inode = 0;
};

/// All calls: any thread but the GUI thread (debug builds assert it in the Linux one, through forbidFileSystemOnThisThread).
/// Names are single components, never paths; none follows a symbolic link unless it says so. Calls return
/// errors with operation and name filled in, restart on EINTR where the call is known not to have acted, and never retry
/// otherwise.
class FileSystem
{
public:
    virtual ~FileSystem() = default;

    /// Opens a folder by absolute path of any length (longer than PATH_MAX too). Symbolic links on the way are followed:
    /// this is for paths a person gave. Fails with NotFound, NotADirectory, PermissionDenied, ...
    virtual Result<DirectoryRef> openDirectory(BytesView absolutePath) = 0;

    /// As openDirectory, but refuses every symbolic link on the way (SymbolicLinkLoop): for paths the program recorded.
    virtual Result<DirectoryRef> openDirectoryNoLinks(BytesView absolutePath) = 0;

    /// Opens one folder below `parent`; a symbolic link is refused (SymbolicLinkLoop or NotADirectory).
    virtual Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name) = 0;

    /// The absolute path without symbolic links, as the kernel knows it; where that fails, an Error.
    virtual Result<Bytes> canonicalPath(const DirectoryRef &directory) = 0;

    /// Calls `visit` for each entry but "." and ".."; stops early where it returns false. The listing is complete before
    /// the first visit is made only if the caller collects; do not rename inside `visit`.
    virtual Result<void> list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit) = 0;

    /// lstat of a name. NotFound where there is none.
    virtual Result<FileStatus> status(const DirectoryRef &directory, BytesView name) = 0;

    /// Status of the open folder itself.
    virtual Result<FileStatus> status(const DirectoryRef &directory) = 0;

    /// Follows a final symbolic link: what it points at.
    virtual Result<FileStatus> statusFollowed(const DirectoryRef &directory, BytesView name) = 0;

    /// Opens a regular file to read it, without a trace in its access time where the file is the user's own. NotAFile where it
    /// is something else (which is never waited for), SymbolicLinkLoop where it is a link.
    virtual Result<ReadableFileRef> openFile(const DirectoryRef &directory, BytesView name) = 0;

    /// Renames and never replaces: AlreadyExists where the target is there in any form. Atomic on file systems with
    /// RENAME_NOREPLACE; elsewhere link+unlink for files, mkdir+rename for folders, an exclusive placeholder as the
    /// last resort (see CONTRIBUTING.md, "The ladder").
    virtual Result<void> renameNoReplace(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to)
        = 0;

    /// Copies a regular file to a name that is free: content (shared with the original where the file system can, holes kept),
    /// owner, mode, times, extended attributes. Nothing is synced. `more` is told of each stretch of bytes, and returns false to
    /// stop: Cancelled. Fails with AlreadyExists, NotAFile, Changed (the file was written to meanwhile), NoSpace, ...; what was
    /// copied so far is then removed.
    virtual Result<FileCopy> copyFile(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to,
        const std::function<bool(std::int64_t bytes)> &more)
        = 0;

    /// Another name for a file; of a symbolic link, one for the link. AlreadyExists; OtherFileSystem; Unsupported or NotPermitted
    /// where there are none.
    virtual Result<void> makeHardLink(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) = 0;

    /// `target`: any bytes but NUL. AlreadyExists.
    virtual Result<void> makeSymbolicLink(BytesView target, const DirectoryRef &directory, BytesView name) = 0;

    virtual Result<Bytes> readSymbolicLink(const DirectoryRef &directory, BytesView name) = 0;

    /// Removes a name of anything but a folder.
    virtual Result<void> removeFile(const DirectoryRef &directory, BytesView name) = 0;

    /// Of the regular file `expected`, which is looked at under the name and changed through the same descriptor, whatever gets the
    /// name meanwhile. Its access time stays. Returns what it is then. Changed where it is another one by now, or was written to;
    /// NotAFile; NotPermitted where it is another user's; Unsupported where the disk cannot keep them (`detail`: "permissions" or
    /// "time"). What was set of it before an error is set back.
    virtual Result<FileStatus> setAttributes(
        const DirectoryRef &directory, BytesView name, const FileIdentity &expected, const FileAttributes &attributes)
        = 0;

    /// Mode 0777 less the umask. AlreadyExists where the name is taken.
    virtual Result<void> makeDirectory(const DirectoryRef &parent, BytesView name) = 0;

    /// NotEmpty where something is inside.
    virtual Result<void> removeDirectory(const DirectoryRef &parent, BytesView name) = 0;

    /// Makes everything on the file system that holds `directory` durable (syncfs), reporting write errors.
    virtual Result<void> syncFileSystem(const DirectoryRef &directory) = 0;

    /// Longest name in bytes this folder accepts, as far as the kernel says; 255 where it does not.
    virtual std::uint16_t maxNameBytes(const DirectoryRef &directory) = 0;

    /// What the folder makes of names. `entry` is a name in it to ask with, best one with letters; it may be empty. Plain
    /// where that cannot be found out.
    virtual NameRules nameRules(const DirectoryRef &directory, BytesView entry) = 0;
};

/// Marks the calling thread (the GUI thread) as one that must never touch the disk: debug builds abort with the name of
/// the call when it does. No effect in release builds.
void forbidFileSystemOnThisThread();

/// True on a thread that was marked.
bool fileSystemForbiddenOnThisThread() noexcept;

/// What touches the disk begins with it: debug builds abort on a thread that was marked, with the name of the call.
void refuseForbiddenThread(const char *call);

} // namespace bulkhead
