// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_disk.h"

#include <QTest>

#include <cerrno>
#include <thread>

using namespace bulkhead;

class TestRunRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverOverwrites_data();
    void neverOverwrites();
    void refusesAReplacedSource();
    void refusesAVanishedSource();
    void refusesAFolderSwappedForALink();
    void usesAFolderThatAppeared();
    void refusesAFileInPlaceOfAFolder();
    void cancelsAtEveryStep();
    void cancelsBehindAGate();
    void cancelsBeforeTheIntentIsWritten();
    void holdsWhilePaused();
    void doesNothingWhenCancelledBefore();
    void triesAgain_data();
    void triesAgain();
    void reopensAStaleFolder();
    void givesUpAtLast();
    void stopsWaitingWhenCancelled();
    void cancelsAChainWhole();
    void looksBeforeItBelievesAnError_data();
    void looksBeforeItBelievesAnError();
    void tellsASecondHardLinkFromAnotherSpelling();
};

void TestRunRaces::neverOverwrites_data()
{
    QTest::addColumn<Paths>("paths");
    QTest::addColumn<Journeys>("journeys");
    QTest::addColumn<Bytes>("stranger");
    QTest::addColumn<int>("asFolder");
    QTest::newRow("file") << Paths{"a", "b"} << Journeys{{"a", "a2"}, {"b", "b2"}} << Bytes("a2") << 0;
    QTest::newRow("empty folder") << Paths{"a", "b"} << Journeys{{"a", "a2"}, {"b", "b2"}} << Bytes("a2") << 1;
    QTest::newRow("dangling link") << Paths{"a", "b"} << Journeys{{"a", "a2"}, {"b", "b2"}} << Bytes("a2") << 2;
    QTest::newRow("folder onto empty folder") << Paths{"a/", "b"} << Journeys{{"a", "a2"}, {"b", "b2"}} << Bytes("a2") << 1;
    QTest::newRow("end of a chain") << Paths{"a", "b", "x"} << Journeys{{"a", "b"}, {"b", "c"}, {"x", "y"}} << Bytes("c") << 0;
}

void TestRunRaces::neverOverwrites()
{
    QFETCH(Paths, paths);
    QFETCH(Journeys, journeys);
    QFETCH(Bytes, stranger);
    QFETCH(int, asFolder);
    for (const bool atTheLastMoment : {false, true}) {
        MemoryDisk disk(paths);
        const auto plan = disk.rig.plan(journeys);
        const auto appear = [&] {
            if (asFolder == 1)
                disk.memory.addFolder("/r/" + stranger);
            else if (asFolder == 2)
                disk.memory.addLink("/r/" + stranger, "nowhere");
            else
                disk.memory.addFile("/r/" + stranger, "a stranger's only copy");
        };
        if (atTheLastMoment)
            disk.disk.before({.call = FsCall::Rename, .name = stranger}, appear);
        else
            appear();
        const Bytes what = atTheLastMoment ? Bytes() : disk.tree().at(stranger);
        const JobReport report = disk.rig.run(plan);
        QCOMPARE(report.outcome, Outcome::Done);
        QCOMPARE(report.failed, 1);
        QCOMPARE(report.skipped, std::int64_t(journeys.size()) - 2);
        QCOMPARE(report.done, 1); // The row that has nothing to do with it.
        QCOMPARE(report.errors.front().error.code, ErrorCode::AlreadyExists);
        if (!atTheLastMoment)
            QCOMPARE(disk.tree().at(stranger), what);
        else if (asFolder == 0)
            QCOMPARE(disk.memory.content("/r/" + stranger), Bytes("a stranger's only copy"));
        const RowId failed = report.errors.front().row;
        QVERIFY(disk.tree().contains(Bytes(plan.table->name(failed))));
    }
}

void TestRunRaces::refusesAReplacedSource()
{
    MemoryDisk disk({"a", "b"});
    const auto plan = disk.rig.plan({{"a", "a2"}, {"b", "b2"}});
    disk.memory.replaceFile("/r/a", "somebody else's"); // The same name and inode number.
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 1);
    QCOMPARE(errorOf(report, 0), ErrorCode::Changed);
    QCOMPARE(disk.memory.content("/r/a"), Bytes("somebody else's"));
    QVERIFY(disk.memory.exists("/r/b2"));
}

void TestRunRaces::refusesAVanishedSource()
{
    MemoryDisk disk({"a", "b", "c"});
    const auto plan = disk.rig.plan({{"a", "a2"}, {"b", "b2"}, {"c", "c2"}});
    disk.memory.remove("/r/a");
    disk.disk.before({.call = FsCall::Rename, .name = "b"}, [&] { disk.memory.remove("/r/b"); });
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 1);
    QCOMPARE(errorOf(report, 0), ErrorCode::NotFound);
    QCOMPARE(errorOf(report, 1), ErrorCode::NotFound);
    QVERIFY(disk.memory.exists("/r/c2"));
}

