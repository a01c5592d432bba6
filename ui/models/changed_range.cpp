// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/changed_range.h"

#include <algorithm>

namespace bulkhead {

TextRange changedRange(QStringView before, QStringView after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    qsizetype start = 0;
    while (start < shorter && before[start] == after[start])
        ++start;
    if (start > 0 && after[start - 1].isHighSurrogate())
        --start;
    qsizetype end = 0; // length of the common end
    while (end < shorter - start && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    if (end > 0 && after[after.size() - end].isLowSurrogate())
        --end;
    return {start, after.size() - end - start};
}

TextRange elidedRange(TextRange range, qsizetype fullLength, QStringView elided)
{
    if (elided.size() >= fullLength)
        return range;
    const qsizetype ellipsis = elided.indexOf(QChar(0x2026));
    if (ellipsis < 0)
        return {0, 0};
    const qsizetype hidden = fullLength - elided.size();
    const auto shifted = [&](qsizetype at, bool isEnd) {
        if (at <= ellipsis)
            return at;
        if (at >= ellipsis + 1 + hidden)
            return at - hidden;
        return isEnd ? ellipsis + 1 : ellipsis;
    };
    const qsizetype start = shifted(range.start, false);
    const qsizetype end = shifted(range.start + range.length, true);
    return {start, std::max<qsizetype>(0, end - start)};
}

} // namespace bulkhead
