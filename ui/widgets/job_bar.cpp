// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/job_bar.h"

#include "ui/models/job_list_model.h"
#include "ui/palette/count_font.h"
#include "ui/text/count_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace bulkhead {

JobBar::JobBar(JobListModel &jobs, QWidget *parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_bar(new QProgressBar(this))
    , m_text(new QLabel(this))
    , m_pause(new QPushButton(tr("Pause"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("jobBar"));
    m_bar->setObjectName(QStringLiteral("jobProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_bar->setRange(0, 1000);
    m_text->setObjectName(QStringLiteral("jobText"));
    m_text->setMinimumWidth(280);
    m_text->setFont(countFont(font()));
    m_pause->setObjectName(QStringLiteral("pauseButton"));
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_text);
    layout->addWidget(m_pause);
    layout->addWidget(m_cancel);
    connect(&jobs, &QAbstractItemModel::dataChanged, this, &JobBar::refresh);
    connect(&jobs, &QAbstractItemModel::rowsInserted, this, &JobBar::refresh);
    connect(&jobs, &QAbstractItemModel::rowsRemoved, this, &JobBar::refresh);
    connect(m_pause, &QPushButton::clicked, this, &JobBar::togglePause);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_jobs.cancel(0); });
}

void JobBar::refresh()
{
    if (m_jobs.rowCount() == 0)
        return;
    const QModelIndex job = m_jobs.index(0);
    const qint64 done = job.data(JobListModel::DoneRole).toLongLong();
    const qint64 total = job.data(JobListModel::TotalRole).toLongLong();
    const auto state = JobRunner::State(job.data(JobListModel::StateRole).toInt());
    m_bar->setRange(0, total > 0 ? 1000 : 0);
    m_bar->setValue(total > 0 ? int(done * 1000 / total) : 0);

    QStringList parts{total > 0 ? tr("%1 of %2").arg(countText(done), countText(total)) : countText(done)};
    if (state == JobRunner::State::Stopping) {
        parts = {tr("Stopping after this file…")};
    } else if (state == JobRunner::State::Paused) {
        parts << tr("paused");
    } else if (state == JobRunner::State::Running) {
        if (const double rate = job.data(JobListModel::RateRole).toDouble(); rate >= 1)
            parts << tr("%1/s").arg(countText(qint64(rate)));
        if (const QString left = timeLeftText(job.data(JobListModel::TimeLeftRole).toLongLong()); !left.isEmpty())
            parts << left;
    }
    m_text->setText(parts.join(QStringLiteral(" · ")));
    m_text->setToolTip(job.data(JobListModel::CurrentRole).toString());
    m_pause->setText(state == JobRunner::State::Paused ? tr("Resume") : tr("Pause"));
    m_pause->setEnabled(state == JobRunner::State::Running || state == JobRunner::State::Paused);
    m_cancel->setEnabled(state != JobRunner::State::Stopping);
}

void JobBar::togglePause()
{
    if (m_jobs.rowCount() == 0)
        return;
    if (JobRunner::State(m_jobs.index(0).data(JobListModel::StateRole).toInt()) == JobRunner::State::Paused)
        m_jobs.resume(0);
    else
        m_jobs.pause(0);
}

} // namespace bulkhead
