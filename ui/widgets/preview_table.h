// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/list_work.h"
#include "ui/models/file_table_model.h"

#include <QTableView>

#include <array>
#include <optional>

namespace bulkhead {

class JobRunner;

/// The table of names. Keeps place, current row, selection and the name being typed by row, not by position, when other rows
/// are shown.
class PreviewTable : public QTableView
{
    Q_OBJECT

public:
    /// Both must outlive it.
    PreviewTable(FileTableModel &model, JobRunner &runner, QWidget *parent = nullptr);

    std::vector<ViewRange> selectedRanges() const;
    qint64 selectedCount() const; ///< Of rows; with those that are being looked for in another order.
    void invertSelection(); ///< Of the rows shown. Costs what the ranges cost, however long they are.
    RowId currentRow() const;
    /// Shows a tool tip, if the pointer is still on the new name of that row.
    void explain(RowId row, const QPoint &globalPosition, const QString &text);
    bool goTo(RowId row); ///< False where it is not shown.
    void editCurrentName();
    /// Shows the sort arrow without sorting: the rows come sorted. -1 = no arrow.
    void showSortArrow(int column, Qt::SortOrder order);

    /// Whether selected rows can be dragged to another place.
    void setRowsMovable(bool movable) { m_movable = movable; }
    void showColumn(int column, bool shown); ///< By choice of a person.
    /// Does nothing: the rows are looked through by the filter, on a worker.
    void keyboardSearch(const QString &) override { }
    QByteArray saveColumns() const; ///< Empty while they are as the window's width made them.
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void visibleRowsChanged();
    void selectionCountChanged(qint64 rows);
    void headerClicked(int column);
    /// The pointer rests on a new name: a good moment to say how it came about.
    void explanationWanted(bulkhead::RowId row, const QPoint &globalPosition);
    /// The selected rows were dragged before this one; kNone = behind the last.
    void rowsDropped(bulkhead::RowId before);
    void menuWanted(const QPoint &globalPosition);
    void headerMenuWanted(const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    bool takesRows(const QDropEvent &event) const;
    void setDropAt(std::optional<QPoint> at);
    int rowAfter(const QPoint &at) const;
    void paintDropLine();
    QPixmap dragLabel(const QString &text) const;
    void noteVisible();
    void rememberPlace();
    void restorePlace();
    void fitColumns();
    void chooseByWidth();
    void noteShares();

    /// A name that is being typed.
    struct Typed {
        QString text;
        int cursor = 0;
        bool modified = false;
    };
    /// Rows by their positions in a view.
    struct Selection {
        std::shared_ptr<const RowView> view;
        std::vector<ViewRange> ranges;

        qint64 rowCount() const;
    };
    /// Positions in a view that is no longer shown.
    struct Place {
        std::shared_ptr<const FileTable> table;
        std::shared_ptr<const std::vector<RowId>> order; ///< By hand.
        std::shared_ptr<const RowView> view;
        int top = 0;
        int current = -1;
        bool currentInSight = false;
        int currentColumn = 0;
        Selection selection;
        std::optional<Typed> typed; ///< In the current row.
    };
    int rowNow(int before) const;
    void restoreCurrent();
    void restoreSelection(const Selection &before);
    void select(const std::vector<ViewRange> &ranges);
    void reopenEditor(const Typed &typed);
    bool isInSight(int row) const;
    void noteSelection();
    void showPointer(const QModelIndex &under);

    FileTableModel &m_model;
    JobRunner &m_runner;
    Place m_place;
    /// On its way to the rows of now, on a worker; the selection is empty meanwhile.
    std::shared_ptr<const Selection> m_awaited;
    /// How the columns that show names share the width; what a person drags changes it.
    std::array<double, FileTableModel::ColumnCount> m_shares{0.27, 0.29, 0.20, 0, 0, 0.24};
    std::optional<QPoint> m_dropAt; ///< Where rows that are dragged would be let go.
    bool m_movable = true;
    bool m_sorting = false; ///< A header was clicked: the first rows of the new order are what is wanted, not the current one.
    bool m_fitting = false;
    bool m_chosen = false; ///< A person decided how wide columns are and which are shown.
};

} // namespace bulkhead
