// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Natural order (2 before 10, a before A before b) as byte strings that compare with memcmp.
#pragma once

#include "core/base/bytes.h"

#include <memory>

namespace bulkhead {

/// Makes keys of one kind; keys of different kinds do not compare. Names whose keys are equal differ in leading zeros or in
/// characters without weight: the caller breaks the tie. One thread each.
class NaturalKeyMaker
{
public:
    enum class Kind : std::uint8_t {
        Collated, ///< ICU's sort keys for the root locale, numbers by value. Any name.
        Ascii, ///< The same order from a table, some ten times faster. Names that suitsAsciiKey only.
    };

    explicit NaturalKeyMaker(Kind kind);
    ~NaturalKeyMaker();

    /// Appends the key. Never holds what compares lower than a NUL byte behind it.
    void append(Bytes &out, BytesView name) const;

private:
    class Collator;
    std::unique_ptr<Collator> m_collator; ///< Null for Ascii.
};

/// True where both kinds of key order the name alike.
bool suitsAsciiKey(BytesView name) noexcept;

} // namespace bulkhead
