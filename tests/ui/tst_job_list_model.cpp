// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "ui/models/job_list_model.h"

#include <QAbstractItemModelTester>

#include <semaphore>

using namespace bulkhead;

using Model = JobListModel;

class TestJobListModel : public QObject
{
    Q_OBJECT

    /// A job that does steps as the test lets it.
    struct SteppedJob {
        std::counting_semaphore<> steps{0};
        std::counting_semaphore<> done{0};
        JobBody body(int total)
        {
            return [this, total](JobContext &context) {
                context.meter.setTotal(total);
                done.release();
                for (int i = 0; i < total; ++i) {
                    steps.acquire();
                    context.pause.pass(context.stop);
                    if (context.stop.stop_requested())
                        break;
                    context.meter.addDone();
                    done.release();
                }
                return JobReport{};
            };
        }
        void step(int n)
        {
            steps.release(n);
            for (int i = 0; i < n; ++i)
                done.acquire();
        }
    };

private Q_SLOTS:
    void followsTheRunner()
    {
        JobRunner runner;
        Model model(runner);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        SteppedJob job;
        const JobId id = runner.start(QStringLiteral("Renaming"), JobRunner::Lane::Commit, job.body(3));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowOf(id), 0);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Renaming"));
        job.done.acquire();
        job.step(2);
        model.poll();
        QCOMPARE(model.index(0).data(Model::DoneRole).toLongLong(), 2);
        QCOMPARE(model.index(0).data(Model::TotalRole).toLongLong(), 3);
        QCOMPARE(model.index(0).data(Model::StateRole).toInt(), int(JobRunner::State::Running));
        job.step(1);
        QTRY_COMPARE(model.rowCount(), 0);
        QCOMPARE(model.rowOf(id), -1);
    }

    void pollsByItself()
    {
        JobRunner runner;
        Model model(runner);
        SteppedJob job;
        runner.start({}, JobRunner::Lane::Commit, job.body(2));
        job.done.acquire();
        job.step(1);
        QTRY_COMPARE(model.index(0).data(Model::DoneRole).toLongLong(), 1);
        job.step(1);
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void worksOutRateAndTimeLeft()
    {
        qint64 now = 0;
        JobRunner runner;
        Model model(runner, nullptr, [&now] { return now; });
        SteppedJob job;
        runner.start({}, JobRunner::Lane::Commit, job.body(100));
        job.done.acquire();
        model.poll();
        QCOMPARE(model.index(0).data(Model::TimeLeftRole).toLongLong(), -1); // not known yet
        job.step(10);
        now = 1000;
        model.poll();
        QCOMPARE(model.index(0).data(Model::RateRole).toDouble(), 10.0);
        QCOMPARE(model.index(0).data(Model::TimeLeftRole).toLongLong(), 9000);
        now = 1050; // too soon to measure again
        job.step(5);
        model.poll();
        QCOMPARE(model.index(0).data(Model::RateRole).toDouble(), 10.0);
        QCOMPARE(model.index(0).data(Model::TimeLeftRole).toLongLong(), 8500);
        job.step(85);
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void aPauseIsNotSlowness()
    {
        qint64 now = 0;
        JobRunner runner;
        Model model(runner, nullptr, [&now] { return now; });
        SteppedJob job;
        runner.start({}, JobRunner::Lane::Commit, job.body(100));
        job.done.acquire();
        model.poll();
        job.step(10);
        now = 1000;
        model.poll();
        model.pause(0);
        QCOMPARE(model.index(0).data(Model::StateRole).toInt(), int(JobRunner::State::Paused));
        QCOMPARE(model.index(0).data(Model::TimeLeftRole).toLongLong(), -1);
        now = 3'600'000;
        model.poll();
        model.resume(0);
        QCOMPARE(model.index(0).data(Model::StateRole).toInt(), int(JobRunner::State::Running));
        QCOMPARE(model.index(0).data(Model::RateRole).toDouble(), 10.0);
        job.step(90);
        QTRY_COMPARE(model.rowCount(), 0);
    }

    void cancels()
    {
        JobRunner runner;
        Model model(runner);
        SteppedJob job;
        runner.start({}, JobRunner::Lane::Commit, job.body(100));
        job.done.acquire();
        model.cancel(0);
        QCOMPARE(model.index(0).data(Model::StateRole).toInt(), int(JobRunner::State::Stopping));
        job.steps.release();
        QTRY_COMPARE(model.rowCount(), 0);
        model.cancel(0); // nothing is there: nothing happens
        model.pause(-1);
        model.resume(7);
    }

    void knowsJobsThatBeganBefore()
    {
        JobRunner runner;
        SteppedJob job;
        runner.start(QStringLiteral("early"), JobRunner::Lane::Commit, job.body(1));
        Model model(runner);
        QCOMPARE(model.rowCount(), 1);
        job.done.acquire();
        job.step(1);
        QTRY_COMPARE(model.rowCount(), 0);
    }
};

BULKHEAD_UI_TEST_MAIN(TestJobListModel)
#include "tst_job_list_model.moc"
