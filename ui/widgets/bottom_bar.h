// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"
#include "ui/models/deed.h"
#include "ui/text/reason_text.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace bulkhead {

class JobListModel;
class PrimaryButton;

/// The last row: what will happen, how many rows are selected, and the one button that does it. While a job runs for more than
/// a moment it is the progress row.
class BottomBar : public QWidget
{
    Q_OBJECT

public:
    /// `applying`: how the primary button does its work; a small button beside it opens it.
    BottomBar(JobListModel &jobs, QMenu *applying, QWidget *parent = nullptr);

    struct Summary {
        Blocked blocked = Blocked::Empty;
        qint64 listed = 0;
        bool counted = false; ///< `counts` are known.
        RenamePlan::Counts counts;
        Deed deed = Deed::Rename; ///< What the button does.
        qint64 found = 0; ///< While reading.
        qint64 renamed = 0; ///< While held.
        Deed lastDeed = Deed::Rename; ///< What `renamed` counts.
        OnConflict onConflict = OnConflict::Refuse;
        bool preparing = false; ///< An undo is being planned.
        std::optional<std::int64_t> filesRead = {}; ///< While names are worked out that depend on what is in the files.
    };
    void setSummary(const Summary &summary);
    void setHistoryShown(bool shown);
    void setSelected(qint64 rows);

Q_SIGNALS:
    void applyWanted();
    void applyAgainWanted();
    void stopWanted();
    void showErrorsWanted();
    void policyWanted(bulkhead::OnConflict policy);
    void historyToggled(bool shown);

private:
    void buildSummary(QWidget *page, QMenu *applying);
    QString summaryLine(const Summary &summary) const;
    void jobsChanged();

    JobListModel &m_jobs;
    QStackedWidget *m_pages;
    QLabel *m_text;
    QLabel *m_collisions;
    QPushButton *m_show;
    QPushButton *m_refuse;
    QPushButton *m_again;
    QPushButton *m_stop; ///< Of what runs without a progress row: reading folders, planning an undo.
    QLabel *m_selected;
    QToolButton *m_history;
    PrimaryButton *m_apply;
    QTimer m_showProgress;
};

} // namespace bulkhead
