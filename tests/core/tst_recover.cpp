// SPDX-License-Identifier: GPL-3.0-or-later
// Batches that did not come to their end: interrupted ones, and stopped ones that go on.
#include "tests/support/memory_disk.h"
#include "tests/support/temp_dir.h"

#include <QTest>

using namespace bulkhead;

namespace {

struct Death {
};

using Meddling = std::function<void(MemoryFileSystem &)>;

JobReport recover(MemoryDisk &disk, History &history, const ReversePlan &reverse)
{
    RowResults rows(reverse.plan.table->rowCount());
    ProgressMeter meter;
    PauseGate pause;
    return runReverse(disk.disk, history, reverse, disk.rig.options, {}, pause, meter, rows);
}

JobReport recover(MemoryDisk &disk, const ReversePlan &reverse)
{
    return recover(disk, disk.history, reverse);
}

/// A history as the program has it: what undo means comes from it.
struct KeptHistory {
    std::optional<BatchId> undoable() const
    {
        const auto batch = history->lastUndoable();
        return batch && *batch ? std::optional((*batch)->id) : std::nullopt;
    }

    TempDir state;
    std::unique_ptr<History> history = History::open(state.path()).value();
};

} // namespace

Q_DECLARE_METATYPE(Meddling)

class TestRecover : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysInterruptedWhileFilesAreOutOfSight_data();
    void staysInterruptedWhileFilesAreOutOfSight();
    void findsFilesOfADiskThatWasOut();
    void goesOnWithARecovery_data();
    void goesOnWithARecovery();
    void endsWhereFilesAreGoneForGood();
    void continuesAStoppedBatch();
    void continuesAStoppedRedo();
    void continuesAStoppedUndo();
    void leavesAFolderItDidNotKeep();
    void removesFoldersAboveWhatItMoved();
};

void TestRecover::staysInterruptedWhileFilesAreOutOfSight_data()
{
    // What hides the files, and what brings them back.
    QTest::addColumn<Meddling>("hide");
    QTest::addColumn<Meddling>("show");
    QTest::addColumn<bool>("hardLinks");
    const Meddling away = [](auto &disk) { disk.rename("/r/stick", "/r/elsewhere"); };
    const Meddling back = [](auto &disk) { disk.rename("/r/elsewhere", "/r/stick"); };
    const Meddling lock = [](auto &disk) { disk.setMode("/r/stick", 0); };
    const Meddling unlock = [](auto &disk) { disk.setMode("/r/stick", 0755); };
    const Meddling unmount = [away](auto &disk) {
        away(disk);
        disk.addFolder("/r/stick");
        disk.addFile("/r/stick/a", "in the folder below");
    };
    const Meddling mount = [back](auto &disk) {
        disk.remove("/r/stick");
        back(disk);
    };
    for (const bool hardLinks : {false, true}) {
        const auto name = [hardLinks](const char *what) { return QByteArray(what) + (hardLinks ? ", hard links" : ""); };
        QTest::newRow(name("folder missing").constData()) << away << back << hardLinks;
        QTest::newRow(name("folder unreadable").constData()) << lock << unlock << hardLinks;
        QTest::newRow(name("stick not mounted").constData()) << unmount << mount << hardLinks;
    }
}

void TestRecover::staysInterruptedWhileFilesAreOutOfSight()
{
    QFETCH(Meddling, hide);
    QFETCH(Meddling, show);
    QFETCH(bool, hardLinks);
    MemoryDisk disk({"stick/a", "stick/c"});
    if (hardLinks)
        disk.memory.addHardLink("/r/stick/b", "/r/stick/a");
    else
        disk.memory.addFile("/r/stick/b", "b");
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"stick/a", "stick/a2"}, {"stick/b", "stick/b2"}, {"stick/c", "stick/new/c2"}});
    disk.disk.before({.call = FsCall::Rename, .nth = 3}, [] { throw Death(); });
    QVERIFY_EXCEPTION_THROWN(disk.rig.run(plan), Death);
    disk.disk.clearRules();

    hide(disk.memory);
    for (const auto destination : {Destination::Sources, Destination::Targets}) {
        const auto reverse = disk.rig.planReverse(1, destination);
        QVERIFY(reverse);
        QCOMPARE(reverse->unseen, 3);
        QCOMPARE(reverse->recovers, std::optional<BatchId>(1));
        QCOMPARE(recover(disk, *reverse).failed, 0);
        QCOMPARE(disk.history.batch(1)->state, BatchState::Running);
    }
    show(disk.memory);
    QVERIFY(disk.rig.recoverAll(Destination::Sources));
    COMPARE_SNAPSHOTS(disk.tree(), before);
    QCOMPARE(disk.history.batch(1)->state, BatchState::Recovered);
}

