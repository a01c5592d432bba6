// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that lean on faults, hooks and gates are only as good as these.
#include "tests/support/faulty_file_system.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/result_checks.h"

#include <QtTest>

#include <cerrno>
#include <thread>

using namespace bulkhead;

class TestFaultyFileSystem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCallCanFail_data();
    void everyCallCanFail();
    void failsTheNthCallOnly();
    void failsByNameOnSourceAndTarget();
    void failsAfterwardsWithTheDeedDone();
    void hooksRunBeforeAndAfter();
    void rulesCountFromWhenTheyAreMade();
    void gateHoldsCallsBack();
    void gateLetsSomePass();
    void waitingForAGateEnds();
    void delays();
    void countsByCall();
};

namespace {

/// A small disk behind faults.
struct Stage {
    MemoryFileSystem memory;
    FaultyFileSystem disk{memory};
    DirectoryRef root;

    Stage()
    {
        for (const char *path : {"/a", "/b", "/c"})
            memory.addFile(path, path);
        memory.addFolder("/folder/empty");
        memory.addLink("/to a", "a");
        root = memory.openDirectory("/").value();
    }
    Result<void> rename(BytesView from, BytesView to) { return disk.renameNoReplace(root, from, root, to); }
};

QByteArray callAndDescribe(Stage &stage, FsCall call)
{
    FileSystem &disk = stage.disk;
    switch (call) {
    case FsCall::OpenDirectory:
        return described(disk.openDirectory("/folder"));
    case FsCall::OpenDirectoryNoLinks:
        return described(disk.openDirectoryNoLinks("/folder"));
    case FsCall::OpenChild:
        return described(disk.openChild(stage.root, "folder"));
    case FsCall::CanonicalPath:
        return described(disk.canonicalPath(stage.root));
    case FsCall::List:
        return described(disk.list(stage.root, [](const DirectoryEntry &) { return true; }));
    case FsCall::Status:
        return described(disk.status(stage.root, "a"));
    case FsCall::StatusOfFolder:
        return described(disk.status(stage.root));
    case FsCall::StatusFollowed:
        return described(disk.statusFollowed(stage.root, "a"));
    case FsCall::OpenFile:
        return described(disk.openFile(stage.root, "a"));
    case FsCall::Rename:
        return described(stage.rename("a", "new"));
    case FsCall::CopyFile:
        return described(disk.copyFile(stage.root, "a", stage.root, "copy", [](std::int64_t) { return true; }));
    case FsCall::MakeHardLink:
        return described(disk.makeHardLink(stage.root, "a", stage.root, "link"));
    case FsCall::MakeSymbolicLink:
        return described(disk.makeSymbolicLink("a", stage.root, "symlink"));
    case FsCall::ReadSymbolicLink:
        return described(disk.readSymbolicLink(stage.root, "to a"));
    case FsCall::RemoveFile:
        return described(disk.removeFile(stage.root, "c"));
    case FsCall::SetAttributes:
        return described(disk.setAttributes(
            stage.root, "a", disk.status(stage.root, "a").value().identity, {.modificationTime = 1, .permissions = 0600}));
    case FsCall::MakeDirectory:
        return described(disk.makeDirectory(stage.root, "made"));
    case FsCall::RemoveDirectory:
        return described(disk.removeDirectory(disk.openDirectory("/folder").value(), "empty"));
    case FsCall::Sync:
        return described(disk.syncFileSystem(stage.root));
    case FsCall::MaxNameBytes:
    case FsCall::NameRules:
        break;
    }
    return {};
}

} // namespace

void TestFaultyFileSystem::everyCallCanFail_data()
{
    QTest::addColumn<int>("call");
    for (std::size_t call = 0; call < std::size_t(FsCall::MaxNameBytes); ++call) // the last ones cannot
        QTest::addRow("call %zu", call) << static_cast<int>(call);
}

void TestFaultyFileSystem::everyCallCanFail()
{
    QFETCH(int, call);
    const auto which = static_cast<FsCall>(call);
    Stage stage;
    const Snapshot before = stage.memory.snapshot();
    stage.disk.fail({.call = which}, EIO);
    const QByteArray failed = callAndDescribe(stage, which);
    QVERIFY2(failed.startsWith("input-output: "), failed.constData());
    COMPARE_SNAPSHOTS(stage.memory.snapshot(), before);
    QCOMPARE(callAndDescribe(stage, which), QByteArray("ok"));
    QCOMPARE(stage.disk.count(which), 2u);
}

void TestFaultyFileSystem::failsTheNthCallOnly()
{
    Stage stage;
    stage.disk.fail({.call = FsCall::Rename, .nth = 2}, ENOSPC);
    VERIFY_OK(stage.rename("a", "a1"));
    const auto second = stage.rename("b", "b1");
    COMPARE_CODE(second, ErrorCode::NoSpace);
    QCOMPARE(second.error().path, Bytes("b"));
    VERIFY_OK(stage.rename("c", "c1"));
}

