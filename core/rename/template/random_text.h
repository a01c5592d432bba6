// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. {uuid} and {random}: text that looks random and is the same whenever the same row is named.
#pragma once

#include "core/base/bytes.h"

namespace bulkhead {

/// SplitMix64 (Steele, Lea, Flood 2014): well spread even for seeds that differ in one bit. No secrets are to be made of it.
class RandomNumbers
{
public:
    /// Another sequence for each seed, row, rule, and token of the rule's template.
    RandomNumbers(std::uint64_t seed, std::uint32_t row, std::uint32_t rule, std::uint32_t token) noexcept;
    std::uint64_t next() noexcept;

private:
    std::uint64_t m_state;
};

/// Version 4 of RFC 9562, in lower case.
void appendUuid(Bytes &out, RandomNumbers numbers);
/// `alphabet`: of ASCII.
void appendRandomText(Bytes &out, RandomNumbers numbers, BytesView alphabet, std::size_t length);

} // namespace bulkhead