void TestRunRaces::refusesAFolderSwappedForALink()
{
    MemoryDisk disk({"dir/f", "victim/f", "x"});
    const auto plan = disk.rig.plan({{"dir/f", "dir/g"}, {"x", "y"}});
    disk.memory.rename("/r/dir", "/r/dir-elsewhere");
    disk.memory.addLink("/r/dir", "victim");
    const JobReport linked = disk.rig.run(plan);
    QCOMPARE(linked.done, 1);
    QCOMPARE(errorOf(linked, 0), ErrorCode::SymbolicLinkLoop);
    QVERIFY(disk.memory.exists("/r/victim/f"));

    MemoryDisk other({"dir/f", "victim/f", "x"});
    const auto otherPlan = other.rig.plan({{"dir/f", "dir/g"}, {"x", "y"}});
    other.memory.rename("/r/dir", "/r/dir-elsewhere");
    other.memory.rename("/r/victim", "/r/dir");
    const JobReport swapped = other.rig.run(otherPlan);
    QCOMPARE(swapped.done, 1);
    QCOMPARE(errorOf(swapped, 0), ErrorCode::Changed);
    QVERIFY(other.memory.exists("/r/dir/f"));

    MemoryDisk target({"dir/f", "victim/g", "x", "y"}); // The folder to go into is another one now.
    const auto targetPlan = target.rig.plan({{"x", "dir/x"}, {"y", "y2"}});
    target.memory.rename("/r/dir", "/r/dir-elsewhere");
    target.memory.rename("/r/victim", "/r/dir");
    const JobReport astray = target.rig.run(targetPlan);
    QCOMPARE(astray.done, 1);
    QCOMPARE(errorOf(astray, 0), ErrorCode::Changed);
    QVERIFY(target.memory.exists("/r/x"));
    QVERIFY(!target.memory.exists("/r/dir/x"));
}

void TestRunRaces::usesAFolderThatAppeared()
{
    MemoryDisk disk({"a", "b"});
    const auto plan = disk.rig.plan({{"a", "n/a"}, {"b", "m/b"}});
    disk.memory.addFolder("/r/n"); // Before the intent,
    disk.disk.before({.call = FsCall::MakeDirectory, .name = "m"}, [&] { disk.memory.addFolder("/r/m"); }); // and behind it.
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 2);
    QVERIFY(disk.memory.exists("/r/n/a"));
    QVERIFY(disk.memory.exists("/r/m/b"));
    disk.rig.reverse(*report.batch);
    QVERIFY(disk.memory.exists("/r/n")); // Not ours.
    QVERIFY(disk.memory.exists("/r/a"));
}

void TestRunRaces::refusesAFileInPlaceOfAFolder()
{
    MemoryDisk disk({"a", "b", "c"});
    const auto plan = disk.rig.plan({{"a", "n/m/a"}, {"b", "n/b"}, {"c", "d"}});
    disk.memory.addFile("/r/n", "a file now");
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 1);
    QCOMPARE(report.failed, 2);
    QCOMPARE(errorOf(report, 0), ErrorCode::AlreadyExists);
    QCOMPARE(disk.memory.content("/r/n"), Bytes("a file now"));
    QVERIFY(disk.memory.exists("/r/a"));
}

void TestRunRaces::cancelsAtEveryStep()
{
    const auto steps = MemoryDisk(everything).rig.plan(everythingGoes).steps.size();
    for (std::uint64_t at = 1; at <= steps; ++at) {
        MemoryDisk disk(everything);
        const Snapshot before = disk.tree();
        const auto plan = disk.rig.plan(everythingGoes);
        disk.disk.after({.call = FsCall::Rename, .nth = at}, [&] { disk.rig.stop.request_stop(); });
        const JobReport report = disk.rig.run(plan);
        QCOMPARE(total(report), std::int64_t(everythingGoes.size()));
        QVERIFY(report.outcome == Outcome::Cancelled || (at >= steps - 1 && report.cancelled == 0));
        QCOMPARE(report.failed + report.skipped, 0);
        QVERIFY(!hasTemporaryName(disk.tree()));
        const auto done = journeysDone(plan, everythingGoes, [&](RowId row) { return disk.rig.rows()[row] == RowResult::Done; });
        QCOMPARE(std::int64_t(done.size()), report.done);
        COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, done));
        if (report.outcome == Outcome::Cancelled)
            QCOMPARE(disk.history.batch(*report.batch)->state, BatchState::Cancelled);

        disk.rig.stop = {};
        const JobReport undone = disk.rig.reverse(*report.batch);
        QCOMPARE(undone.done, report.done);
        COMPARE_SNAPSHOTS(disk.tree(), before);
    }
}

