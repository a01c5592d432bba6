// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_test.h"

#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_dir.h"
#include "ui/controllers/commit_controller.h"
#include "ui/controllers/history_controller.h"

#include <cerrno>
#include <new>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

struct Rig : QObject {
    explicit Rig(int files = 5)
    {
        for (int i = 1; i <= files; ++i)
            memory.addFile("/w/a" + std::to_string(i), "content " + std::to_string(i));
        before = memory.snapshot("/w");
        connect(&commit, &CommitController::finished, this, [this](const CommitController::Run &run, const JobReport &report) {
            runs.push_back(run);
            reports.push_back(report);
        });
        connect(&commit, &CommitController::refused, this, [this](const ReverseRefusal &refusal) { refusals.push_back(refusal); });
    }
    std::shared_ptr<const RenamePlan> plan() { return previewOf(memory, scanList(memory, {"/w"}), replaceRecipe("a", "b")).answer.plan; }

    TempDir state;
    MemoryFileSystem memory;
    std::shared_ptr<FaultyFileSystem> disk = std::make_shared<FaultyFileSystem>(memory);
    Snapshot before;
    JobRunner runner;
    CommitController commit{runner, disk, state.path("state")};
    std::vector<CommitController::Run> runs;
    std::vector<JobReport> reports;
    std::vector<ReverseRefusal> refusals;
};

} // namespace

