// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_given.h"

namespace bulkhead {

std::size_t GivenNames::Hash::operator()(const Key &key) const
{
    constexpr std::size_t kSpread = 0x9E3779B97F4A7C15ULL;
    return std::hash<BytesView>{}(key.name) ^ (key.place + 1) * kSpread;
}

GivenId GivenNames::add(PlaceId place, BytesView name, const FileStatus &status)
{
    if (const GivenId known = find(place, name); known != kNone)
        return known;
    const auto id = static_cast<GivenId>(m_names.size());
    m_names.push_back({.place = place, .name = Bytes(name), .status = status});
    m_index.insert(id);
    return id;
}

GivenId GivenNames::find(PlaceId place, BytesView name) const
{
    const auto found = m_index.find(Key{place, name});
    return found == m_index.end() ? kNone : *found;
}

void GivenNames::respell(GivenId id, BytesView name)
{
    m_index.erase(id);
    m_names[id].name = name;
    m_index.insert(id);
}

} // namespace bulkhead
