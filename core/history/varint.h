// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: integers in seven-bit groups, lowest first, and a reader that cannot leave its bytes.
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

inline constexpr std::size_t kVarintBytes = 10; ///< At most.

/// Writes behind `at`, where there must be room; returns the new end.
inline char *putVarint(char *at, std::uint64_t value) noexcept
{
    while (value >= 0x80) {
        *at++ = char(value | 0x80);
        value >>= 7;
    }
    *at++ = char(value);
    return at;
}

inline void appendVarint(Bytes &out, std::uint64_t value)
{
    char buffer[kVarintBytes];
    out.append(buffer, std::size_t(putVarint(buffer, value) - buffer));
}

/// Small for small distances in either direction; wraps around, so any two values have one.
constexpr std::uint64_t zigzag(std::uint64_t difference) noexcept
{
    return (difference << 1) ^ (std::uint64_t(0) - (difference >> 63));
}
constexpr std::uint64_t unzigzag(std::uint64_t coded) noexcept
{
    return (coded >> 1) ^ (std::uint64_t(0) - (coded & 1));
}

inline char *putDistance(char *at, std::uint64_t from, std::uint64_t to) noexcept
{
    return putVarint(at, zigzag(to - from));
}

inline void appendDistance(Bytes &out, std::uint64_t from, std::uint64_t to)
{
    appendVarint(out, zigzag(to - from));
}

inline void appendU32(Bytes &out, std::uint32_t value)
{
    const char bytes[4] = {char(value), char(value >> 8), char(value >> 16), char(value >> 24)};
    out.append(bytes, 4);
}

/// Reads front to back. After the first read that does not fit, ok() is false and every read gives zero.
class ByteReader
{
public:
    explicit ByteReader(BytesView bytes) noexcept
        : m_at(bytes.data())
        , m_end(bytes.data() + bytes.size())
    {
    }

    bool ok() const noexcept { return m_ok; }
    bool atEnd() const noexcept { return m_at == m_end; }
    std::size_t left() const noexcept { return std::size_t(m_end - m_at); }

    std::uint8_t byte() noexcept
    {
        if (m_at == m_end)
            return std::uint8_t(fail());
        return std::uint8_t(*m_at++);
    }
    std::uint64_t varint() noexcept
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && m_at != m_end; shift += 7) {
            const auto group = std::uint8_t(*m_at++);
            value |= std::uint64_t(group & 0x7f) << shift;
            if (group < 0x80)
                return value;
        }
        return fail();
    }
    std::uint64_t distanceFrom(std::uint64_t from) noexcept { return from + unzigzag(varint()); }
    std::uint32_t u32() noexcept
    {
        const BytesView four = bytes(4);
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < four.size(); ++i)
            value |= std::uint32_t(std::uint8_t(four[i])) << (8 * i);
        return value;
    }
    /// Empty where there are fewer.
    BytesView bytes(std::uint64_t count) noexcept
    {
        if (count > left()) {
            fail();
            return {};
        }
        const BytesView view(m_at, std::size_t(count));
        m_at += count;
        return view;
    }

private:
    std::uint64_t fail() noexcept
    {
        m_ok = false;
        m_at = m_end;
        return 0;
    }

    const char *m_at;
    const char *m_end;
    bool m_ok = true;
};

} // namespace bulkhead
