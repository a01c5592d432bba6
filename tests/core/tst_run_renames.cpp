// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_disk.h"

#include <QTest>

#include <cerrno>

using namespace bulkhead;

class TestRunRenames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doesUndoesRedoes_data();
    void doesUndoesRedoes();
    void reportsEveryRow();
    void touchesNothingWithoutAnIntent_data();
    void touchesNothingWithoutAnIntent();
    void saysWhenTheEndCannotBeWritten();
    void syncsEachFileSystemOnce();
    void failsWhereTheBarrierFails();
    void unwindsARing_data();
    void unwindsARing();
    void blocksTheRestOfAChain();
    void putsAParkedFileBackInAChain();
    void stopsAtTheFirstErrorWhenTold();
    void removesFoldersNobodyCameInto();
    void changesSpellingInAFoldingFolder();
    void reopensFoldersThatMoved();
    void worksWithFewHandles();
};

void TestRunRenames::doesUndoesRedoes_data()
{
    QTest::addColumn<Paths>("paths");
    QTest::addColumn<Journeys>("journeys");

    QTest::newRow("one file") << Paths{"a"} << Journeys{{"a", "b"}};
    QTest::newRow("swap") << Paths{"a", "b"} << Journeys{{"a", "b"}, {"b", "a"}};
    QTest::newRow("ring of three") << Paths{"a", "b", "c"} << Journeys{{"a", "b"}, {"b", "c"}, {"c", "a"}};
    QTest::newRow("chain") << Paths{"a", "b", "c"} << Journeys{{"a", "b"}, {"b", "c"}, {"c", "d"}};
    QTest::newRow("between folders") << Paths{"x/a", "y/b"} << Journeys{{"x/a", "y/a"}, {"y/b", "x/b"}};
    QTest::newRow("swap between folders") << Paths{"x/a", "y/a"} << Journeys{{"x/a", "y/a"}, {"y/a", "x/a"}};
    QTest::newRow("new folders") << Paths{"a", "b"} << Journeys{{"a", "n/m/a"}, {"b", "n/b"}};
    QTest::newRow("folder with contents") << Paths{"d/x", "d/y"} << Journeys{{"d", "e"}, {"d/x", "d/y"}, {"d/y", "d/x"}};
    QTest::newRow("folders three deep") << Paths{"a/b/c/f"}
                                        << Journeys{{"a", "1"}, {"a/b", "a/2"}, {"a/b/c", "a/b/3"}, {"a/b/c/f", "a/b/c/4"}};
    QTest::newRow("folder out of a folder") << Paths{"a/b/f"} << Journeys{{"a", "c"}, {"a/b", "b2"}, {"a/b/f", "a/b/g"}};
    QTest::newRow("folder into a folder") << Paths{"a/", "b/f"} << Journeys{{"b", "a/b"}, {"a", "c"}, {"b/f", "b/g"}};
    QTest::newRow("new folder in a folder that moves") << Paths{"a/f"} << Journeys{{"a", "b"}, {"a/f", "a/new/f"}};
    QTest::newRow("two folders swap") << Paths{"a/f", "b/g"} << Journeys{{"a", "b"}, {"b", "a"}, {"a/f", "b/f"}, {"b/g", "a/g"}};
    QTest::newRow("case only") << Paths{"A", "sub/"} << Journeys{{"A", "a"}, {"sub", "SUB"}};
    QTest::newRow("awkward names") << Paths{"caf\xe9", "\xff\xfe", "a\nb", "\x1b[2J", "-rf", Bytes(255, 'n')}
                                   << Journeys{{"caf\xe9", "\xff\xfe"}, {"\xff\xfe", "caf\xe9"}, {"a\nb", "\x1b[2J"}, {"\x1b[2J", "-"},
                                          {"-rf", "a\nb"}, {Bytes(255, 'n'), Bytes(255, 'm')}};
    QTest::newRow("everything at once") << everything << everythingGoes;
}

