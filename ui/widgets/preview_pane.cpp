// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/preview_pane.h"

#include "ui/controllers/deliver.h"
#include "ui/text/trace_text.h"
#include "ui/widgets/drop_area.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/preview_table.h"
#include "ui/widgets/progress_line.h"

#include <QApplication>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace bulkhead {

namespace {

using Column = FileTableModel::Column;

/// What the counters follow when the table is sorted by this column; none for columns that only the view sorts by.
std::optional<RowOrder::By> orderOf(int column)
{
    switch (column) {
    case Column::Name:
        return RowOrder::By::Name;
    case Column::Folder:
        return RowOrder::By::Path;
    case Column::Size:
        return RowOrder::By::Size;
    case Column::Modified:
        return RowOrder::By::Mtime;
    default:
        return {};
    }
}

int columnOf(RowOrder::By by)
{
    switch (by) {
    case RowOrder::By::Name:
        return Column::Name;
    case RowOrder::By::Path:
        return Column::Folder;
    case RowOrder::By::Size:
        return Column::Size;
    case RowOrder::By::Mtime:
        return Column::Modified;
    case RowOrder::By::Given:
    case RowOrder::By::Extension:
        break;
    }
    return -1;
}

} // namespace

PreviewPane::PreviewPane(RenameSession &session, JobRunner &runner, QAction *addFiles, QAction *addFolder, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_runner(runner)
    , m_chips(new FilterChips(this))
    , m_line(new ProgressLine(this))
    , m_pages(new QStackedWidget(this))
    , m_dropArea(new DropArea(addFiles, addFolder, m_pages))
    , m_table(new PreviewTable(session.files(), runner, m_pages))
    , m_examples(new ExampleController(session.preview(), this))
{
    m_pages->addWidget(m_dropArea);
    m_pages->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chips);
    layout->addWidget(m_line);
    layout->addWidget(m_pages, 1);

    connect(m_chips, &FilterChips::filterChanged, this, [this](RowFilter filter) {
        m_view.filter = filter;
        applyView();
    });
    connect(m_table, &PreviewTable::visibleRowsChanged, &session.preview(), &PreviewController::visibleRowsChanged);
    connect(m_table, &PreviewTable::headerClicked, this, &PreviewPane::sortBy);
    connect(m_table, &PreviewTable::explanationWanted, this, [this](RowId row, const QPoint &at) {
        m_session.preview().trace(row, [this, row, at](const std::optional<RowTrace> &trace) {
            if (const QString text = trace ? traceText(m_session.recipe(), trace->steps) : QString(); !text.isEmpty())
                m_table->explain(row, at, text);
        });
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &PreviewPane::followRow);
    connect(&session.files(), &QAbstractItemModel::modelReset, this, &PreviewPane::followRow);
    connect(&session.files(), &QAbstractItemModel::modelReset, this, [this] {
        if (m_goTo.table != m_session.files().contents().list.table || m_table->goTo(m_goTo.row))
            m_goTo = {};
    });
    connect(&session.scan(), &ScanController::listChanged, this, [this] {
        if (!std::exchange(m_arranging, false))
            return;
        m_view.sort = ViewOptions::Sort::ListOrder;
        applyView();
    });
    connect(m_table, &PreviewTable::rowsDropped, this, [this](RowId before) { moveSelected({RowMove::To::Before, before}); });
    connect(m_table, &PreviewTable::menuWanted, this, &PreviewPane::showMenu);
    connect(m_table, &PreviewTable::headerMenuWanted, this, &PreviewPane::showHeaderMenu);
    connect(m_table, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        const bool plain = QApplication::keyboardModifiers() == Qt::NoModifier; // else it is about the selection
        if (plain && index.column() == Column::Status)
            goToOther();
    });
    setMinimumWidth(320);
    refresh();
}

QWidget &PreviewPane::quietPlace()
{
    return m_pages->currentWidget() == m_table ? *static_cast<QWidget *>(m_table) : *this;
}

void PreviewPane::setFilterText(const QString &text)
{
    m_view.text = text;
    applyView();
}

void PreviewPane::applyView()
{
    m_session.preview().setViewOptions(m_view);
}

