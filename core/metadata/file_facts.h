// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/metadata/fact_key.h"

#include <unordered_map>
#include <vector>

namespace bulkhead {

/// What was read of the files of a table: a value, built by readFacts, then shared read-only. Any thread.
class FileFacts
{
public:
    FileFacts() = default;
    FileFacts(std::size_t rowCount, std::vector<FactKey> keys);

    // --- building ---
    /// `key`: index in keys(). What has a value already is left alone.
    void set(RowId row, std::size_t key, const Fact &fact);

    // --- reading ---
    const std::vector<FactKey> &keys() const noexcept { return m_keys; }

    struct View {
        Fact::State state = Fact::State::None;
        BytesView text; ///< Valid as long as this object.
    };
    /// None, too, where nobody asked for the key or read the row.
    View find(RowId row, const FactKey &key) const;

private:
    static constexpr std::uint32_t kUnreadable = kNone - 1;

    std::vector<FactKey> m_keys;
    std::vector<std::uint32_t> m_value; ///< By row and key: index in m_values, kNone or kUnreadable.
    std::vector<Bytes> m_values; ///< Each once: of ten thousand photos most have the same camera.
    std::unordered_map<Bytes, std::uint32_t> m_index; ///< In m_values.
};

} // namespace bulkhead
