// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitted_text.h"

#include <algorithm>

namespace bulkhead {

namespace {

constexpr qsizetype kLongest = 512; ///< Of a part; no line shows more. Measuring costs what a text is long.

QString ends(const QString &part)
{
    if (part.size() <= kLongest)
        return part;
    qsizetype head = kLongest / 2;
    qsizetype tail = part.size() - kLongest / 2;
    if (part[head - 1].isHighSurrogate())
        --head;
    if (part[tail].isLowSurrogate())
        ++tail;
    return part.left(head) + QChar(0x2026) + part.mid(tail);
}

QString elided(const QString &part, const QFontMetricsF &metrics, double width)
{
    if (part.isEmpty() || metrics.horizontalAdvance(part) <= width)
        return part;
    const QString shorter = metrics.elidedText(part, Qt::ElideMiddle, std::max(0.0, width));
    return shorter.isEmpty() ? QString(QChar(0x2026)) : shorter;
}

} // namespace

FittedText fitText(const QString &text, TextRange range, const QFontMetricsF &metrics, double width)
{
    if (text.size() <= kLongest && metrics.horizontalAdvance(text) <= width)
        return {text, range};
    QString head = ends(text.left(range.start));
    QString middle = ends(text.mid(range.start, range.length));
    QString tail = ends(text.mid(range.start + range.length));
    // So much that an extension stays in sight.
    const auto least = [&](const QString &part) { return std::min(width / 5, metrics.horizontalAdvance(part)); };
    middle = elided(middle, metrics, width - least(head) - least(tail));
    const double room = std::max(0.0, width - metrics.horizontalAdvance(middle));
    const double headWidth = metrics.horizontalAdvance(head);
    const double tailWidth = metrics.horizontalAdvance(tail);
    // Half each, and what one does not need to the other.
    const double forTail = std::min(tailWidth, std::max(room / 2, room - headWidth));
    tail = elided(tail, metrics, forTail);
    head = elided(head, metrics, room - metrics.horizontalAdvance(tail));
    return {head + middle + tail, {head.size(), middle.size()}};
}

} // namespace bulkhead