class TestCommitController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commitsAndUndoesAndRedoes()
    {
        Rig rig;
        QSignalSpy busy(&rig.commit, &CommitController::busyChanged);
        rig.commit.commit(rig.plan(), "{}");
        QVERIFY(rig.commit.isBusy());
        QTRY_COMPARE(rig.reports.size(), 1u);
        QVERIFY(!rig.commit.isBusy());
        QVERIFY(busy.count() >= 2);
        QCOMPARE(rig.reports[0].outcome, Outcome::Done);
        QCOMPARE(rig.reports[0].done, 5);
        QVERIFY(rig.memory.exists("/w/b1"));
        QCOMPARE(int((*rig.runs[0].results)[0]), int(RowResult::Done));
        const Snapshot after = rig.memory.snapshot("/w");

        rig.commit.undo();
        QTRY_COMPARE(rig.reports.size(), 2u);
        QCOMPARE(int(rig.runs[1].direction), int(Direction::Undo));
        COMPARE_SNAPSHOTS(rig.memory.snapshot("/w"), rig.before);

        rig.commit.redo();
        QTRY_COMPARE(rig.reports.size(), 3u);
        COMPARE_SNAPSHOTS(rig.memory.snapshot("/w"), after);
    }

    void answersWhileTheDiskDoesNot()
    {
        Rig rig;
        rig.disk->closeGate(FsCall::Rename, 2);
        rig.commit.commit(rig.plan(), {});
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        int beats = 0; // the event loop goes on
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&] { ++beats; });
        heart.start(1);
        QTRY_VERIFY(beats >= 20);
        QVERIFY(rig.commit.isBusy());
        QCOMPARE(rig.runner.job(rig.commit.run()->job)->progress.done, 2);

        rig.commit.cancel();
        QCOMPARE(rig.runner.job(rig.commit.run()->job)->state, JobRunner::State::Stopping);
        QCoreApplication::processEvents();
        QVERIFY(rig.reports.empty()); // the file in hand is finished first
        rig.disk->openGate(FsCall::Rename);
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].outcome, Outcome::Cancelled);
        QCOMPARE(rig.reports[0].done, 3);
        QCOMPARE(rig.reports[0].cancelled, 2);

        rig.commit.undo();
        QTRY_COMPARE(rig.reports.size(), 2u);
        QCOMPARE(rig.reports[1].done, 3);
        COMPARE_SNAPSHOTS(rig.memory.snapshot("/w"), rig.before);
    }

    void continuesAfterACancel()
    {
        Rig rig;
        rig.disk->closeGate(FsCall::Rename, 1);
        rig.commit.commit(rig.plan(), {});
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        rig.commit.cancel();
        rig.disk->openGate(FsCall::Rename);
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].done, 2);
        rig.commit.finishInterrupted(*rig.reports[0].batch);
        QTRY_COMPARE(rig.reports.size(), 2u);
        QCOMPARE(rig.reports[1].outcome, Outcome::Done);
        QCOMPARE(rig.reports[1].done, 3);
        for (int i = 1; i <= 5; ++i)
            QVERIFY(rig.memory.exists("/w/b" + std::to_string(i)));
        rig.commit.undo(); // what went on,
        QTRY_COMPARE(rig.reports.size(), 3u);
        rig.commit.undo(); // and what it went on from
        QTRY_COMPARE(rig.reports.size(), 4u);
        COMPARE_SNAPSHOTS(rig.memory.snapshot("/w"), rig.before);
    }

    void pausesAndResumes()
    {
        Rig rig;
        rig.disk->closeGate(FsCall::Rename, 1);
        rig.commit.commit(rig.plan(), {});
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        rig.commit.pause();
        QCOMPARE(rig.runner.job(rig.commit.run()->job)->state, JobRunner::State::Paused);
        rig.disk->openGate(FsCall::Rename);
        QTRY_COMPARE(rig.runner.job(rig.commit.run()->job)->progress.done, 2); // the one in hand, and no more
        QCoreApplication::processEvents();
        QCOMPARE(rig.disk->count(FsCall::Rename), 2u);
        rig.commit.resume();
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].done, 5);
    }

    void rowsThatFailAreReported()
    {
        Rig rig;
        rig.disk->fail({.call = FsCall::Rename, .nth = 1, .name = "a3"}, EACCES);
        rig.commit.commit(rig.plan(), {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].done, 4);
        QCOMPARE(rig.reports[0].failed, 1);
        QCOMPARE(rig.reports[0].errors.size(), 1u);
        QCOMPARE(int(rig.reports[0].errors[0].error.code), int(ErrorCode::PermissionDenied));
        QVERIFY(rig.memory.exists("/w/a3"));
    }

    void toldToStopTheRestIsLeftAlone()
    {
        Rig rig;
        rig.disk->fail({.call = FsCall::Rename, .nth = 1, .name = "a3"}, EACCES);
        rig.commit.setOnError(RunOptions::OnError::Stop);
        rig.commit.commit(rig.plan(), {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].outcome, Outcome::Failed);
        QCOMPARE(rig.reports[0].done, 2);
        QCOMPARE(rig.reports[0].failed, 1);
        QCOMPARE(rig.reports[0].cancelled, 2);
        QVERIFY(rig.memory.exists("/w/b2") && rig.memory.exists("/w/a3") && rig.memory.exists("/w/a4"));

        // What continues it is a renaming, too.
        rig.disk->fail({.call = FsCall::Rename, .nth = 1, .name = "a4"}, EACCES);
        rig.commit.finishInterrupted(*rig.reports[0].batch);
        QTRY_COMPARE(rig.reports.size(), 2u);
        QCOMPARE(rig.reports[1].done, 1);
        QCOMPARE(rig.reports[1].cancelled, 1);

        // An undo goes on where it can.
        rig.disk->fail({.call = FsCall::Rename, .nth = 1, .name = "b1"}, EACCES);
        rig.commit.undo(*rig.reports[0].batch);
        QTRY_COMPARE(rig.reports.size(), 3u);
        QCOMPARE(rig.reports[2].outcome, Outcome::Done);
        QCOMPARE(rig.reports[2].done, 1);
        QVERIFY(rig.memory.exists("/w/a2"));
    }

    void aNewFileIsNeverOverwritten()
    {
        Rig rig;
        const auto plan = rig.plan();
        rig.memory.addFile("/w/b2", "a stranger");
        rig.commit.commit(plan, {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].failed, 1);
        QCOMPARE(rig.memory.content("/w/b2"), Bytes("a stranger"));
        QVERIFY(rig.memory.exists("/w/a2"));
    }

    void rowsThatCannotBeTakenBackAreCounted()
    {
        Rig rig;
        rig.commit.commit(rig.plan(), {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        rig.memory.remove("/w/b4");
        rig.commit.undo();
        QTRY_COMPARE(rig.reports.size(), 2u);
        QCOMPARE(rig.reports[1].done, 4);
        QCOMPARE(rig.runs[1].notPlanned, 1);
        QCOMPARE(rig.runs[1].problems->size(), 1u); // named, with the reason
        QCOMPARE(rig.runs[1].problems->front().name, QStringLiteral("/w/b4"));
        QVERIFY(!rig.runs[1].problems->front().text.isEmpty());
    }

    void whereNothingCanBeTakenBackNothingIsRun()
    {
        Rig rig(2);
        rig.commit.commit(rig.plan(), {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        rig.memory.remove("/w/b1");
        rig.memory.rename("/w/b2", "/w/elsewhere");
        rig.memory.addFile("/w/b2", "a stranger");
        rig.commit.undo();
        QTRY_COMPARE(rig.refusals.size(), 1u);
        QVERIFY(rig.refusals[0].why == ReverseRefusal::Why::NothingToMove);
        QCOMPARE(rig.refusals.back().problems->size(), 2u);
        QVERIFY(!rig.commit.isBusy());
        auto history = History::open(rig.state.path("state"));
        QCOMPARE((*history)->batches(10)->size(), 1u); // no empty batch
    }

    void whatAWorkerThrowsIsRefused()
    {
        Rig rig;
        rig.commit.commit(rig.plan(), {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        rig.disk->before({.call = FsCall::Status}, [] { throw std::bad_alloc(); });
        rig.disk->before({.call = FsCall::OpenDirectoryNoLinks}, [] { throw std::bad_alloc(); });
        rig.commit.undo();
        QTRY_COMPARE(rig.refusals.size(), 1u);
        QCOMPARE(int(rig.refusals.back().error.code), int(ErrorCode::OutOfMemory));
        QVERIFY(!rig.commit.isBusy());
    }

    void nothingToUndo()
    {
        Rig rig;
        rig.commit.undo();
        QVERIFY(rig.commit.isPreparing());
        QTRY_COMPARE(rig.refusals.size(), 1u);
        QVERIFY(rig.refusals[0].why == ReverseRefusal::Why::NothingToUndo);
        rig.commit.redo();
        QTRY_COMPARE(rig.refusals.size(), 2u);
        QVERIFY(rig.refusals[1].why == ReverseRefusal::Why::NothingToRedo);
        rig.commit.undo(BatchId(12345));
        QTRY_COMPARE(rig.refusals.size(), 3u);
        QVERIFY(rig.refusals[2].why == ReverseRefusal::Why::Error);
        QCOMPARE(int(rig.refusals.back().error.code), int(ErrorCode::NotFound));
        QVERIFY(!rig.commit.isBusy());
    }

    void withoutHistoryNothingIsTouched()
    {
        Rig rig;
        rig.state.writeFile("state", "a file where the folder should be");
        rig.commit.commit(rig.plan(), {});
        QTRY_COMPARE(rig.reports.size(), 1u);
        QCOMPARE(rig.reports[0].outcome, Outcome::Failed);
        QVERIFY(rig.reports[0].fatal.has_value());
        COMPARE_SNAPSHOTS(rig.memory.snapshot("/w"), rig.before);
    }

    void oneAtATime()
    {
        Rig rig;
        rig.disk->closeGate(FsCall::Rename);
        rig.commit.commit(rig.plan(), {});
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        rig.commit.commit(rig.plan(), {});
        rig.commit.undo();
        QCOMPARE(rig.runner.jobs().size(), 1u);
        rig.disk->openGate(FsCall::Rename);
        QTRY_COMPARE(rig.reports.size(), 1u);
        QVERIFY(rig.refusals.empty());
    }

    void historyIsReadBack()
    {
        Rig rig;
        HistoryController history(rig.runner, rig.disk, rig.state.path("state"));
        rig.commit.commit(rig.plan(), "{}");
        QTRY_COMPARE(rig.reports.size(), 1u);
        history.refresh();
        QTRY_COMPARE(history.batches().size(), 1u);
        QCOMPARE(history.batches()[0].done, 5);
        QCOMPARE(history.batches()[0].folder, Bytes("/w"));
        QVERIFY(history.lastUndoable());
        QCOMPARE(history.lastUndoable()->id, *rig.reports[0].batch);
        history.forget(*rig.reports[0].batch);
        QTRY_COMPARE(history.batches().size(), 0u);
        QVERIFY(!history.lastUndoable());
    }
};

BULKHEAD_UI_TEST_MAIN(TestCommitController)
#include "tst_commit_controller.moc"
