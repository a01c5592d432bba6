// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/naming/extension_split.h"

#include <algorithm>
#include <cstring>

namespace bulkhead {

namespace {

std::size_t lastDot(BytesView name) noexcept
{
    // Faster than rfind, which goes byte by byte: this runs for every rule on every row.
    const auto *dot = name.empty() ? nullptr : static_cast<const char *>(memrchr(name.data(), '.', name.size()));
    return dot ? static_cast<std::size_t>(dot - name.data()) : BytesView::npos;
}

/// The dot before the longest compound suffix in `known`, or the last dot. `first` and `last` are the outermost candidates.
std::size_t knownDot(BytesView name, std::size_t first, std::size_t last, const KnownSuffixes &known)
{
    std::string suffix;
    for (std::size_t dot = first; dot < last; dot = name.find('.', dot + 1)) {
        if (name.size() - dot - 1 > known.longest) {
            continue;
        }
        suffix.assign(name, dot + 1);
        std::transform(suffix.begin(), suffix.end(), suffix.begin(), lowerAscii);
        if (known.compound.contains(suffix)) {
            return dot;
        }
    }
    return last;
}

} // namespace

std::size_t extensionDot(BytesView name, ExtensionStyle style, const KnownSuffixes &known)
{
    const std::size_t last = style == ExtensionStyle::None ? BytesView::npos : lastDot(name);
    const std::size_t begin = std::min(name.find_first_not_of('.'), name.size());
    if (last == BytesView::npos || last < begin) {
        return BytesView::npos;
    }
    if (style == ExtensionStyle::LastDot) {
        return last;
    }
    const std::size_t first = name.find('.', begin);
    return style == ExtensionStyle::FirstDot ? first : knownDot(name, first, last, known);
}

SplitName splitExtension(BytesView name, ExtensionStyle style, const KnownSuffixes &known)
{
    const std::size_t dot = extensionDot(name, style, known);
    if (dot == BytesView::npos) {
        return {.stem = name, .extension = name.substr(name.size())};
    }
    return {.stem = name.substr(0, dot), .extension = name.substr(dot + 1)};
}

} // namespace bulkhead
