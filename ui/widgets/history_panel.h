// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/history_controller.h"
#include "ui/models/history_model.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;

namespace bulkhead {

/// The side panel: what was done, when, where, and taking it back.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(HistoryController &history, QWidget *parent = nullptr);

    void setBusy(bool busy); ///< A batch runs: looking is fine, undoing waits.

Q_SIGNALS:
    void undoWanted(bulkhead::BatchId batch);
    void redoWanted(bulkhead::BatchId batch);
    void closeWanted();

private:
    void refresh();
    void updateButtons();
    const BatchInfo *current() const;

    HistoryController &m_history;
    HistoryModel m_model;
    QLineEdit *m_search;
    QListView *m_list;
    QPushButton *m_undo;
    QPushButton *m_redo;
    QPushButton *m_forget;
    BatchId m_newest = 0;
    bool m_busy = false;
};

} // namespace bulkhead
