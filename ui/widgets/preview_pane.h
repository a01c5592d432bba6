// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/example_controller.h"
#include "ui/controllers/rename_session.h"

#include <QWidget>

class QAction;
class QMenu;
class QStackedWidget;

namespace bulkhead {

class DropArea;
class FilterChips;
class JobRunner;
class PreviewTable;
class ProgressLine;

/// The right side: chips, the table or the drop area, and what is done to rows. Sorting and filtering go through the
/// session.
class PreviewPane : public QWidget
{
    Q_OBJECT

public:
    PreviewPane(RenameSession &session, JobRunner &runner, QAction *addFiles, QAction *addFolder, QWidget *parent = nullptr);

    PreviewTable &table() noexcept { return *m_table; }
    FilterChips &chips() noexcept { return *m_chips; }
    DropArea &dropArea() noexcept { return *m_dropArea; }
    ExampleController &examples() noexcept { return *m_examples; } ///< Of the current row, or the first.
    /// Where the focus does no harm: the table, or this where nothing is listed.
    QWidget &quietPlace();

    void setFilterText(const QString &text);
    void refresh(); ///< Counts, arrow, which page.
    void setReadOnly(bool readOnly);

    void invertSelection();
    void removeSelected();
    void leaveOutSelected(); ///< Or takes them in again, where the current row is left out.
    void clearNamesOfSelected();
    void goToOther(); ///< From the current row to the one it collides with.
    void goToConflict(bulkhead::ConflictStep step); ///< The next one from the current row on; it is looked for on a worker.
    /// Makes an order by hand of what is shown; counters follow it.
    void moveSelected(const RowMove &move);
    void numberAsShown();

Q_SIGNALS:
    void currentRowChanged(); ///< Or what is known of it.
    void wholeListWanted(); ///< A row has to be shown that a filter hides.

private:
    void editSelected(ListEdit::What what);
    void arrange(ListEdit::What what, const RowMove &move = {});
    void addMoves(QMenu &menu);
    void addNumbering(QMenu &menu);
    void applyView();
    void sortBy(int column);
    void showSortArrow();
    void showMenu(const QPoint &at);
    void showHeaderMenu(const QPoint &at);
    void goTo(RowId row);
    void followRow();

    RenameSession &m_session;
    JobRunner &m_runner;
    FilterChips *m_chips;
    ProgressLine *m_line;
    QStackedWidget *m_pages;
    DropArea *m_dropArea;
    PreviewTable *m_table;
    ExampleController *m_examples;
    ViewOptions m_view;
    struct {
        std::shared_ptr<const FileTable> table;
        RowId row = kNone;
    } m_goTo; ///< Once it is shown.
    bool m_readOnly = false;
    bool m_arranging = false; ///< The view goes to the list's order once what it shows is that.
};

} // namespace bulkhead
