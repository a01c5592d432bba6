// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"
#include "core/jobs/job_runner.h"
#include "ui/controllers/commit_work.h"

#include <QObject>

namespace bulkhead {

/// Runs plans, and takes batches back. One batch at a time. GUI thread only; the runner must outlive it.
class CommitController : public QObject
{
    Q_OBJECT

public:
    /// A batch at work or just ended. A value of shared parts.
    struct Run {
        JobId job = 0;
        Direction direction = Direction::Do;
        Deed deed = Deed::Rename;
        std::shared_ptr<const RenamePlan> plan;
        std::shared_ptr<const RowResults> results;
        qint64 notPlanned = 0; ///< Rows of a batch that cannot be taken back; the plan says why.
        std::optional<BatchId> reverses; ///< The batch that is taken back or finished.
        RowProblemsRef problems; ///< What went wrong; to be read once the run has ended.
        Bytes folder; ///< Of a batch that is taken back or finished.
        std::shared_ptr<const Bytes> target; ///< As commonTarget; to be read once the run has ended.
    };
    CommitController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes stateDirectory, QObject *parent = nullptr);
    ~CommitController() override;

    bool isBusy() const noexcept { return m_preparing || m_run.has_value(); }
    bool isPreparing() const noexcept { return m_preparing; } ///< An undo is being planned.
    const std::optional<Run> &run() const noexcept { return m_run; }

    /// `description`: the recipe as JSON, kept in the history. `deed`: what that is called. Ignored while busy.
    void commit(std::shared_ptr<const RenamePlan> plan, const Bytes &description, Deed deed = Deed::Rename);
    /// For renamings to come. What takes a batch back or deals with an interrupted one always goes on where it can.
    void setOnError(RunOptions::OnError onError) noexcept { m_onError = onError; }
    RunOptions::OnError onError() const noexcept { return m_onError; }
    /// Without a number: the last batch that can be taken back. Ignored while busy, like the others.
    void undo(std::optional<BatchId> batch = {});
    void redo(std::optional<BatchId> batch = {});
    /// The last batch that can be taken back, if it is one of these.
    void undoLastAmong(std::vector<BatchId> batches);
    void finishInterrupted(BatchId batch);
    /// Finishes the batch or takes it back, if it still is interrupted.
    void recover(BatchId batch, Destination destination);

    void cancel();
    void pause();
    void resume();

Q_SIGNALS:
    void busyChanged();
    void started(const bulkhead::CommitController::Run &run);
    void finished(const bulkhead::CommitController::Run &run, const bulkhead::JobReport &report);
    void refused(const bulkhead::ReverseRefusal &refusal);

private:
    RunOptions optionsFor(Direction direction) const;
    void reverse(ReverseRequest request);
    /// Does the work of one run, with a history opened for it.
    using Work = std::function<JobReport(FileSystem &, History &, JobContext &, RowResults &)>;
    /// `run`: all but its job and what the job writes.
    void start(Run run, Work work);
    void receivePrepared(const PreparedReverse &prepared);
    void startReverse(const PreparedReverse &prepared);
    void complete(JobId job, const JobReport &report);

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    Bytes m_stateDirectory;
    std::optional<Run> m_run;
    RunOptions::OnError m_onError = RunOptions::OnError::Continue;
    std::stop_source m_prepareStop;
    bool m_preparing = false;
};

} // namespace bulkhead

Q_DECLARE_METATYPE(bulkhead::CommitController::Run)