void TestFaultyFileSystem::failsByNameOnSourceAndTarget()
{
    Stage stage;
    stage.disk.fail({.call = FsCall::Rename, .nth = FaultyFileSystem::Which::every, .name = "b"}, EACCES);
    VERIFY_OK(stage.rename("a", "a1"));
    COMPARE_CODE(stage.rename("b", "b1"), ErrorCode::PermissionDenied);
    COMPARE_CODE(stage.rename("c", "b"), ErrorCode::PermissionDenied);
    stage.disk.clearRules();
    VERIFY_OK(stage.rename("b", "b1"));
}

void TestFaultyFileSystem::failsAfterwardsWithTheDeedDone()
{
    Stage stage;
    stage.disk.failAfterwards({.call = FsCall::Rename}, EINTR);
    COMPARE_CODE(stage.rename("a", "a1"), ErrorCode::Interrupted);
    QVERIFY(stage.memory.exists("/a1"));
    QVERIFY(!stage.memory.exists("/a"));
}

void TestFaultyFileSystem::hooksRunBeforeAndAfter()
{
    Stage stage;
    stage.disk.before({.call = FsCall::Rename}, [&] { stage.memory.addFile("/taken", "stranger"); });
    COMPARE_CODE(stage.rename("a", "taken"), ErrorCode::AlreadyExists);
    bool seen = false;
    stage.disk.after({.call = FsCall::Status, .name = "b"}, [&] { seen = true; });
    VERIFY_OK(stage.disk.status(stage.root, "a"));
    QVERIFY(!seen);
    VERIFY_OK(stage.disk.status(stage.root, "b"));
    QVERIFY(seen);
    // A hook may use the file system it hangs on.
    stage.disk.before({.call = FsCall::Sync}, [&] { (void)stage.rename("b", "b1"); });
    VERIFY_OK(stage.disk.syncFileSystem(stage.root));
    QVERIFY(stage.memory.exists("/b1"));
}

void TestFaultyFileSystem::rulesCountFromWhenTheyAreMade()
{
    Stage stage;
    VERIFY_OK(stage.rename("a", "a1"));
    stage.disk.fail({.call = FsCall::Rename}, EIO);
    COMPARE_CODE(stage.rename("b", "b1"), ErrorCode::InputOutput);
}

void TestFaultyFileSystem::gateHoldsCallsBack()
{
    Stage stage;
    stage.disk.closeGate(FsCall::Rename);
    std::atomic<bool> renamed = false;
    std::jthread worker([&] { renamed = stage.rename("a", "a1").ok(); });
    QVERIFY(stage.disk.waitUntilBlocked(FsCall::Rename));
    QVERIFY(stage.memory.exists("/a"));
    VERIFY_OK(stage.disk.status(stage.root, "a")); // others pass
    stage.disk.openGate(FsCall::Rename);
    worker.join();
    QVERIFY(renamed);
    QVERIFY(stage.memory.exists("/a1"));
    VERIFY_OK(stage.rename("b", "b1"));
}

void TestFaultyFileSystem::gateLetsSomePass()
{
    Stage stage;
    stage.disk.closeGate(FsCall::Rename, 1);
    VERIFY_OK(stage.rename("a", "a1"));
    std::jthread worker([&] {
        (void)stage.rename("b", "b1");
        (void)stage.rename("c", "c1");
    });
    QVERIFY(stage.disk.waitUntilBlocked(FsCall::Rename));
    QCOMPARE(stage.disk.count(FsCall::Rename), 2u);
    stage.disk.letPass(FsCall::Rename, 1);
    QTRY_COMPARE(stage.disk.count(FsCall::Rename), 3u);
    QVERIFY(stage.disk.waitUntilBlocked(FsCall::Rename));
    QVERIFY(stage.memory.exists("/b1"));
    QVERIFY(stage.memory.exists("/c"));
    stage.disk.openGate(FsCall::Rename);
}

void TestFaultyFileSystem::waitingForAGateEnds()
{
    Stage stage;
    stage.disk.closeGate(FsCall::Rename);
    QVERIFY(!stage.disk.waitUntilBlocked(FsCall::Rename, 1, std::chrono::milliseconds(1)));
}

void TestFaultyFileSystem::delays()
{
    Stage stage;
    stage.disk.setDelay(FsCall::Rename, std::chrono::milliseconds(3));
    QElapsedTimer timer;
    timer.start();
    VERIFY_OK(stage.rename("a", "a1"));
    QVERIFY(timer.nsecsElapsed() >= 3'000'000);
}

void TestFaultyFileSystem::countsByCall()
{
    Stage stage;
    (void)stage.rename("a", "a1");
    (void)stage.rename("missing", "x");
    QCOMPARE(stage.disk.maxNameBytes(stage.root), 255u);
    QCOMPARE(stage.disk.count(FsCall::Rename), 2u);
    QCOMPARE(stage.disk.count(FsCall::MaxNameBytes), 1u);
    QCOMPARE(stage.disk.count(FsCall::Status), 0u);
    QCOMPARE(stage.disk.totalCount(), 3u);
}

QTEST_APPLESS_MAIN(TestFaultyFileSystem)
#include "tst_faulty_file_system.moc"
