// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace bulkhead {

class JobListModel;

/// The progress row: shows the oldest job of the model, with its buttons.
class JobBar : public QWidget
{
    Q_OBJECT

public:
    explicit JobBar(JobListModel &jobs, QWidget *parent = nullptr);

private:
    void refresh();
    void togglePause();

    JobListModel &m_jobs;
    QProgressBar *m_bar;
    QLabel *m_text;
    QPushButton *m_pause;
    QPushButton *m_cancel;
};

} // namespace bulkhead