void PreviewPane::sortBy(int column)
{
    m_arranging = false;
    // Names, folders, sizes and times order the files themselves: counters follow. The other columns only order the view.
    if (const auto by = orderOf(column)) {
        RowOrder order = m_session.recipe().order;
        const bool byThis = m_view.sort == ViewOptions::Sort::ListOrder && !m_session.scan().list().order && order.by == *by;
        order.descending = byThis && !order.descending;
        order.by = *by;
        m_view.sort = ViewOptions::Sort::ListOrder;
        applyView();
        m_session.setOrder(order);
    } else {
        const auto sort = column == Column::NewName ? ViewOptions::Sort::NewName : ViewOptions::Sort::Status;
        const bool flip = m_view.sort == sort && m_view.direction == ViewOptions::Direction::Ascending;
        m_view.direction = flip ? ViewOptions::Direction::Descending : ViewOptions::Direction::Ascending;
        m_view.sort = sort;
        applyView();
    }
    showSortArrow();
}

void PreviewPane::showSortArrow()
{
    int column = -1;
    bool descending = false;
    if (m_view.sort == ViewOptions::Sort::ListOrder) {
        if (!m_session.scan().list().order)
            column = columnOf(m_session.recipe().order.by);
        descending = m_session.recipe().order.descending;
    } else {
        column = m_view.sort == ViewOptions::Sort::NewName ? Column::NewName : Column::Status;
        descending = m_view.direction == ViewOptions::Direction::Descending;
    }
    m_table->showSortArrow(column, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void PreviewPane::refresh()
{
    const bool empty = m_session.preview().state() == PreviewController::State::Empty;
    m_pages->setCurrentIndex(empty ? 0 : 1);
    m_chips->setVisible(!empty);
    std::optional<RenamePlan::Counts> counts;
    if (m_session.isCounted())
        counts = m_session.counts();
    else if (m_session.preview().state() == PreviewController::State::Held)
        counts = RenamePlan::Counts{.changed = m_session.renamedCount(), .errors = m_session.failedCount()};
    m_chips->setCounts(m_session.preview().listedCount(), counts);
    const Blocked blocked = m_session.blocked();
    m_line->setActive(blocked == Blocked::Planning || blocked == Blocked::Reading || m_session.commit().isPreparing());
    showSortArrow();
}

void PreviewPane::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_dropArea->setEnabled(!readOnly);
    m_table->setRowsMovable(!readOnly);
}

void PreviewPane::invertSelection()
{
    m_table->invertSelection();
}

void PreviewPane::removeSelected()
{
    editSelected(ListEdit::What::Remove);
}

void PreviewPane::leaveOutSelected()
{
    editSelected(ListEdit::What::LeaveOut);
}

void PreviewPane::clearNamesOfSelected()
{
    editSelected(ListEdit::What::ClearNames);
}

void PreviewPane::editSelected(ListEdit::What what)
{
    const FileTableModel::Contents &shown = m_session.files().contents();
    if (!m_readOnly)
        m_session.scan().edit({what, {shown.list.table, shown.view, m_table->selectedRanges(), m_table->currentRow()}, {}});
}

void PreviewPane::moveSelected(const RowMove &move)
{
    if (!m_table->selectionModel()->selection().isEmpty())
        arrange(ListEdit::What::Move, move);
}

void PreviewPane::numberAsShown()
{
    arrange(ListEdit::What::TakeOrder);
}

void PreviewPane::arrange(ListEdit::What what, const RowMove &move)
{
    const FileTableModel::Contents &shown = m_session.files().contents();
    if (m_readOnly || !shown.view || shown.list.table != m_session.scan().list().table)
        return;
    const bool asShown = m_view.sort != ViewOptions::Sort::ListOrder && !m_arranging;
    m_arranging = true;
    m_session.scan().edit({what, {shown.list.table, shown.view, m_table->selectedRanges(), m_table->currentRow()}, {}, move,
        m_session.preview().order(), asShown});
}

void PreviewPane::goToOther()
{
    const RowId other = m_session.files().otherRow(m_table->currentRow());
    if (other != kNone)
        goTo(other);
}

void PreviewPane::goToConflict(ConflictStep step)
{
    const FileTableModel::Contents &shown = m_session.files().contents();
    const auto order = m_session.preview().order();
    if (!shown.plan || !shown.view || !order || shown.plan->counts.conflicts == 0)
        return;
    auto future = m_runner.compute([plan = shown.plan, view = shown.view, order, at = m_table->currentIndex().row(), step] {
        const RowId row = nextConflict(view->rows, *plan, at, step);
        return row == kNone ? nextConflict(*order, *plan, -1, ConflictStep::Next) : row; // a filter hides them all
    });
    deliver(future, this, [this, plan = shown.plan](RowId row) {
        if (row != kNone && m_session.files().contents().plan == plan)
            goTo(row);
    });
}

void PreviewPane::goTo(RowId row)
{
    if (m_table->goTo(row))
        return;
    // The filter hides it.
    m_goTo = {m_session.files().contents().list.table, row};
    m_chips->setFilter(RowFilter::All);
    Q_EMIT wholeListWanted();
}

void PreviewPane::followRow()
{
    RowId row = m_table->currentRow();
    const auto first = [](const std::vector<RowId> &rows) { return rows.empty() ? kNone : rows.front(); };
    if (const auto &view = m_session.files().contents().view; row == kNone && view)
        row = first(view->rows);
    if (const auto order = m_session.preview().order(); row == kNone && order)
        row = first(*order);
    m_examples->setRow(row);
    Q_EMIT currentRowChanged();
}

void PreviewPane::showMenu(const QPoint &at)
{
    const RowId row = m_table->currentRow();
    if (row == kNone)
        return;
    const FileList &list = m_session.files().contents().list;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *edit = menu->addAction(tr("Edit New Name"), m_table, &PreviewTable::editCurrentName);
    edit->setShortcut(Qt::Key_F2);
    QAction *clear = menu->addAction(tr("Clear Name Typed by Hand"), this, &PreviewPane::clearNamesOfSelected);
    menu->addSeparator();
    const bool out = (list.mark(row) & MarkLeftOut) != 0;
    QAction *leave = menu->addAction(out ? tr("Take In Again") : tr("Leave Out"), this, &PreviewPane::leaveOutSelected);
    leave->setShortcut(Qt::Key_Space);
    QAction *other = menu->addAction(tr("Show the Other Row"), this, &PreviewPane::goToOther);
    other->setObjectName(QStringLiteral("menuGoToOther"));
    other->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_J));
    menu->addSeparator();
    addMoves(*menu);
    addNumbering(*menu);
    menu->addSeparator();
    QAction *all = menu->addAction(tr("Select All"), m_table, &QAbstractItemView::selectAll);
    all->setShortcut(QKeySequence::SelectAll);
    QAction *invert = menu->addAction(tr("Invert Selection"), this, &PreviewPane::invertSelection);
    invert->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    menu->addSeparator();
    QAction *remove = menu->addAction(tr("Remove from List"), this, &PreviewPane::removeSelected);
    remove->setShortcut(Qt::Key_Delete);
    for (QAction *action : {edit, leave, remove})
        action->setEnabled(!m_readOnly);
    clear->setEnabled(!m_readOnly && list.names != nullptr);
    other->setEnabled(m_session.files().otherRow(row) != kNone);
    menu->popup(at);
}

