// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/utf8.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <cassert>
#include <limits>
#include <memory>

namespace bulkhead {

namespace {

std::vector<std::uint32_t> asciiBoundaries(BytesView bytes)
{
    std::vector<std::uint32_t> boundaries;
    boundaries.reserve(bytes.size() + 1);
    boundaries.push_back(0);
    for (std::uint32_t at = 1; at <= bytes.size(); ++at) {
        const bool insideLineEnd = at < bytes.size() && bytes[at - 1] == '\r' && bytes[at] == '\n';
        if (!insideLineEnd)
            boundaries.push_back(at);
    }
    return boundaries;
}

/// Making one loads and checks ICU's rules, which is far dearer than a name; and one must not be shared by threads.
icu::BreakIterator *iteratorOfThisThread()
{
    thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        return U_SUCCESS(status) ? std::move(made) : nullptr;
    }();
    return iterator.get();
}

/// Without ICU's data (a broken installation) every code point is a cluster.
void appendCodePoints(BytesView valid, std::uint32_t offset, std::vector<std::uint32_t> &boundaries)
{
    for (std::size_t at = 0; at < valid.size();) {
        at += decodeUtf8(valid, at).length;
        boundaries.push_back(offset + static_cast<std::uint32_t>(at));
    }
}

/// Appends the boundaries after the first of a stretch of valid UTF-8 that starts at `offset`.
void appendClusters(BytesView valid, std::uint32_t offset, std::vector<std::uint32_t> &boundaries)
{
    icu::BreakIterator *const iterator = iteratorOfThisThread();
    UText text = UTEXT_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&text, valid.data(), static_cast<std::int64_t>(valid.size()), &status);
    if (iterator)
        iterator->setText(&text, status);
    if (!iterator || U_FAILURE(status)) {
        appendCodePoints(valid, offset, boundaries);
    } else {
        iterator->first();
        for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next())
            boundaries.push_back(offset + static_cast<std::uint32_t>(at));
    }
    utext_close(&text);
}

} // namespace

std::vector<std::uint32_t> graphemeBoundaries(BytesView bytes)
{
    assert(bytes.size() < std::numeric_limits<std::uint32_t>::max());
    if (isAscii(bytes))
        return asciiBoundaries(bytes);
    std::vector<std::uint32_t> boundaries{0};
    std::size_t validFrom = 0;
    const auto flush = [&](std::size_t end) {
        if (end > validFrom)
            appendClusters(bytes.substr(validFrom, end - validFrom), static_cast<std::uint32_t>(validFrom), boundaries);
    };
    for (std::size_t at = 0; at < bytes.size();) {
        const Utf8Step step = decodeReversible(bytes, at);
        if (isByteMark(step.codePoint)) {
            flush(at);
            boundaries.push_back(static_cast<std::uint32_t>(at + 1));
            validFrom = at + 1;
        }
        at += step.length;
    }
    flush(bytes.size());
    return boundaries;
}

} // namespace bulkhead