void TestRunRenames::doesUndoesRedoes()
{
    QFETCH(Paths, paths);
    QFETCH(Journeys, journeys);
    for (const auto births : {MemoryFileSystem::BirthTimes::Kept, MemoryFileSystem::BirthTimes::None}) {
        MemoryDisk disk(paths, births);
        const Snapshot before = disk.tree();
        const Snapshot after = snapshotAfter(before, journeys);

        const JobReport done = disk.rig.run(journeys);
        QCOMPARE(done.outcome, Outcome::Done);
        QCOMPARE(done.done, std::int64_t(journeys.size()));
        QCOMPARE(total(done), std::int64_t(journeys.size()));
        COMPARE_SNAPSHOTS(disk.tree(), after);

        BatchId last = *done.batch;
        for (int round = 0; round < 3; ++round) {
            const JobReport undone = disk.rig.reverse(last);
            QCOMPARE(undone.done, std::int64_t(journeys.size()));
            COMPARE_SNAPSHOTS(disk.tree(), before);
            QCOMPARE(disk.history.batch(*undone.batch)->direction, Direction::Undo);
            QCOMPARE(disk.history.batch(*undone.batch)->reverses, std::optional(last));

            const JobReport redone = disk.rig.reverse(*undone.batch);
            QCOMPARE(redone.done, std::int64_t(journeys.size()));
            COMPARE_SNAPSHOTS(disk.tree(), after);
            QCOMPARE(disk.history.batch(*redone.batch)->direction, Direction::Redo);
            last = *redone.batch;
        }
    }
}

void TestRunRenames::reportsEveryRow()
{
    MemoryDisk disk({"a", "b", "c"});
    const auto plan = disk.rig.plan({{"a", "a2"}, {"b", "b2"}, {"c", "c2"}});
    disk.disk.fail({.call = FsCall::Rename, .nth = 2}, EACCES);
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.outcome, Outcome::Done);
    QVERIFY(!report.fatal);
    QCOMPARE(report.done, 2);
    QCOMPARE(report.failed, 1);
    QCOMPARE(int(report.errors.size()), 1);
    const RowError &error = report.errors.front();
    QCOMPARE(error.error.code, ErrorCode::PermissionDenied);
    QCOMPARE(error.error.osCode, EACCES);
    QCOMPARE(error.error.path, plan.table->path(error.row));
    QCOMPARE(disk.rig.rows()[error.row], RowResult::Failed);
    QCOMPARE(disk.rig.rows()[plan.steps[0].row], RowResult::Done);
    QCOMPARE(disk.rig.progress().done, 3);
    QCOMPARE(disk.rig.progress().total, 3);
    QCOMPARE(disk.rig.progress().failed, 1);
    QVERIFY(report.seconds > 0);
    const auto info = disk.history.batch(*report.batch);
    QCOMPARE(info->state, BatchState::Done);
    QCOMPARE(info->done, 2);
    QCOMPARE(info->failed, 1);
}

void TestRunRenames::touchesNothingWithoutAnIntent_data()
{
    QTest::addColumn<bool>("atBegin");
    QTest::newRow("begin fails") << true;
    QTest::newRow("seal fails") << false;
}

void TestRunRenames::touchesNothingWithoutAnIntent()
{
    QFETCH(bool, atBegin);
    MemoryDisk disk(everything);
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan(everythingGoes);
    (atBegin ? disk.history.beginError : disk.history.sealError) = Error{.code = ErrorCode::NoSpace, .operation = "write history"};
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.outcome, Outcome::Failed);
    QVERIFY(report.fatal);
    QCOMPARE(report.fatal->code, ErrorCode::NoSpace);
    QVERIFY(!report.batch);
    QCOMPARE(report.done, 0);
    COMPARE_SNAPSHOTS(disk.tree(), before);
    QCOMPARE(disk.disk.count(FsCall::Rename), 0u);
    QCOMPARE(disk.disk.count(FsCall::MakeDirectory), 0u);
}

