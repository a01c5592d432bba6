// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/directory_cache.h"

#include <sys/resource.h>

namespace bulkhead {

DirectoryCache::DirectoryCache(FileSystem &fileSystem, const FolderTracker &tracker, std::size_t capacity)
    : m_fileSystem(fileSystem)
    , m_tracker(tracker)
    , m_capacity(std::max<std::size_t>(capacity, 2))
{
}

std::size_t DirectoryCache::defaultCapacity()
{
    constexpr std::size_t most = 256;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return most;
    return std::min<std::size_t>(most, limit.rlim_cur / 4);
}

DirectoryCache::Key DirectoryCache::add(BytesView path, const FileIdentity &expected)
{
    m_folders.push_back({.path = path, .identity = expected, .handle = {}});
    return Key(m_folders.size() - 1);
}

Result<DirectoryRef> DirectoryCache::open(Key folder)
{
    Folder &entry = m_folders[folder];
    if (entry.handle) {
        if (folder != m_newest) {
            unlink(folder);
            link(folder);
        }
        return entry.handle;
    }
    auto opened = openByPath(folder);
    while (!opened && opened.error().code == ErrorCode::TooManyOpenFiles && m_open > 0) {
        // Somebody else needs the handles: do with fewer.
        for (std::size_t half = (m_open + 1) / 2; half > 0; --half)
            closeOldest();
        opened = openByPath(folder);
    }
    if (!opened)
        return opened;
    if (m_open >= m_capacity)
        closeOldest();
    entry.handle = *opened;
    link(folder);
    return opened;
}

Result<DirectoryRef> DirectoryCache::openByPath(Key folder)
{
    Folder &entry = m_folders[folder];
    const Bytes path = m_tracker.livePath(entry.path);
    auto opened = m_fileSystem.openDirectoryNoLinks(path);
    if (!opened)
        return opened;
    const auto status = m_fileSystem.status(*opened);
    if (!status)
        return status.error();
    if (entry.identity.inode == 0)
        entry.identity = status->identity;
    else if (!sameObject(entry.identity, status->identity))
        return Error{.code = ErrorCode::Changed, .operation = "open folder", .path = path};
    return opened;
}

void DirectoryCache::close(Key folder)
{
    if (!m_folders[folder].handle)
        return;
    unlink(folder);
    m_folders[folder].handle.reset();
}

void DirectoryCache::link(Key folder)
{
    Folder &entry = m_folders[folder];
    entry.newer = kNoKey;
    entry.older = m_newest;
    if (m_newest != kNoKey)
        m_folders[m_newest].newer = folder;
    else
        m_oldest = folder;
    m_newest = folder;
    ++m_open;
}

void DirectoryCache::unlink(Key folder)
{
    const Folder &entry = m_folders[folder];
    if (entry.newer != kNoKey)
        m_folders[entry.newer].older = entry.older;
    else
        m_newest = entry.older;
    if (entry.older != kNoKey)
        m_folders[entry.older].newer = entry.newer;
    else
        m_oldest = entry.newer;
    --m_open;
}

void DirectoryCache::closeOldest()
{
    if (m_oldest != kNoKey)
        close(m_oldest);
}

} // namespace bulkhead
