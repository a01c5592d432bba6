// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/recipe/json_slips.h"

#include "core/rename/recipe/recipe_json_reader.h"

#include <QJsonDocument>

#include <set>
#include <vector>

namespace bulkhead {

namespace {

constexpr std::size_t kDeepest = 1024; // The parser refuses what is deeper.

struct Level {
    bool isObject = false;
    bool wantsKey = false;
    std::size_t index = 0; ///< In an array.
    Bytes key; ///< Without escapes.
    std::set<Bytes> keys;
};

/// The same bytes where the parser refuses them.
Bytes withoutEscapes(BytesView key)
{
    Bytes text(key);
    if (key.find('\\') == BytesView::npos)
        return text;
    const Bytes list = "[\"" + text + "\"]";
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(list.data(), qsizetype(list.size())));
    return document.isArray() ? utf8FromJson(document.array().at(0).toString()).value_or(std::move(text)) : text;
}

class SlipFinder
{
public:
    explicit SlipFinder(BytesView json)
        : m_json(json)
    {
    }

    std::optional<JsonSlip> find()
    {
        for (; m_at < m_json.size() && m_levels.size() <= kDeepest; ++m_at) {
            switch (m_json[m_at]) {
            case '{':
            case '[':
                m_levels.push_back({.isObject = m_json[m_at] == '{', .wantsKey = m_json[m_at] == '{'});
                break;
            case '}':
            case ']':
                if (!m_levels.empty())
                    m_levels.pop_back();
                break;
            case ',':
                nextElement();
                break;
            case '"':
                if (auto slip = takeString())
                    return slip;
                break;
            default:
                break;
            }
        }
        return std::nullopt;
    }

private:
    void nextElement()
    {
        if (m_levels.empty())
            return;
        m_levels.back().wantsKey = m_levels.back().isObject;
        ++m_levels.back().index;
    }

    /// Ends on the closing quote.
    std::optional<JsonSlip> takeString()
    {
        const std::size_t begin = ++m_at;
        for (; m_at < m_json.size() && m_json[m_at] != '"'; ++m_at) {
            if (m_json[m_at] != '\\')
                continue;
            if (m_at + 1 < m_json.size() && BytesView("\"\\/bfnrtu").find(m_json[m_at + 1]) == BytesView::npos)
                return JsonSlip{.offset = m_at, .what = "a backslash is written as two"};
            ++m_at;
        }
        if (m_at >= m_json.size() || m_levels.empty() || !m_levels.back().wantsKey)
            return std::nullopt;
        Level &level = m_levels.back();
        level.wantsKey = false;
        level.key = withoutEscapes(m_json.substr(begin, m_at - begin));
        if (level.keys.insert(level.key).second)
            return std::nullopt;
        return JsonSlip{.field = path(), .offset = begin - 1, .what = "the field is written twice"};
    }

    Bytes path() const
    {
        Bytes path;
        for (const Level &level : m_levels) {
            if (level.isObject)
                path.append(path.empty() ? "" : ".").append(level.key);
            else
                path += "[" + std::to_string(level.index) + "]";
        }
        return path;
    }

    const BytesView m_json;
    std::size_t m_at = 0;
    std::vector<Level> m_levels;
};

} // namespace

std::optional<JsonSlip> findJsonSlip(BytesView json)
{
    return SlipFinder(json).find();
}

} // namespace bulkhead
