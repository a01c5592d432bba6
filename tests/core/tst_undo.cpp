// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_disk.h"

#include <QTest>

#include <cerrno>

using namespace bulkhead;

namespace {

struct Death {
};

/// What a person or another program does between a batch and its undo.
using Meddling = std::function<void(MemoryFileSystem &)>;

RowId rowNamed(const RenamePlan &plan, BytesView name)
{
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.table->name(row) == name)
            return row;
    }
    return kNone;
}

/// After a boot every mount has another number.
class RemountedHistory : public MemoryHistory
{
public:
    std::uint64_t shift = 0;

    Result<BatchContents> contents(BatchId id) override
    {
        auto read = MemoryHistory::contents(id);
        if (!read)
            return read;
        for (DirectoryRecord &directory : read->directories)
            directory.identity.device += directory.identity.inode ? shift : 0;
        for (MoveRecord &move : read->moves)
            move.identity.device += shift;
        return read;
    }
};

} // namespace

Q_DECLARE_METATYPE(Meddling)

class TestUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldersThatMovedThroughEachOther();
    void refusesRowByRow_data();
    void refusesRowByRow();
    void bringsBackAnEditedFile();
    void bringsBackIntoAFolderThatWasDeleted();
    void bringsBackAfterARemount();
    void bringsBackFoldersMovedEachIntoTheNext();
    void countsWhatIsThereAlready();
    void letsOthersPassAMissingOne();
    void keepsAMadeFolderThatIsUsed();
    void redoesOnlyWhatWasUndone();
    void undoesACancelledUndo();
    void fillsTheHeader();
    void refusesALiveBatch();
    void failsForAnUnknownBatch();
    void stopsWhenAsked();

    void recoversHardLinks_data();
    void recoversHardLinks();
    void recoversSpellings_data();
    void recoversSpellings();
    void marksARecoveryWithNothingToDo();
    void staysInterruptedWhileAFileIsParked();
    void staysInterruptedWhileARowFails();
    void survivesFoldersThatWereMovedIntoEachOther();
    void readsTheDiskOnly();
};

void TestUndo::refusesRowByRow_data()
{
    // The batch: dir/a -> dir/a2, x -> other/x2. The row of dir/a2 is refused, the other one goes on.
    QTest::addColumn<Meddling>("meddle");
    QTest::addColumn<RowIssue>("issue");
    const auto add = [](const char *name, RowIssue issue, Meddling meddle) { QTest::newRow(name) << meddle << issue; };
    add("file replaced", RowIssue::Replaced, [](auto &disk) { disk.replaceFile("/r/dir/a2", "new content"); });
    add("file replaced by a folder", RowIssue::Replaced, [](auto &disk) {
        disk.remove("/r/dir/a2");
        disk.addFolder("/r/dir/a2");
    });
    add("file gone", RowIssue::Gone, [](auto &disk) { disk.remove("/r/dir/a2"); });
    add("file renamed since", RowIssue::Gone, [](auto &disk) { disk.rename("/r/dir/a2", "/r/dir/a3"); });
    add("name taken", RowIssue::Exists, [](auto &disk) { disk.addFile("/r/dir/a", "a stranger"); });
    add("name taken by a dangling link", RowIssue::Exists, [](auto &disk) { disk.addLink("/r/dir/a", "nowhere"); });
    add("folder gone", RowIssue::Gone, [](auto &disk) { disk.remove("/r/dir"); });
    add("folder renamed since", RowIssue::Gone, [](auto &disk) { disk.rename("/r/dir", "/r/dir2"); });
    add("folder swapped for a link", RowIssue::Gone, [](auto &disk) {
        disk.rename("/r/dir", "/r/dir2");
        disk.addLink("/r/dir", "dir2");
    });
    add("folder swapped for another", RowIssue::Gone, [](auto &disk) {
        disk.remove("/r/dir");
        disk.addFile("/r/dir/a2", "not the one");
    });
    add("folder read-only", RowIssue::ReadOnly, [](auto &disk) { disk.setMode("/r/dir", 0555); });
    add("folder marked immutable", RowIssue::ReadOnly, [](auto &disk) { disk.setImmutable("/r/dir"); });
    add("file marked immutable", RowIssue::Immutable, [](auto &disk) { disk.setImmutable("/r/dir/a2"); });
    add("folder unreadable", RowIssue::Unreadable, [](auto &disk) { disk.setMode("/r/dir", 0); });
}