void TestRunRenames::saysWhenTheEndCannotBeWritten()
{
    MemoryDisk disk(everything);
    const Snapshot before = disk.tree();
    const Snapshot after = snapshotAfter(before, everythingGoes);
    disk.history.finishError = Error{.code = ErrorCode::NoSpace, .operation = "write history"};
    const JobReport report = disk.rig.run(everythingGoes);
    QCOMPARE(report.outcome, Outcome::Failed);
    QCOMPARE(report.fatal->code, ErrorCode::NoSpace);
    QCOMPARE(report.done, std::int64_t(everythingGoes.size()));
    COMPARE_SNAPSHOTS(disk.tree(), after);

    disk.history.finishError.reset();
    QCOMPARE(int(disk.history.interrupted()->size()), 1);
    QVERIFY(disk.rig.recoverAll(Destination::Sources));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRunRenames::syncsEachFileSystemOnce()
{
    MemoryDisk disk({"a", "b", "c", "other/", "other/d", "other/e"});
    disk.memory.addFolder("/r/other", {.device = 7});
    disk.memory.remove("/r/other/d");
    disk.memory.addFile("/r/other/d", "on the other device");
    disk.rig.run({{"a", "a2"}, {"b", "b2"}});
    QCOMPARE(disk.memory.syncCount(), 1u);
    disk.rig.run({{"a2", "a3"}, {"other/d", "other/d2"}, {"b2", "b3"}});
    QCOMPARE(disk.memory.syncCount(), 3u);
}

void TestRunRenames::failsWhereTheBarrierFails()
{
    MemoryDisk disk({"a"});
    disk.disk.fail({.call = FsCall::Sync}, EIO);
    const JobReport report = disk.rig.run({{"a", "b"}});
    QCOMPARE(report.outcome, Outcome::Failed);
    QCOMPARE(report.fatal->code, ErrorCode::InputOutput);
    QCOMPARE(report.done, 1);
    QCOMPARE(disk.history.batch(*report.batch)->state, BatchState::Failed);
    disk.rig.reverse(*report.batch);
    QVERIFY(disk.memory.exists("/r/a"));
}

void TestRunRenames::unwindsARing_data()
{
    QTest::addColumn<int>("failingStep");
    for (int step = 1; step <= 4; ++step)
        QTest::addRow("step %d", step) << step;
}

void TestRunRenames::unwindsARing()
{
    QFETCH(int, failingStep);
    MemoryDisk disk({"a", "b", "c", "x"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "b"}, {"b", "c"}, {"c", "a"}, {"x", "y"}});
    QCOMPARE(int(plan.steps.size()), 5);
    // For good: the step that fails never works, taking back does.
    const auto ringSteps = std::size_t(4);
    std::vector<const Step *> ring;
    for (const Step &step : plan.steps) {
        if (step.group != kNone)
            ring.push_back(&step);
    }
    QCOMPARE(ring.size(), ringSteps);
    disk.disk.fail({.call = FsCall::Rename, .nth = std::uint64_t(failingStep + (plan.steps.front().group == kNone ? 1 : 0))}, EACCES);
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.outcome, Outcome::Done);
    QCOMPARE(report.done, 1);
    QCOMPARE(report.failed, 1);
    QCOMPARE(report.skipped, 2);
    QCOMPARE(disk.rig.rows()[ring[std::size_t(failingStep) - 1]->row], RowResult::Failed);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, {{"x", "y"}}));
    QCOMPARE(int(report.errors.size()), 3);
    for (const RowError &error : report.errors) {
        QCOMPARE(
            error.error.code, disk.rig.rows()[error.row] == RowResult::Failed ? ErrorCode::PermissionDenied : ErrorCode::BlockedByFailure);
        QCOMPARE(error.error.path, plan.table->path(error.row));
    }
    QCOMPARE(disk.rig.progress().done, 4);
    disk.rig.reverse(*report.batch);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRunRenames::blocksTheRestOfAChain()
{
    MemoryDisk disk({"a", "b", "c", "d", "x"});
    const Snapshot before = disk.tree();
    const Journeys chain{{"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", "e"}, {"x", "y"}};
    disk.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every, .name = "c"}, EPERM);
    const JobReport report = disk.rig.run(chain);
    QCOMPARE(report.done, 2); // d -> e and x -> y.
    QCOMPARE(report.failed, 1); // c -> d
    QCOMPARE(report.skipped, 2); // b -> c and a -> b wait for it.
    QCOMPARE(errorOf(report, 2), ErrorCode::NotPermitted);
    QCOMPARE(errorOf(report, 0), ErrorCode::BlockedByFailure);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, {{"d", "e"}, {"x", "y"}}));
}

void TestRunRenames::putsAParkedFileBackInAChain()
{
    // A file wants the name of a folder that has to wait for what is in it: the file is parked, though there is no ring.
    MemoryDisk disk({"a/b", "a/sub/x", "n/f"});
    const Snapshot before = disk.tree();
    const Journeys journeys{{"a/b", "n/b"}, {"a/sub/x", "a"}, {"a", "q"}};
    const auto plan = disk.rig.plan(journeys);
    const bool parks = std::ranges::any_of(plan.steps, [](const Step &step) { return step.kind == Step::Kind::Park && !step.ring; });
    QVERIFY(parks);
    disk.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every, .name = "q"}, EACCES);
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.failed, 1);
    QCOMPARE(report.skipped, 1);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, {{"a/b", "n/b"}}));
}

