// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/extension_split.h"

#include <QMimeDatabase>

#include <algorithm>

namespace bulkhead {

namespace {

/// Known without a MIME database too.
constexpr const char *kArchives[] = {"tar.gz", "tar.bz2", "tar.xz", "tar.zst", "tar.lz", "tar.lzma", "tar.lzo", "tar.lz4", "tar.z"};

char lowerAscii(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

KnownSuffixes readSuffixes()
{
    KnownSuffixes known;
    known.compound.insert(std::begin(kArchives), std::end(kArchives));
    const QMimeDatabase database;
    const auto types = database.allMimeTypes();
    for (const QMimeType &type : types) {
        const auto patterns = type.globPatterns();
        for (const QString &pattern : patterns) {
            const QByteArray glob = pattern.toUtf8();
            Bytes suffix(glob.constData(), static_cast<std::size_t>(glob.size()));
            if (!suffix.starts_with("*.") || suffix.find_first_of("*?[", 1) != Bytes::npos || suffix.find('.', 2) == Bytes::npos) {
                continue;
            }
            suffix.erase(0, 2);
            std::transform(suffix.begin(), suffix.end(), suffix.begin(), lowerAscii);
            known.compound.insert(std::move(suffix));
        }
    }
    return known;
}

/// The dot before the longest compound suffix in `known`, or the last dot. `first` and `last` are the outermost candidates.
std::size_t knownDot(BytesView name, std::size_t first, std::size_t last, const KnownSuffixes &known)
{
    std::string suffix;
    for (std::size_t dot = first; dot < last; dot = name.find('.', dot + 1)) {
        suffix.assign(name, dot + 1);
        std::transform(suffix.begin(), suffix.end(), suffix.begin(), lowerAscii);
        if (known.compound.contains(suffix)) {
            return dot;
        }
    }
    return last;
}

} // namespace

const KnownSuffixes &knownSuffixes()
{
    static const KnownSuffixes known = readSuffixes();
    return known;
}

SplitName splitExtension(BytesView name, ExtensionStyle style, const KnownSuffixes &known)
{
    const std::size_t last = style == ExtensionStyle::None ? BytesView::npos : name.rfind('.');
    const std::size_t begin = name.find_first_not_of('.');
    if (last == BytesView::npos || begin == BytesView::npos || last < begin) {
        return {.stem = name};
    }
    std::size_t dot = last;
    if (style != ExtensionStyle::LastDot) {
        const std::size_t first = name.find('.', begin);
        dot = style == ExtensionStyle::FirstDot ? first : knownDot(name, first, last, known);
    }
    return {.stem = name.substr(0, dot), .extension = name.substr(dot + 1), .dot = true};
}

} // namespace bulkhead
