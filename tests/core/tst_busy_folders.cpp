// SPDX-License-Identifier: GPL-3.0-or-later
// Two batches never work in one folder at the same time: the second waits, and says which folder where it waited long enough.
#include "core/fs/linux_file_system.h"
#include "tests/support/rename_rig.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <future>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

DirectoryRecord folder(const Bytes &path, std::uint64_t inode)
{
    return {.path = path, .identity = {.device = 1, .inode = inode, .birth = 5, .type = FileType::Directory}};
}

/// Begun in `folders`, not sealed.
std::unique_ptr<BatchWriter> begin(History &history, const std::vector<DirectoryRecord> &folders)
{
    auto writer = history.begin({});
    if (!writer)
        qFatal("%s", describeError(writer.error()).c_str());
    for (const DirectoryRecord &each : folders)
        (*writer)->addDirectory(each);
    (*writer)->addMove({.source = "a", .target = "b", .identity = {.inode = 9}});
    return std::move(*writer);
}

const std::vector<MoveResult> kOneDone{MoveResult::Done};

} // namespace

class TestBusyFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharedFolders_data();
    void sharedFolders();
    void deadOwnersHoldNothing();
    void aRunWaits();
    void aRunGivesUp();
    void aRunThatWaitsCanBeCancelled();
};

void TestBusyFolders::sharedFolders_data()
{
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<quint64>("inode");
    QTest::addColumn<bool>("shared");
    QTest::newRow("same path") << Bytes("/home/x") << quint64(7) << true;
    QTest::newRow("same path, not there yet") << Bytes("/home/x") << quint64(0) << true;
    QTest::newRow("other path to the same folder") << Bytes("/mnt/bind") << quint64(7) << true;
    QTest::newRow("inside it") << Bytes("/home/x/y") << quint64(8) << false;
    QTest::newRow("above it") << Bytes("/home") << quint64(6) << false;
    QTest::newRow("other folder, not there yet") << Bytes("/home/new") << quint64(0) << false;
}

void TestBusyFolders::sharedFolders()
{
    QFETCH(Bytes, path);
    QFETCH(quint64, inode);
    QFETCH(bool, shared);
    const TempDir state;
    const auto one = openSampleHistory(state.path());
    const auto other = openSampleHistory(state.path());
    const auto first = begin(*one, {folder("/home/x", 7), folder("/home/new2", 0)});
    QVERIFY(first->seal().ok());
    const auto second = begin(*other, {folder("/somewhere", 3), folder(path, inode)});
    const auto sealed = second->seal();
    QCOMPARE(!sealed.ok(), shared);
    if (!shared)
        return;
    QCOMPARE(sealed.error().code, ErrorCode::Locked);
    QCOMPARE(sealed.error().path, Bytes("/home/x"));
    QCOMPARE(sealed.error().detail, Bytes("batch 1"));
    QCOMPARE(one->batches(10)->size(), std::size_t(1));

    QVERIFY(first->finish(BatchState::Done, kOneDone).ok());
    QVERIFY(second->seal().ok());
    QVERIFY(second->finish(BatchState::Done, kOneDone).ok());
    QCOMPARE(one->contents(second->id())->moves.size(), std::size_t(1));
}

void TestBusyFolders::deadOwnersHoldNothing()
{
    const TempDir state;
    const auto history = openSampleHistory(state.path());
    auto dead = begin(*history, {folder("/home/x", 7)});
    QVERIFY(dead->seal().ok());
    dead.reset(); // As kill -9 would: its lock is gone, its record says that it runs.
    QCOMPARE(history->interrupted()->size(), std::size_t(1));
    QVERIFY(begin(*history, {folder("/home/x", 7)})->seal().ok());
}

void TestBusyFolders::aRunWaits()
{
    const TempDir state;
    const TempDir files;
    files.writeFile("a", "1");
    const auto disk = makeLinuxFileSystem();
    const auto history = openSampleHistory(state.path());
    const auto busy = begin(*history, {{.path = files.path()}});
    QVERIFY(busy->seal().ok());
    auto run = std::async(std::launch::async, [&] {
        const auto own = openSampleHistory(state.path());
        RenameRig rig(*disk, *own, files.path());
        return rig.run({{"a", "b"}});
    });
    QCOMPARE(run.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
    QVERIFY(files.exists("a"));
    QVERIFY(busy->finish(BatchState::Done, kOneDone).ok());
    QCOMPARE(run.get().outcome, Outcome::Done);
    QVERIFY(files.exists("b"));
}

void TestBusyFolders::aRunGivesUp()
{
    const TempDir state;
    const TempDir files;
    files.writeFile("a", "1");
    const auto disk = makeLinuxFileSystem();
    const auto history = openSampleHistory(state.path());
    const auto busy = begin(*history, {{.path = files.path()}});
    QVERIFY(busy->seal().ok());
    RenameRig rig(*disk, *history, files.path());
    rig.options.patience = {.attempts = 3, .first = std::chrono::milliseconds(1)};
    const JobReport report = rig.run({{"a", "b"}});
    QCOMPARE(report.outcome, Outcome::Failed);
    QVERIFY(report.fatal && report.fatal->code == ErrorCode::Locked);
    QCOMPARE(report.fatal->path, files.path());
    QVERIFY(files.exists("a"));
}

void TestBusyFolders::aRunThatWaitsCanBeCancelled()
{
    const TempDir state;
    const TempDir files;
    files.writeFile("a", "1");
    const auto disk = makeLinuxFileSystem();
    const auto history = openSampleHistory(state.path());
    const auto busy = begin(*history, {{.path = files.path()}});
    QVERIFY(busy->seal().ok());
    const auto own = openSampleHistory(state.path());
    RenameRig rig(*disk, *own, files.path());
    auto run = std::async(std::launch::async, [&] { return rig.run({{"a", "b"}}); });
    QCOMPARE(run.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
    rig.stop.request_stop();
    const JobReport report = run.get();
    QCOMPARE(report.outcome, Outcome::Cancelled);
    QCOMPARE(report.cancelled, std::int64_t(1));
    QVERIFY(files.exists("a"));
}

QTEST_GUILESS_MAIN(TestBusyFolders)
#include "tst_busy_folders.moc"
