// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_listing.h"

#include <algorithm>
#include <limits>

namespace bulkhead {

namespace {

/// The first eight bytes as a number that sorts like them.
std::uint64_t keyOf(BytesView text)
{
    std::uint64_t key = 0;
    for (std::size_t i = 0; i < sizeof key; ++i)
        key = (key << 8) | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
    return key;
}

} // namespace

Result<void> ScanListing::read(FileSystem &fileSystem, const DirectoryRef &directory, const std::stop_token &stop)
{
    m_names.clear();
    m_entries.clear();
    m_statuses.clear();
    bool tooMany = false;
    const auto result = fileSystem.list(directory, [&](const DirectoryEntry &entry) {
        if (m_entries.size() % kEntriesBetweenLooks == 0 && stop.stop_requested())
            return false;
        tooMany = m_names.size() + entry.name.size() > std::numeric_limits<std::uint32_t>::max();
        if (tooMany)
            return false;
        m_entries.push_back({.offset = static_cast<std::uint32_t>(m_names.size()),
            .length = static_cast<std::uint16_t>(entry.name.size()),
            .type = entry.type});
        m_names.append(entry.name);
        return true;
    });
    if (tooMany)
        return Error{.code = ErrorCode::OutOfMemory, .operation = "list folder"};
    return result;
}

BytesView ScanListing::tellingName() const
{
    const auto telling
        = std::find_if(m_entries.begin(), m_entries.end(), [this](const Entry &entry) { return hasAsciiLetter(name(entry)); });
    return telling == m_entries.end() ? BytesView() : name(*telling);
}

std::size_t ScanListing::commonPrefixLength() const
{
    if (m_entries.empty())
        return 0;
    BytesView prefix = name(m_entries.front());
    for (const Entry &entry : m_entries) {
        const BytesView other = name(entry);
        const auto same = std::mismatch(prefix.begin(), prefix.end(), other.begin(), other.end()).first;
        prefix = prefix.substr(0, static_cast<std::size_t>(same - prefix.begin()));
        if (prefix.empty())
            break;
    }
    return prefix.size();
}

void ScanListing::sort()
{
    // Cameras and scripts give long common prefixes: the eight bytes after it decide most comparisons without a look at
    // the names, which is what makes sorting a million of them cheap.
    const std::size_t prefix = commonPrefixLength();
    for (Entry &entry : m_entries)
        entry.sortKey = keyOf(name(entry).substr(prefix));
    std::sort(m_entries.begin(), m_entries.end(),
        [this](const Entry &a, const Entry &b) { return a.sortKey != b.sortKey ? a.sortKey < b.sortKey : name(a) < name(b); });
    const auto end = std::unique(m_entries.begin(), m_entries.end(),
        [this](const Entry &a, const Entry &b) { return a.sortKey == b.sortKey && name(a) == name(b); });
    m_entries.erase(end, m_entries.end());
}

} // namespace bulkhead
