// SPDX-License-Identifier: GPL-3.0-or-later
// The names of one folder while it is being scanned: one arena and 32 bytes an entry, kept and used again for the next.
#pragma once

#include "core/fs/file_system.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace bulkhead {

/// How often the loops over a folder's entries look at the stop token.
inline constexpr std::size_t kEntriesBetweenLooks = 256;

/// One thread.
class ScanListing
{
public:
    struct Entry {
        std::uint64_t sortKey = 0;
        std::uint32_t offset = 0;
        std::uint16_t length = 0;
        FileType type = FileType::Unknown;
        bool row = false; ///< To become a row.
        bool enter = false; ///< A folder to be walked.
        std::uint32_t status = 0; ///< Index into statuses(); of entries with `row` only.
    };

    /// Reads the whole folder; stops early, without an error, on request.
    Result<void> read(FileSystem &fileSystem, const DirectoryRef &directory, const std::stop_token &stop);
    /// By the bytes of the names. An entry the kernel gave twice is dropped.
    void sort();

    std::vector<Entry> &entries() { return m_entries; }
    BytesView name(const Entry &entry) const { return BytesView(m_names).substr(entry.offset, entry.length); }
    std::size_t nameBytes() const noexcept { return m_names.size(); }
    /// What to ask FileSystem::nameRules with: the first name with letters; empty where there is none.
    BytesView tellingName() const;
    std::vector<FileStatus> &statuses() { return m_statuses; }

private:
    std::size_t commonPrefixLength() const;

    Bytes m_names;
    std::vector<Entry> m_entries;
    std::vector<FileStatus> m_statuses;
};

} // namespace bulkhead
