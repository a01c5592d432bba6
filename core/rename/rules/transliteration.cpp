// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/transliteration.h"

#include "core/base/text.h"
#include "core/base/utf8.h"

#include <unicode/translit.h>

namespace bulkhead {

namespace {

struct Preset {
    BytesView name;
    const char *id;
};
// A filter in front is for the whole chain: the é of "café照片" keeps its accent.
constexpr Preset kPresets[] = {{"ascii", "Any-Latin; Latin-ASCII"}, {"latin", "Any-Latin"}, {"pinyin", "[:Han:]; Han-Latin; Latin-ASCII"}};

const char *presetId(BytesView name) noexcept
{
    for (const Preset &preset : kPresets) {
        if (preset.name == name) {
            return preset.id;
        }
    }
    return nullptr;
}

/// "Any-Hex" makes six characters of one, and as the fifth of a chain 7776.
bool growsWithoutEnd(const icu::Transliterator &chain)
{
    constexpr std::int32_t kMostUnits = 256; // one that spells out, and one more, stay below
    icu::UnicodeString probe(u"aé照ж");
    UErrorCode status = U_ZERO_ERROR;
    for (std::int32_t i = 0; i < chain.countElements() && probe.length() <= kMostUnits; ++i) {
        chain.getElement(i, status).transliterate(probe);
    }
    return probe.length() > kMostUnits;
}

icu::UnicodeString fromUtf8(BytesView text)
{
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

} // namespace

std::shared_ptr<const Transliteration> Transliteration::make(BytesView to)
{
    const char *preset = presetId(to);
    UErrorCode status = U_ZERO_ERROR;
    UParseError ignored;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(fromUtf8(preset ? BytesView(preset) : to), UTRANS_FORWARD, ignored, status));
    if (U_FAILURE(status) || !made || growsWithoutEnd(*made)) {
        return nullptr;
    }
    return std::shared_ptr<const Transliteration>(new Transliteration(std::move(made), preset != nullptr));
}

Transliteration::Transliteration(std::unique_ptr<icu::Transliterator> transliterator, bool leavesAscii)
    : m_transliterator(std::move(transliterator))
    , m_leavesAscii(leavesAscii)
{
}

Transliteration::~Transliteration() = default;

void Transliteration::append(Bytes &out, BytesView text) const
{
    if (m_leavesAscii && isAscii(text)) {
        out += text;
        return;
    }
    std::size_t run = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Step step = decodeReversible(text, at);
        if (isByteMark(step.codePoint)) {
            appendRun(out, text.substr(run, at - run));
            out += text[at];
            run = at + 1;
        }
        at += step.length;
    }
    appendRun(out, text.substr(run));
}

void Transliteration::appendRun(Bytes &out, BytesView text) const
{
    icu::UnicodeString units = fromUtf8(text);
    {
        const std::lock_guard lock(m_mutex);
        m_transliterator->transliterate(units);
    }
    units.toUTF8String(out);
}

} // namespace bulkhead
