// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/name_warnings.h"

#include "core/base/path.h"
#include "core/base/text.h"
#include "core/base/utf8.h"
#include "core/fs/name_rules.h"

#include <unicode/localpointer.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

namespace bulkhead {

namespace {

bool isDeviceName(BytesView word)
{
    const Bytes device = foldedName(word, {.folding = NameFolding::AsciiCase});
    const BytesView kind = BytesView(device).substr(0, 3);
    const BytesView port = BytesView(device).substr(kind.size());
    if (port.empty())
        return kind == "con" || kind == "prn" || kind == "aux" || kind == "nul";
    const bool numbered
        = (port.size() == 1 && port[0] >= '1' && port[0] <= '9') || port == "\u00b9" || port == "\u00b2" || port == "\u00b3";
    return numbered && (kind == "com" || kind == "lpt");
}

template <typename Predicate>
bool anyCharacter(BytesView text, Predicate predicate)
{
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = decodeReversible(text, at);
        if (predicate(step.codePoint))
            return true;
        at += step.length;
    }
    return false;
}

bool isBidiMark(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

bool isLatin(char32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(UChar32(c), &status) == USCRIPT_LATIN;
}

/// Unicode Technical Standard 39, as far as it is about mixed scripts. Immutable once made: any thread.
class ScriptMixture
{
public:
    ScriptMixture()
        : m_checker(uspoof_open(&m_opened))
    {
        uspoof_setChecks(m_checker.getAlias(), USPOOF_RESTRICTION_LEVEL, &m_opened);
        // Chinese, Japanese and Korean go with Latin; Cyrillic and Greek do not.
        uspoof_setRestrictionLevel(m_checker.getAlias(), USPOOF_MODERATELY_RESTRICTIVE);
    }

    /// Mixed alone deceives nobody: "10k\u03a9" is read as what it is.
    bool deceivesIn(BytesView word) const
    {
        return !isAscii(word) && anyCharacter(word, isLatin) && isMixed(word)
            && anyCharacter(word, [this](char32_t letter) { return !isLatin(letter) && looksLatin(letter); });
    }

private:
    bool isMixed(BytesView word) const
    {
        UErrorCode status = m_opened;
        return uspoof_checkUTF8(m_checker.getAlias(), word.data(), std::int32_t(word.size()), nullptr, &status) != 0 && U_SUCCESS(status);
    }

    bool looksLatin(char32_t codePoint) const
    {
        Bytes letter;
        appendUtf8(letter, codePoint);
        constexpr std::int32_t kLongestPrototype = 128; // 18 characters
        char prototype[kLongestPrototype];
        UErrorCode status = m_opened;
        const std::int32_t size = uspoof_getSkeletonUTF8(
            m_checker.getAlias(), 0, letter.data(), std::int32_t(letter.size()), prototype, kLongestPrototype, &status);
        return U_SUCCESS(status) && size > 0 && isLatin(decodeReversible(BytesView(prototype, std::size_t(size)), 0).codePoint);
    }

    UErrorCode m_opened = U_ZERO_ERROR;
    icu::LocalUSpoofCheckerPointer m_checker;
};

/// By words: a Cyrillic name with a Latin extension is no mixture.
bool isConfusable(BytesView name)
{
    static const ScriptMixture mixture;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < name.size();) {
        const Utf8Step step = decodeReversible(name, at);
        const bool inWord = (U_MASK(u_charType(UChar32(step.codePoint))) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
        if (!inWord) {
            if (mixture.deceivesIn(name.substr(begin, at - begin)))
                return true;
            begin = at + step.length;
        }
        at += step.length;
    }
    return mixture.deceivesIn(name.substr(begin));
}

/// All that is to be said of one name, by itself.
NameWarnings remarksOn(BytesView name)
{
    NameWarnings remarks;
    remarks.setFlag(NameWarning::BeginsWithDash, name.starts_with('-'));
    remarks.setFlag(NameWarning::BecomesHidden, name.starts_with('.'));
    remarks.setFlag(NameWarning::NotForWindows, !isAccepted(name, {.dos = true}) || windowsDeviceLength(name) > 0);
    if (!isAscii(name)) {
        remarks.setFlag(NameWarning::BidiMarks, anyCharacter(name, isBidiMark));
        remarks.setFlag(NameWarning::Confusable, isConfusable(name));
    }
    return remarks;
}

} // namespace

NameWarnings warningsOf(BytesView oldName, BytesView newName)
{
    const NameWarnings remarks = remarksOn(fileName(newName));
    return remarks ? remarks & ~remarksOn(fileName(oldName)) : remarks;
}

std::size_t windowsDeviceLength(BytesView name)
{
    const BytesView first = name.substr(0, name.find('.'));
    const BytesView word = first.substr(0, first.find_last_not_of(' ') + 1);
    return isDeviceName(word) ? word.size() : 0;
}

const char *nameWarningName(NameWarning warning) noexcept
{
    switch (warning) {
    case NameWarning::BeginsWithDash:
        return "begins-with-dash";
    case NameWarning::BecomesHidden:
        return "becomes-hidden";
    case NameWarning::BidiMarks:
        return "bidi-marks";
    case NameWarning::Confusable:
        return "confusable";
    case NameWarning::NotForWindows:
        return "not-for-windows";
    }
    return "";
}

} // namespace bulkhead
