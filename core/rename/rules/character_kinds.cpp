// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/character_kinds.h"

#include "core/base/utf8.h"
#include "core/rename/rules/grapheme_positions.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <vector>

namespace bulkhead {

namespace {

bool isKind(UChar32 c, std::uint8_t what)
{
    const std::uint32_t category = U_MASK(u_charType(c));
    return ((what & RemoveRule::Digits) && (category & U_GC_ND_MASK)) || ((what & RemoveRule::Letters) && (category & U_GC_L_MASK))
        || ((what & RemoveRule::Spaces) && u_isUWhiteSpace(c)) || ((what & RemoveRule::Punctuation) && (category & U_GC_P_MASK))
        || ((what & RemoveRule::Symbols) && (category & U_GC_S_MASK));
}

bool takesAccents(UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    return U_SUCCESS(status) && (script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC);
}

icu::UnicodeString withoutMarks(const icu::UnicodeString &decomposed)
{
    icu::UnicodeString kept;
    bool accented = false;
    for (std::int32_t at = 0; at < decomposed.length();) {
        const UChar32 c = decomposed.char32At(at);
        at += U16_LENGTH(c);
        if (u_charType(c) != U_NON_SPACING_MARK) {
            accented = takesAccents(c);
        } else if (accented) {
            continue;
        }
        kept.append(c);
    }
    return kept;
}

/// Only clusters that lose a mark are written anew: composing the others would change characters nobody named.
void appendWithoutAccents(Bytes &out, BytesView cluster)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2 *const nfd = icu::Normalizer2::getNFDInstance(status);
    const icu::Normalizer2 *const nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) {
        out += cluster;
        return;
    }
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(cluster.data(), static_cast<std::int32_t>(cluster.size())));
    const icu::UnicodeString decomposed = nfd->normalize(text, status);
    const icu::UnicodeString kept = withoutMarks(decomposed);
    if (U_FAILURE(status) || kept.length() == decomposed.length()) {
        out += cluster;
        return;
    }
    const icu::UnicodeString composed = nfc->normalize(kept, status);
    composed.toUTF8String(out);
}

struct Bracket {
    UChar32 partner = 0;
    enum class Side : std::uint8_t { None, Open, Close } side = Side::None;
};

Bracket bracketOf(UChar32 c)
{
    switch (c) {
    case '<':
        return {'>', Bracket::Side::Open};
    case '>':
        return {'<', Bracket::Side::Close};
    case 0xFF1C:
        return {0xFF1E, Bracket::Side::Open};
    case 0xFF1E:
        return {0xFF1C, Bracket::Side::Close};
    default:
        break;
    }
    switch (u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE)) {
    case U_BPT_OPEN:
        return {u_getBidiPairedBracket(c), Bracket::Side::Open};
    case U_BPT_CLOSE:
        return {u_getBidiPairedBracket(c), Bracket::Side::Close};
    default:
        return {};
    }
}

struct OpenBracket {
    UChar32 bracket;
    std::size_t at;
};

struct Span {
    std::size_t begin;
    std::size_t end;
};

/// The outermost pairs, in order. An opening bracket that is closed too late ("[" in "([)") has no partner.
std::vector<Span> bracketSpans(BytesView text)
{
    std::vector<OpenBracket> open;
    std::vector<Span> spans;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = decodeReversible(text, at);
        const auto c = static_cast<UChar32>(step.codePoint);
        const Bracket bracket = bracketOf(c);
        if (bracket.side == Bracket::Side::Open) {
            open.push_back({c, at});
        } else if (bracket.side == Bracket::Side::Close) {
            const auto partner = std::find_if(
                open.rbegin(), open.rend(), [&](const OpenBracket &candidate) { return candidate.bracket == bracket.partner; });
            if (partner != open.rend()) {
                const std::size_t begin = partner->at;
                open.erase(std::prev(partner.base()), open.end());
                while (!spans.empty() && spans.back().begin > begin) {
                    spans.pop_back();
                }
                spans.push_back({begin, at + step.length});
            }
        }
        at += step.length;
    }
    return spans;
}

void appendOnlyClusters(Bytes &out, BytesView text, std::uint8_t what)
{
    const GraphemePositions clusters(text);
    for (std::size_t i = 0; i < clusters.count(); ++i) {
        const BytesView cluster = clusters.cluster(i);
        const Utf8Step first = decodeReversible(cluster, 0);
        if (!isByteMark(first.codePoint) && isKind(static_cast<UChar32>(first.codePoint), what)) {
            out += cluster;
        }
    }
}

} // namespace

bool isSpace(BytesView cluster)
{
    return u_isUWhiteSpace(static_cast<UChar32>(decodeReversible(cluster, 0).codePoint));
}

void appendWithoutBrackets(Bytes &out, BytesView text)
{
    std::size_t copied = 0;
    for (const Span &span : bracketSpans(text)) {
        out.append(text, copied, span.begin - copied);
        copied = span.end;
    }
    out.append(text, copied);
}

void appendWithoutKinds(Bytes &out, BytesView text, std::uint8_t what)
{
    const GraphemePositions clusters(text);
    for (std::size_t i = 0; i < clusters.count(); ++i) {
        const BytesView cluster = clusters.cluster(i);
        const Utf8Step first = decodeReversible(cluster, 0);
        if (isByteMark(first.codePoint)) {
            out += cluster;
        } else if (!isKind(static_cast<UChar32>(first.codePoint), what)) {
            if ((what & RemoveRule::Accents) && !isAscii(cluster)) {
                appendWithoutAccents(out, cluster);
            } else {
                out += cluster;
            }
        }
    }
}

void appendOnlyKinds(Bytes &out, BytesView text, std::uint8_t what)
{
    std::size_t done = 0;
    if (what & RemoveRule::Brackets) {
        for (const Span &span : bracketSpans(text)) {
            appendOnlyClusters(out, text.substr(done, span.begin - done), what);
            out.append(text, span.begin, span.end - span.begin);
            done = span.end;
        }
    }
    appendOnlyClusters(out, text.substr(done), what);
}

} // namespace bulkhead
