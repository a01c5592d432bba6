// SPDX-License-Identifier: GPL-3.0-or-later
// The folders a scan comes by: each once, whatever it was called, and a bounded number of them open.
#pragma once

#include "core/base/ids.h"
#include "core/fs/file_system.h"

#include <deque>
#include <unordered_map>
#include <vector>

namespace bulkhead {

using PlaceId = std::uint32_t;

struct ScanPlace {
    BytesView path; ///< Absolute and without links, where the file system could say.
    PlaceId first = kNone; ///< What firstMet said.
    PlaceId parent = kNone; ///< The place it was reached from; kNone for folders named by path.
    DirectoryId directory = kNone; ///< Where it is in the table.
    unsigned walkedDepth = 0; ///< Levels below that were walked already; 0 = never listed.
    bool holdsGivenNames = false; ///< Names in it were given as roots.
};

/// One thread.
class ScanPlaces
{
public:
    explicit ScanPlaces(FileSystem &fileSystem)
        : m_fileSystem(fileSystem)
    {
    }

    /// The folder at a path a person gave: links are followed, and two spellings of one folder are one place.
    Result<PlaceId> atPath(BytesView absolutePath);
    /// A folder (never a link) found in `parent`.
    PlaceId child(PlaceId parent, BytesView name);

    /// Where two mounts show one folder, the place it was met as first; else the place itself. `directory` is its handle.
    PlaceId firstMet(PlaceId id, const DirectoryRef &directory);

    ScanPlace &operator[](PlaceId id) { return m_places[id]; }
    std::size_t size() const noexcept { return m_places.size(); }

    /// Opens it again where its handle was given up meanwhile.
    Result<DirectoryRef> open(PlaceId id);

private:
    struct Handle {
        PlaceId place;
        DirectoryRef directory;
    };

    struct Met {
        std::uint64_t fileSystem;
        std::int64_t birth;
        std::uint64_t mount;
        PlaceId place;
    };

    PlaceId placeAt(Bytes path, PlaceId parent);
    Result<PlaceId> placeByIdentity(const DirectoryRef &directory, BytesView absolutePath);
    Result<DirectoryRef> openByPath(BytesView path);
    Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name);
    template <class Open>
    Result<DirectoryRef> openWithRoom(Open open);
    DirectoryRef *findHandle(PlaceId id);
    void keepHandle(PlaceId id, DirectoryRef directory);

    FileSystem &m_fileSystem;
    std::deque<ScanPlace> m_places;
    std::unordered_map<Bytes, PlaceId> m_byPath; ///< Owns the paths of m_places.
    std::unordered_map<Bytes, PlaceId> m_bySpelling;
    std::unordered_multimap<std::uint64_t, std::pair<FileIdentity, PlaceId>> m_byInode; ///< Of places without a canonical path.
    std::unordered_multimap<std::uint64_t, Met> m_met; ///< By inode.
    std::vector<Handle> m_handles; ///< The one used last is at the back.
};

} // namespace bulkhead
