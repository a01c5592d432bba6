// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/needed_folder.h"

#include "core/base/path.h"

#include <algorithm>

namespace bulkhead {

namespace {

/// Adds what each component of the path is, not followed.
void addComponents(FileSystem &fileSystem, BytesView path, std::vector<FileIdentity> &found)
{
    for (; parentPath(path) != path; path = parentPath(path)) {
        const auto parent = fileSystem.openDirectory(parentPath(path));
        const auto status = parent ? fileSystem.status(*parent, fileName(path)) : Result<FileStatus>(parent.error());
        if (status)
            found.push_back(status->identity);
    }
}

} // namespace

NeededFolder::NeededFolder(FileSystem &fileSystem, BytesView absolutePath)
{
    if (absolutePath.empty())
        return;
    addComponents(fileSystem, absolutePath, m_onTheWay);
    // Links on the way lead to other folders; what is missing at the end will be made where the rest of the path leads.
    for (BytesView path = absolutePath;; path = parentPath(path)) {
        if (const auto opened = fileSystem.openDirectory(path)) {
            if (const auto real = fileSystem.canonicalPath(*opened); real && *real != path)
                addComponents(fileSystem, *real, m_onTheWay);
            if (const auto status = fileSystem.status(*opened); status && path == absolutePath)
                m_folder = status->identity;
            return;
        }
        if (parentPath(path) == path)
            return;
    }
}

bool NeededFolder::isOnTheWay(const FileIdentity &identity) const
{
    const bool leadsOn = identity.type == FileType::Directory || identity.type == FileType::SymbolicLink;
    return leadsOn && std::ranges::any_of(m_onTheWay, [&](const FileIdentity &each) { return sameObject(each, identity); });
}

} // namespace bulkhead
