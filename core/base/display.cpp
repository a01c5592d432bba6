// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/utf8.h"

#include <unicode/uchar.h>

#include <QList>

#include <algorithm>
#include <cstdio>

namespace bulkhead {

namespace {

constexpr char32_t kZeroWidthNonJoiner = 0x200C;
constexpr char32_t kZeroWidthJoiner = 0x200D;
constexpr char32_t kNoBreakSpace = 0xA0;
constexpr char32_t kDelete = 0x7F;

bool isPrintableAscii(char32_t c)
{
    return c >= 0x20 && c < kDelete;
}

bool isVariationSelector(char32_t c)
{
    return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_VARIATION_SELECTOR);
}

/// A name as code points (reversible view), asked about one position at a time.
class NameView
{
public:
    explicit NameView(BytesView bytes)
    {
        m_codePoints.reserve(bytes.size());
        for (std::size_t at = 0; at < bytes.size();) {
            const Utf8Step step = decodeReversible(bytes, at);
            m_codePoints.push_back(step.codePoint);
            at += step.length;
        }
        while (m_textBegin < size() && isSpace(m_codePoints[m_textBegin]))
            ++m_textBegin;
        m_textEnd = size();
        while (m_textEnd > m_textBegin && isSpace(m_codePoints[m_textEnd - 1]))
            --m_textEnd;
    }

    std::size_t size() const { return m_codePoints.size(); }
    char32_t operator[](std::size_t at) const { return m_codePoints[at]; }

    /// Nothing a person would see, or something that changes how the rest is seen.
    bool needsToken(std::size_t at) const
    {
        const char32_t c = m_codePoints[at];
        if (c < 0x80)
            return !isPrintableAscii(c);
        if (isByteMark(c))
            return true;
        switch (u_charType(static_cast<UChar32>(c))) {
        case U_CONTROL_CHAR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
            return true;
        default:
            break;
        }
        if (U_IS_UNICODE_NONCHAR(c) || (c >= 0xFFF9 && c <= 0xFFFB))
            return true;
        return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !shapesItsNeighbour(at);
    }

    /// Spaces nobody sees: at the ends, and the one that only looks like a space.
    bool isMarkedSpace(std::size_t at) const
    {
        const char32_t c = m_codePoints[at];
        return c == kNoBreakSpace || (isSpace(c) && (at < m_textBegin || at >= m_textEnd));
    }

private:
    static bool isSpace(char32_t c) { return c == ' ' || (c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_SPACE_SEPARATOR); }

    char32_t before(std::size_t at) const { return at > 0 ? m_codePoints[at - 1] : 0; }
    char32_t after(std::size_t at) const { return at + 1 < m_codePoints.size() ? m_codePoints[at + 1] : 0; }

    /// Joiners, selectors and tags where they do what they are for: in emoji, and in scripts whose letters join.
    bool shapesItsNeighbour(std::size_t at) const
    {
        const char32_t c = m_codePoints[at];
        if (c == kZeroWidthJoiner || c == kZeroWidthNonJoiner)
            return joinsEmoji(at) || joinsLetters(at);
        if (isVariationSelector(c))
            return at > 0 && !isVariationSelector(before(at)) && u_isgraph(static_cast<UChar32>(before(at)));
        if (c >= 0xE0020 && c <= 0xE007F)
            return belongsToFlag(at);
        return false;
    }

    bool joinsEmoji(std::size_t at) const
    {
        if (m_codePoints[at] != kZeroWidthJoiner || !u_hasBinaryProperty(static_cast<UChar32>(after(at)), UCHAR_EXTENDED_PICTOGRAPHIC))
            return false;
        std::size_t base = at;
        while (base > 0
            && (isVariationSelector(before(base)) || u_hasBinaryProperty(static_cast<UChar32>(before(base)), UCHAR_EMOJI_MODIFIER)))
            --base;
        return base > 0 && u_hasBinaryProperty(static_cast<UChar32>(before(base)), UCHAR_EXTENDED_PICTOGRAPHIC);
    }

    bool joinsLetters(std::size_t at) const
    {
        constexpr int kVirama = 9;
        if (u_getCombiningClass(static_cast<UChar32>(before(at))) == kVirama)
            return true;
        const auto joins = [](char32_t c) {
            const auto type = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_JOINING_TYPE);
            return type == U_JT_DUAL_JOINING || type == U_JT_LEFT_JOINING || type == U_JT_RIGHT_JOINING;
        };
        return joins(before(at)) && joins(after(at));
    }

