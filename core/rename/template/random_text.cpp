// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/template/random_text.h"

namespace bulkhead {

namespace {

constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t value) noexcept
{
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
    return value ^ (value >> 31);
}

void appendHex(Bytes &out, std::uint64_t value, unsigned digits)
{
    while (digits-- > 0) {
        out += "0123456789abcdef"[(value >> (4 * digits)) & 0xF];
    }
}

} // namespace

RandomNumbers::RandomNumbers(std::uint64_t seed, std::uint32_t row, std::uint32_t rule, std::uint32_t token) noexcept
    : m_state(mixed(mixed(mixed(seed + kGamma) ^ row) ^ (std::uint64_t{rule} << 32 | token)))
{
}

std::uint64_t RandomNumbers::next() noexcept
{
    return mixed(m_state += kGamma);
}

void appendUuid(Bytes &out, RandomNumbers numbers)
{
    const std::uint64_t high = (numbers.next() & ~std::uint64_t{0xF000}) | 0x4000; // the version
    const std::uint64_t low = (numbers.next() >> 2) | std::uint64_t{1} << 63; // the variant
    appendHex(out, high >> 32, 8);
    out += '-';
    appendHex(out, high >> 16, 4);
    out += '-';
    appendHex(out, high, 4);
    out += '-';
    appendHex(out, low >> 48, 4);
    out += '-';
    appendHex(out, low, 12);
}

void appendRandomText(Bytes &out, RandomNumbers numbers, BytesView alphabet, std::size_t length)
{
    for (; length > 0; --length) {
        out += alphabet[numbers.next() % alphabet.size()];
    }
}

} // namespace bulkhead