void TestRunRaces::cancelsBehindAGate()
{
    Paths paths;
    Journeys journeys;
    for (int i = 0; i < 1000; ++i) {
        paths.push_back("file" + std::to_string(i));
        journeys.push_back({paths.back(), "renamed" + std::to_string(i)});
    }
    MemoryDisk disk(paths);
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan(journeys);
    disk.disk.closeGate(FsCall::Rename, 500);
    JobReport report;
    std::thread worker([&] { report = disk.rig.run(plan); });
    const bool blocked = disk.disk.waitUntilBlocked(FsCall::Rename);
    const auto meanwhile = disk.rig.progress();
    disk.rig.stop.request_stop();
    disk.disk.openGate(FsCall::Rename);
    worker.join();
    QVERIFY(blocked);
    QCOMPARE(meanwhile.done, 500);
    QCOMPARE(meanwhile.total, 1000);
    QVERIFY(!meanwhile.current.empty());
    QCOMPARE(report.outcome, Outcome::Cancelled);
    QCOMPARE(report.done, 501); // The file in hand is finished.
    QCOMPARE(report.cancelled, 499);
    disk.rig.stop = {};
    QCOMPARE(disk.rig.reverse(*report.batch).done, 501);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRunRaces::cancelsBeforeTheIntentIsWritten()
{
    MemoryDisk disk({"a", "b"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "new/a"}, {"b", "new/b"}});
    // The first that is opened is where the new folder may be already.
    disk.disk.before({.call = FsCall::OpenDirectoryNoLinks}, [&] { disk.rig.stop.request_stop(); });
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.outcome, Outcome::Cancelled);
    QCOMPARE(report.cancelled, 2);
    QVERIFY(!report.batch);
    QVERIFY(!report.fatal);
    QCOMPARE(disk.disk.count(FsCall::Rename), 0u);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRunRaces::holdsWhilePaused()
{
    MemoryDisk disk({"a", "b"});
    const auto plan = disk.rig.plan({{"a", "a2"}, {"b", "b2"}});
    disk.disk.after({.call = FsCall::Rename}, [&] { disk.rig.pause.pause(); });
    JobReport report;
    std::atomic<bool> ended = false;
    std::thread worker([&] {
        report = disk.rig.run(plan);
        ended = true;
    });
    QTRY_VERIFY(disk.rig.progress().done == 1);
    QVERIFY(!ended);
    QCOMPARE(disk.disk.count(FsCall::Rename), 1u);
    disk.rig.pause.resume();
    worker.join();
    QCOMPARE(report.done, 2);
}

void TestRunRaces::doesNothingWhenCancelledBefore()
{
    MemoryDisk disk({"a"});
    const Snapshot before = disk.tree();
    const auto plan = disk.rig.plan({{"a", "b"}});
    disk.rig.stop.request_stop();
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.outcome, Outcome::Cancelled);
    QCOMPARE(report.cancelled, 1);
    QVERIFY(!report.batch);
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestRunRaces::triesAgain_data()
{
    QTest::addColumn<FsCall>("call");
    QTest::addColumn<int>("error");
    const std::pair<const char *, int> errors[]
        = {{"EBUSY", EBUSY}, {"EINTR", EINTR}, {"EAGAIN", EAGAIN}, {"ESTALE", ESTALE}, {"EMFILE", EMFILE}};
    for (const auto &[name, error] : errors) {
        QTest::addRow("rename %s", name) << FsCall::Rename << error;
        QTest::addRow("status %s", name) << FsCall::Status << error;
        QTest::addRow("open %s", name) << FsCall::OpenDirectoryNoLinks << error;
        QTest::addRow("make folder %s", name) << FsCall::MakeDirectory << error;
    }
}

void TestRunRaces::triesAgain()
{
    QFETCH(FsCall, call);
    QFETCH(int, error);
    MemoryDisk disk({"a"});
    const auto plan = disk.rig.plan({{"a", "n/b"}});
    for (std::uint64_t nth = 2; nth <= 4; ++nth)
        disk.disk.fail({.call = call, .nth = call == FsCall::Rename || call == FsCall::MakeDirectory ? nth - 1 : nth}, error);
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 1);
    QVERIFY(disk.memory.exists("/r/n/b"));
}

void TestRunRaces::reopensAStaleFolder()
{
    // A server that came back: the old handle never works again, a new one does.
    MemoryDisk disk({"a", "b"});
    const auto plan = disk.rig.plan({{"a", "a2"}, {"b", "b2"}});
    const FaultyFileSystem::Which looks{.call = FsCall::Status, .nth = FaultyFileSystem::Which::every};
    disk.disk.after({.call = FsCall::Rename}, [&] {
        disk.disk.fail(looks, ESTALE);
        disk.disk.before({.call = FsCall::OpenDirectoryNoLinks}, [&] { disk.disk.clearRules(); });
    });
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, 2);
}