    bool belongsToFlag(std::size_t at) const
    {
        constexpr char32_t kBlackFlag = 0x1F3F4;
        constexpr std::size_t kLongestTag = 8;
        std::size_t begin = at;
        while (begin > 0 && at - begin < kLongestTag && before(begin) >= 0xE0020 && before(begin) <= 0xE007F)
            --begin;
        return before(begin) == kBlackFlag;
    }

    std::u32string m_codePoints;
    std::size_t m_textBegin = 0; ///< What is left when spaces at the ends are taken away.
    std::size_t m_textEnd = 0;
};

bool isPlainAscii(BytesView bytes)
{
    for (const char byte : bytes) {
        if (!isPrintableAscii(static_cast<unsigned char>(byte)))
            return false;
    }
    return true;
}

void appendCodePoint(QString &out, char32_t codePoint)
{
    for (const char16_t unit : QChar::fromUcs4(codePoint))
        out += QChar(unit);
}

void appendToken(QString &out, char32_t codePoint)
{
    char token[16];
    if (codePoint == '\n')
        out += QChar(u'\u21B5');
    else if (codePoint == '\t')
        out += QChar(u'\u21E5');
    else if (isByteMark(codePoint) || codePoint < 0x80)
        out += QLatin1String(token, std::snprintf(token, sizeof token, "<%02X>", static_cast<unsigned>(codePoint & 0xFF)));
    else
        out += QLatin1String(token, std::snprintf(token, sizeof token, "<U+%04X>", static_cast<unsigned>(codePoint)));
}

bool hasEdgeSpace(BytesView bytes)
{
    return !bytes.empty() && (bytes.front() == ' ' || bytes.back() == ' ');
}

void appendEscape(Bytes &out, char32_t codePoint)
{
    char escape[16];
    switch (codePoint) {
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    const auto value = static_cast<unsigned>(codePoint);
    if (isByteMark(codePoint))
        std::snprintf(escape, sizeof escape, "\\x%02x", byteOfMark(codePoint));
    else if (codePoint < 0x80)
        std::snprintf(escape, sizeof escape, "\\x%02x", value);
    else if (codePoint < 0x10000)
        std::snprintf(escape, sizeof escape, "\\u%04x", value);
    else
        std::snprintf(escape, sizeof escape, "\\U%08x", value);
    out += escape;
}

} // namespace

QString toDisplay(BytesView bytes)
{
    if (isPlainAscii(bytes) && !hasEdgeSpace(bytes))
        return QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size()));
    const NameView name(bytes);
    QString out;
    out.reserve(static_cast<qsizetype>(name.size()) + 8);
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (name.needsToken(at))
            appendToken(out, name[at]);
        else if (name.isMarkedSpace(at))
            out += QChar(u'\u00B7');
        else
            appendCodePoint(out, name[at]);
    }
    return out;
}

QString toDisplayPath(BytesView path)
{
    QString out;
    out.reserve(static_cast<qsizetype>(path.size()));
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        out += toDisplay(path.substr(begin, end - begin));
        if (end < path.size())
            out += u'/';
        begin = end + 1;
    }
    return out;
}

QString toDisplayIsolated(BytesView path)
{
    const QString shown = toDisplayPath(path);
    const bool turns = std::ranges::any_of(shown.toUcs4(), [](char32_t c) {
        const QChar::Direction direction = QChar::direction(c);
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN;
    });
    constexpr char16_t kIsolate = 0x2068;
    constexpr char16_t kEndIsolate = 0x2069;
    return turns ? QChar(kIsolate) + shown + QChar(kEndIsolate) : shown;
}

Bytes toTerminal(BytesView bytes)
{
    const bool startsLikeQuoted = !bytes.empty() && bytes.front() == '"';
    if (isPlainAscii(bytes) && !hasEdgeSpace(bytes) && !startsLikeQuoted)
        return Bytes(bytes);
    const NameView name(bytes);
    const auto escaped = [&name](std::size_t at) { return name.needsToken(at) || name[at] == kNoBreakSpace; };
    bool quote = startsLikeQuoted;
    for (std::size_t at = 0; at < name.size() && !quote; ++at)
        quote = escaped(at) || name.isMarkedSpace(at);
    if (!quote)
        return Bytes(bytes);

    Bytes out = "\"";
    for (std::size_t at = 0; at < name.size(); ++at) {
        if (escaped(at)) {
            appendEscape(out, name[at]);
            continue;
        }
        if (name[at] == '\\' || name[at] == '"')
            out += '\\';
        appendUtf8(out, name[at]);
    }
    out += '"';
    return out;
}

} // namespace bulkhead
