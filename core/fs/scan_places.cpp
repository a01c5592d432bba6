// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_places.h"

#include "core/base/path.h"

#include <algorithm>

namespace bulkhead {

namespace {

/// Far below the 64 descriptors a process may be limited to, and deep enough that a walk seldom opens a folder twice.
constexpr std::size_t kMostHandles = 16;

} // namespace

Result<PlaceId> ScanPlaces::atPath(BytesView absolutePath)
{
    const Bytes spelling(absolutePath);
    if (const auto known = m_bySpelling.find(spelling); known != m_bySpelling.end())
        return known->second;
    auto opened = openByPath(absolutePath);
    if (!opened)
        return opened.error();
    PlaceId id = kNone;
    if (auto canonical = m_fileSystem.canonicalPath(*opened)) {
        id = placeAt(std::move(*canonical), kNone);
    } else {
        const auto identified = placeByIdentity(*opened, absolutePath);
        if (!identified)
            return identified.error();
        id = *identified;
    }
    keepHandle(id, std::move(*opened));
    m_bySpelling.emplace(spelling, id);
    return id;
}

PlaceId ScanPlaces::firstMet(PlaceId id, const DirectoryRef &directory)
{
    ScanPlace &place = m_places[id];
    if (place.first != kNone)
        return place.first;
    place.first = id;
    const auto status = m_fileSystem.status(directory);
    // Without a birth time a number proves nothing: those of overlays come from several layers.
    if (!status || status->fileSystem == 0 || !status->identity.inodeLasts || status->identity.birth == 0)
        return id;
    // Within one mount, two folders with one identity are two: snapshots can look so.
    const FileIdentity &identity = status->identity;
    const auto [begin, end] = m_met.equal_range(identity.inode);
    const auto known = std::find_if(begin, end, [&](const auto &entry) {
        const Met &met = entry.second;
        return met.fileSystem == status->fileSystem && met.birth == identity.birth && met.mount != identity.device;
    });
    if (known != end)
        place.first = known->second.place;
    else
        m_met.emplace(identity.inode, Met{status->fileSystem, identity.birth, identity.device, id});
    return place.first;
}

PlaceId ScanPlaces::child(PlaceId parent, BytesView name)
{
    return placeAt(joinPath(m_places[parent].path, name), parent);
}

PlaceId ScanPlaces::placeAt(Bytes path, PlaceId parent)
{
    const auto [known, isNew] = m_byPath.try_emplace(std::move(path), static_cast<PlaceId>(m_places.size()));
    if (isNew)
        m_places.push_back({.path = known->first, .parent = parent});
    return known->second;
}

/// For a folder the kernel has no path for (too long for it, or nothing to ask). Never used to tell folders apart that
/// have paths: a snapshot of a btrfs volume has the identity of its original.
Result<PlaceId> ScanPlaces::placeByIdentity(const DirectoryRef &directory, BytesView absolutePath)
{
    const auto status = m_fileSystem.status(directory);
    if (!status)
        return status.error();
    const auto [first, last] = m_byInode.equal_range(status->identity.inode);
    for (auto known = first; known != last; ++known) {
        if (sameObject(known->second.first, status->identity))
            return known->second.second;
    }
    const PlaceId id = placeAt(Bytes(absolutePath), kNone);
    m_byInode.emplace(status->identity.inode, std::pair(status->identity, id));
    return id;
}

Result<DirectoryRef> ScanPlaces::open(PlaceId id)
{
    std::vector<PlaceId> below; // What must be opened by name, the deepest first.
    PlaceId start = id;
    DirectoryRef *handle = findHandle(start);
    while (!handle && m_places[start].parent != kNone) {
        below.push_back(start);
        start = m_places[start].parent;
        handle = findHandle(start);
    }
    DirectoryRef directory;
    if (handle) {
        directory = *handle;
    } else {
        auto opened = openByPath(m_places[start].path);
        if (!opened)
            return opened.error();
        directory = std::move(*opened);
        keepHandle(start, directory);
    }
    for (; !below.empty(); below.pop_back()) {
        auto opened = openChild(directory, fileName(m_places[below.back()].path));
        if (!opened)
            return opened.error();
        directory = std::move(*opened);
        keepHandle(below.back(), directory);
    }
    return directory;
}

Result<DirectoryRef> ScanPlaces::openByPath(BytesView path)
{
    return openWithRoom([&] { return m_fileSystem.openDirectory(path); });
}

Result<DirectoryRef> ScanPlaces::openChild(const DirectoryRef &parent, BytesView name)
{
    return openWithRoom([&] { return m_fileSystem.openChild(parent, name); });
}

/// Where descriptors have run out the kept handles are given up for it.
template <class Open>
Result<DirectoryRef> ScanPlaces::openWithRoom(Open open)
{
    auto opened = open();
    if (!opened && opened.error().code == ErrorCode::TooManyOpenFiles && !m_handles.empty()) {
        m_handles.clear();
        opened = open();
    }
    return opened;
}

DirectoryRef *ScanPlaces::findHandle(PlaceId id)
{
    const auto found = std::find_if(m_handles.rbegin(), m_handles.rend(), [id](const Handle &handle) { return handle.place == id; });
    if (found == m_handles.rend())
        return nullptr;
    std::rotate(m_handles.end() - (found - m_handles.rbegin()) - 1, m_handles.end() - (found - m_handles.rbegin()), m_handles.end());
    return &m_handles.back().directory;
}

void ScanPlaces::keepHandle(PlaceId id, DirectoryRef directory)
{
    if (findHandle(id))
        return;
    if (m_handles.size() == kMostHandles)
        m_handles.erase(m_handles.begin());
    m_handles.push_back({id, std::move(directory)});
}

} // namespace bulkhead
