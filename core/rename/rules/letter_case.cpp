// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/letter_case.h"

#include "core/base/text.h"
#include "core/rename/rules/case_words.h"

#include <unicode/casemap.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>

namespace bulkhead {

namespace {

using To = CaseRule::To;
using TextView = std::u16string_view;
using Text = std::u16string;

std::vector<Text> toTexts(const std::vector<Bytes> &words)
{
    std::vector<Text> texts;
    for (const Bytes &word : words) {
        if (!word.empty()) {
            texts.push_back(toText(word).toStdU16String());
        }
    }
    return texts;
}

char asciiConverted(char letter, To to) noexcept
{
    const bool small = letter >= 'a' && letter <= 'z';
    const bool capital = letter >= 'A' && letter <= 'Z';
    const bool flips = to == To::Invert ? small || capital : to == To::Upper ? small : capital;
    return flips ? static_cast<char>(letter ^ 0x20) : letter;
}

bool hasAsciiPath(BytesView text, const CaseRule &rule)
{
    const bool whole = rule.to == To::Lower || rule.to == To::Upper || rule.to == To::Invert;
    return whole && rule.locale.empty() && rule.keep.empty() && isAscii(text);
}

} // namespace

CaseConverter::CaseConverter(const CaseRule &rule)
    : m_rule(rule)
    , m_keep(toTexts(rule.keep))
    , m_small(toTexts(rule.small))
{
    // "New York" before "New": the longest spelling that fits wins.
    std::stable_sort(m_keep.begin(), m_keep.end(), [](const Text &a, const Text &b) { return a.size() > b.size(); });
}

Bytes CaseConverter::convert(BytesView text) const
{
    if (hasAsciiPath(text, m_rule)) {
        Bytes out(text);
        for (char &letter : out) {
            letter = asciiConverted(letter, m_rule.to);
        }
        return out;
    }
    const QString view = toText(text);
    return fromText(converted(TextView(reinterpret_cast<const char16_t *>(view.utf16()), static_cast<std::size_t>(view.size()))));
}

Text CaseConverter::converted(TextView text) const
{
    Text out;
    out.reserve(text.size() + text.size() / 4);
    switch (m_rule.to) {
    case To::Lower:
    case To::Upper:
    case To::Invert:
        convertAround(out, text);
        break;
    case To::Title:
    case To::Capitalise:
        convertWords(out, text);
        break;
    case To::Sentence:
        convertSentences(out, text);
        break;
    case To::Camel:
    case To::Pascal:
    case To::Snake:
    case To::Kebab:
        joinWords(out, text);
        break;
    }
    return out;
}

// Nearly every word is ASCII; asking ICU word by word costs more than all the rest. Titled text begins with its first letter.
bool CaseConverter::appendAscii(Text &out, TextView text, Mapping mapping) const
{
    const bool isPlain = std::all_of(text.begin(), text.end(), [](char16_t letter) { return letter < 0x80; });
    if (!m_rule.locale.empty() || !isPlain) {
        return false;
    }
    bool upper = mapping != Mapping::Lower;
    for (const char16_t letter : text) {
        const bool changes = upper ? letter >= u'a' && letter <= u'z' : letter >= u'A' && letter <= u'Z';
        out += changes ? static_cast<char16_t>(letter ^ 0x20) : letter;
        upper = mapping == Mapping::Upper;
    }
    return true;
}

void CaseConverter::append(Text &out, TextView text, Mapping mapping) const
{
    if (text.empty() || appendAscii(out, text, mapping)) {
        return;
    }
    const auto map = [&](char16_t *to, std::size_t capacity, UErrorCode &error) {
        const char *locale = m_rule.locale.c_str();
        const auto length = static_cast<std::int32_t>(text.size());
        const auto room = static_cast<std::int32_t>(capacity);
        switch (mapping) {
        case Mapping::Lower:
            return icu::CaseMap::toLower(locale, 0, text.data(), length, to, room, nullptr, error);
        case Mapping::Upper:
            return icu::CaseMap::toUpper(locale, 0, text.data(), length, to, room, nullptr, error);
        case Mapping::Title:
            break;
        }
        return icu::CaseMap::toTitle(locale, U_TITLECASE_WHOLE_STRING, nullptr, text.data(), length, to, room, nullptr, error);
    };
    const std::size_t start = out.size();
    const std::size_t guess = text.size() + 8;
    out.resize(start + guess);
    UErrorCode error = U_ZERO_ERROR;
    auto length = map(out.data() + start, guess, error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        out.resize(start + static_cast<std::size_t>(length));
        length = map(out.data() + start, static_cast<std::size_t>(length), error);
    }
    if (U_FAILURE(error)) {
        out.replace(start, Text::npos, text);
        return;
    }
    out.resize(start + static_cast<std::size_t>(length));
}

// Runs of one case are mapped as a whole: a final sigma and a dotted i depend on their neighbours.
void CaseConverter::appendInverted(Text &out, TextView text) const
{
    enum class Run : std::uint8_t { None, Small, Capital };
    Run run = Run::None;
    std::size_t runStart = 0;
    const auto flush = [&](std::size_t end) {
        const TextView part = text.substr(runStart, end - runStart);
        if (run == Run::None) {
            out += part;
        } else {
            append(out, part, run == Run::Small ? Mapping::Upper : Mapping::Lower);
        }
        runStart = end;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = nextCodePoint(text, at);
        const char32_t letter = codePointAt(text, at);
        const bool mark = isMark(letter);
        const Run kind = mark ? run : isCapital(letter) ? Run::Capital : isSmallLetter(letter) ? Run::Small : Run::None;
        if (kind != run) {
            flush(at);
            run = kind;
        }
        at = next;
    }
    flush(text.size());
}

void CaseConverter::appendWhole(Text &out, TextView text) const
{
    if (m_rule.to == To::Invert) {
        appendInverted(out, text);
    } else {
        append(out, text, m_rule.to == To::Upper ? Mapping::Upper : Mapping::Lower);
    }
}

// The same mapping everywhere but in the kept words.
void CaseConverter::convertAround(Text &out, TextView text) const
{
    if (m_keep.empty()) {
        appendWhole(out, text);
        return;
    }
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        if (const Text *kept = keptAt(text, at, length)) {
            appendWhole(out, text.substr(done, at - done));
            out += *kept;
            at = done = at + length;
        } else {
            at = nextWordOrCharacter(text, at);
        }
    }
    appendWhole(out, text.substr(done));
}

