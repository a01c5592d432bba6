// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/identity.h"

namespace bulkhead {

namespace {

bool inodesLast(const FileIdentity &a, const FileIdentity &b) noexcept
{
    return a.inodeLasts && b.inodeLasts;
}

} // namespace

bool sameInode(const FileIdentity &a, const FileIdentity &b) noexcept
{
    return a.device == b.device && a.type == b.type && (a.inode == b.inode || !inodesLast(a, b));
}

bool sameObject(const FileIdentity &a, const FileIdentity &b) noexcept
{
    if (!sameInode(a, b) || a.birth != b.birth)
        return false;
    if (a.birth != 0 && inodesLast(a, b))
        return true;
    // Without a birth time an inode number may have been handed out again, or a new one for the same file; a folder's size and time change
    // with its contents.
    return a.type == FileType::Directory || (a.size == b.size && a.modificationTime == b.modificationTime);
}

} // namespace bulkhead
