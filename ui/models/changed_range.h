// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace bulkhead {

struct TextRange {
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const TextRange &) const = default;
};

/// The part of `after` that differs from `before`: what is left between the longest common beginning and end. Never cuts
/// a surrogate pair. Any thread.
TextRange changedRange(QStringView before, QStringView after);

/// Where a range of a text lies in the same text elided in the middle by one character ('…').
TextRange elidedRange(TextRange range, qsizetype fullLength, QStringView elided);

} // namespace bulkhead