void CaseConverter::convertWords(Text &out, TextView text) const
{
    const WordRange first = nextWord(text, 0);
    const std::size_t lastWord = lastWordStart(text);
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        if (const Text *kept = keptAt(text, at, length)) {
            out += text.substr(done, at - done);
            out += *kept;
            at = done = at + length;
            continue;
        }
        const WordRange word = wordAt(text, at);
        if (word.length == 0) {
            at = nextCodePoint(text, at);
            continue;
        }
        out += text.substr(done, at - done);
        const TextView letters = text.substr(word.start, word.length);
        const bool inside = word.start != first.start && word.start != lastWord;
        const bool small = m_rule.to == To::Title && inside && isSmall(letters);
        append(out, letters, small ? Mapping::Lower : Mapping::Title);
        at = done = word.start + word.length;
    }
    out += text.substr(done);
}

// The first word that is not a bare number begins the sentence: "01 - Hello world".
void CaseConverter::convertSentences(Text &out, TextView text) const
{
    bool begins = true;
    std::size_t done = 0;
    const auto flush = [&](std::size_t end) {
        append(out, text.substr(done, end - done), Mapping::Lower);
        done = end;
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        if (const Text *kept = keptAt(text, at, length)) {
            flush(at);
            out += *kept;
            begins = false;
            at = done = at + length;
            continue;
        }
        const WordRange word = wordAt(text, at);
        if (word.length == 0) {
            begins = begins || endsSentence(text, at);
            at = nextCodePoint(text, at);
            continue;
        }
        const TextView letters = text.substr(word.start, word.length);
        at = word.start + word.length;
        if (begins && !isBareNumber(letters)) {
            flush(word.start);
            append(out, letters, Mapping::Title);
            begins = false;
            done = at;
        }
    }
    flush(text.size());
}

void CaseConverter::joinWords(Text &out, TextView text) const
{
    // A leading dot hides a file; joining words must not unhide it.
    std::size_t at = 0;
    while (at < text.size() && text[at] == u'.') {
        ++at;
    }
    out += text.substr(0, at);
    bool first = true;
    for (WordRange part = nextJoinedWord(text, at); part.length > 0; part = nextJoinedWord(text, at)) {
        std::size_t length = 0;
        const Text *kept = keptAt(text, part.start, length);
        at = kept ? part.start + length : part.start + part.length;
        if (!first) {
            out += m_rule.to == To::Snake ? TextView(u"_") : m_rule.to == To::Kebab ? TextView(u"-") : TextView();
        }
        if (kept) {
            out += *kept;
        } else {
            appendJoined(out, text.substr(part.start, part.length), first);
        }
        first = false;
    }
    if (first) {
        out = text; // separators only: joining nothing would leave no name
    }
}

void CaseConverter::appendJoined(Text &out, TextView word, bool first) const
{
    const bool title = m_rule.to == To::Pascal || (m_rule.to == To::Camel && !first);
    if (!title) {
        append(out, word, Mapping::Lower);
        return;
    }
    const WordRange letters = nextWord(word, 0);
    out += word.substr(0, letters.start);
    append(out, word.substr(letters.start), Mapping::Title);
}

bool CaseConverter::isSmall(TextView word) const
{
    return std::any_of(
        m_small.begin(), m_small.end(), [word](const Text &small) { return matchIgnoringCase(word, 0, small) == word.size(); });
}

const Text *CaseConverter::keptAt(TextView text, std::size_t at, std::size_t &length) const
{
    if (m_keep.empty() || isInsideWord(text, at)) {
        return nullptr;
    }
    for (const Text &kept : m_keep) {
        const std::size_t end = matchIgnoringCase(text, at, kept);
        if (end != TextView::npos && !isInsideWord(text, end)) {
            length = end - at;
            return &kept;
        }
    }
    return nullptr;
}

bool isKnownLocale(BytesView locale)
{
    if (locale.empty()) {
        return true;
    }
    if (locale.size() > 60 || !isAscii(locale) || locale.find('\0') != BytesView::npos || locale.find('@') != BytesView::npos) {
        return false;
    }
    char tag[ULOC_FULLNAME_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    uloc_toLanguageTag(Bytes(locale).c_str(), tag, sizeof tag, /*strict*/ true, &error);
    char language[ULOC_LANG_CAPACITY];
    const auto length = uloc_getLanguage(Bytes(locale).c_str(), language, sizeof language, &error);
    if (U_FAILURE(error) || length <= 0) {
        return false;
    }
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
        char available[ULOC_LANG_CAPACITY];
        UErrorCode ignored = U_ZERO_ERROR;
        uloc_getLanguage(uloc_getAvailable(i), available, sizeof available, &ignored);
        if (U_SUCCESS(ignored) && std::strcmp(available, language) == 0) {
            return true;
        }
    }
    return false;
}

Bytes convertCase(BytesView text, const CaseRule &rule)
{
    return CaseConverter(rule).convert(text);
}

} // namespace bulkhead
