// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_runner.h"

#include <QMetaObject>
#include <QThread>

#include <atomic>
#include <chrono>
#include <exception>
#include <sys/resource.h>
#include <tuple>
#include <unistd.h>

namespace bulkhead {

namespace {

using Clock = std::chrono::steady_clock;

qint64 nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now().time_since_epoch()).count();
}

JobReport failedReport(const char *words)
{
    JobReport report;
    report.outcome = Outcome::Failed;
    report.fatal = Error{.code = ErrorCode::Unknown, .osCode = 0, .operation = "run job", .path = {}, .detail = words};
    return report;
}

} // namespace

struct JobRunner::Entry {
    JobId id = 0;
    QString title;
    std::stop_source stop;
    PauseGate pause;
    ProgressMeter meter;
    std::atomic<qint64> startedAt{0}; ///< nowMs() when the body began; 0 = queued.

    State state() const
    {
        if (stop.stop_requested())
            return State::Stopping;
        if (pause.isPaused())
            return State::Paused;
        return startedAt.load(std::memory_order_relaxed) ? State::Running : State::Queued;
    }

    Job snapshot() const
    {
        const qint64 began = startedAt.load(std::memory_order_relaxed);
        return {id, title, state(), meter.read(), began ? nowMs() - began : 0};
    }

    /// The one place a report comes from: whatever the body does, there is exactly one.
    JobReport run(const JobBody &body)
    {
        JobReport report;
        if (stop.stop_requested()) {
            report.outcome = Outcome::Cancelled;
            return report;
        }
        try {
            JobContext context{stop.get_token(), pause, meter};
            report = body(context);
        } catch (const std::bad_alloc &) {
            report = failedReport("");
            report.fatal->code = ErrorCode::OutOfMemory;
        } catch (const std::exception &exception) {
            report = failedReport(exception.what());
        } catch (...) {
            report = failedReport("");
        }
        return report;
    }
};

JobRunner::JobRunner(QObject *parent)
    : QObject(parent)
{
    m_commitPool.setMaxThreadCount(1);
    m_computePool.setMaxThreadCount(std::max(2, QThread::idealThreadCount()));
    m_screenPool.setMaxThreadCount(1);
}

JobRunner::~JobRunner()
{
    cancelAll();
    // Blocks no window: the event loop has ended. Bodies of jobs report to this object, so both pools that run them must be at rest
    // before its members go; ~QThreadPool would wait too late. Nothing in the pool for the screen knows of this object.
    m_commitPool.waitForDone();
    m_computePool.waitForDone();
}

JobId JobRunner::start(const QString &title, Lane lane, JobBody body)
{
    auto entry = std::make_shared<Entry>();
    entry->id = m_nextId++;
    entry->title = title;
    m_jobs.emplace(entry->id, entry);
    Q_EMIT started(entry->id);

    QThreadPool &pool = lane == Lane::Commit ? m_commitPool : m_computePool;
    std::ignore = QtConcurrent::run(&pool, [this, entry, body = std::move(body)]() mutable {
        lowerThreadPriority();
        if (!entry->stop.stop_requested()) {
            entry->startedAt.store(nowMs(), std::memory_order_relaxed);
            QMetaObject::invokeMethod(
                this, [this, id = entry->id] { Q_EMIT stateChanged(id); }, Qt::QueuedConnection);
        }
        JobReport report = entry->run(body);
        body = nullptr; // what the body holds may be large: freed here, not on the GUI thread
        // Queued, not QFuture::then: a job that ends before `then` is reached would report inside start().
        QMetaObject::invokeMethod(
            this, [this, id = entry->id, report = std::move(report)] { complete(id, report); }, Qt::QueuedConnection);
    });
    return entry->id;
}

void JobRunner::complete(JobId id, const JobReport &report)
{
    m_jobs.erase(id);
    Q_EMIT finished(id, report);
}

void JobRunner::cancel(JobId id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || !found->second->stop.request_stop())
        return;
    Q_EMIT stateChanged(id);
}

void JobRunner::cancelAll()
{
    std::vector<JobId> ids;
    for (const auto &[id, entry] : m_jobs)
        ids.push_back(id);
    for (const JobId id : ids)
        cancel(id);
}

void JobRunner::pause(JobId id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || found->second->pause.isPaused())
        return;
    found->second->pause.pause();
    Q_EMIT stateChanged(id);
}

void JobRunner::resume(JobId id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end() || !found->second->pause.isPaused())
        return;
    found->second->pause.resume();
    Q_EMIT stateChanged(id);
}

std::vector<JobRunner::Job> JobRunner::jobs() const
{
    std::vector<Job> all;
    all.reserve(m_jobs.size());
    for (const auto &[id, entry] : m_jobs)
        all.push_back(entry->snapshot());
    return all;
}

std::optional<JobRunner::Job> JobRunner::job(JobId id) const
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return {};
    return found->second->snapshot();
}

std::vector<JobRunner::PoolUse> JobRunner::poolUse() const
{
    const auto use = [](const char *name, const QThreadPool &pool) {
        return PoolUse{name, pool.activeThreadCount(), pool.maxThreadCount()};
    };
    return {use("commit", m_commitPool), use("compute", m_computePool), use("screen", m_screenPool)};
}

void JobRunner::lowerThreadPriority()
{
    constexpr int kBackgroundNice = 10;
    static thread_local bool lowered = false;
    if (lowered)
        return;
    lowered = true;
    // On Linux the priority is a thread's own: gettid names just this one.
    setpriority(PRIO_PROCESS, id_t(gettid()), kBackgroundNice);
}

} // namespace bulkhead