void TestRecover::findsFilesOfADiskThatWasOut()
{
    for (const bool alike : {false, true}) {
        MemoryDisk disk({"d/1", "d/2", "d/3"});
        if (alike) { // A burst of a camera: one size, one time.
            disk.memory.takeTimesOf("/r/d/2", "/r/d/1");
            disk.memory.takeTimesOf("/r/d/3", "/r/d/1");
        }
        const Snapshot before = disk.tree();
        const auto plan = disk.rig.plan({{"d/1", "d/2"}, {"d/2", "d/3"}, {"d/3", "d/4"}});
        disk.disk.before({.call = FsCall::Rename, .nth = 3}, [] { throw Death(); });
        QVERIFY_EXCEPTION_THROWN(disk.rig.run(plan), Death);
        disk.disk.clearRules();
        const Snapshot halfway = disk.tree();
        disk.memory.takeOutAndIn();
        const auto reverse = disk.rig.planReverse(1);
        QVERIFY(reverse);
        recover(disk, *reverse);
        // Nobody can tell them apart: left where they are, under the names they have.
        COMPARE_SNAPSHOTS(disk.tree(), alike ? halfway : before);
    }
}

void TestRecover::goesOnWithARecovery_data()
{
    QTest::addColumn<Destination>("first");
    QTest::addColumn<Destination>("then");
    QTest::newRow("undo, undo") << Destination::Sources << Destination::Sources;
    QTest::newRow("undo, finish") << Destination::Sources << Destination::Targets;
    QTest::newRow("finish, undo") << Destination::Targets << Destination::Sources;
    QTest::newRow("finish, finish") << Destination::Targets << Destination::Targets;
}

/// One that died, too, when it had brought a parked file home: nobody wants that back under its temporary name.
void TestRecover::goesOnWithARecovery()
{
    QFETCH(Destination, first);
    QFETCH(Destination, then);
    const Journeys swap{{"a", "b"}, {"b", "a"}};
    for (std::uint64_t rename = 2; rename <= 3; ++rename) {
        MemoryDisk disk({"a", "b"});
        KeptHistory kept;
        RenameRig rig(disk.disk, *kept.history, "/r");
        const Snapshot before = disk.tree();
        disk.disk.before({.call = FsCall::Rename, .nth = rename}, [] { throw Death(); });
        QVERIFY_EXCEPTION_THROWN(rig.run(swap), Death);
        disk.disk.clearRules();
        disk.disk.before({.call = FsCall::Sync}, [] { throw Death(); });
        QVERIFY_EXCEPTION_THROWN(recover(disk, *kept.history, rig.planReverse(1, first).value()), Death);
        disk.disk.clearRules();

        for (const BatchId batch : {BatchId(2), BatchId(1)}) {
            const auto reverse = rig.planReverse(batch, then);
            QVERIFY(reverse);
            const RenamePlan::Counts &counts = reverse->plan.counts;
            QCOMPARE(counts.conflicts + counts.errors + counts.skipped, 0);
            QCOMPARE(recover(disk, *kept.history, *reverse).outcome, Outcome::Done);
        }
        COMPARE_SNAPSHOTS(disk.tree(), then == Destination::Sources ? before : snapshotAfter(before, swap));
        QVERIFY(kept.history->interrupted()->empty());
    }
}

void TestRecover::endsWhereFilesAreGoneForGood()
{
    // The folder that was to be made is not there either, but nothing can be in it.
    MemoryDisk disk({"a", "b"});
    const auto plan = disk.rig.plan({{"a", "new/a"}, {"b", "new/b"}});
    disk.disk.before({.call = FsCall::Rename}, [] { throw Death(); });
    QVERIFY_EXCEPTION_THROWN(disk.rig.run(plan), Death);
    disk.disk.clearRules();
    disk.memory.remove("/r/new");
    disk.memory.remove("/r/a");
    const auto reverse = disk.rig.planReverse(1);
    QCOMPARE(reverse->unseen, 0);
    QCOMPARE(recover(disk, *reverse).outcome, Outcome::Done);
    QCOMPARE(disk.history.batch(1)->state, BatchState::Recovered);
}

