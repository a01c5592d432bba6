// SPDX-License-Identifier: GPL-3.0-or-later
// Where work leaves the GUI thread: QThreadPool lanes, std::stop_token for cancelling (a cancelled QFuture of Qt 6.4 drops
// its results and never runs a queued body), one report per job, progress pulled.
#pragma once

#include "core/jobs/job_report.h"
#include "core/jobs/pause_gate.h"
#include "core/jobs/progress_meter.h"

#include <QFuture>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>

#include <functional>
#include <map>
#include <memory>
#include <stop_token>

namespace bulkhead {

using JobId = int;

/// What a job's body may use. Lives until the body returns.
struct JobContext {
    std::stop_token stop;
    PauseGate &pause;
    ProgressMeter &meter;
};

/// Runs on a pool thread. May throw: an exception becomes a Failed report.
using JobBody = std::function<JobReport(JobContext &)>;

/// Owner of the pools and of every running job. GUI thread only, but for `compute`'s body. On destruction every job is
/// cancelled and waited for: destroy it after the window is hidden.
class JobRunner : public QObject
{
    Q_OBJECT

public:
    enum class Lane : std::uint8_t {
        Commit, ///< One at a time: batches that touch files.
        Compute, ///< Ideal thread count, at least two: scans, previews, sorting, history reading.
    };
    enum class State : std::uint8_t { Queued, Running, Paused, Stopping };

    struct Job {
        JobId id = 0;
        QString title;
        State state = State::Queued;
        ProgressMeter::Reading progress; ///< As of the call.
        qint64 elapsedMs = 0; ///< Since the body began; 0 while queued.
    };

    struct PoolUse {
        const char *name = ""; ///< Stable: "compute".
        int busy = 0; ///< Threads at work.
        int threads = 0; ///< At most.
    };

    explicit JobRunner(QObject *parent = nullptr);
    ~JobRunner() override;

    /// `finished` is emitted exactly once for every started job, from the event loop, unless the runner is destroyed before;
    /// also when it was cancelled in the queue (Outcome::Cancelled, nothing done: the body is not run then).
    JobId start(const QString &title, Lane lane, JobBody body);

    /// A request: the body stops at its next file boundary. Unknown ids are ignored.
    void cancel(JobId id);
    void cancelAll();
    void pause(JobId id);
    void resume(JobId id);

    bool isIdle() const { return m_jobs.empty(); }
    std::vector<Job> jobs() const; ///< Unfinished ones, oldest first.
    std::optional<Job> job(JobId id) const;
    std::vector<PoolUse> poolUse() const; ///< As of the call.

    /// Work that is not a job (previews, sorting): runs on the Compute lane at background priority. The caller keeps the
    /// stop_source inside its closure and drops stale answers itself.
    template <class Work>
    auto compute(Work &&work)
    {
        return runIn(m_computePool, std::forward<Work>(work));
    }

    /// The same for a moment's work on what is on screen: it has a thread of its own, and waits for no other kind.
    template <class Work>
    auto computeForScreen(Work &&work)
    {
        return runIn(m_screenPool, std::forward<Work>(work));
    }

    /// Nice 10 for the calling thread: a saturated pool must not cost the window a frame.
    static void lowerThreadPriority();

Q_SIGNALS:
    void started(bulkhead::JobId id);
    void stateChanged(bulkhead::JobId id);
    void finished(bulkhead::JobId id, const bulkhead::JobReport &report);

private:
    struct Entry;

    template <class Work>
    static auto runIn(QThreadPool &pool, Work &&work)
    {
        return QtConcurrent::run(&pool, [work = std::forward<Work>(work)]() mutable {
            lowerThreadPriority();
            return work();
        });
    }
    void complete(JobId id, const JobReport &report);

    QThreadPool m_commitPool;
    QThreadPool m_computePool;
    QThreadPool m_screenPool;
    std::map<JobId, std::shared_ptr<Entry>> m_jobs;
    JobId m_nextId = 1;
};

} // namespace bulkhead

Q_DECLARE_METATYPE(bulkhead::JobReport)
