// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/strict_converter.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace bulkhead {

namespace {

bool isStateless(UConverterType type) noexcept
{
    return type == UCNV_SBCS || type == UCNV_DBCS || type == UCNV_MBCS || type == UCNV_LATIN_1 || type == UCNV_US_ASCII;
}

bool isOfText(UChar32 c)
{
    switch (u_charType(c)) {
    case U_CONTROL_CHAR:
        return c < 0x7F; // A control of ASCII was in the name before.
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
    case U_UNASSIGNED:
        return false;
    default:
        return true;
    }
}

} // namespace

void StrictConverter::Close::operator()(UConverter *converter) const noexcept
{
    ucnv_close(converter);
}

StrictConverter::StrictConverter(UConverter *converter)
    : m_converter(converter)
{
}

std::optional<StrictConverter> StrictConverter::open(BytesView encoding)
{
    UErrorCode status = U_ZERO_ERROR;
    StrictConverter made(ucnv_open(Bytes(encoding).c_str(), &status));
    UConverter *converter = made.m_converter.get();
    if (U_FAILURE(status) || !isStateless(ucnv_getType(converter))) {
        return std::nullopt;
    }
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFallback(converter, false);
    // Not \ and ~: in some encodings of Japan and Korea these bytes are signs of money and a line above.
    constexpr BytesView kCommon = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|} ";
    Bytes same;
    if (U_FAILURE(status) || !made.decode(kCommon, same) || same != kCommon) {
        return std::nullopt;
    }
    return made;
}

bool StrictConverter::decode(BytesView text, Bytes &out)
{
    constexpr std::size_t kMostUnitsOfAByte = 2;
    constexpr std::size_t kMostBytesOfAUnit = 4;
    m_units.resize(text.size() * kMostUnitsOfAByte + 1);
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t units = ucnv_toUChars(m_converter.get(), m_units.data(), static_cast<std::int32_t>(m_units.size()), text.data(),
        static_cast<std::int32_t>(text.size()), &status);
    if (U_FAILURE(status)) {
        return false;
    }
    const icu::UnicodeString decoded(false, m_units.data(), units);
    for (std::int32_t at = 0; at < units; at = decoded.moveIndex32(at, 1)) {
        if (!isOfText(decoded.char32At(at))) {
            return false;
        }
    }
    m_encoded.resize(static_cast<std::size_t>(units) * kMostBytesOfAUnit + 1);
    const std::int32_t encoded
        = ucnv_fromUChars(m_converter.get(), m_encoded.data(), static_cast<std::int32_t>(m_encoded.size()), m_units.data(), units, &status);
    if (U_FAILURE(status) || BytesView(m_encoded).substr(0, static_cast<std::size_t>(encoded)) != text) {
        return false;
    }
    decoded.toUTF8String(out);
    return true;
}

} // namespace bulkhead
