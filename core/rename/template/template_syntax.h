// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the small syntax inside a token's braces, where a backslash takes the next character as it stands.
#pragma once

#include "core/base/bytes.h"

#include <charconv>
#include <optional>

namespace bulkhead {

/// The first `wanted` at `from` or later that no backslash escapes; npos = none.
inline std::size_t findUnescaped(BytesView raw, char wanted, std::size_t from = 0)
{
    for (std::size_t at = from; at < raw.size(); ++at) {
        if (raw[at] == '\\') {
            ++at;
        } else if (raw[at] == wanted) {
            return at;
        }
    }
    return BytesView::npos;
}

inline Bytes unescaped(BytesView raw)
{
    Bytes text;
    for (std::size_t at = 0; at < raw.size(); ++at) {
        if (raw[at] == '\\' && at + 1 < raw.size()) {
            ++at;
        }
        text += raw[at];
    }
    return text;
}

/// A whole number and nothing else.
template <class Number>
std::optional<Number> parseNumber(BytesView text)
{
    Number value = 0;
    const char *end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(value) : std::nullopt;
}

/// A mistake in a token or filter: what kind, and the text at fault with its offset in what was parsed.
struct TemplateFault {
    enum class Kind : std::uint8_t { Unknown, BadArgument, UnknownColumn };
    Kind kind = Kind::Unknown;
    Bytes text;
    std::size_t offset = 0;
};

} // namespace bulkhead