void TestUndo::refusesRowByRow()
{
    QFETCH(Meddling, meddle);
    QFETCH(RowIssue, issue);
    MemoryDisk disk({"dir/a", "x", "other/y"});
    const auto done = disk.rig.run({{"dir/a", "dir/a2"}, {"x", "other/x2"}});
    QCOMPARE(done.done, 2);
    meddle(disk.memory);
    const Snapshot meddled = issue == RowIssue::Unreadable ? Snapshot() : disk.tree();

    const auto reverse = disk.rig.planReverse(*done.batch);
    QVERIFY(reverse);
    const RenamePlan &plan = reverse->plan;
    QCOMPARE(int(plan.table->rowCount()), 2);
    const RowId refused = rowNamed(plan, "a2");
    QVERIFY(refused != kNone);
    QCOMPARE(plan.table->path(refused), Bytes("/r/dir/a2"));
    QCOMPARE(plan.status[refused], RowStatus::Skipped);
    QCOMPARE(plan.issue[refused], issue);
    QCOMPARE(plan.counts.changed, 1);
    QCOMPARE(plan.counts.skipped, 1);
    QVERIFY(plan.canStart());

    const auto undone = disk.rig.run(plan, reverse->header);
    QCOMPARE(undone.done, 1);
    QCOMPARE(undone.failed, 0);
    if (issue != RowIssue::Unreadable)
        COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(meddled, {{"other/x2", "x"}}));
    QVERIFY(disk.memory.exists("/r/x"));
}

void TestUndo::bringsBackAnEditedFile()
{
    MemoryDisk disk({"a"});
    const auto done = disk.rig.run(Journeys{{"a", "b"}});
    disk.memory.addFile("/r/b", "edited since");
    QCOMPARE(disk.rig.reverse(*done.batch).done, 1);
    QCOMPARE(disk.memory.content("/r/a"), Bytes("edited since"));
}

void TestUndo::bringsBackIntoAFolderThatWasDeleted()
{
    MemoryDisk disk({"a/b/f", "a/b/g"});
    const Snapshot before = disk.tree();
    const auto done = disk.rig.run({{"a/b/f", "f"}, {"a/b/g", "g"}});
    disk.memory.remove("/r/a");
    const auto undone = disk.rig.reverse(*done.batch);
    QCOMPARE(undone.done, 2);
    COMPARE_SNAPSHOTS(disk.tree(), before);
    // And the folders that this undo made go with a redo.
    QCOMPARE(disk.rig.reverse(*undone.batch).done, 2);
    QVERIFY(!disk.memory.exists("/r/a"));
}

