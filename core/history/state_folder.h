// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the private folder that holds the history, and what is allowed to be in it.
#pragma once

#include "core/base/result.h"
#include "core/fs/file_descriptor.h"

namespace bulkhead {

/// An open folder of ours alone: not a symbolic link, owned by this user, writable by nobody else. Any thread.
class StateFolder
{
public:
    /// Makes it, and what is missing above it, with mode 0700. SymbolicLinkLoop where it is a link; PermissionDenied with
    /// detail "owner" or "writable-by-others" where it is not private; NameTooLong past what SQLite can open.
    static Result<StateFolder> open(const Bytes &path);

    int fd() const noexcept { return m_folder.get(); }
    /// Absolute, without any symbolic link in it.
    const Bytes &path() const noexcept { return m_path; }
    Bytes path(BytesView name) const;

    /// Makes an empty file with mode 0600 where there is none, durably; checks one that is there: SymbolicLinkLoop,
    /// NotAFile, PermissionDenied (not ours). Takes from it what other users may do.
    ///
    /// It never opens the file: closing any descriptor of a database would drop the locks that this process's other
    /// connections hold on it.
    Result<void> ensureFile(const char *name) const;

    /// Size in bytes; 0 where there is no such file.
    std::int64_t sizeOf(const char *name) const;

private:
    StateFolder(FileDescriptor folder, Bytes path);

    FileDescriptor m_folder;
    Bytes m_path;
};

} // namespace bulkhead
