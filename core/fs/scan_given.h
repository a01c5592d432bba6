// SPDX-License-Identifier: GPL-3.0-or-later
// The names a person gave one by one, as opposed to what is found inside folders.
#pragma once

#include "core/base/ids.h"
#include "core/fs/scan_places.h"

#include <unordered_set>
#include <vector>

namespace bulkhead {

using GivenId = std::uint32_t;

struct GivenName {
    PlaceId place = kNone; ///< The folder it is in.
    bool done = false; ///< Has had its turn to become a row.
    bool listed = false; ///< Seen in a listing of its folder.
    bool otherSpelling = false; ///< Means the file that another given name means: gets no row.
    Bytes name;
    FileStatus status;
};

/// Each name of each folder once. One thread.
class GivenNames
{
public:
    GivenNames() = default;
    GivenNames(const GivenNames &) = delete;
    GivenNames &operator=(const GivenNames &) = delete;

    /// The new id, or the one the name has had before.
    GivenId add(PlaceId place, BytesView name, const FileStatus &status);
    /// kNone where the name was not given.
    GivenId find(PlaceId place, BytesView name) const;
    /// Gives a name the spelling it has on the disk; kNone from find() for the old one.
    void respell(GivenId id, BytesView name);

    GivenName &operator[](GivenId id) { return m_names[id]; }
    std::size_t size() const noexcept { return m_names.size(); }

private:
    struct Key {
        PlaceId place;
        BytesView name;
    };
    struct Hash {
        using is_transparent = void;
        const std::vector<GivenName> *names;
        std::size_t operator()(const Key &key) const;
        std::size_t operator()(GivenId id) const { return (*this)(Key{(*names)[id].place, (*names)[id].name}); }
    };
    struct Equal {
        using is_transparent = void;
        const std::vector<GivenName> *names;
        bool operator()(GivenId a, GivenId b) const { return a == b; }
        bool operator()(GivenId id, const Key &key) const { return (*names)[id].place == key.place && (*names)[id].name == key.name; }
        bool operator()(const Key &key, GivenId id) const { return (*this)(id, key); }
    };

    std::vector<GivenName> m_names;
    std::unordered_set<GivenId, Hash, Equal> m_index{0, Hash{&m_names}, Equal{&m_names}};
};

} // namespace bulkhead
