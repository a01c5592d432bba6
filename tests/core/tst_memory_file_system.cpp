// SPDX-License-Identifier: GPL-3.0-or-later
// The in-memory disk is only worth testing on if it answers as the kernel does; and it has oddities to check that the
// disk at hand has not. The contract is in tst_file_system_changing and tst_file_system_looking.
#include "tests/support/memory_file_system.h"
#include "tests/support/result_checks.h"
#include "tests/support/test_disk.h"

#include <QtTest>

#include <rapidcheck.h>

#include <thread>

using namespace bulkhead;

class TestMemoryFileSystem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void memoryBehavesAsLinux_data();
    void memoryBehavesAsLinux();
    void foldsNames_data();
    void foldsNames();
    void foldingFolderDisguisesCaseRenames();
    void newFoldersInheritTraits();
    void limitsNames();
    void refusesMovesBetweenDevices();
    void refusesToMoveMountsAndImmutables();
    void canLackBirthTimes();
    void replacedFileHasTheInodeAndAnotherBirth();
    void buildsAndForgets();
    void countsCalls();
    void listsInNoUsefulOrder();
    void worksFromSeveralThreads();
};

namespace {

const std::vector<Bytes> kFolders = {"", "p", "p/q"};
const std::vector<Bytes> kNames = {"a", "b", "p", "q", "c", "dangling"};

/// One random call; its answer as text. Both disks get the same random numbers.
QByteArray act(TestDisk &disk, unsigned call, const Bytes &fromFolder, const Bytes &from, const Bytes &toFolder, const Bytes &to)
{
    FileSystem &fileSystem = disk.fileSystem();
    const auto source = fileSystem.openDirectoryNoLinks(disk.absolute(fromFolder));
    const auto target = fileSystem.openDirectoryNoLinks(disk.absolute(toFolder));
    if (!source || !target)
        return QByteArray("open ") + errorCodeName(codeOf(source)) + ' ' + errorCodeName(codeOf(target));
    switch (call % 5) {
    case 0:
    case 1:
        return QByteArray("rename ") + errorCodeName(codeOf(fileSystem.renameNoReplace(*source, from, *target, to)));
    case 2:
        return QByteArray("make ") + errorCodeName(codeOf(fileSystem.makeDirectory(*source, from)));
    case 3:
        return QByteArray("remove ") + errorCodeName(codeOf(fileSystem.removeDirectory(*source, from)));
    default: {
        const auto status = fileSystem.status(*source, from);
        return QByteArray("status ") + errorCodeName(codeOf(status)) + ' '
            + QByteArray::number(status ? static_cast<int>(status->identity.type) : -1);
    }
    }
}

} // namespace

void TestMemoryFileSystem::memoryBehavesAsLinux_data()
{
    QTest::addColumn<DiskKind>("kind");
    QTest::newRow("linux") << DiskKind::Linux;
    QTest::newRow("linux without new calls") << DiskKind::LinuxWithoutNewCalls;
}

void TestMemoryFileSystem::memoryBehavesAsLinux()
{
    QFETCH(DiskKind, kind);
    const bool holds = rc::check("the same calls have the same answers and results", [kind] {
        const auto linux = TestDisk::make(kind);
        const auto memory = TestDisk::make(DiskKind::Memory);
        for (TestDisk *disk : {linux.get(), memory.get()}) {
            disk->addFile("a", "content a");
            disk->addFile("p/b", "content b");
            disk->addHardLink("p/c", "a");
            disk->addLink("dangling", "nowhere");
        }
        const auto calls = *rc::gen::inRange(1, 40);
        for (int i = 0; i < calls; ++i) {
            const auto call = *rc::gen::arbitrary<unsigned>();
            const auto fromFolder = *rc::gen::elementOf(kFolders);
            const auto from = *rc::gen::elementOf(kNames);
            const auto toFolder = *rc::gen::elementOf(kFolders);
            const auto to = *rc::gen::elementOf(kNames);
            const auto real = act(*linux, call, fromFolder, from, toFolder, to);
            RC_ASSERT(real.toStdString() == act(*memory, call, fromFolder, from, toFolder, to).toStdString());
            RC_ASSERT(snapshotDifference(memory->snapshot(), linux->snapshot()).toStdString().empty());
        }
    });
    QVERIFY(holds);
}

