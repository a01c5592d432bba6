// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_glyph.h"

#include "ui/palette/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace bulkhead {

namespace {

using RowState = FileTableModel::RowState;

QColor glyphColor(RowState state, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (state) {
    case RowState::WillChange:
        return colors.accent;
    case RowState::Conflict:
        return colors.warning;
    case RowState::Error:
    case RowState::Failed:
        return colors.error;
    case RowState::Done:
        return colors.good;
    default:
        return palette.color(QPalette::PlaceholderText);
    }
}

/// On a grid of 16 units.
QPainterPath glyphPath(RowState state)
{
    QPainterPath path;
    const auto line = [&path](std::initializer_list<QPointF> points) {
        path.moveTo(*points.begin());
        for (const QPointF &point : points)
            path.lineTo(point);
    };
    switch (state) {
    case RowState::WillChange: // arrow
        line({{3, 8}, {13, 8}});
        line({{9, 4}, {13, 8}, {9, 12}});
        break;
    case RowState::Conflict: // triangle with a stroke
        line({{8, 2.5}, {14, 13}, {2, 13}, {8, 2.5}});
        line({{8, 6.5}, {8, 9.5}});
        line({{8, 11.2}, {8, 11.3}});
        break;
    case RowState::Error: // circle with a stroke
        path.addEllipse(QPointF(8, 8), 5.7, 5.7);
        line({{8, 4.8}, {8, 8.6}});
        line({{8, 10.9}, {8, 11}});
        break;
    case RowState::Failed: // cross
        line({{4, 4}, {12, 12}});
        line({{12, 4}, {4, 12}});
        break;
    case RowState::Done: // tick
        line({{3, 8.5}, {6.5, 12}, {13, 4.5}});
        break;
    case RowState::LeftOut: // dash
    case RowState::Skipped:
        line({{4, 8}, {12, 8}});
        break;
    case RowState::NotReached: // empty circle
        path.addEllipse(QPointF(8, 8), 4, 4);
        break;
    case RowState::Unknown:
    case RowState::Same:
        break;
    }
    return path;
}

void paintLines(QPainter &painter, const QRectF &box, const QPainterPath &path, const QColor &color)
{
    constexpr double kGrid = 16;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / kGrid, box.height() / kGrid);
    painter.setPen(QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

} // namespace

void paintStatusGlyph(QPainter &painter, const QRectF &box, RowState state, const QPalette &palette)
{
    paintLines(painter, box, glyphPath(state), glyphColor(state, palette));
}

void paintWarningGlyph(QPainter &painter, const QRectF &box, const QPalette &palette)
{
    QPainterPath path;
    path.moveTo(8, 3);
    path.lineTo(8, 9);
    path.moveTo(8, 12.6);
    path.lineTo(8, 12.7);
    paintLines(painter, box, path, themeColors(palette).warning);
}

} // namespace bulkhead
