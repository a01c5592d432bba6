// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/preview_table.h"

#include "core/jobs/job_runner.h"
#include "ui/controllers/deliver.h"
#include "ui/widgets/name_delegate.h"

#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace bulkhead {

namespace {

constexpr int kRowHeight = 26;
/// A selection in more pieces than this is not carried over, and nothing is selected then: the view looks through its ranges
/// for every cell it paints. With 100,000 pieces it takes 28 ms to select them and 60 ms to paint a small window each time; a
/// worker cannot help with either, since the pieces are the model's own indexes.
constexpr std::size_t kMostRanges = 1000;
/// Where more rows than this are selected, they are looked for on a worker.
constexpr qint64 kMostRowsAtOnce = 20'000;

/// Where rows of the view before are in the view of now; none where they are in too many pieces. O(rows selected).
std::vector<ViewRange> rangesNow(const RowView &before, const std::vector<ViewRange> &ranges, const RowView &view)
{
    std::vector<ViewRange> now;
    for (const ViewRange &range : ranges) {
        for (int at = range.first; at <= range.last; ++at) {
            const std::uint32_t position = view.position[before.rows[std::size_t(at)]];
            if (position == kNone)
                continue;
            const int row = int(position);
            if (!now.empty() && row == now.back().last + 1)
                now.back().last = row;
            else if (!now.empty() && row == now.back().first - 1) // the other way round now
                now.back().first = row;
            else if (now.size() == kMostRanges)
                return {};
            else
                now.push_back({row, row});
        }
    }
    return now;
}

/// The rows of `count` that are in none of the ranges.
std::vector<ViewRange> rangesBetween(std::vector<ViewRange> ranges, int count)
{
    std::sort(ranges.begin(), ranges.end(), [](const ViewRange &a, const ViewRange &b) { return a.first < b.first; });
    std::vector<ViewRange> between;
    int next = 0;
    for (const ViewRange &range : ranges) {
        if (range.first > next)
            between.push_back({next, range.first - 1});
        next = std::max(next, range.last + 1);
    }
    if (next < count)
        between.push_back({next, count - 1});
    return between;
}

} // namespace

