// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include "core/base/utf8.h"

#include <cstring>

namespace bulkhead {

namespace {

/// Length of the ASCII run that starts at `at`, eight bytes at a time.
std::size_t asciiRun(BytesView bytes, std::size_t at) noexcept
{
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    std::size_t end = at;
    for (; bytes.size() - end >= sizeof(std::uint64_t); end += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + end, sizeof word);
        if (word & kHighBits)
            break;
    }
    while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) < 0x80)
        ++end;
    return end - at;
}

} // namespace

bool isAscii(BytesView bytes) noexcept
{
    return asciiRun(bytes, 0) == bytes.size();
}

bool isValidUtf8(BytesView bytes) noexcept
{
    std::size_t at = 0;
    while ((at += asciiRun(bytes, at)) < bytes.size()) {
        const unsigned length = decodeUtf8(bytes, at).length;
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

unsigned utf8SequenceLength(BytesView bytes, std::size_t at) noexcept
{
    return at < bytes.size() ? decodeUtf8(bytes, at).length : 0;
}

QString toText(BytesView bytes)
{
    if (isAscii(bytes))
        return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
    // Not QString::fromUtf8: it drops a byte order mark at the start. A byte makes two units at most (a byte mark).
    QString text(static_cast<qsizetype>(2 * bytes.size()), Qt::Uninitialized);
    QChar *out = text.data();
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = decodeReversible(bytes, at);
        at += step.length;
        if (QChar::requiresSurrogates(step.codePoint)) {
            *out++ = QChar(QChar::highSurrogate(step.codePoint));
            *out++ = QChar(QChar::lowSurrogate(step.codePoint));
        } else {
            *out++ = QChar(static_cast<char16_t>(step.codePoint));
        }
    }
    text.truncate(out - text.constData());
    return text;
}

Bytes fromText(QStringView text)
{
    Bytes bytes;
    bytes.reserve(static_cast<std::size_t>(text.size()));
    for (qsizetype at = 0; at < text.size(); ++at) {
        char32_t codePoint = text[at].unicode();
        if (QChar::isHighSurrogate(codePoint) && at + 1 < text.size() && text[at + 1].isLowSurrogate())
            codePoint = QChar::surrogateToUcs4(static_cast<char16_t>(codePoint), text[++at].unicode());
        else if (QChar::isSurrogate(codePoint))
            codePoint = QChar::ReplacementCharacter;
        if (isByteMark(codePoint))
            bytes += static_cast<char>(byteOfMark(codePoint));
        else
            appendUtf8(bytes, codePoint);
    }
    return bytes;
}

} // namespace bulkhead
