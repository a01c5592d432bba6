// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/problem_label.h"

#include "ui/palette/theme.h"

#include <QEvent>

namespace bulkhead {

ProblemLabel::ProblemLabel(QWidget *parent)
    : QLabel(parent)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText); // a mistake may quote what looks like markup
    setForegroundRole(QPalette::WindowText); // on a card it would be another one
    followTheme();
}

void ProblemLabel::followTheme()
{
    const QColor error = themeColors(palette()).error;
    if (palette().color(QPalette::WindowText) == error)
        return;
    QPalette colors;
    colors.setColor(QPalette::WindowText, error);
    setPalette(colors);
}

void ProblemLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        followTheme();
}

} // namespace bulkhead