PreviewTable::PreviewTable(FileTableModel &model, JobRunner &runner, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_runner(runner)
{
    setObjectName(QStringLiteral("previewTable"));
    setAccessibleName(tr("Files and their new names"));
    setModel(&model);
    setItemDelegate(new NameDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(EditKeyPressed);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    viewport()->setAttribute(Qt::WA_Hover); // what can be clicked is underlined
    viewport()->setAcceptDrops(true);
    setDropIndicatorShown(false); // paints its own
    setFrameShape(NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(kRowHeight);
    QHeaderView *header = horizontalHeader();
    header->setObjectName(QStringLiteral("previewHeader"));
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setHighlightSections(false);
    // Painting a header asks, for every column, whether every single row of it is selected: 60 ms at a million rows. It
    // gets a selection of its own in which nothing ever is.
    header->setSelectionModel(new QItemSelectionModel(&model, header));
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(48);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setColumnWidth(FileTableModel::Size, 84);
    setColumnWidth(FileTableModel::Modified, 140);
    setColumnHidden(FileTableModel::Modified, true);

    connect(header, &QHeaderView::sectionClicked, this, [this](int column) {
        scrollToTop();
        m_sorting = true;
        Q_EMIT headerClicked(column);
    });
    connect(header, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { Q_EMIT headerMenuWanted(horizontalHeader()->mapToGlobal(at)); });
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { Q_EMIT menuWanted(viewport()->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, [this] {
        if (!(QApplication::mouseButtons() & Qt::LeftButton) || m_fitting)
            return; // stretched by the header itself
        m_chosen = true;
        noteShares();
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PreviewTable::noteVisible);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &PreviewTable::rememberPlace);
    connect(&model, &QAbstractItemModel::modelReset, this, &PreviewTable::restorePlace);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &PreviewTable::noteSelection);
}

void PreviewTable::noteVisible()
{
    const int height = std::max(1, verticalHeader()->defaultSectionSize());
    const int first = verticalScrollBar()->value();
    // Scrolled to the end, the row above shows its lower half.
    m_model.setVisibleRange(first - 1, first + viewport()->height() / height + 1);
    Q_EMIT visibleRowsChanged();
}

void PreviewTable::rememberPlace()
{
    m_place = {};
    if (m_model.rowCount() == 0)
        return;
    m_place.table = m_model.contents().list.table;
    m_place.order = m_model.contents().list.order;
    m_place.view = m_model.contents().view;
    m_place.top = std::min(verticalScrollBar()->value(), m_model.rowCount() - 1); // the bar may not know of these rows yet
    m_place.current = currentIndex().row();
    m_place.currentColumn = std::max(0, currentIndex().column());
    m_place.currentInSight = isInSight(m_place.current);
    if (m_awaited && selectionModel()->selection().isEmpty())
        m_place.selection = *m_awaited;
    else
        m_place.selection = {m_place.view, selectedRanges()};
    m_awaited.reset();
    const QModelIndex name = m_model.index(m_place.current, FileTableModel::NewName);
    if (const auto *editor = qobject_cast<QLineEdit *>(indexWidget(name)))
        m_place.typed = {editor->text(), editor->cursorPosition(), editor->isModified()};
}

void PreviewTable::restorePlace()
{
    // Row ids mean something only in the table they are of.
    if (m_place.view && m_place.table == m_model.contents().list.table && m_model.rowCount() > 0) {
        // Where rows were moved by hand, the others stay under the eyes, and the moved ones come along.
        const auto &order = m_model.contents().list.order;
        const bool moved = order && order != m_place.order;
        updateGeometries(); // else the scroll bar goes no further than with the rows before
        // At the start of the list one stays there, whatever comes first now.
        verticalScrollBar()->setValue(moved || m_place.top == 0 ? m_place.top : rowNow(m_place.top));
        const bool sorted = std::exchange(m_sorting, false) && m_place.top == 0; // else a person has scrolled on since
        restoreCurrent();
        if (moved ? currentIndex().row() != m_place.current : m_place.currentInSight && !sorted)
            scrollTo(currentIndex());
        restoreSelection(m_place.selection);
    }
    m_place = {};
    noteVisible();
    noteSelection();
}

bool PreviewTable::isInSight(int row) const
{
    const int top = verticalScrollBar()->value();
    return row >= top && row < top + std::max(1, viewport()->height() / kRowHeight);
}

void PreviewTable::noteSelection()
{
    Q_EMIT selectionCountChanged(selectedCount());
}

/// Where a row of the view before is; where it is gone, what came into its place.
int PreviewTable::rowNow(int before) const
{
    const int row = m_model.viewRow(m_place.view->rows[std::size_t(before)]);
    return row >= 0 ? row : std::min(before, m_model.rowCount() - 1);
}

void PreviewTable::restoreCurrent()
{
    if (m_place.current < 0)
        return;
    const QModelIndex current = m_model.index(rowNow(m_place.current), m_place.currentColumn);
    const bool same = m_model.rowId(current.row()) == m_place.view->rows[std::size_t(m_place.current)];
    // The view would scroll to it by itself, wherever it is now.
    setAutoScroll(false);
    // What came into the place of a selected row is selected, unless others of the selection are left: the next key is for it.
    const qint64 selected = m_place.selection.rowCount();
    if (same || selected == 0 || selected > kMostRowsAtOnce)
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
    else
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(true);
    if (same && m_place.typed)
        reopenEditor(*m_place.typed);
}

void PreviewTable::restoreSelection(const Selection &before)
{
    const auto &contents = m_model.contents();
    const std::size_t all = contents.list.table->rowCount();
    const qint64 selected = before.rowCount();
    if (selected == qint64(all) && contents.view->rows.size() == all)
        return selectAll();
    if (selected <= kMostRowsAtOnce)
        return select(rangesNow(*before.view, before.ranges, *contents.view));
    const auto awaited = std::make_shared<const Selection>(before);
    m_awaited = awaited;
    auto ranges = m_runner.compute([awaited, now = contents.view] { return rangesNow(*awaited->view, awaited->ranges, *now); });
    deliver(ranges, this, [this, awaited](const std::vector<ViewRange> &now) {
        if (m_awaited != awaited)
            return; // Other rows are shown by now.
        m_awaited.reset();
        if (selectionModel()->selection().isEmpty()) // else a person was quicker
            select(now);
        noteSelection();
    });
}

void PreviewTable::select(const std::vector<ViewRange> &ranges)
{
    if (ranges.empty())
        return;
    QItemSelection selection;
    for (const ViewRange &range : ranges)
        selection.append({m_model.index(range.first, 0), m_model.index(range.last, FileTableModel::ColumnCount - 1)});
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void PreviewTable::invertSelection()
{
    if (m_awaited)
        return; // nobody sees yet what would be inverted
    const std::vector<ViewRange> others = rangesBetween(selectedRanges(), m_model.rowCount());
    // First empty, then filled: from the one to the other at once, Qt would compare every range with every other.
    clearSelection();
    select(others);
}

qint64 PreviewTable::Selection::rowCount() const
{
    qint64 count = 0;
    for (const ViewRange &range : ranges)
        count += range.last - range.first + 1;
    return count;
}

void PreviewTable::reopenEditor(const Typed &typed)
{
    const QModelIndex name = m_model.index(currentIndex().row(), FileTableModel::NewName);
    if (!(name.flags() & Qt::ItemIsEditable))
        return;
    edit(name);
    auto *editor = qobject_cast<QLineEdit *>(indexWidget(name));
    if (!editor || !typed.modified)
        return;
    editor->setText(typed.text);
    editor->setCursorPosition(typed.cursor);
    editor->setModified(true);
}

std::vector<ViewRange> PreviewTable::selectedRanges() const
{
    std::vector<ViewRange> ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        ranges.push_back({range.top(), range.bottom()});
    return ranges;
}

qint64 PreviewTable::selectedCount() const
{
    const qint64 count = Selection{nullptr, selectedRanges()}.rowCount();
    return count == 0 && m_awaited ? m_awaited->rowCount() : count;
}

RowId PreviewTable::currentRow() const
{
    return m_model.rowId(currentIndex().row());
}

bool PreviewTable::goTo(RowId row)
{
    const int at = m_model.viewRow(row);
    if (at < 0)
        return false;
    const bool inSight = isInSight(at);
    // Not setCurrentIndex, which looks at the keys that are held.
    selectionModel()->setCurrentIndex(
        m_model.index(at, FileTableModel::NewName), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(currentIndex(), inSight ? EnsureVisible : PositionAtCenter);
    return true;
}

void PreviewTable::editCurrentName()
{
    if (currentIndex().isValid())
        edit(m_model.index(currentIndex().row(), FileTableModel::NewName));
}

void PreviewTable::showSortArrow(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSortIndicator(column, order);
}

void PreviewTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    paintDropLine();
    if (m_model.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(viewport()->rect(), Qt::AlignCenter, tr("No row to show here"));
}

void PreviewTable::resizeEvent(QResizeEvent *event)
{
    // The header stretches its last column before it is our turn: that is no wish of anybody's.
    m_fitting = true;
    QTableView::resizeEvent(event);
    chooseByWidth();
    m_fitting = false;
    fitColumns();
    noteVisible();
}

void PreviewTable::keyPressEvent(QKeyEvent *event)
{
    // Whatever column is current.
    if (event->key() == Qt::Key_F2 && event->modifiers() == Qt::NoModifier) {
        editCurrentName();
        return;
    }
    QTableView::keyPressEvent(event);
}

bool PreviewTable::viewportEvent(QEvent *event)
{
    const bool handled = QTableView::viewportEvent(event);
    if (event->type() == QEvent::HoverMove)
        showPointer(indexAt(static_cast<QHoverEvent *>(event)->position().toPoint()));
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QModelIndex index = indexAt(help->pos());
        if (index.column() == FileTableModel::NewName)
            Q_EMIT explanationWanted(m_model.rowId(index.row()), help->globalPos());
    }
    return handled;
}

void PreviewTable::showPointer(const QModelIndex &under)
{
    const bool link = under.column() == FileTableModel::Status && under.data(FileTableModel::LinkRole).toBool();
    const Qt::CursorShape shape = link ? Qt::PointingHandCursor : Qt::ArrowCursor;
    if (viewport()->cursor().shape() != shape)
        viewport()->setCursor(shape);
}

void PreviewTable::explain(RowId row, const QPoint &globalPosition, const QString &text)
{
    const QModelIndex index = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    if (index.column() == FileTableModel::NewName && m_model.rowId(index.row()) == row)
        QToolTip::showText(
            globalPosition, index.data(Qt::ToolTipRole).toString() + QLatin1Char('\n') + text, viewport(), visualRect(index));
}

} // namespace bulkhead
