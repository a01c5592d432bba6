// SPDX-License-Identifier: GPL-3.0-or-later
// Rows that are dragged within the table.
#include "ui/widgets/preview_table.h"

#include "ui/text/count_text.h"

#include <QDrag>
#include <QDragMoveEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>

namespace bulkhead {

namespace {

/// No program but this one knows it, and it says nothing: the rows are those that are selected when they are let go.
const QString kRows = QStringLiteral("application/x-bulkhead-rows");
constexpr int kLineWidth = 2;
constexpr int kKnob = 3; ///< Radius.

} // namespace

void PreviewTable::mousePressEvent(QMouseEvent *event)
{
    // What is selected is dragged; from elsewhere a selection is drawn, as ever.
    const QModelIndex under = indexAt(event->position().toPoint());
    const bool plain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    setDragEnabled(m_movable && plain && under.isValid() && selectionModel()->isSelected(under));
    QTableView::mousePressEvent(event);
}

void PreviewTable::startDrag(Qt::DropActions)
{
    qint64 count = 0;
    for (const ViewRange &range : selectedRanges())
        count += range.last - range.first + 1;
    auto *rows = new QMimeData;
    rows->setData(kRows, "rows");
    auto *drag = new QDrag(this);
    drag->setMimeData(rows);
    drag->setPixmap(dragLabel(filesText(count)));
    drag->setHotSpot(QPoint(-14, -10)); // beside the pointer: the line is what counts
    drag->exec(Qt::MoveAction); // Qt's own loop, the only way to drag: it ends with the mouse button, and the window goes on meanwhile.
    setDropAt(std::nullopt);
}

QPixmap PreviewTable::dragLabel(const QString &text) const
{
    const QRect box(QPoint(0, 0), fontMetrics().size(Qt::TextSingleLine, text) + QSize(16, 8));
    QPixmap pixmap(box.size() * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(palette().color(QPalette::Highlight));
    QPainter painter(&pixmap);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(box, Qt::AlignCenter, text);
    return pixmap;
}

bool PreviewTable::takesRows(const QDropEvent &event) const
{
    return m_movable && event.source() == this && event.mimeData()->hasFormat(kRows);
}

void PreviewTable::dragEnterEvent(QDragEnterEvent *event)
{
    event->setAccepted(takesRows(*event));
}

void PreviewTable::dragMoveEvent(QDragMoveEvent *event)
{
    QTableView::dragMoveEvent(event); // scrolls at the edges
    event->setAccepted(takesRows(*event));
    if (event->isAccepted())
        setDropAt(event->position().toPoint());
}

void PreviewTable::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTableView::dragLeaveEvent(event);
    setDropAt(std::nullopt);
}

void PreviewTable::dropEvent(QDropEvent *event)
{
    stopAutoScroll();
    setDropAt(std::nullopt);
    event->setAccepted(takesRows(*event));
    if (event->isAccepted())
        Q_EMIT rowsDropped(m_model.rowId(rowAfter(event->position().toPoint())));
}

void PreviewTable::setDropAt(std::optional<QPoint> at)
{
    m_dropAt = at;
    viewport()->update();
}

/// The row that rows dropped there would be before; as many as there are: behind the last.
int PreviewTable::rowAfter(const QPoint &at) const
{
    const int row = rowAt(at.y());
    if (row < 0)
        return m_model.rowCount();
    return row + (at.y() > rowViewportPosition(row) + rowHeight(row) / 2);
}

void PreviewTable::paintDropLine()
{
    if (!m_dropAt || m_model.rowCount() == 0)
        return;
    const int row = rowAfter(*m_dropAt);
    const int last = m_model.rowCount() - 1;
    const int y = std::max(kKnob, row <= last ? rowViewportPosition(row) : rowViewportPosition(last) + rowHeight(last));
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = palette().color(QPalette::Highlight);
    painter.setPen(QPen(color, kLineWidth));
    painter.drawLine(2 * kKnob, y, viewport()->width(), y);
    painter.drawEllipse(QPoint(1 + kKnob, y), kKnob, kKnob);
}

} // namespace bulkhead
