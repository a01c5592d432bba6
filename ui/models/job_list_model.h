// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"

#include <QAbstractListModel>
#include <QTimer>

#include <chrono>
#include <functional>

namespace bulkhead {

/// The cancellable progress model: a row per unfinished job, oldest first. Pulls the meters on one timer while there are
/// jobs, works out rate and time left. GUI thread only. The runner must outlive it.
class JobListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role : int {
        StateRole = Qt::UserRole, ///< JobRunner::State as int.
        DoneRole,
        TotalRole, ///< 0 = not known.
        RateRole, ///< double, rows per second; 0 = not known yet.
        TimeLeftRole, ///< Milliseconds; -1 = not known.
        CurrentRole, ///< Display text of the file in hand.
    };
    using Clock = std::function<qint64()>; ///< Milliseconds, monotonic.

    explicit JobListModel(JobRunner &runner, QObject *parent = nullptr, Clock clock = {});

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    int rowOf(JobId id) const; ///< -1 where it is not there.

    void cancel(int row);
    void pause(int row);
    void resume(int row);

    /// Reads all meters now; the timer does this by itself.
    void poll();

private:
    struct Row {
        JobRunner::Job job;
        qint64 measuredAt = 0; ///< Clock at the last measurement.
        qint64 measuredDone = 0;
        double rate = 0;
    };
    void add(JobId id);
    void remove(JobId id);
    void measure(Row &row, qint64 now) const;

    JobRunner &m_runner;
    Clock m_clock;
    QTimer m_timer;
    std::vector<Row> m_rows;
};

} // namespace bulkhead
