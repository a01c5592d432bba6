// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/job_list_model.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>

namespace bulkhead {

namespace {

constexpr int kPollMs = 50;
constexpr qint64 kMeasureMs = 200; ///< Shorter spans make the rate jump.
constexpr double kSmoothingMs = 1500;

qint64 monotonicMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

JobListModel::JobListModel(JobRunner &runner, QObject *parent, Clock clock)
    : QAbstractListModel(parent)
    , m_runner(runner)
    , m_clock(clock ? std::move(clock) : Clock(monotonicMs))
{
    m_timer.setInterval(kPollMs);
    connect(&m_timer, &QTimer::timeout, this, &JobListModel::poll);
    connect(&runner, &JobRunner::started, this, &JobListModel::add);
    connect(&runner, &JobRunner::stateChanged, this, &JobListModel::poll);
    connect(&runner, &JobRunner::finished, this, [this](JobId id) { remove(id); });
    for (const JobRunner::Job &job : runner.jobs())
        add(job.id);
}

int JobListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobListModel::rowOf(JobId id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [id](const Row &row) { return row.job.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

QVariant JobListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const ProgressMeter::Reading &progress = row.job.progress;
    switch (role) {
    case Qt::DisplayRole:
        return row.job.title;
    case StateRole:
        return int(row.job.state);
    case DoneRole:
        return qint64(progress.done);
    case TotalRole:
        return qint64(progress.total);
    case RateRole:
        return row.rate;
    case TimeLeftRole:
        if (row.rate <= 0 || progress.total <= 0 || row.job.state != JobRunner::State::Running)
            return qint64(-1);
        return qint64(std::llround(double(std::max<qint64>(0, progress.total - progress.done)) / row.rate * 1000));
    case CurrentRole:
        return toDisplayPath(progress.current);
    default:
        return {};
    }
}

void JobListModel::cancel(int row)
{
    if (row >= 0 && row < rowCount())
        m_runner.cancel(m_rows[std::size_t(row)].job.id);
}

void JobListModel::pause(int row)
{
    if (row >= 0 && row < rowCount())
        m_runner.pause(m_rows[std::size_t(row)].job.id);
}

void JobListModel::resume(int row)
{
    if (row >= 0 && row < rowCount())
        m_runner.resume(m_rows[std::size_t(row)].job.id);
}

void JobListModel::add(JobId id)
{
    const std::optional<JobRunner::Job> job = m_runner.job(id);
    if (!job || rowOf(id) >= 0)
        return;
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back({*job, m_clock(), job->progress.done, 0});
    endInsertRows();
    m_timer.start();
}

void JobListModel::remove(JobId id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
    if (m_rows.empty())
        m_timer.stop();
}

void JobListModel::measure(Row &row, qint64 now) const
{
    if (row.job.state != JobRunner::State::Running) {
        // A pause is not slowness: measuring begins anew behind it.
        row.measuredAt = now;
        row.measuredDone = row.job.progress.done;
        return;
    }
    const qint64 span = now - row.measuredAt;
    if (span < kMeasureMs)
        return;
    const double rate = double(row.job.progress.done - row.measuredDone) * 1000 / double(span);
    const double weight = 1 - std::exp(-double(span) / kSmoothingMs);
    row.rate = row.rate <= 0 ? rate : row.rate + weight * (rate - row.rate);
    row.measuredAt = now;
    row.measuredDone = row.job.progress.done;
}

void JobListModel::poll()
{
    if (m_rows.empty())
        return;
    const qint64 now = m_clock();
    for (Row &row : m_rows) {
        if (std::optional<JobRunner::Job> job = m_runner.job(row.job.id)) {
            row.job = std::move(*job);
            measure(row, now);
        }
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace bulkhead