void TestUndo::bringsBackAfterARemount()
{
    MemoryDisk disk(everything);
    RemountedHistory history;
    RenameRig rig(disk.disk, history, "/r");
    const Snapshot before = disk.tree();
    const auto done = rig.run(everythingGoes);
    history.shift = 1000;
    QCOMPARE(rig.reverse(*done.batch).done, std::int64_t(everythingGoes.size()));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestUndo::bringsBackFoldersMovedEachIntoTheNext()
{
    constexpr int count = 300;
    Paths paths;
    Journeys journeys;
    const auto folder = [](int i) { return "folder" + std::to_string(i); };
    for (int i = 0; i < count; ++i) {
        paths.push_back(folder(i) + "/f");
        journeys.push_back({folder(i) + "/f", folder(i) + "/g"});
        if (i + 1 < count)
            journeys.push_back({folder(i), folder(i + 1) + "/inside"});
    }
    MemoryDisk disk(paths);
    const Snapshot before = disk.tree();
    const auto done = disk.rig.run(journeys);
    QCOMPARE(done.done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, journeys));
    QCOMPARE(disk.rig.reverse(*done.batch).done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestUndo::countsWhatIsThereAlready()
{
    MemoryDisk disk({"a", "b"});
    const Snapshot before = disk.tree();
    const auto done = disk.rig.run({{"a", "a2"}, {"b", "b2"}});
    disk.memory.rename("/r/a2", "/r/a");
    const auto reverse = disk.rig.planReverse(*done.batch);
    QCOMPARE(reverse->alreadyThere, 1);
    QCOMPARE(int(reverse->plan.table->rowCount()), 1);
    disk.rig.run(reverse->plan, reverse->header);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestUndo::letsOthersPassAMissingOne()
{
    // Of a swap one file is deleted, of a ring too: the others find their names free.
    MemoryDisk disk({"a", "b", "1", "2", "3"});
    const auto done = disk.rig.run({{"a", "b"}, {"b", "a"}, {"1", "2"}, {"2", "3"}, {"3", "1"}});
    disk.memory.remove("/r/b"); // What was a.
    disk.memory.remove("/r/3"); // What was 2.
    const auto undone = disk.rig.reverse(*done.batch);
    QCOMPARE(undone.done, 3);
    COMPARE_SNAPSHOTS(disk.tree(), (Snapshot{{"b", "file:b"}, {"1", "file:1"}, {"3", "file:3"}}));
}

void TestUndo::keepsAMadeFolderThatIsUsed()
{
    MemoryDisk disk({"a", "b"});
    const auto done = disk.rig.run({{"a", "new/a"}, {"b", "new/sub/b"}});
    disk.memory.addFile("/r/new/mine", "put there since");
    const auto undone = disk.rig.reverse(*done.batch);
    QCOMPARE(undone.done, 2);
    QVERIFY(undone.errors.empty());
    COMPARE_SNAPSHOTS(disk.tree(), (Snapshot{{"a", "file:a"}, {"b", "file:b"}, {"new", "dir"}, {"new/mine", "file:put there since"}}));
}

void TestUndo::redoesOnlyWhatWasUndone()
{
    MemoryDisk disk({"a", "b", "c"});
    const auto done = disk.rig.run({{"a", "a2"}, {"b", "b2"}, {"c", "n/c2"}});
    const Snapshot after = disk.tree();
    disk.memory.addFile("/r/a", "a stranger");
    const auto undone = disk.rig.reverse(*done.batch);
    QCOMPARE(undone.done, 2);
    disk.memory.remove("/r/a");
    const auto redone = disk.rig.reverse(*undone.batch);
    QCOMPARE(redone.done, 2);
    COMPARE_SNAPSHOTS(disk.tree(), after);
}

void TestUndo::undoesACancelledUndo()
{
    MemoryDisk disk(everything);
    const Snapshot before = disk.tree();
    const auto done = disk.rig.run(everythingGoes);
    const Snapshot after = disk.tree();
    disk.disk.after({.call = FsCall::Rename, .nth = 9}, [&] { disk.rig.stop.request_stop(); });
    const auto undone = disk.rig.reverse(*done.batch);
    QCOMPARE(undone.outcome, Outcome::Cancelled);
    QVERIFY(undone.done > 0 && undone.cancelled > 0);
    disk.rig.stop = {};
    // Onwards: the first batch again, what is there already is left.
    MemoryDisk other(everything);
    const auto reverse = disk.rig.planReverse(*done.batch);
    QCOMPARE(reverse->alreadyThere, undone.done);
    // Or back.
    disk.rig.reverse(*undone.batch);
    COMPARE_SNAPSHOTS(disk.tree(), after);
    disk.rig.reverse(*done.batch);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestUndo::fillsTheHeader()
{
    MemoryDisk disk({"a"});
    const auto plan = disk.rig.plan({{"a", "b"}});
    const auto done = disk.rig.run(plan, {.folder = "/r", .description = "{\"rules\":[]}"});
    const auto undo = disk.rig.planReverse(*done.batch);
    QCOMPARE(undo->header.kind, Bytes("rename"));
    QCOMPARE(undo->header.direction, Direction::Undo);
    QCOMPARE(undo->header.folder, Bytes("/r"));
    QCOMPARE(undo->header.description, Bytes("{\"rules\":[]}"));
    QCOMPARE(undo->header.reverses, std::optional(*done.batch));
    const auto undone = disk.rig.run(undo->plan, undo->header);
    QCOMPARE(disk.rig.planReverse(*undone.batch)->header.direction, Direction::Redo);
    QCOMPARE(disk.rig.planReverse(*undone.batch)->header.description, Bytes("{\"rules\":[]}"));
}

void TestUndo::refusesALiveBatch()
{
    MemoryDisk disk({"a"});
    std::optional<ErrorCode> meanwhile;
    disk.disk.before({.call = FsCall::Rename}, [&] { meanwhile = disk.rig.planReverse(1).error().code; });
    disk.rig.run(Journeys{{"a", "b"}});
    QCOMPARE(meanwhile, std::optional(ErrorCode::Locked));
}

void TestUndo::failsForAnUnknownBatch()
{
    MemoryDisk disk({});
    QCOMPARE(disk.rig.planReverse(77).error().code, ErrorCode::NotFound);
}

void TestUndo::stopsWhenAsked()
{
    MemoryDisk disk({"a"});
    const auto done = disk.rig.run(Journeys{{"a", "b"}});
    std::stop_source stop;
    stop.request_stop();
    const auto reverse = planReverse(disk.disk, disk.history, *done.batch, Destination::Sources, stop.get_token());
    QCOMPARE(reverse.error().code, ErrorCode::Cancelled);
}

void TestUndo::recoversHardLinks_data()
{
    QTest::addColumn<Destination>("destination");
    QTest::newRow("undo") << Destination::Sources;
    QTest::newRow("finish") << Destination::Targets;
}

void TestUndo::recoversHardLinks()
{
    // Names of one file in one batch: which of them has moved cannot be told by looking at the file.
    QFETCH(Destination, destination);
    const Journeys journeys{{"a", "b"}, {"b", "c"}, {"x/a", "a"}};
    for (std::uint64_t nth = 1; nth <= journeys.size(); ++nth) {
        for (const bool acted : {false, true}) {
            MemoryDisk disk({"a", "x/"});
            disk.memory.addHardLink("/r/b", "/r/a");
            disk.memory.addHardLink("/r/x/a", "/r/a");
            const Snapshot before = disk.tree();
            const auto plan = disk.rig.plan(journeys);
            const auto die = [] { throw Death(); };
            if (acted)
                disk.disk.after({.call = FsCall::Rename, .nth = nth}, die);
            else
                disk.disk.before({.call = FsCall::Rename, .nth = nth}, die);
            bool died = false;
            try {
                disk.rig.run(plan);
            } catch (const Death &) {
                died = true;
            }
            QVERIFY(died);
            disk.disk.clearRules();
            QVERIFY(disk.rig.recoverAll(destination));
            COMPARE_SNAPSHOTS(disk.tree(), destination == Destination::Sources ? before : snapshotAfter(before, journeys));
        }
    }
}

void TestUndo::recoversSpellings_data()
{
    recoversHardLinks_data();
}

void TestUndo::recoversSpellings()
{
    // In a folding folder a file answers to its old and its new name alike.
    QFETCH(Destination, destination);
    const Journeys journeys{{"Photo.JPG", "photo.jpg"}, {"Trip", "TRIP"}, {"x", "y"}};
    for (std::uint64_t nth = 1;; ++nth) {
        MemoryDisk disk({});
        disk.memory.addFolder("/r", {.names = MemoryFileSystem::FolderTraits::Names::Folding});
        disk.memory.addFile("/r/Photo.JPG", "1");
        disk.memory.addFile("/r/Trip/inside", "2");
        disk.memory.addFile("/r/x", "3");
        const Snapshot before = disk.tree();
        const auto plan = disk.rig.plan(journeys);
        disk.disk.before({.call = FsCall::Rename, .nth = nth}, [] { throw Death(); });
        try {
            disk.rig.run(plan);
            QVERIFY(nth > 6);
            break;
        } catch (const Death &) {
            disk.disk.clearRules();
        }
        QVERIFY(disk.rig.recoverAll(destination));
        COMPARE_SNAPSHOTS(disk.tree(), destination == Destination::Sources ? before : snapshotAfter(before, journeys));
    }
}

void TestUndo::marksARecoveryWithNothingToDo()
{
    MemoryDisk disk({"a", "b"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "new/a"}, {"b", "b2"}});
    disk.disk.before({.call = FsCall::Rename}, [] { throw Death(); });
    QVERIFY_EXCEPTION_THROWN(disk.rig.run(plan), Death);
    disk.disk.clearRules();
    QVERIFY(disk.memory.exists("/r/new"));
    const auto reverse = disk.rig.planReverse(1);
    QCOMPARE(reverse->alreadyThere, 2);
    QCOMPARE(reverse->plan.counts.changed, 0);
    QCOMPARE(reverse->header.direction, Direction::UndoInterrupted);
    QVERIFY(disk.rig.recoverAll(Destination::Sources));
    COMPARE_SNAPSHOTS(disk.tree(), before);
    QCOMPARE(disk.history.batch(1)->state, BatchState::Recovered);
}

void TestUndo::staysInterruptedWhileAFileIsParked()
{
    MemoryDisk disk({"a", "b"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "b"}, {"b", "a"}});
    disk.disk.after({.call = FsCall::Rename}, [] { throw Death(); });
    QVERIFY_EXCEPTION_THROWN(disk.rig.run(plan), Death);
    disk.disk.clearRules();
    QVERIFY(hasTemporaryName(disk.tree()));
    const Bytes freed = disk.memory.exists("/r/a") ? "/r/b" : "/r/a";
    disk.memory.addFile(freed, "a stranger moved in");

    const auto reverse = disk.rig.planReverse(1);
    QCOMPARE(reverse->stillParked, 1);
    QCOMPARE(reverse->plan.counts.skipped, 1);
    QVERIFY(!disk.rig.recoverAll(Destination::Sources));
    QCOMPARE(disk.memory.content(freed), Bytes("a stranger moved in"));
    QCOMPARE(disk.history.batch(1)->state, BatchState::Running);

    disk.memory.remove(freed);
    QVERIFY(disk.rig.recoverAll(Destination::Sources));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestUndo::staysInterruptedWhileARowFails()
{
    MemoryDisk disk({"a", "b"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "a2"}, {"b", "b2"}});
    disk.disk.after({.call = FsCall::Rename, .nth = 2}, [] { throw Death(); });
    QVERIFY_EXCEPTION_THROWN(disk.rig.run(plan), Death);
    disk.disk.clearRules();
    disk.disk.fail({.call = FsCall::Rename, .nth = 1}, EPERM);
    QVERIFY(!disk.rig.recoverAll(Destination::Sources));
    QVERIFY(disk.rig.recoverAll(Destination::Sources));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestUndo::survivesFoldersThatWereMovedIntoEachOther()
{
    // No batch does this; a damaged or forged record may say so.
    MemoryDisk disk({"x/", "y/"});
    const auto writer = disk.history.begin({});
    const auto folder = [&](const Bytes &path) { return (*writer)->addDirectory({.path = path, .identity = disk.memory.identity(path)}); };
    const std::uint32_t root = folder("/r");
    const std::uint32_t x = folder("/r/x");
    const std::uint32_t y = folder("/r/y");
    (*writer)->addMove(
        {.sourceDirectory = root, .targetDirectory = y, .source = "x", .target = "x", .identity = disk.memory.identity("/r/x")});
    (*writer)->addMove(
        {.sourceDirectory = root, .targetDirectory = x, .source = "y", .target = "y", .identity = disk.memory.identity("/r/y")});
    QVERIFY((*writer)->seal());
    QVERIFY((*writer)->finish(BatchState::Done, std::vector{MoveResult::Done, MoveResult::Done}));
    const Snapshot before = disk.tree();
    for (const auto destination : {Destination::Sources, Destination::Targets}) {
        const auto reverse = disk.rig.planReverse((*writer)->id(), destination);
        QVERIFY(reverse);
        disk.rig.run(reverse->plan, reverse->header);
        COMPARE_SNAPSHOTS(disk.tree(), before);
    }
}

void TestUndo::readsTheDiskOnly()
{
    MemoryDisk disk(everything);
    const auto done = disk.rig.run(everythingGoes);
    const Snapshot after = disk.tree();
    const auto renames = disk.disk.count(FsCall::Rename);
    const auto made = disk.disk.count(FsCall::MakeDirectory);
    for (const auto destination : {Destination::Sources, Destination::Targets})
        QVERIFY(disk.rig.planReverse(*done.batch, destination));
    QCOMPARE(disk.disk.count(FsCall::Rename), renames);
    QCOMPARE(disk.disk.count(FsCall::MakeDirectory), made);
    QCOMPARE(disk.disk.count(FsCall::RemoveDirectory), 0u);
    COMPARE_SNAPSHOTS(disk.tree(), after);
}

/// Each of the three went to a place that was inside another one of them.
void TestUndo::foldersThatMovedThroughEachOther()
{
    MemoryDisk disk({"a", "d/", "d/a", "f/", "f/a", "f/d/", "f/d/b"});
    const Snapshot before = disk.tree();
    const JobReport report = disk.rig.run({{"d", "f/d/a"}, {"f", "d/new/g"}, {"f/d", "new/f"}, {"f/d/b", "d/new/c"}});
    QCOMPARE(report.outcome, Outcome::Done);
    QCOMPARE(report.done, std::int64_t(4));
    QCOMPARE(disk.rig.reverse(*report.batch).done, std::int64_t(4));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

QTEST_APPLESS_MAIN(TestUndo)
#include "tst_undo.moc"
