// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/name_rules.h"

#include "core/base/text.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace bulkhead {

namespace {

bool isUpper(char c) noexcept
{
    return c >= 'A' && c <= 'Z';
}

bool isLower(char c) noexcept
{
    return c >= 'a' && c <= 'z';
}

Bytes asciiFolded(BytesView name)
{
    Bytes folded(name);
    for (char &c : folded) {
        if (isUpper(c))
            c = char(c - 'A' + 'a');
    }
    return folded;
}

/// As upcase tables do it: one unit of UTF-16 for one, so nothing beyond U+FFFF has case.
Bytes caseFolded(BytesView name)
{
    Bytes folded;
    folded.reserve(name.size());
    for (std::size_t at = 0; at < name.size();) {
        const Utf8Step step = decodeUtf8(name, at);
        if (step.length == 0) {
            folded += name[at++];
            continue;
        }
        const auto upper = step.codePoint > 0xFFFF ? step.codePoint : char32_t(u_toupper(UChar32(step.codePoint)));
        appendUtf8(folded, upper);
        at += step.length;
    }
    return folded;
}

/// As the kernel's utf8 module does it for casefold folders (fs/unicode: NFDICF).
Bytes unicodeFolded(BytesView name)
{
    Bytes visible;
    for (std::size_t at = 0; at < name.size();) {
        const Utf8Step step = decodeReversible(name, at);
        if (!u_hasBinaryProperty(UChar32(step.codePoint), UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            visible += name.substr(at, step.length);
        at += step.length;
    }
    const QString decomposed = toText(visible).normalized(QString::NormalizationForm_D);
    // Not QString::toCaseFolded, which leaves sharp s as it is.
    icu::UnicodeString folded(reinterpret_cast<const UChar *>(decomposed.utf16()), int32_t(decomposed.size()));
    folded.foldCase();
    const auto *units = reinterpret_cast<const QChar *>(folded.getBuffer());
    return fromText(QString(units, folded.length()).normalized(QString::NormalizationForm_D));
}

BytesView withoutDotsAtEnd(BytesView name)
{
    const auto last = name.find_last_not_of('.');
    return last == BytesView::npos ? name : name.substr(0, last + 1);
}

} // namespace

Bytes foldedName(BytesView name, const NameRules &rules)
{
    if (rules.dos)
        name = withoutDotsAtEnd(name);
    switch (rules.folding) {
    case NameFolding::Exact:
        break;
    case NameFolding::AsciiCase:
        return asciiFolded(name);
    case NameFolding::Case:
        return caseFolded(name);
    case NameFolding::Unicode:
        return isAscii(name) ? asciiFolded(name) : unicodeFolded(name);
    }
    return Bytes(name);
}

bool isDosCharacter(char c) noexcept
{
    return static_cast<unsigned char>(c) >= 0x20 && BytesView("\"*:<>?\\|").find(c) == BytesView::npos;
}

bool isAccepted(BytesView name, const NameRules &rules) noexcept
{
    if (!rules.dos)
        return true;
    return !name.ends_with('.') && !name.ends_with(' ') && std::all_of(name.begin(), name.end(), isDosCharacter);
}

bool hasAsciiLetter(BytesView name) noexcept
{
    return std::any_of(name.begin(), name.end(), [](char c) { return isUpper(c) || isLower(c); });
}

Bytes withOtherCase(BytesView name)
{
    Bytes other(name);
    for (char &c : other) {
        if (isUpper(c) || isLower(c))
            c = char(c ^ ('a' ^ 'A'));
    }
    return other;
}

} // namespace bulkhead
