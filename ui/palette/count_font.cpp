// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/count_font.h"

#include <QFontDatabase>
#include <QFontMetrics>

namespace bulkhead {

QFont countFont(const QFont &font)
{
    const QFontMetrics metrics(font);
    const int width = metrics.horizontalAdvance(QLatin1Char('0'));
    for (char digit = '1'; digit <= '9'; ++digit) {
        if (metrics.horizontalAdvance(QLatin1Char(digit)) == width)
            continue;
        QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        fixed.setPixelSize(QFontInfo(font).pixelSize());
        return fixed;
    }
    return font;
}

} // namespace bulkhead
