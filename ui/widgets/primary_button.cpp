// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/primary_button.h"

#include "ui/text/count_text.h"

#include <QPainter>

namespace bulkhead {

PrimaryButton::PrimaryButton(QWidget *parent)
    : QPushButton(parent)
{
    QFont bold = font();
    bold.setBold(true);
    setFont(bold);
    setAttribute(Qt::WA_Hover);
}

QSize PrimaryButton::sizeHint() const
{
    const QFontMetrics metrics(font());
    // Wide enough for six digits, so that it does not jump while counts change.
    const int room = metrics.horizontalAdvance(primaryButtonText(Deed::Rename, 999'999));
    return {std::max(room, metrics.horizontalAdvance(text())) + 40, metrics.height() + 18};
}

void PrimaryButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = isEnabled() ? palette().color(QPalette::Highlight) : palette().color(QPalette::Midlight);
    if (isEnabled() && isDown())
        fill = fill.darker(120);
    else if (isEnabled() && underMouse())
        fill = fill.lighter(112);
    const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(fill);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Text), 1.5) : Qt::NoPen);
    painter.drawRoundedRect(box, 5, 5);
    painter.setPen(isEnabled() ? palette().color(QPalette::HighlightedText) : palette().color(QPalette::Disabled, QPalette::ButtonText));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace bulkhead
