// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. Bytes in some encoding to UTF-8 through ICU, without loss or not at all.
#pragma once

#include "core/base/bytes.h"

#include <memory>
#include <optional>

struct UConverter;

namespace bulkhead {

/// One thread's at a time; reused name after name, so that a name costs no allocation.
class StrictConverter
{
public:
    /// None where ICU does not know the encoding, or names cannot be in it: UTF-8 is no other encoding, and one that gives the
    /// bytes of ASCII another meaning (UTF-16, EBCDIC, ISO-2022) is not taken.
    static std::optional<StrictConverter> open(BytesView encoding);

    /// Appends `text` in UTF-8. False, and nothing is appended, where its bytes are no text of the encoding, become controls of C1,
    /// private or no characters, or would not be the same bytes again when encoded back.
    bool decode(BytesView text, Bytes &out);

private:
    struct Close {
        void operator()(UConverter *converter) const noexcept;
    };
    explicit StrictConverter(UConverter *converter);

    std::unique_ptr<UConverter, Close> m_converter;
    std::u16string m_units;
    Bytes m_encoded;
};

} // namespace bulkhead
