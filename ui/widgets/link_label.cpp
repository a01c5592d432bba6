// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/link_label.h"

#include "ui/palette/theme.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

namespace bulkhead {

LinkLabel::LinkLabel(QWidget *parent)
    : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name must not make the window wide
    setSentence({}, {}, false);
}

void LinkLabel::setSentence(const QString &text, const QString &toolTip, bool leads)
{
    setText(text);
    setToolTip(toolTip);
    setAccessibleName(text);
    setEnabled(leads);
    setFocusPolicy(leads ? Qt::TabFocus : Qt::NoFocus); // a click leaves the focus where it is
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QSize LinkLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()), fontMetrics().height() + 4};
}

QSize LinkLabel::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void LinkLabel::paintEvent(QPaintEvent *)
{
    if (text().isEmpty())
        return;
    QPainter painter(this);
    QFont used = font();
    used.setUnderline(isEnabled());
    painter.setFont(used);
    painter.setPen(isEnabled() ? themeColors(palette()).accent : palette().color(QPalette::Active, QPalette::WindowText));
    const QString shown = QFontMetrics(used, this).elidedText(text(), Qt::ElideMiddle, width());
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    if (!hasFocus())
        return;
    QStyleOptionFocusRect option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

} // namespace bulkhead