void TestMemoryFileSystem::foldsNames_data()
{
    QTest::addColumn<Bytes>("stored");
    QTest::addColumn<Bytes>("other");
    QTest::addColumn<bool>("same");
    QTest::newRow("case") << Bytes("Name.TXT") << Bytes("name.txt") << true;
    QTest::newRow("accented case") << Bytes("\xc3\x89t\xc3\xa9") << Bytes("\xc3\xa9t\xc3\xa9") << true;
    QTest::newRow("normal form") << Bytes("\xc3\xa9") << Bytes("e\xcc\x81") << true;
    QTest::newRow("not UTF-8") << Bytes("CAF\xe9") << Bytes("caf\xe9") << true;
    QTest::newRow("other bytes") << Bytes("caf\xe9") << Bytes("caf\xe8") << false;
    QTest::newRow("other letters") << Bytes("a") << Bytes("b") << false;
}

void TestMemoryFileSystem::foldsNames()
{
    QFETCH(Bytes, stored);
    QFETCH(Bytes, other);
    QFETCH(bool, same);
    for (const auto names : {MemoryFileSystem::FolderTraits::Names::Folding, MemoryFileSystem::FolderTraits::Names::Exact}) {
        MemoryFileSystem disk;
        disk.addFolder("/f", {.names = names});
        disk.addFile("/f/" + stored, "x");
        const auto folder = disk.openDirectory("/f").value();
        const bool found = disk.status(folder, other).ok();
        QCOMPARE(found, same && names == MemoryFileSystem::FolderTraits::Names::Folding);
        COMPARE_CODE(disk.makeDirectory(folder, other), found ? ErrorCode::AlreadyExists : ErrorCode::None);
    }
}

void TestMemoryFileSystem::foldingFolderDisguisesCaseRenames()
{
    MemoryFileSystem disk;
    disk.addFolder("/f", {.names = MemoryFileSystem::FolderTraits::Names::Folding});
    disk.addFile("/f/Case", "x");
    const auto folder = disk.openDirectory("/f").value();
    COMPARE_CODE(disk.renameNoReplace(folder, "Case", folder, "case"), ErrorCode::AlreadyExists);
    COMPARE_SNAPSHOTS(disk.snapshot("/f"), (Snapshot{{"Case", "file:x"}}));
    // Through another name it works, from any spelling.
    VERIFY_OK(disk.renameNoReplace(folder, "CASE", folder, "hop"));
    VERIFY_OK(disk.renameNoReplace(folder, "hop", folder, "case"));
    COMPARE_SNAPSHOTS(disk.snapshot("/f"), (Snapshot{{"case", "file:x"}}));
    QVERIFY(!disk.exists("/f/Case"));
}

void TestMemoryFileSystem::newFoldersInheritTraits()
{
    MemoryFileSystem disk;
    disk.addFolder("/f", {.names = MemoryFileSystem::FolderTraits::Names::Folding, .maxNameBytes = 20, .device = 7});
    VERIFY_OK(disk.makeDirectory(disk.openDirectory("/f").value(), "sub"));
    const auto sub = disk.openDirectory("/f/SUB").value();
    QCOMPARE(disk.maxNameBytes(sub), 20u);
    QCOMPARE(disk.status(sub).value().identity.device, 7u);
    disk.addFile("/f/sub/A");
    VERIFY_OK(disk.status(sub, "a"));
}

void TestMemoryFileSystem::limitsNames()
{
    MemoryFileSystem disk;
    disk.addFile("/f/a", "x");
    disk.addFolder("/f", {.maxNameBytes = 8});
    const auto folder = disk.openDirectory("/f").value();
    COMPARE_CODE(disk.renameNoReplace(folder, "a", folder, "123456789"), ErrorCode::NameTooLong);
    VERIFY_OK(disk.renameNoReplace(folder, "a", folder, "12345678"));
}

void TestMemoryFileSystem::refusesMovesBetweenDevices()
{
    MemoryFileSystem disk;
    disk.addFile("/here/a", "x");
    disk.addFolder("/stick", {.device = 2});
    const auto here = disk.openDirectory("/here").value();
    const auto stick = disk.openDirectory("/stick").value();
    COMPARE_CODE(disk.renameNoReplace(here, "a", stick, "a"), ErrorCode::CrossesFileSystems);
}

void TestMemoryFileSystem::refusesToMoveMountsAndImmutables()
{
    MemoryFileSystem disk;
    disk.addFolder("/mnt");
    disk.addFile("/fixed", "x");
    disk.addFile("/locked/a", "x");
    disk.setMountRoot("/mnt");
    disk.setImmutable("/fixed");
    disk.setImmutable("/locked");
    const auto root = disk.openDirectory("/").value();
    const auto locked = disk.openDirectory("/locked").value();
    QVERIFY(disk.status(root, "mnt").value().mountRoot);
    QVERIFY(disk.status(root, "fixed").value().immutable);
    COMPARE_CODE(disk.renameNoReplace(root, "mnt", root, "new"), ErrorCode::Busy);
    COMPARE_CODE(disk.removeDirectory(root, "mnt"), ErrorCode::Busy);
    COMPARE_CODE(disk.renameNoReplace(root, "fixed", root, "new"), ErrorCode::NotPermitted);
    COMPARE_CODE(disk.renameNoReplace(locked, "a", root, "new"), ErrorCode::NotPermitted);
    COMPARE_CODE(disk.makeDirectory(locked, "new"), ErrorCode::NotPermitted);
}

