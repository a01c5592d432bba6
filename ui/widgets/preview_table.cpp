// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/preview_table.h"

#include "ui/widgets/name_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace bulkhead {

namespace {

constexpr int kRowHeight = 26;
/// A scattered selection larger than this is not carried over: the view looks through its ranges for every cell it paints.
constexpr std::size_t kCarriedSelection = 1000;

} // namespace

PreviewTable::PreviewTable(FileTableModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
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
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(48);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    setColumnHidden(FileTableModel::Modified, true);

    connect(header, &QHeaderView::sectionClicked, this, &PreviewTable::headerClicked);
    connect(header, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &at) { Q_EMIT headerMenuWanted(horizontalHeader()->mapToGlobal(at)); });
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { Q_EMIT menuWanted(viewport()->mapToGlobal(at)); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &PreviewTable::noteVisible);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &PreviewTable::rememberPlace);
    connect(&model, &QAbstractItemModel::modelReset, this, &PreviewTable::restorePlace);
}

void PreviewTable::noteVisible()
{
    const int height = std::max(1, verticalHeader()->defaultSectionSize());
    const int first = verticalScrollBar()->value();
    m_model.setVisibleRange(first, first + viewport()->height() / height + 1);
    Q_EMIT visibleRowsChanged();
}

void PreviewTable::rememberPlace()
{
    m_place = {};
    m_place.table = m_model.contents().list.table;
    m_place.top = m_model.rowId(verticalScrollBar()->value());
    m_place.current = m_model.rowId(currentIndex().row());
    m_place.currentColumn = std::max(0, currentIndex().column());
    std::size_t count = 0;
    const std::vector<ViewRange> ranges = selectedRanges();
    for (const ViewRange &range : ranges)
        count += std::size_t(range.last - range.first + 1);
    m_place.all = count > 0 && count == std::size_t(m_model.rowCount());
    if (m_place.all || count > kCarriedSelection)
        return;
    for (const ViewRange &range : ranges) {
        for (int at = range.first; at <= range.last; ++at)
            m_place.selected.push_back(m_model.rowId(at));
    }
}

void PreviewTable::restorePlace()
{
    // Row ids mean something only in the table they are of.
    if (m_place.table == m_model.contents().list.table) {
        if (const int top = m_model.viewRow(m_place.top); top >= 0)
            verticalScrollBar()->setValue(top);
        if (const int current = m_model.viewRow(m_place.current); current >= 0)
            selectionModel()->setCurrentIndex(m_model.index(current, m_place.currentColumn), QItemSelectionModel::NoUpdate);
        QItemSelection selection;
        for (const RowId row : m_place.selected) {
            if (const int at = m_model.viewRow(row); at >= 0)
                selection.append(QItemSelectionRange(m_model.index(at, 0), m_model.index(at, FileTableModel::ColumnCount - 1)));
        }
        if (m_place.all)
            selectAll();
        else if (!selection.isEmpty())
            selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    }
    m_place = {};
    noteVisible();
}

std::vector<ViewRange> PreviewTable::selectedRanges() const
{
    std::vector<ViewRange> ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        ranges.push_back({range.top(), range.bottom()});
    return ranges;
}

RowId PreviewTable::currentRow() const
{
    return m_model.rowId(currentIndex().row());
}

void PreviewTable::goTo(RowId row)
{
    const int at = m_model.viewRow(row);
    if (at < 0)
        return;
    setCurrentIndex(m_model.index(at, FileTableModel::NewName));
    scrollTo(currentIndex(), PositionAtCenter);
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

QByteArray PreviewTable::saveColumns() const
{
    return horizontalHeader()->saveState();
}

void PreviewTable::restoreColumns(const QByteArray &state)
{
    const QHeaderView *header = horizontalHeader();
    const int arrow = header->sortIndicatorSection();
    const Qt::SortOrder order = header->sortIndicatorOrder();
    if (!state.isEmpty() && horizontalHeader()->restoreState(state))
        m_columnsSet = true;
    showSortArrow(arrow, order); // the recipe knows the order, not the last session
    horizontalHeader()->setStretchLastSection(true);
}

void PreviewTable::distributeColumns()
{
    if (m_columnsSet || viewport()->width() < 300)
        return;
    m_columnsSet = true;
    const int width = viewport()->width();
    setColumnWidth(FileTableModel::Name, width * 28 / 100);
    setColumnWidth(FileTableModel::NewName, width * 28 / 100);
    setColumnWidth(FileTableModel::Folder, width * 18 / 100);
    setColumnWidth(FileTableModel::Size, 72);
    setColumnWidth(FileTableModel::Modified, 130);
}

void PreviewTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    distributeColumns();
    noteVisible();
}

void PreviewTable::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    distributeColumns();
}

void PreviewTable::keyPressEvent(QKeyEvent *event)
{
    // F2 edits the new name whatever column is current; Return in a list of names means nothing else.
    if (event->key() == Qt::Key_F2 && event->modifiers() == Qt::NoModifier) {
        editCurrentName();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace bulkhead
