// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"
#include "core/history/history.h"
#include "core/jobs/job_runner.h"
#include "ui/controllers/commit_work.h"

#include <QObject>

namespace bulkhead {

/// Reads the record of batches. GUI thread only; the runner must outlive it.
class HistoryController : public QObject
{
    Q_OBJECT

public:
    /// A batch that was cut off, and how far it got.
    struct Interrupted {
        BatchInfo info;
        std::optional<qint64> done; ///< Objects found where the batch meant them to be; none = still being counted.
        RowProblemsRef problems; ///< Of those that are not and could not be brought there; null while being counted.
    };

    HistoryController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes stateDirectory, QObject *parent = nullptr);
    ~HistoryController() override;

    const std::vector<BatchInfo> &batches() const noexcept { return m_batches; } ///< Newest first.
    std::optional<BatchInfo> lastUndoable() const noexcept { return m_lastUndoable; }
    std::optional<BatchInfo> lastRedoable() const noexcept { return m_lastRedoable; }

    /// A damaged history is kept aside and a new one begun: `failed` says so.
    void refresh();
    /// Looks for batches that were cut off. Those that are damaged fail one by one; the newest of the others is said at once, and
    /// once more when it is known how far it got.
    void lookForInterrupted();
    void forget(BatchId batch);

Q_SIGNALS:
    void changed();
    void interruptedFound(const bulkhead::HistoryController::Interrupted &batch);
    void failed(const bulkhead::Error &error);

private:
    void count(const Interrupted &batch);

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    Bytes m_stateDirectory;
    std::vector<BatchInfo> m_batches;
    std::optional<BatchInfo> m_lastUndoable;
    std::optional<BatchInfo> m_lastRedoable;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
};

} // namespace bulkhead
