// SPDX-License-Identifier: GPL-3.0-or-later
// Decoding bytes one code point at a time, for loops that must not allocate. Any thread.
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

/// Code points that stand for an undecodable byte in the reversible view (text.h): kByteMark + byte.
inline constexpr char32_t kByteMark = 0x10FF00;
inline constexpr char32_t kFirstByteMark = kByteMark + 0x80;

struct Utf8Step {
    char32_t codePoint = 0;
    unsigned length = 0; ///< Bytes taken; 0 where no valid UTF-8 sequence starts here.
};

/// The strict UTF-8 sequence at bytes[at], at < bytes.size(): no overlong form, no surrogate, nothing past U+10FFFF.
inline Utf8Step decodeUtf8(BytesView bytes, std::size_t at) noexcept
{
    const auto byteAt = [&](std::size_t offset) { return static_cast<unsigned char>(bytes[at + offset]); };
    const unsigned lead = byteAt(0);
    if (lead < 0x80)
        return {lead, 1};
    const unsigned length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() - at < length)
        return {};
    char32_t codePoint = lead & (0xFFU >> (length + 1));
    for (unsigned i = 1; i < length; ++i) {
        const unsigned byte = byteAt(i);
        if ((byte & 0xC0U) != 0x80U)
            return {};
        codePoint = (codePoint << 6) | (byte & 0x3FU);
    }
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (codePoint < kSmallest[length] || surrogate || codePoint > 0x10FFFF)
        return {};
    return {codePoint, length};
}

/// As decodeUtf8, but never fails: a byte that is not part of valid UTF-8, or that belongs to a code point the reversible
/// view needs for itself, is one step of length 1 with the code point kByteMark + byte.
inline Utf8Step decodeReversible(BytesView bytes, std::size_t at) noexcept
{
    const Utf8Step step = decodeUtf8(bytes, at);
    if (step.length == 0 || step.codePoint >= kFirstByteMark)
        return {kByteMark + static_cast<unsigned char>(bytes[at]), 1};
    return step;
}

inline bool isByteMark(char32_t codePoint) noexcept
{
    return codePoint >= kFirstByteMark;
}

/// The byte a mark stands for.
inline unsigned char byteOfMark(char32_t codePoint) noexcept
{
    return static_cast<unsigned char>(codePoint - kByteMark);
}

inline void appendUtf8(Bytes &out, char32_t codePoint)
{
    const auto tail = [codePoint](unsigned shift) { return static_cast<char>(0x80U | ((codePoint >> shift) & 0x3FU)); };
    if (codePoint < 0x80) {
        out += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        out += static_cast<char>(0xC0U | (codePoint >> 6));
        out += tail(0);
    } else if (codePoint < 0x10000) {
        out += static_cast<char>(0xE0U | (codePoint >> 12));
        out += tail(6);
        out += tail(0);
    } else {
        out += static_cast<char>(0xF0U | (codePoint >> 18));
        out += tail(12);
        out += tail(6);
        out += tail(0);
    }
}

} // namespace bulkhead
