// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "core/rename/plan.h"

#include <QObject>

namespace bulkhead {

/// Writes plans to files without waiting for the disk, one at a time, as jobs with progress. GUI thread only; the runner must
/// outlive it.
class ListExporter : public QObject
{
    Q_OBJECT

public:
    explicit ListExporter(JobRunner &runner, QObject *parent = nullptr);

    bool isBusy() const noexcept { return m_job.has_value(); }
    /// In place of a file that is there; its format follows from the name (planFormatOf). Ends with exactly one signal. Ignored
    /// while busy.
    void save(const Bytes &path, std::shared_ptr<const RenamePlan> plan);
    bool cancel(); ///< A file that was there stays as it was. False where nothing is being written.

Q_SIGNALS:
    void saved(const bulkhead::Bytes &path, qint64 rows);
    void stopped(const bulkhead::Bytes &path);
    void failed(const bulkhead::Error &error);
    void ended(); ///< Behind each of them.

private:
    void complete(JobId job, const JobReport &report);

    JobRunner &m_runner;
    std::optional<JobId> m_job;
    Bytes m_path;
};

} // namespace bulkhead
