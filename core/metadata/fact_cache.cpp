// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/fact_cache.h"

#include <algorithm>

namespace bulkhead {

std::size_t FactCache::Hash::operator()(const FileIdentity &file) const noexcept
{
    return (file.inode ^ file.device << 40U ^ std::uint64_t(file.modificationTime)) * 0x9E3779B97F4A7C15U;
}

std::optional<Fact> FactCache::find(const FileIdentity &file, const FactKey &key) const
{
    const std::lock_guard lock(m_mutex);
    const auto column = std::find_if(m_columns.begin(), m_columns.end(), [&key](const Column &each) { return each.key == key; });
    if (column == m_columns.end())
        return std::nullopt;
    const auto known = column->facts.find(file);
    return known == column->facts.end() ? std::nullopt : std::optional(known->second);
}

void FactCache::store(const FileIdentity &file, const FactKey &key, const Fact &fact)
{
    const std::lock_guard lock(m_mutex);
    auto column = std::find_if(m_columns.begin(), m_columns.end(), [&key](const Column &each) { return each.key == key; });
    if (column == m_columns.end()) {
        m_columns.push_front({.key = key, .facts = {}});
        if (m_columns.size() > kMostKeys)
            m_columns.pop_back();
        column = m_columns.begin();
    }
    column->facts.insert_or_assign(file, fact);
}

} // namespace bulkhead