void TestRunRaces::givesUpAtLast()
{
    MemoryDisk disk({"a", "b"});
    disk.rig.options.retry.attempts = 4;
    disk.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every, .name = "a"}, EBUSY);
    const JobReport report = disk.rig.run({{"a", "a2"}, {"b", "b2"}});
    QCOMPARE(errorOf(report, 0), ErrorCode::Busy);
    QCOMPARE(report.done, 1);
    QCOMPARE(disk.disk.count(FsCall::Rename), 5u);

    MemoryDisk limited({"a", "b"}); // The budget is the whole batch's.
    limited.rig.options.retry = {.attempts = 1000,
        .first = std::chrono::milliseconds(1),
        .longest = std::chrono::milliseconds(1),
        .budget = std::chrono::milliseconds(20)};
    limited.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every}, EBUSY);
    const JobReport exhausted = limited.rig.run({{"a", "a2"}, {"b", "b2"}});
    QCOMPARE(exhausted.failed, 2);
    QCOMPARE(limited.disk.count(FsCall::Rename), 22u);
}

void TestRunRaces::stopsWaitingWhenCancelled()
{
    MemoryDisk disk({"a", "b"});
    disk.rig.options.retry
        = {.attempts = 5, .first = std::chrono::hours(1), .longest = std::chrono::hours(1), .budget = std::chrono::hours(1)};
    disk.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every}, EBUSY);
    disk.disk.before({.call = FsCall::Rename}, [&] { disk.rig.stop.request_stop(); });
    const JobReport report = disk.rig.run({{"a", "a2"}, {"b", "b2"}});
    QCOMPARE(report.outcome, Outcome::Cancelled);
    QCOMPARE(report.cancelled, 2);
    QVERIFY(report.seconds < 60);
}

/// Where the stop ends the attempts at one row, nothing blocked those that waited for it.
void TestRunRaces::cancelsAChainWhole()
{
    for (const Journeys &journeys : {Journeys{{"a", "b"}, {"b", "c"}, {"c", "d"}}, Journeys{{"a", "b"}, {"b", "c"}, {"c", "a"}}}) {
        MemoryDisk disk({"a", "b", "c"});
        const Snapshot before = disk.tree();
        disk.rig.options.retry
            = {.attempts = 5, .first = std::chrono::hours(1), .longest = std::chrono::hours(1), .budget = std::chrono::hours(1)};
        disk.disk.fail({.call = FsCall::Rename, .nth = 1}, EBUSY);
        disk.disk.before({.call = FsCall::Rename}, [&] { disk.rig.stop.request_stop(); });
        const JobReport report = disk.rig.run(journeys);
        QCOMPARE(report.outcome, Outcome::Cancelled);
        QCOMPARE(report.cancelled, 3);
        QCOMPARE(report.skipped, 0);
        QVERIFY(report.errors.empty());
        COMPARE_SNAPSHOTS(disk.tree(), before);
    }
}

void TestRunRaces::looksBeforeItBelievesAnError_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("EIO") << EIO;
    QTest::newRow("EINTR") << EINTR;
    QTest::newRow("ESTALE") << ESTALE;
    QTest::newRow("ETIMEDOUT") << ETIMEDOUT;
    QTest::newRow("ENOENT, a repeated NFS call") << ENOENT;
    QTest::newRow("EEXIST, a repeated NFS call") << EEXIST;
}

void TestRunRaces::looksBeforeItBelievesAnError()
{
    QFETCH(int, error);
    MemoryDisk disk({"a", "b", "c"});
    const Snapshot before = disk.tree();
    const Journeys journeys{{"a", "b"}, {"b", "a"}, {"c", "d"}};
    disk.disk.failAfterwards({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every}, error);
    const JobReport report = disk.rig.run(journeys);
    QCOMPARE(report.done, 3);
    QCOMPARE(report.failed, 0);
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, journeys));
}

void TestRunRaces::tellsASecondHardLinkFromAnotherSpelling()
{
    MemoryDisk disk({"a"});
    const auto plan = disk.rig.plan({{"a", "b"}});
    disk.memory.addHardLink("/r/b", "/r/a");
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(errorOf(report, 0), ErrorCode::AlreadyExists);
    QVERIFY(disk.memory.exists("/r/a"));
    QVERIFY(disk.memory.exists("/r/b"));
}

QTEST_APPLESS_MAIN(TestRunRaces)
#include "tst_run_races.moc"
