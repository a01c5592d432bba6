// SPDX-License-Identifier: GPL-3.0-or-later
// Names that collide: the bar with the ways out, the keys that go from one to the next, and what is done about them.
#include "ui/mainwindow.h"

#include "core/base/text.h"
#include "ui/text/row_text.h"
#include "ui/widgets/bottom_bar.h"
#include "ui/widgets/conflict_bar.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/preview_pane.h"
#include "ui/widgets/preview_table.h"

#include <QActionGroup>
#include <QApplication>

namespace bulkhead {

void MainWindow::connectConflicts()
{
    FilterChips *chips = &m_preview->chips();
    connect(m_conflicts, &ConflictBar::numberWanted, this, [this] {
        const ActionScope scope("numberConflicts");
        m_session.setOnConflict(OnConflict::Number);
    });
    connect(m_conflicts, &ConflictBar::leaveOutWanted, this, [this] {
        const ActionScope scope("leaveOutConflicts");
        m_session.leaveOutConflicts();
    });
    connect(m_conflicts, &ConflictBar::filterWanted, chips, &FilterChips::setFilter);
    connect(m_conflicts, &ConflictBar::otherWanted, m_preview, &PreviewPane::goToOther);
    connect(m_preview, &PreviewPane::currentRowChanged, this, &MainWindow::explainConflict);
    connect(m_conflicts, &ConflictBar::goWanted, m_preview, &PreviewPane::goToConflict);
    connect(m_conflicts, &ConflictBar::focusFree, this, [this] { m_preview->quietPlace().setFocus(Qt::OtherFocusReason); });
    connect(chips, &FilterChips::filterChanged, m_conflicts, &ConflictBar::setFilter);
    connect(m_bottom, &BottomBar::showErrorsWanted, chips, [chips] { chips->setFilter(RowFilter::Errors); });
    connect(m_actions.onConflict, &QActionGroup::triggered, this,
        [this](QAction *action) { m_session.setOnConflict(OnConflict(action->data().toInt())); });
    const auto go = [this](QAction *action, ConflictStep step) {
        connect(action, &QAction::triggered, this, [this, step] {
            const ActionScope scope("goToConflict");
            m_preview->table().setFocus(Qt::ShortcutFocusReason); // the next key is for that row
            m_preview->goToConflict(step);
        });
    };
    go(m_actions.nextConflict, ConflictStep::Next);
    go(m_actions.previousConflict, ConflictStep::Previous);
}

void MainWindow::explainConflict()
{
    constexpr int kMostOfName = 320; // in pixels
    const FileTableModel &files = m_session.files();
    const RowId row = m_preview->table().currentRow();
    const auto &plan = files.contents().plan;
    if (row == kNone || !plan || files.state(row) != FileTableModel::RowState::Conflict)
        return m_conflicts->setWhy({});
    const QFontMetrics metrics = m_conflicts->fontMetrics();
    const auto shortened = [&metrics](BytesView name) { return metrics.elidedText(toDisplayIsolated(name), Qt::ElideMiddle, kMostOfName); };
    const QString whole = toDisplayIsolated(plan->table->name(row)) + QStringLiteral(": ") + conflictReason(*plan, row, toDisplayIsolated);
    m_conflicts->setWhy({tr("This row: %1").arg(conflictReason(*plan, row, shortened)), whole, files.otherRow(row) != kNone});
}

/// No run begins, which would see to focus and message.
void MainWindow::takenInAgain()
{
    if (m_message->isAncestorOf(QApplication::focusWidget()))
        m_preview->quietPlace().setFocus(Qt::OtherFocusReason);
    m_message->dismissTaken();
}

void MainWindow::refreshConflicts()
{
    const RenamePlan::Counts counts = m_session.counts();
    const OnConflict policy = m_session.recipe().onConflict;
    m_conflicts->setSummary(m_session.blocked(), counts, policy, deedOf(m_session.recipe()));
    if (const Blocked blocked = m_session.blocked(); blocked != Blocked::Planning && blocked != Blocked::Reading)
        explainConflict(); // else what is shown stays until it is known what comes
    choose(m_actions.onConflict, int(policy));
    m_actions.onConflict->setEnabled(!m_session.commit().isBusy());
    m_actions.nextConflict->setEnabled(counts.conflicts > 0);
    m_actions.previousConflict->setEnabled(counts.conflicts > 0);
}

} // namespace bulkhead
