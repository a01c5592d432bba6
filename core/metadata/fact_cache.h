// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/identity.h"
#include "core/metadata/fact_key.h"

#include <deque>
#include <mutex>
#include <unordered_map>

namespace bulkhead {

/// What was read of files in this session: nothing is read twice while identity, size and modification time of the file stay. The
/// keys asked for last are kept. About 150 bytes a file and key. Any thread.
class FactCache
{
public:
    std::optional<Fact> find(const FileIdentity &file, const FactKey &key) const;
    void store(const FileIdentity &file, const FactKey &key, const Fact &fact);

private:
    static constexpr std::size_t kMostKeys = 16;

    struct Hash {
        std::size_t operator()(const FileIdentity &file) const noexcept;
    };
    struct Column {
        FactKey key;
        std::unordered_map<FileIdentity, Fact, Hash> facts;
    };

    mutable std::mutex m_mutex;
    std::deque<Column> m_columns; ///< The newest in front.
};

} // namespace bulkhead
