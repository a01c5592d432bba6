// SPDX-License-Identifier: GPL-3.0-or-later
// Copies, links and removals: the disk in memory answers as the kernel does.
#include "tests/support/result_checks.h"
#include "tests/support/test_disk.h"

#include <QtTest>

using namespace bulkhead;

class TestFileSystemCreating : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copies_data() { addDiskRows(); }
    void copies();
    void copiesNothingElse_data() { addDiskRows(); }
    void copiesNothingElse();
    void stopsBetweenBytes_data() { addDiskRows(); }
    void stopsBetweenBytes();
    void noticesAChangeMeanwhile();
    void makesHardLinks_data() { addDiskRows(); }
    void makesHardLinks();
    void makesAndReadsSymbolicLinks_data() { addDiskRows(); }
    void makesAndReadsSymbolicLinks();
    void removesFiles_data() { addDiskRows(); }
    void removesFiles();
};

namespace {

const auto kGoOn = [](std::int64_t) { return true; };

} // namespace

void TestFileSystemCreating::copies()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("a", "content");
    on->addFile("empty");
    on->addFile("\xff", "odd");
    on->addFolder("into");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const auto into = on->open("into");
    std::int64_t told = 0;
    const auto copy = fileSystem.copyFile(folder, "a", into, "b", [&told](std::int64_t bytes) {
        told += bytes;
        return true;
    });
    VERIFY_OK(copy);
    QCOMPARE(told, std::int64_t(7));
    QVERIFY(copy->loss == CopyLoss());
    const auto original = fileSystem.status(folder, "a");
    const auto made = fileSystem.status(into, "b");
    QVERIFY(sameObject(made->identity, copy->status.identity));
    QVERIFY(!sameInode(made->identity, original->identity));
    QCOMPARE(made->identity.modificationTime, original->identity.modificationTime);
    VERIFY_OK(fileSystem.copyFile(folder, "empty", into, "nothing", kGoOn));
    VERIFY_OK(fileSystem.copyFile(folder, "\xff", into, "\xfe", kGoOn));
    COMPARE_SNAPSHOTS(on->snapshot(),
        (Snapshot{{"a", "file:content"}, {"empty", "file:"}, {"\xff", "file:odd"}, {"into", "dir"}, {"into/b", "file:content"},
            {"into/nothing", "file:"}, {"into/\xfe", "file:odd"}}));
}

void TestFileSystemCreating::copiesNothingElse()
{
    QFETCH(DiskKind, disk);
    const OrdinaryUser user;
    const auto on = TestDisk::make(disk);
    on->addFile("a", "a");
    on->addFile("taken", "taken");
    on->addFile("secret", "s");
    on->addFolder("folder");
    on->addLink("link", "a");
    on->addLink("dangling", "nowhere");
    on->setMode("secret", 0200);
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const Snapshot before = [&] {
        on->setMode("secret", 0600);
        auto taken = on->snapshot();
        on->setMode("secret", 0200);
        return taken;
    }();
    COMPARE_CODE(fileSystem.copyFile(folder, "a", folder, "taken", kGoOn), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.copyFile(folder, "a", folder, "a", kGoOn), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.copyFile(folder, "a", folder, "dangling", kGoOn), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.copyFile(folder, "missing", folder, "b", kGoOn), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.copyFile(folder, "link", folder, "b", kGoOn), ErrorCode::SymbolicLinkLoop);
    COMPARE_CODE(fileSystem.copyFile(folder, "folder", folder, "b", kGoOn), ErrorCode::NotAFile);
    COMPARE_CODE(fileSystem.copyFile(folder, "secret", folder, "b", kGoOn), ErrorCode::PermissionDenied);
    COMPARE_CODE(fileSystem.copyFile(folder, "a", folder, "x/y", kGoOn), ErrorCode::InvalidName);
    on->setMode("secret", 0600);
    COMPARE_SNAPSHOTS(on->snapshot(), before);
}

void TestFileSystemCreating::stopsBetweenBytes()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("a", Bytes(1000, 'x'));
    const Snapshot before = on->snapshot();
    const auto folder = on->open();
    COMPARE_CODE(on->fileSystem().copyFile(folder, "a", folder, "b", [](std::int64_t) { return false; }), ErrorCode::Cancelled);
    COMPARE_SNAPSHOTS(on->snapshot(), before);
}

void TestFileSystemCreating::noticesAChangeMeanwhile()
{
    const auto on = TestDisk::make(DiskKind::Linux);
    on->addFile("a", Bytes(20'000'000, 'x'));
    const auto folder = on->open();
    bool changed = false;
    const auto copy = on->fileSystem().copyFile(folder, "a", folder, "b", [&](std::int64_t) {
        if (!std::exchange(changed, true))
            on->addFile("a", "shorter");
        return true;
    });
    COMPARE_CODE(copy, ErrorCode::Changed);
    COMPARE_SNAPSHOTS(on->snapshot(), (Snapshot{{"a", "file:shorter"}}));
}

void TestFileSystemCreating::makesHardLinks()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("a", "a");
    on->addFile("taken");
    on->addFolder("folder");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    if (disk == DiskKind::LinuxWithoutFlagsOrLinks) {
        QVERIFY(!fileSystem.makeHardLink(folder, "a", folder, "b"));
        return;
    }
    VERIFY_OK(fileSystem.makeHardLink(folder, "a", on->open("folder"), "b"));
    const auto status = fileSystem.status(on->open("folder"), "b");
    QVERIFY(sameObject(status->identity, fileSystem.status(folder, "a")->identity));
    QCOMPARE(status->linkCount, 2u);
    COMPARE_CODE(fileSystem.makeHardLink(folder, "a", folder, "taken"), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.makeHardLink(folder, "missing", folder, "b"), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.makeHardLink(folder, "folder", folder, "b"), ErrorCode::NotPermitted);
}

void TestFileSystemCreating::makesAndReadsSymbolicLinks()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("taken");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    VERIFY_OK(fileSystem.makeSymbolicLink("/some/\xff where", folder, "link"));
    QCOMPARE(*fileSystem.readSymbolicLink(folder, "link"), Bytes("/some/\xff where"));
    COMPARE_CODE(fileSystem.makeSymbolicLink("x", folder, "taken"), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.makeSymbolicLink("x", folder, "link"), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.readSymbolicLink(folder, "missing"), ErrorCode::NotFound);
    QVERIFY(!fileSystem.readSymbolicLink(folder, "taken"));
}

void TestFileSystemCreating::removesFiles()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("a", "a");
    on->addHardLink("b", "a");
    on->addLink("link", "a");
    on->addFolder("folder");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    VERIFY_OK(fileSystem.removeFile(folder, "a"));
    VERIFY_OK(fileSystem.removeFile(folder, "link"));
    COMPARE_CODE(fileSystem.removeFile(folder, "a"), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.removeFile(folder, "folder"), ErrorCode::IsADirectory);
    COMPARE_CODE(fileSystem.removeFile(folder, ".."), ErrorCode::InvalidName);
    COMPARE_SNAPSHOTS(on->snapshot(), (Snapshot{{"b", "file:a"}, {"folder", "dir"}}));
    QCOMPARE(fileSystem.status(folder, "b")->linkCount, 1u);
}

QTEST_GUILESS_MAIN(TestFileSystemCreating)
#include "tst_file_system_creating.moc"