void PreviewPane::addMoves(QMenu &menu)
{
    QMenu *moves = menu.addMenu(tr("Move"));
    const auto add = [this, moves](const QString &text, Qt::Key key, RowMove::To to) {
        QAction *action = moves->addAction(text, this, [this, to] { moveSelected({to}); });
        action->setShortcut(QKeySequence(Qt::ALT | key));
    };
    add(tr("Up"), Qt::Key_Up, RowMove::To::Up);
    add(tr("Down"), Qt::Key_Down, RowMove::To::Down);
    add(tr("To the Start"), Qt::Key_Home, RowMove::To::First);
    add(tr("To the End"), Qt::Key_End, RowMove::To::Last);
    moves->setEnabled(!m_readOnly);
}

/// Where a column that the names depend on sorts the view, counters cannot follow it by themselves: they would change it.
void PreviewPane::addNumbering(QMenu &menu)
{
    QAction *number = menu.addAction(tr("Number in This Order"), this, &PreviewPane::numberAsShown);
    number->setEnabled(!m_readOnly && m_view.sort != ViewOptions::Sort::ListOrder);
}

void PreviewPane::showHeaderMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const int column : {Column::Folder, Column::Size, Column::Modified}) {
        QAction *action = menu->addAction(m_session.files().headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool on) { m_table->showColumn(column, on); });
    }
    menu->addSeparator();
    addNumbering(*menu);
    QAction *given = menu->addAction(tr("Order as Added"));
    connect(given, &QAction::triggered, this, [this] {
        m_arranging = false;
        RowOrder order = m_session.recipe().order;
        order.by = RowOrder::By::Given;
        order.descending = false;
        m_view.sort = ViewOptions::Sort::ListOrder;
        applyView();
        m_session.setOrder(order);
        showSortArrow();
    });
    menu->popup(at);
}

} // namespace bulkhead