void TestRecover::continuesAStoppedBatch()
{
    MemoryDisk disk(everything);
    KeptHistory kept;
    RenameRig rig(disk.disk, *kept.history, "/r");
    const Snapshot before = disk.tree();
    disk.disk.after({.call = FsCall::Rename, .nth = 9}, [&] { rig.stop.request_stop(); });
    const auto first = rig.run(everythingGoes);
    QCOMPARE(first.outcome, Outcome::Cancelled);
    QVERIFY(first.done > 0 && first.cancelled > 0);
    rig.stop = {};

    const auto rest = rig.planReverse(*first.batch, Destination::Targets);
    QVERIFY(rest);
    QCOMPARE(rest->header.direction, Direction::Do);
    QVERIFY(!rest->header.reverses && !rest->recovers);
    RowResults rows(rest->plan.table->rowCount());
    ProgressMeter meter;
    const auto second = runReverse(disk.disk, *kept.history, *rest, rig.options, {}, rig.pause, meter, rows);
    QCOMPARE(second.outcome, Outcome::Done);
    QVERIFY(!second.fatal);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, everythingGoes));

    QCOMPARE(kept.undoable(), second.batch);
    QCOMPARE(rig.reverse(*second.batch).failed, 0);
    QCOMPARE(kept.undoable(), first.batch);
    QCOMPARE(rig.reverse(*first.batch).failed, 0);
    QCOMPARE(kept.undoable(), std::optional<BatchId>());
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRecover::continuesAStoppedRedo()
{
    MemoryDisk disk({"a", "b"});
    KeptHistory kept;
    RenameRig rig(disk.disk, *kept.history, "/r");
    const Snapshot before = disk.tree();
    const auto undone = rig.reverse(*rig.run({{"a", "a2"}, {"b", "b2"}}).batch);
    disk.disk.after({.call = FsCall::Rename, .nth = 1}, [&] { rig.stop.request_stop(); });
    const auto redone = rig.reverse(*undone.batch);
    QCOMPARE(redone.done, 1);
    rig.stop = {};
    const auto rest = rig.reverse(*redone.batch, Destination::Targets);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, {{"a", "a2"}, {"b", "b2"}}));
    QCOMPARE(kept.undoable(), rest.batch);
    rig.reverse(*rest.batch);
    QCOMPARE(kept.undoable(), redone.batch);
    rig.reverse(*redone.batch);
    COMPARE_SNAPSHOTS(disk.tree(), before);
    QCOMPARE(kept.undoable(), std::optional<BatchId>());
}

void TestRecover::continuesAStoppedUndo()
{
    // By undoing the first batch once more, or by finishing the undo: either is an undo of the first batch.
    for (const bool again : {true, false}) {
        MemoryDisk disk({"a", "b"});
        KeptHistory kept;
        RenameRig rig(disk.disk, *kept.history, "/r");
        const Snapshot before = disk.tree();
        const auto done = rig.run({{"a", "a2"}, {"b", "b2"}});
        disk.disk.after({.call = FsCall::Rename, .nth = 1}, [&] { rig.stop.request_stop(); });
        const auto undone = rig.reverse(*done.batch);
        QCOMPARE(undone.done, 1);
        rig.stop = {};
        const auto rest = again ? rig.planReverse(*done.batch) : rig.planReverse(*undone.batch, Destination::Targets);
        QCOMPARE(rest->alreadyThere, 1);
        QCOMPARE(rest->header.direction, Direction::Undo);
        QCOMPARE(rest->header.reverses, done.batch);
        QCOMPARE(rig.run(rest->plan, rest->header).done, 1);
        COMPARE_SNAPSHOTS(disk.tree(), before);
        QCOMPARE(kept.undoable(), std::optional<BatchId>());
    }
}

void TestRecover::leavesAFolderItDidNotKeep()
{
    MemoryDisk disk({"a", "b"});
    disk.disk.after({.call = FsCall::Rename}, [&] { disk.rig.stop.request_stop(); });
    const auto done = disk.rig.run({{"a", "a2"}, {"b", "new/b"}});
    QCOMPARE(done.done, 1);
    QVERIFY(!disk.memory.exists("/r/new"));
    disk.rig.stop = {};
    disk.memory.addFolder("/r/new"); // The user's, and empty as yet.
    QCOMPARE(disk.rig.reverse(*done.batch).done, 1);
    COMPARE_SNAPSHOTS(disk.tree(), (Snapshot{{"a", "file:a"}, {"b", "file:b"}, {"new", "dir"}}));
}

void TestRecover::removesFoldersAboveWhatItMoved()
{
    MemoryDisk disk({"a"});
    const Snapshot before = disk.tree();
    const auto done = disk.rig.run(Journeys{{"a", "x/y/z/a"}});
    disk.rig.reverse(*done.batch);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

QTEST_APPLESS_MAIN(TestRecover)
#include "tst_recover.moc"
