// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/linux_directory.h"
#include "core/fs/linux_syscalls.h"

#include <atomic>

namespace bulkhead {

/// Opens folders as O_PATH descriptors. All calls return 0 and fill `folder`, or return the errno. Any thread.
class FolderOpener
{
public:
    explicit FolderOpener(const Syscalls &syscalls)
        : m_syscalls(syscalls)
    {
    }

    /// Follows links.
    int openPath(BytesView absolutePath, FileDescriptor &folder) const;
    /// Refuses every link on the way: ELOOP.
    int openPathNoLinks(BytesView absolutePath, FileDescriptor &folder) const;
    /// One component; a link is ELOOP.
    int openChild(int parent, const char *name, FileDescriptor &folder) const;

private:
    int openStretchNoLinks(int start, const char *path, FileDescriptor &folder) const;
    int walkNoLinks(int start, BytesView path, FileDescriptor &folder) const;

    Syscalls m_syscalls;
    mutable std::atomic<bool> m_openat2Missing{false};
};

/// The absolute path without links of an open folder, of any length. Returns 0 or the errno.
int findPath(int folder, Bytes &path);

} // namespace bulkhead
