// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/outline_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace bulkhead {

namespace {

constexpr int kHeaderMargin = 6;

QPen outline(const QStyleOption &option, bool strong)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor line = option.palette.color(strong && enabled ? QPalette::Highlight : QPalette::Mid);
    return QPen(line, strong && enabled ? 1.5 : 1);
}

void drawFieldFrame(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(outline(option, option.state & QStyle::State_HasFocus));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.restore();
}

/// A toggle that is on: tinted, so that it shows on dark ground.
void drawToggledButton(QPainter &painter, const QStyleOption &option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor accent = option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::Highlight);
    QColor fill = accent;
    fill.setAlpha(60);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(QPen(accent, 1));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.restore();
}

void drawCheckBox(QPainter &painter, const QStyleOption &option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
    painter.setBrush(option.palette.color(group, on ? QPalette::Highlight : QPalette::Base));
    if (!on)
        painter.setPen(outline(option, option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver)));
    else if (option.state & QStyle::State_HasFocus) // the accent would not show around the accent
        painter.setPen(QPen(option.palette.color(group, QPalette::Text), 1.5));
    else
        painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(QPen(option.palette.color(group, QPalette::HighlightedText), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) { return QPointF(box.left() + x * box.width(), box.top() + y * box.height()); };
    if (option.state & QStyle::State_On)
        painter.drawPolyline(QPolygonF{at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.28)});
    else if (option.state & QStyle::State_NoChange)
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
    painter.restore();
}

} // namespace

OutlineStyle::OutlineStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void OutlineStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_FrameLineEdit:
        return drawFieldFrame(*painter, *option);
    case PE_PanelButtonTool:
        if (option->state & State_On)
            return drawToggledButton(*painter, *option);
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    case PE_IndicatorCheckBox:
        return drawCheckBox(*painter, *option);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int OutlineStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    return metric == PM_HeaderMargin ? kHeaderMargin : QProxyStyle::pixelMetric(metric, option, widget);
}

int OutlineStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returned) const
{
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, returned);
}

} // namespace bulkhead
