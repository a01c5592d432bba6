// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/identity.h"

namespace bulkhead {

bool sameInode(const FileIdentity &a, const FileIdentity &b) noexcept
{
    return a.device == b.device && a.inode == b.inode && a.type == b.type;
}

bool sameObject(const FileIdentity &a, const FileIdentity &b) noexcept
{
    if (!sameInode(a, b) || a.birthTime != b.birthTime)
        return false;
    if (a.birthTime != 0)
        return true;
    // Without a birth time an inode number may have been handed out again; a folder's size and time change with its contents.
    return a.type == FileType::Directory || (a.size == b.size && a.modificationTime == b.modificationTime);
}

} // namespace bulkhead