void TestRunRenames::stopsAtTheFirstErrorWhenTold()
{
    MemoryDisk disk({"a", "b", "c", "d"});
    disk.rig.options.onError = RunOptions::OnError::Stop;
    disk.disk.fail({.call = FsCall::Rename, .nth = 2}, EROFS);
    const JobReport report = disk.rig.run({{"a", "a2"}, {"b", "b2"}, {"c", "c2"}, {"d", "d2"}});
    QCOMPARE(report.outcome, Outcome::Failed);
    QCOMPARE(report.fatal->code, ErrorCode::ReadOnlyFileSystem);
    QCOMPARE(report.done, 1);
    QCOMPARE(report.failed, 1);
    QCOMPARE(report.cancelled, 2);
    QCOMPARE(disk.disk.count(FsCall::Rename), 2u);
    QCOMPARE(disk.history.batch(*report.batch)->state, BatchState::Failed);
    disk.rig.reverse(*report.batch);
    QVERIFY(disk.memory.exists("/r/a"));
}

void TestRunRenames::removesFoldersNobodyCameInto()
{
    MemoryDisk disk({"a", "b"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "n/m/a"}, {"b", "o/b"}});
    disk.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every, .name = "a"}, EACCES);
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 1);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, {{"b", "o/b"}}));
}

void TestRunRenames::changesSpellingInAFoldingFolder()
{
    const MemoryFileSystem::FolderTraits folding{.names = MemoryFileSystem::FolderTraits::Names::Folding};
    MemoryDisk disk({});
    disk.memory.addFolder("/r", folding);
    disk.memory.addFile("/r/Photo.JPG", "1");
    disk.memory.addFolder("/r/Trip", folding);
    disk.memory.addFile("/r/Trip/Me", "2");
    disk.memory.addFile("/r/other", "3");
    const Snapshot before = disk.tree();
    const Journeys journeys{{"Photo.JPG", "photo.jpg"}, {"Trip", "TRIP"}, {"Trip/Me", "Trip/ME"}, {"other", "OTHER one"}};
    const JobReport report = disk.rig.run(journeys);
    QCOMPARE(report.done, 4);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, journeys));
    QCOMPARE(disk.rig.reverse(*report.batch).done, 4);
    COMPARE_SNAPSHOTS(disk.tree(), before);
    // The listings that prove the spelling are one per folder, not one per row.
    QVERIFY(disk.disk.count(FsCall::List) < 12);
}

void TestRunRenames::reopensFoldersThatMoved()
{
    // More folders than handles, each renamed after what is in it, then all inside a new parent.
    Paths paths;
    Journeys journeys{{"top", "TOP"}};
    for (int i = 0; i < 600; ++i) {
        const Bytes folder = "top/d" + std::to_string(i);
        paths.push_back(folder + "/f");
        journeys.push_back({folder + "/f", folder + "/sub/g"});
        journeys.push_back({folder, "top/e" + std::to_string(i)});
    }
    MemoryDisk disk(paths);
    const Snapshot before = disk.tree();
    const JobReport report = disk.rig.run(journeys);
    QCOMPARE(report.done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, journeys));
    QCOMPARE(disk.rig.reverse(*report.batch).done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRunRenames::worksWithFewHandles()
{
    // Every second open says that there are too many: the cache has to give handles back.
    MemoryDisk disk({"a/1", "b/1", "c/1", "d/1"});
    const Snapshot before = disk.tree();
    const Journeys journeys{{"a/1", "b/2"}, {"b/1", "c/2"}, {"c/1", "d/2"}, {"d/1", "a/2"}, {"a", "A"}, {"b", "B"}};
    const auto plan = disk.rig.plan(journeys);
    for (std::uint64_t nth = 2; nth < 40; nth += 2)
        disk.disk.fail({.call = FsCall::OpenDirectoryNoLinks, .nth = nth}, nth % 4 ? EMFILE : ENFILE);
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, journeys));
}

QTEST_APPLESS_MAIN(TestRunRenames)
#include "tst_run_renames.moc"
