// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_runner.h"

#include <QSignalSpy>
#include <QtTest>

#include <semaphore>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

/// A body that waits until it is let go, or until it is cancelled.
struct Gate {
    std::binary_semaphore entered{0};
    std::binary_semaphore open{0};
};

JobReport waitForStop(JobContext &context)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait(lock, context.stop, [] { return false; });
    JobReport report;
    report.outcome = Outcome::Cancelled;
    return report;
}

class Reports : public QObject
{
public:
    explicit Reports(JobRunner &runner)
    {
        connect(&runner, &JobRunner::finished, this, [this](JobId id, const JobReport &report) { byJob[id].push_back(report); });
    }
    std::map<JobId, std::vector<JobReport>> byJob;
};

} // namespace

class TestJobRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("Qt itself is not instrumented: its pools and events give false reports");
#endif
    }

    void finishes_data()
    {
        QTest::addColumn<int>("lane");
        QTest::newRow("commit") << int(JobRunner::Lane::Commit);
        QTest::newRow("compute") << int(JobRunner::Lane::Compute);
    }
    void finishes()
    {
        QFETCH(int, lane);
        JobRunner runner;
        Reports reports(runner);
        QSignalSpy started(&runner, &JobRunner::started);
        const JobId id = runner.start(QStringLiteral("work"), JobRunner::Lane(lane), [](JobContext &context) {
            context.meter.setTotal(3);
            context.meter.addDone(3);
            JobReport report;
            report.done = 3;
            return report;
        });
        QCOMPARE(started.count(), 1);
        QVERIFY(reports.byJob.empty()); // never from inside start()
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QCOMPARE(reports.byJob[id][0].done, 3);
        QCOMPARE(reports.byJob[id][0].outcome, Outcome::Done);
        QVERIFY(runner.isIdle());
    }

    void bodyLeavesTheCallingThread()
    {
        JobRunner runner;
        Reports reports(runner);
        std::atomic<Qt::HANDLE> worker{};
        const JobId id = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
            worker = QThread::currentThreadId();
            return JobReport{};
        });
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QVERIFY(worker.load() != QThread::currentThreadId());
    }

    void workersAreNice()
    {
        JobRunner runner;
        Reports reports(runner);
        std::atomic<int> nice{-1};
        const int own = getpriority(PRIO_PROCESS, id_t(gettid()));
        const JobId id = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
            nice = getpriority(PRIO_PROCESS, id_t(gettid()));
            return JobReport{};
        });
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QCOMPARE(nice.load(), 10);
        QCOMPARE(getpriority(PRIO_PROCESS, id_t(gettid())), own); // only the worker's thread
        auto future = runner.compute([] { return getpriority(PRIO_PROCESS, id_t(gettid())); });
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result(), 10);
    }

    /// The names that are on screen do not wait for those of a million rows.
    void workForTheScreenWaitsForNoOther()
    {
        JobRunner runner;
        Reports reports(runner);
        const int most = std::max(2, QThread::idealThreadCount());
        for (int i = 0; i < most + 1; ++i)
            runner.start({}, JobRunner::Lane::Compute, waitForStop);
        runner.start({}, JobRunner::Lane::Commit, waitForStop);
        auto future = runner.computeForScreen([] { return 7; });
        QTRY_VERIFY(future.isFinished());
        QCOMPARE(future.result(), 7);
        runner.cancelAll();
        QTRY_VERIFY(runner.isIdle());
    }

    void commitLaneRunsOneAtATime()
    {
        JobRunner runner;
        Reports reports(runner);
        Gate first;
        std::atomic<bool> secondRan{false};
        const JobId a = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
            first.entered.release();
            first.open.acquire();
            return JobReport{};
        });
        first.entered.acquire();
        const JobId b = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
            secondRan = true;
            return JobReport{};
        });
        QCOMPARE(runner.job(a)->state, JobRunner::State::Running);
        QCOMPARE(runner.job(b)->state, JobRunner::State::Queued);
        QVERIFY(!secondRan);
        first.open.release();
        QTRY_COMPARE(reports.byJob[b].size(), 1u);
        QVERIFY(secondRan);
        QCOMPARE(reports.byJob[a].size(), 1u);
    }

    void cancelledWhileRunning()
    {
        JobRunner runner;
        Reports reports(runner);
        std::binary_semaphore entered{0};
        const JobId id = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &context) {
            entered.release();
            return waitForStop(context);
        });
        entered.acquire();
        runner.cancel(id);
        QCOMPARE(runner.job(id)->state, JobRunner::State::Stopping);
        runner.cancel(id); // twice is once
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QCOMPARE(reports.byJob[id][0].outcome, Outcome::Cancelled);
        QCoreApplication::processEvents();
        QCOMPARE(reports.byJob[id].size(), 1u);
    }

    void cancelledInTheQueueReportsOnceAndNeverRuns()
    {
        JobRunner runner;
        Reports reports(runner);
        Gate first;
        std::atomic<bool> ran{false};
        const JobId a = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
            first.entered.release();
            first.open.acquire();
            return JobReport{};
        });
        first.entered.acquire();
        const JobId b = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
            ran = true;
            return JobReport{};
        });
        runner.cancel(b);
        first.open.release();
        QTRY_VERIFY(runner.isIdle());
        QVERIFY(!ran);
        QCOMPARE(reports.byJob[a].size(), 1u);
        QCOMPARE(reports.byJob[b].size(), 1u);
        QCOMPARE(reports.byJob[b][0].outcome, Outcome::Cancelled);
        QCOMPARE(reports.byJob[b][0].done, 0);
    }

    void exceptionsBecomeFailedReports_data()
    {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("detail");
        QTest::newRow("std::exception") << 0 << int(ErrorCode::Unknown) << QByteArray("no such luck");
        QTest::newRow("out of memory") << 1 << int(ErrorCode::OutOfMemory) << QByteArray();
        QTest::newRow("something else") << 2 << int(ErrorCode::Unknown) << QByteArray();
    }
    void exceptionsBecomeFailedReports()
    {
        QFETCH(int, what);
        QFETCH(int, code);
        QFETCH(QByteArray, detail);
        JobRunner runner;
        Reports reports(runner);
        const JobId id = runner.start({}, JobRunner::Lane::Compute, [what](JobContext &) -> JobReport {
            if (what == 0)
                throw std::runtime_error("no such luck");
            if (what == 1)
                throw std::bad_alloc();
            throw 42;
        });
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        const JobReport &report = reports.byJob[id][0];
        QCOMPARE(report.outcome, Outcome::Failed);
        QVERIFY(report.fatal.has_value());
        QCOMPARE(int(report.fatal->code), code);
        QCOMPARE(QByteArray::fromStdString(report.fatal->detail), detail);
    }

    void pauseHoldsAndResumeLetsGo()
    {
        JobRunner runner;
        Reports reports(runner);
        Gate gate;
        std::atomic<int> steps{0};
        const JobId id = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &context) {
            gate.entered.release();
            gate.open.acquire();
            context.pause.pass(context.stop);
            ++steps;
            return JobReport{};
        });
        gate.entered.acquire();
        QSignalSpy changed(&runner, &JobRunner::stateChanged);
        runner.pause(id);
        QCOMPARE(runner.job(id)->state, JobRunner::State::Paused);
        QVERIFY(changed.count() >= 1);
        gate.open.release();
        QCoreApplication::processEvents();
        QCOMPARE(steps.load(), 0);
        QVERIFY(reports.byJob.empty());
        runner.resume(id);
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QCOMPARE(steps.load(), 1);
    }

    void cancelEndsAPausedJob()
    {
        JobRunner runner;
        Reports reports(runner);
        std::binary_semaphore entered{0};
        const JobId id = runner.start({}, JobRunner::Lane::Commit, [&](JobContext &context) {
            context.pause.pause();
            entered.release();
            context.pause.pass(context.stop);
            JobReport report;
            report.outcome = context.stop.stop_requested() ? Outcome::Cancelled : Outcome::Done;
            return report;
        });
        entered.acquire();
        runner.cancel(id);
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QCOMPARE(reports.byJob[id][0].outcome, Outcome::Cancelled);
    }

    void progressIsPulled()
    {
        JobRunner runner;
        Reports reports(runner);
        Gate gate;
        const JobId id = runner.start(QStringLiteral("Renaming"), JobRunner::Lane::Commit, [&](JobContext &context) {
            context.meter.setTotal(10);
            context.meter.addDone(4);
            context.meter.addFailed();
            gate.entered.release();
            gate.open.acquire();
            return JobReport{};
        });
        gate.entered.acquire();
        const auto jobs = runner.jobs();
        QCOMPARE(jobs.size(), 1u);
        QCOMPARE(jobs[0].title, QStringLiteral("Renaming"));
        QCOMPARE(jobs[0].progress.done, 4);
        QCOMPARE(jobs[0].progress.total, 10);
        QCOMPARE(jobs[0].progress.failed, 1);
        gate.open.release();
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QVERIFY(!runner.job(id));
    }

    void destructionStopsRunningAndQueued()
    {
        std::atomic<int> ended{0};
        std::atomic<bool> queuedRan{false};
        std::binary_semaphore entered{0};
        {
            JobRunner runner;
            runner.start({}, JobRunner::Lane::Commit, [&](JobContext &context) {
                entered.release();
                JobReport report = waitForStop(context);
                ++ended;
                return report;
            });
            runner.start({}, JobRunner::Lane::Commit, [&](JobContext &) {
                queuedRan = true;
                return JobReport{};
            });
            entered.acquire();
        }
        QCOMPARE(ended.load(), 1);
        QVERIFY(!queuedRan);
        QCoreApplication::processEvents(); // nothing is delivered to the runner that is gone
    }

    void whatTheBodyHoldsIsFreedOnTheWorker()
    {
        JobRunner runner;
        Reports reports(runner);
        std::atomic<Qt::HANDLE> freedBy{};
        auto deleter = [&](int *value) {
            freedBy = QThread::currentThreadId();
            delete value;
        };
        std::shared_ptr<int> held(new int(1), deleter);
        const JobId id = runner.start({}, JobRunner::Lane::Compute, [held = std::move(held)](JobContext &) { return JobReport{}; });
        QTRY_COMPARE(reports.byJob[id].size(), 1u);
        QVERIFY(freedBy.load());
        QVERIFY(freedBy.load() != QThread::currentThreadId());
    }

    void manyJobsEachReportOnce()
    {
        JobRunner runner;
        Reports reports(runner);
        std::vector<JobId> ids;
        for (int i = 0; i < 200; ++i) {
            ids.push_back(
                runner.start({}, i % 2 ? JobRunner::Lane::Commit : JobRunner::Lane::Compute, [](JobContext &) { return JobReport{}; }));
            if (i % 3 == 0)
                runner.cancel(ids.back());
        }
        QTRY_VERIFY(runner.isIdle());
        QCoreApplication::processEvents();
        for (const JobId id : ids)
            QCOMPARE(reports.byJob[id].size(), 1u);
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