void TestMemoryFileSystem::canLackBirthTimes()
{
    MemoryFileSystem disk(MemoryFileSystem::BirthTimes::None);
    disk.addFile("/a", "1");
    QCOMPARE(disk.identity("/a").birth, 0);
}

void TestMemoryFileSystem::replacedFileHasTheInodeAndAnotherBirth()
{
    MemoryFileSystem disk;
    disk.addFile("/a", "old");
    const FileIdentity before = disk.identity("/a");
    disk.replaceFile("/a", "new");
    const FileIdentity after = disk.identity("/a");
    QCOMPARE(after.inode, before.inode);
    QVERIFY(!sameObject(before, after));
    QCOMPARE(disk.content("/a"), Bytes("new"));
}

void TestMemoryFileSystem::buildsAndForgets()
{
    MemoryFileSystem disk;
    disk.addFile("/a/b/file", "1");
    disk.addFile("/a/b/file", "2");
    disk.addHardLink("/a/twin", "/a/b/file");
    disk.addLink("/link", "a");
    COMPARE_SNAPSHOTS(
        disk.snapshot(), (Snapshot{{"a", "dir"}, {"a/b", "dir"}, {"a/b/file", "file:2"}, {"a/twin", "file:2"}, {"link", "link:a"}}));
    const auto root = disk.openDirectory("/").value();
    const auto inner = disk.openDirectory("/a/b").value();
    QCOMPARE(disk.status(inner, "file").value().linkCount, 2u);
    disk.rename("/a/b/file", "/moved");
    disk.remove("/a");
    COMPARE_SNAPSHOTS(disk.snapshot(), (Snapshot{{"link", "link:a"}, {"moved", "file:2"}}));
    QCOMPARE(disk.status(root, "moved").value().linkCount, 1u);
    COMPARE_CODE(disk.canonicalPath(inner), ErrorCode::NotFound);
    COMPARE_CODE(disk.makeDirectory(inner, "x"), ErrorCode::NotFound);
}

void TestMemoryFileSystem::countsCalls()
{
    MemoryFileSystem disk;
    const auto root = disk.openDirectory("/").value();
    (void)disk.status(root, "missing");
    (void)disk.syncFileSystem(root);
    QCOMPARE(disk.callCount(), 3u);
    QCOMPARE(disk.syncCount(), 1u);
}

void TestMemoryFileSystem::listsInNoUsefulOrder()
{
    MemoryFileSystem disk;
    std::vector<Bytes> added;
    for (int i = 1000; i < 1100; ++i) {
        added.push_back(std::to_string(i));
        disk.addFile('/' + added.back());
    }
    std::vector<Bytes> found;
    VERIFY_OK(disk.list(disk.openDirectory("/").value(), [&](const DirectoryEntry &entry) {
        found.emplace_back(entry.name);
        return true;
    }));
    QVERIFY(found != added);
    QVERIFY(!std::is_sorted(found.begin(), found.end()));
    std::sort(found.begin(), found.end());
    QCOMPARE(found, added);
}

void TestMemoryFileSystem::worksFromSeveralThreads()
{
    constexpr int kThreads = 4;
    constexpr int kFiles = 100;
    MemoryFileSystem disk;
    Snapshot expected;
    for (int i = 0; i < kThreads * kFiles; ++i) {
        disk.addFile("/a" + std::to_string(i), std::to_string(i));
        expected.emplace("b" + std::to_string(i), "file:" + std::to_string(i));
    }
    const auto root = disk.openDirectory("/").value();
    std::atomic<int> failed = 0;
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = thread * kFiles; i < (thread + 1) * kFiles; ++i)
                failed += !disk.renameNoReplace(root, "a" + std::to_string(i), root, "b" + std::to_string(i)).ok();
        });
    }
    threads.clear();
    QCOMPARE(failed.load(), 0);
    COMPARE_SNAPSHOTS(disk.snapshot(), expected);
}

QTEST_APPLESS_MAIN(TestMemoryFileSystem)
#include "tst_memory_file_system.moc"
