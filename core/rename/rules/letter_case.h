// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Letter case through ICU (full mappings: ß -> SS), with a fast path for ASCII in the root locale.
#pragma once

#include "core/rename/recipe.h"

#include <string>

namespace bulkhead {

/// True where ICU knows `locale` ("" = root).
bool isKnownLocale(BytesView locale);

/// One rule made ready: its lists as text, so that a row pays only for its own name. Immutable; any thread.
class CaseConverter
{
public:
    explicit CaseConverter(const CaseRule &rule);

    /// Undecodable bytes pass through untouched. Camel, Pascal, Snake and Kebab split words at spaces, '_', '-', '.', and
    /// between a small and a capital letter.
    Bytes convert(BytesView text) const;

private:
    using TextView = std::u16string_view;
    using Text = std::u16string;
    enum class Mapping : std::uint8_t { Lower, Upper, Title };

    Text converted(TextView text) const;
    void append(Text &out, TextView text, Mapping mapping) const;
    bool appendAscii(Text &out, TextView text, Mapping mapping) const;
    void appendInverted(Text &out, TextView text) const;
    void appendWhole(Text &out, TextView text) const;
    void convertAround(Text &out, TextView text) const;
    void convertWords(Text &out, TextView text) const;
    void convertSentences(Text &out, TextView text) const;
    void joinWords(Text &out, TextView text) const;
    void appendJoined(Text &out, TextView word, bool first) const;
    bool isSmall(TextView word) const;
    /// The kept spelling of what begins at `at`, and how much of `text` it stands for.
    const Text *keptAt(TextView text, std::size_t at, std::size_t &length) const;

    CaseRule m_rule;
    std::vector<Text> m_keep;
    std::vector<Text> m_small;
};

/// For one text.
Bytes convertCase(BytesView text, const CaseRule &rule);

inline Bytes toLowerRoot(BytesView text)
{
    return convertCase(text, CaseRule{.to = CaseRule::To::Lower});
}
inline Bytes toUpperRoot(BytesView text)
{
    return convertCase(text, CaseRule{.to = CaseRule::To::Upper});
}

} // namespace bulkhead
