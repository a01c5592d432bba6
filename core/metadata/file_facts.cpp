// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/file_facts.h"

#include <algorithm>

namespace bulkhead {

FileFacts::FileFacts(std::size_t rowCount, std::vector<FactKey> keys)
    : m_keys(std::move(keys))
    , m_value(rowCount * m_keys.size(), kNone)
{
}

void FileFacts::set(RowId row, std::size_t key, const Fact &fact)
{
    std::uint32_t &value = m_value[row * m_keys.size() + key];
    switch (fact.state) {
    case Fact::State::None:
        break;
    case Fact::State::Unreadable:
        value = kUnreadable;
        break;
    case Fact::State::Value:
        const auto [known, isNew] = m_index.emplace(fact.text, std::uint32_t(m_values.size()));
        if (isNew)
            m_values.push_back(fact.text);
        value = known->second;
        break;
    }
}

FileFacts::View FileFacts::find(RowId row, const FactKey &key) const
{
    const auto known = std::find(m_keys.begin(), m_keys.end(), key);
    const std::size_t at = row * m_keys.size() + std::size_t(known - m_keys.begin());
    if (known == m_keys.end() || at >= m_value.size() || m_value[at] == kNone)
        return {};
    if (m_value[at] == kUnreadable)
        return {.state = Fact::State::Unreadable};
    return {.state = Fact::State::Value, .text = m_values[m_value[at]]};
}

} // namespace bulkhead
