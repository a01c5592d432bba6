// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/name_delegate.h"

#include "ui/models/changed_range.h"
#include "ui/models/file_table_model.h"
#include "ui/palette/theme.h"
#include "ui/widgets/status_glyph.h"

#include <QApplication>
#include <QLineEdit>
#include <QPainter>
#include <QTextLayout>

#include <optional>

namespace bulkhead {

namespace {

constexpr int kMargin = 6;
constexpr int kGlyph = 14;
constexpr char kEditorFilled[] = "bulkheadFilled";

struct CellText {
    QString text;
    std::optional<TextRange> tinted; ///< Length 0: something was taken out there.
    QColor color;
    QColor tint;
    QColor seam; ///< Where something was taken out.
    bool isPath = false;
    bool rightAligned = false;
    bool italic = false;
    bool underlined = false;
};

/// Of a path the folders give way before the name does; where not even that fits, only it is left.
QString elidedPath(CellText &cell, const QFontMetrics &metrics, int width)
{
    const qsizetype slash = cell.text.lastIndexOf(QLatin1Char('/'));
    if (!cell.isPath || slash < 0 || metrics.horizontalAdvance(cell.text) <= width)
        return metrics.elidedText(cell.text, Qt::ElideMiddle, width);
    const QString name = cell.text.mid(slash);
    const int room = width - metrics.horizontalAdvance(name);
    if (room >= metrics.horizontalAdvance(QChar(0x2026)))
        return metrics.elidedText(cell.text.left(slash), Qt::ElideMiddle, room) + name;
    cell.text = name.mid(1);
    if (cell.tinted) {
        const qsizetype end = cell.tinted->start + cell.tinted->length;
        cell.tinted->start = std::max<qsizetype>(0, cell.tinted->start - slash - 1);
        cell.tinted->length = end - slash - 1 - cell.tinted->start;
        if (cell.tinted->length <= 0)
            cell.tinted.reset(); // only the folder is another one
    }
    return metrics.elidedText(cell.text, Qt::ElideMiddle, width);
}

void paintText(QPainter &painter, const QRect &rect, const QFont &font, CellText cell)
{
    if (cell.text.isEmpty() || rect.width() <= 0)
        return;
    QFont used = font;
    used.setItalic(cell.italic);
    used.setUnderline(cell.underlined);
    const QFontMetrics metrics(used);
    const QString shown = elidedPath(cell, metrics, rect.width());
    // A layout of its own per cell: marks of direction in one name cannot touch its neighbours.
    QTextLayout layout(shown, used);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    const TextRange range = cell.tinted ? elidedRange(*cell.tinted, cell.text.size(), shown) : TextRange();
    if (range.length > 0) {
        QTextLayout::FormatRange format;
        format.start = int(range.start);
        format.length = int(range.length);
        format.format.setBackground(cell.tint);
        layout.setFormats({format});
    }
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width());
    layout.endLayout();
    const double x = cell.rightAligned ? rect.right() + 1 - line.naturalTextWidth() : rect.left();
    const double y = rect.top() + (rect.height() - line.height()) / 2;
    painter.setPen(cell.color);
    layout.draw(&painter, QPointF(x, y));
    if (cell.tinted && range.length == 0)
        painter.fillRect(QRectF(x + line.cursorToX(int(range.start)), y, 1, line.height()), cell.seam);
}

QColor cellColor(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QPalette &palette = option.palette;
    if (option.state & QStyle::State_Selected)
        return palette.color(QPalette::HighlightedText);
    const bool faded = index.data(FileTableModel::DimmedRole).toBool() || index.data(FileTableModel::StaleRole).toBool();
    const int column = index.column();
    if (faded || column == FileTableModel::Folder || column == FileTableModel::Size || column == FileTableModel::Modified)
        return palette.color(QPalette::PlaceholderText);
    return palette.color(QPalette::Text);
}

CellText nameCell(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    CellText cell;
    cell.text = index.data(Qt::DisplayRole).toString();
    cell.color = cellColor(option, index);
    cell.rightAligned = index.column() == FileTableModel::Size;
    cell.underlined = index.column() == FileTableModel::Status && (option.state & QStyle::State_MouseOver)
        && index.data(FileTableModel::LinkRole).toBool();
    if (index.column() != FileTableModel::NewName)
        return cell;
    cell.isPath = true;
    cell.italic = index.data(FileTableModel::StaleRole).toBool();
    const QString before = index.data(FileTableModel::OldNameRole).toString();
    if (!index.data(FileTableModel::DimmedRole).toBool() && before != cell.text)
        cell.tinted = changedRange(before, cell.text);
    cell.tint = themeColors(option.palette).changed;
    cell.seam = themeColors(option.palette).good;
    if (option.state & QStyle::State_Selected) {
        cell.tint = option.palette.color(QPalette::HighlightedText);
        cell.tint.setAlpha(60);
        cell.seam = option.palette.color(QPalette::HighlightedText);
    }
    return cell;
}

/// A small pen in front of a name that was typed by hand.
void paintHandMadeMark(QPainter &painter, QRect &rect, const QColor &color)
{
    constexpr int kMark = 12;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap));
    const QPointF origin(rect.left(), rect.center().y() - kMark / 2 + 1);
    painter.drawLine(origin + QPointF(1, 10), origin + QPointF(8, 3));
    painter.drawLine(origin + QPointF(1, 10), origin + QPointF(1.5, 7.5));
    painter.drawLine(origin + QPointF(1, 10), origin + QPointF(3.5, 9.5));
    painter.restore();
    rect.setLeft(rect.left() + kMark);
}

} // namespace

void NameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    if (index.column() == FileTableModel::Status) {
        const auto state = FileTableModel::RowState(index.data(FileTableModel::StateRole).toInt());
        QPalette palette = option.palette;
        if (option.state & QStyle::State_Selected)
            palette.setColor(QPalette::Base, Qt::black); // light signs on the selection
        const QRectF box(rect.left(), rect.center().y() - kGlyph / 2 + 0.5, kGlyph, kGlyph);
        paintStatusGlyph(*painter, box, state, palette);
        if (index.data(FileTableModel::WarnedRole).toBool()) {
            paintWarningGlyph(*painter, box.translated(kGlyph, 0), palette);
            rect.setLeft(rect.left() + kGlyph);
        }
        rect.setLeft(rect.left() + kGlyph + kMargin);
    }
    if (index.column() == FileTableModel::NewName && index.data(FileTableModel::HandMadeRole).toBool())
        paintHandMadeMark(*painter, rect, cellColor(option, index));
    paintText(*painter, rect, option.font, nameCell(option, index));
}

QWidget *NameDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("newNameEditor"));
    editor->setAccessibleName(tr("New name"));
    editor->setFrame(false);
    return editor;
}

void NameDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    // The view asks again whenever a preview arrives: what is being typed stays.
    if (editor->property(kEditorFilled).toBool())
        return;
    editor->setProperty(kEditorFilled, true);
    auto *field = static_cast<QLineEdit *>(editor);
    const QString name = index.data(Qt::EditRole).toString();
    field->setText(name);
    const int dot = int(name.lastIndexOf(QLatin1Char('.')));
    // The view selects all once it has given the editor the focus; the stem is what people mean.
    const auto selectStem = [field, dot] {
        if (!field->isModified())
            field->setSelection(0, dot > 0 ? dot : int(field->text().size()));
    };
    QMetaObject::invokeMethod(field, selectStem, Qt::QueuedConnection);
}

void NameDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QLineEdit *>(editor)->text(), Qt::EditRole);
}

void NameDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect);
}

} // namespace bulkhead
