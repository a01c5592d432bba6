// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/case_words.h"

#include "core/base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

namespace bulkhead {

namespace {

using TextView = std::u16string_view;

std::uint32_t categoryMask(char32_t letter) noexcept
{
    return U_MASK(u_charType(static_cast<UChar32>(letter)));
}

bool isWordCharacter(char32_t letter) noexcept
{
    return isByteMark(letter) || (categoryMask(letter) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

bool isApostrophe(char32_t letter) noexcept
{
    return letter == U'\'' || letter == U'\u2019';
}

bool isSpace(char32_t letter) noexcept
{
    return u_isUWhiteSpace(static_cast<UChar32>(letter));
}

bool isJoinSeparator(char32_t letter) noexcept
{
    return letter == U'.' || isSpace(letter) || (categoryMask(letter) & (U_GC_PD_MASK | U_GC_PC_MASK)) != 0;
}

char32_t codePointBefore(TextView text, std::size_t at) noexcept
{
    UChar32 letter = 0;
    U16_PREV(text.data(), 0, at, letter);
    return static_cast<char32_t>(letter);
}

std::size_t previousCodePoint(TextView text, std::size_t at) noexcept
{
    U16_BACK_1(text.data(), 0, at);
    return at;
}

bool isWordCharacterAt(TextView text, std::size_t at) noexcept
{
    return at < text.size() && isWordCharacter(codePointAt(text, at));
}

bool isWordCharacterBefore(TextView text, std::size_t at) noexcept
{
    return at > 0 && isWordCharacter(codePointBefore(text, at));
}

} // namespace

char32_t codePointAt(TextView text, std::size_t at) noexcept
{
    UChar32 letter = 0;
    U16_GET(text.data(), 0, at, text.size(), letter);
    return static_cast<char32_t>(letter);
}

std::size_t nextCodePoint(TextView text, std::size_t at) noexcept
{
    U16_FWD_1(text.data(), at, text.size());
    return at;
}

bool isMark(char32_t letter) noexcept
{
    return (categoryMask(letter) & U_GC_M_MASK) != 0;
}

bool isCapital(char32_t letter) noexcept
{
    return u_isUUppercase(static_cast<UChar32>(letter)) || u_istitle(static_cast<UChar32>(letter));
}

bool isSmallLetter(char32_t letter) noexcept
{
    return u_isULowercase(static_cast<UChar32>(letter));
}

WordRange wordAt(TextView text, std::size_t at) noexcept
{
    const std::size_t start = at;
    while (at < text.size()) {
        const char32_t letter = codePointAt(text, at);
        const std::size_t next = nextCodePoint(text, at);
        const bool joins = isApostrophe(letter) && at > start && isWordCharacterAt(text, next);
        if (!isWordCharacter(letter) && !joins) {
            break;
        }
        at = next;
    }
    return {start, at - start};
}

WordRange nextWord(TextView text, std::size_t at) noexcept
{
    while (at < text.size() && !isWordCharacterAt(text, at)) {
        at = nextCodePoint(text, at);
    }
    return wordAt(text, at);
}

std::size_t lastWordStart(TextView text) noexcept
{
    std::size_t last = TextView::npos;
    for (WordRange word = nextWord(text, 0); word.length > 0; word = nextWord(text, word.start + word.length)) {
        last = word.start;
    }
    return last;
}

std::size_t nextWordOrCharacter(TextView text, std::size_t at) noexcept
{
    const WordRange word = wordAt(text, at);
    return word.length > 0 ? at + word.length : nextCodePoint(text, at);
}

bool isInsideWord(TextView text, std::size_t at) noexcept
{
    if (at == 0 || at >= text.size()) {
        return false;
    }
    if (isApostrophe(codePointAt(text, at))) {
        return isWordCharacterBefore(text, at) && isWordCharacterAt(text, nextCodePoint(text, at));
    }
    if (!isWordCharacterAt(text, at)) {
        return false;
    }
    if (isApostrophe(codePointBefore(text, at))) {
        return isWordCharacterBefore(text, previousCodePoint(text, at));
    }
    return isWordCharacterBefore(text, at);
}

bool isBareNumber(TextView word) noexcept
{
    for (std::size_t at = 0; at < word.size(); at = nextCodePoint(word, at)) {
        if ((categoryMask(codePointAt(word, at)) & U_GC_N_MASK) == 0) {
            return false;
        }
    }
    return true;
}

bool endsSentence(TextView text, std::size_t at) noexcept
{
    const char32_t letter = codePointAt(text, at);
    if (letter == U'。' || letter == U'！' || letter == U'？') {
        return true;
    }
    if (!isSpace(letter) || at == 0) {
        return false;
    }
    const char32_t before = codePointBefore(text, at);
    return before == U'.' || before == U'!' || before == U'?' || before == U'…';
}

WordRange nextJoinedWord(TextView text, std::size_t at) noexcept
{
    while (at < text.size() && isJoinSeparator(codePointAt(text, at))) {
        at = nextCodePoint(text, at);
    }
    const std::size_t start = at;
    bool afterSmall = false;
    while (at < text.size()) {
        const char32_t letter = codePointAt(text, at);
        const bool capital = isCapital(letter);
        if (isJoinSeparator(letter) || (capital && afterSmall)) {
            break;
        }
        const bool inherits = isMark(letter) || (categoryMask(letter) & U_GC_N_MASK) != 0;
        if (!inherits) {
            afterSmall = isSmallLetter(letter);
        }
        at = nextCodePoint(text, at);
    }
    return {start, at - start};
}

std::size_t matchIgnoringCase(TextView text, std::size_t at, TextView word) noexcept
{
    for (std::size_t i = 0; i < word.size(); i = nextCodePoint(word, i)) {
        if (at >= text.size()) {
            return TextView::npos;
        }
        const auto ours = static_cast<UChar32>(codePointAt(text, at));
        const auto theirs = static_cast<UChar32>(codePointAt(word, i));
        if (ours != theirs && u_foldCase(ours, U_FOLD_CASE_DEFAULT) != u_foldCase(theirs, U_FOLD_CASE_DEFAULT)) {
            return TextView::npos;
        }
        at = nextCodePoint(text, at);
    }
    return at;
}

} // namespace bulkhead
