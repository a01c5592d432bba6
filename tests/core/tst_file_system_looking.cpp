// SPDX-License-Identifier: GPL-3.0-or-later
// What core/fs/file_system.h promises of the calls that only look, on every kind of disk. See tst_file_system_changing.
#include "core/base/path.h"
#include "tests/support/odd_names.h"
#include "tests/support/result_checks.h"
#include "tests/support/test_disk.h"

#include <QtTest>

#include <map>
#include <set>

using namespace bulkhead;

namespace {

std::map<Bytes, FileType> listing(FileSystem &fileSystem, const DirectoryRef &folder)
{
    std::map<Bytes, FileType> found;
    const auto listed = fileSystem.list(folder, [&](const DirectoryEntry &entry) {
        if (!found.emplace(Bytes(entry.name), entry.type).second)
            qFatal("listed twice: %s", Bytes(entry.name).c_str());
        return true;
    });
    if (!listed)
        qFatal("list: %s", described(listed).constData());
    return found;
}

/// Which calls open it.
enum class Way : std::uint8_t { Path, PathNoLinks, Child };

} // namespace

class TestFileSystemLooking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsOddNames_data() { addDiskRows(); }
    void listsOddNames();
    void listsTypes_data() { addDiskRows(); }
    void listsTypes();
    void listsEachOfManyOnce_data() { addDiskRows(); }
    void listsEachOfManyOnce();
    void listsTheInodesThatStatusTells_data() { addDiskRows(); }
    void listsTheInodesThatStatusTells();
    void listStopsWhereToldTo_data() { addDiskRows(); }
    void listStopsWhereToldTo();
    void listsTwiceFromOneHandle_data() { addDiskRows(); }
    void listsTwiceFromOneHandle();
    void statusTellsWhatIsThere_data() { addDiskRows(); }
    void statusTellsWhatIsThere();
    void statusFollowsOnlyWhenAsked_data() { addDiskRows(); }
    void statusFollowsOnlyWhenAsked();
    void statusRefuses_data() { addDiskRows(); }
    void statusRefuses();
    void readsFiles_data() { addDiskRows(); }
    void readsFiles();
    void opensNothingButFiles_data() { addDiskRows(); }
    void opensNothingButFiles();
    void identityStaysWithTheObject_data() { addDiskRows(); }
    void identityStaysWithTheObject();
    void opens_data();
    void opens();
    void handlesFollowRenamedFolders_data() { addDiskRows(); }
    void handlesFollowRenamedFolders();
    void findsTheCanonicalPath_data() { addDiskRows(); }
    void findsTheCanonicalPath();
    void worksBeyondPathMax_data() { addDiskRows(); }
    void worksBeyondPathMax();
    void tellsTheNameLimit_data() { addDiskRows(); }
    void tellsTheNameLimit();
};

void TestFileSystemLooking::listsOddNames()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    std::map<Bytes, FileType> expected;
    for (const OddName &odd : oddNames()) {
        on->addFile(odd.name);
        expected.emplace(odd.name, FileType::Regular);
    }
    QCOMPARE(listing(on->fileSystem(), on->open()), expected);
    for (const OddName &odd : oddNames())
        VERIFY_OK(on->fileSystem().status(on->open(), odd.name));
}

void TestFileSystemLooking::listsTypes()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    QVERIFY(listing(on->fileSystem(), on->open()).empty());
    on->addFile("file");
    on->addFolder("folder");
    on->addLink("link to folder", "folder");
    on->addLink("dangling", "nowhere");
    const std::map<Bytes, FileType> expected{{"file", FileType::Regular}, {"folder", FileType::Directory},
        {"link to folder", FileType::SymbolicLink}, {"dangling", FileType::SymbolicLink}};
    QCOMPARE(listing(on->fileSystem(), on->open()), expected);
}

void TestFileSystemLooking::listsTheInodesThatStatusTells()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("file");
    on->addFolder("folder");
    on->addLink("link", "file");
    const DirectoryRef folder = on->open();
    std::map<Bytes, std::uint64_t> listed;
    VERIFY_OK(on->fileSystem().list(folder, [&](const DirectoryEntry &entry) {
        listed.emplace(entry.name, entry.inode);
        return true;
    }));
    for (const char *name : {"file", "folder", "link"}) {
        const std::uint64_t inode = on->fileSystem().status(folder, name).value().identity.inode;
        QVERIFY(listed.at(name) == inode || listed.at(name) == 0);
    }
}

void TestFileSystemLooking::listsEachOfManyOnce()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    constexpr int kMany = 3000; // more than one buffer full
    std::map<Bytes, FileType> expected;
    for (int i = 0; i < kMany; ++i) {
        const Bytes name = "a rather long name, so that it takes several reads " + std::to_string(i);
        on->addFile("folder/" + name);
        expected.emplace(name, FileType::Regular);
    }
    QVERIFY(listing(on->fileSystem(), on->open("folder")) == expected);
}

void TestFileSystemLooking::listStopsWhereToldTo()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    for (const char *name : {"a", "b", "c"})
        on->addFile(name);
    int visits = 0;
    VERIFY_OK(on->fileSystem().list(on->open(), [&](const DirectoryEntry &) { return ++visits < 2; }));
    QCOMPARE(visits, 2);
}

void TestFileSystemLooking::listsTwiceFromOneHandle()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("a");
    on->addFile("b");
    const auto folder = on->open();
    int inner = 0;
    int outer = 0;
    VERIFY_OK(on->fileSystem().list(folder, [&](const DirectoryEntry &) {
        ++outer;
        return on->fileSystem().list(folder, [&](const DirectoryEntry &) { return ++inner > 0; }).ok();
    }));
    QCOMPARE(outer, 2);
    QCOMPARE(inner, 4);
}

void TestFileSystemLooking::statusTellsWhatIsThere()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("file", "12345");
    on->addHardLink("other", "file");
    on->addFolder("folder");
    const auto folder = on->open();
    const auto file = on->fileSystem().status(folder, "file");
    VERIFY_OK(file);
    QCOMPARE(file->identity.type, FileType::Regular);
    QCOMPARE(file->identity.size, 5);
    QCOMPARE(file->linkCount, 2u);
    QVERIFY(file->identity.inode != 0);
    QVERIFY(file->identity.device != 0);
    constexpr std::int64_t kNanosecondsOf2020 = 1'577'836'800'000'000'000;
    QVERIFY(file->identity.modificationTime > kNanosecondsOf2020);
    QVERIFY(!file->mountRoot);
    QVERIFY(!file->immutable);

    const auto byName = on->fileSystem().status(folder, "folder");
    const auto byHandle = on->fileSystem().status(on->open("folder"));
    VERIFY_OK(byName);
    VERIFY_OK(byHandle);
    QCOMPARE(byName->identity.type, FileType::Directory);
    QVERIFY(byName->identity == byHandle->identity);
}

void TestFileSystemLooking::statusFollowsOnlyWhenAsked()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("elsewhere/file", "12345");
    on->addLink("link", "elsewhere/file");
    on->addLink("absolute", on->absolute("elsewhere/file"));
    on->addLink("chain", "link");
    on->addLink("dangling", "nowhere");
    on->addLink("loop", "loop");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const auto file = fileSystem.status(on->open("elsewhere"), "file");
    VERIFY_OK(file);
    for (const char *name : {"link", "absolute", "chain"}) {
        const auto followed = fileSystem.statusFollowed(folder, name);
        VERIFY_OK(followed);
        QVERIFY(followed->identity == file->identity);
    }
    for (const char *name : {"link", "absolute", "chain", "dangling", "loop"}) {
        const auto itself = fileSystem.status(folder, name);
        VERIFY_OK(itself);
        QCOMPARE(itself->identity.type, FileType::SymbolicLink);
    }
    COMPARE_CODE(fileSystem.statusFollowed(folder, "dangling"), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.statusFollowed(folder, "loop"), ErrorCode::SymbolicLinkLoop);
}

void TestFileSystemLooking::statusRefuses()
{
    QFETCH(DiskKind, disk);
    const OrdinaryUser user;
    const auto on = TestDisk::make(disk);
    on->addFile("closed/file");
    const auto folder = on->open();
    for (const char *name : {".", "..", "", "closed/file"}) {
        COMPARE_CODE(on->fileSystem().status(folder, name), ErrorCode::InvalidName);
        COMPARE_CODE(on->fileSystem().statusFollowed(folder, name), ErrorCode::InvalidName);
    }
    const auto missing = on->fileSystem().status(folder, "missing");
    COMPARE_CODE(missing, ErrorCode::NotFound);
    QCOMPARE(QByteArray(missing.error().operation), QByteArray("read status"));
    QCOMPARE(missing.error().path, Bytes("missing"));
    on->setMode("closed", 0600);
    COMPARE_CODE(on->fileSystem().status(on->open("closed"), "file"), ErrorCode::PermissionDenied);
    COMPARE_CODE(on->fileSystem().openDirectory(on->absolute("closed/file")), ErrorCode::PermissionDenied);
    on->setMode("closed", 0700);
}

void TestFileSystemLooking::readsFiles()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    const Bytes content = Bytes("a\0b\xFF", 4) + Bytes(100'000, 'x');
    on->addFile("caf\xE9", content);
    on->addFile("empty");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const auto file = fileSystem.openFile(folder, "caf\xE9");
    VERIFY_OK(file);
    QVERIFY((*file)->status().identity == fileSystem.status(folder, "caf\xE9")->identity);
    QVERIFY((*file)->accessTime() > 0);
    Bytes all(content.size() + 1, '\0');
    QCOMPARE((*file)->read(0, all.data(), all.size()).value(), content.size());
    QVERIFY(all.starts_with(content));
    QCOMPARE((*file)->read(2, all.data(), 2).value(), std::size_t(2));
    QVERIFY(all.starts_with("b\xFF"));
    QCOMPARE((*file)->read(std::int64_t(content.size()), all.data(), 1).value(), std::size_t(0));
    QCOMPARE((*file)->read(std::int64_t(content.size()) + 5, all.data(), 1).value(), std::size_t(0));
    const auto empty = fileSystem.openFile(folder, "empty");
    VERIFY_OK(empty);
    QCOMPARE((*empty)->read(0, all.data(), 1).value(), std::size_t(0));
}

void TestFileSystemLooking::opensNothingButFiles()
{
    QFETCH(DiskKind, disk);
    const OrdinaryUser user;
    const auto on = TestDisk::make(disk);
    on->addFile("closed");
    on->addFile("folder/file");
    on->addLink("link", "folder/file");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    COMPARE_CODE(fileSystem.openFile(folder, "folder"), ErrorCode::NotAFile);
    COMPARE_CODE(fileSystem.openFile(folder, "link"), ErrorCode::SymbolicLinkLoop);
    COMPARE_CODE(fileSystem.openFile(folder, "folder/file"), ErrorCode::InvalidName);
    const auto missing = fileSystem.openFile(folder, "missing");
    COMPARE_CODE(missing, ErrorCode::NotFound);
    QCOMPARE(QByteArray(missing.error().operation), QByteArray("open file"));
    QCOMPARE(missing.error().path, Bytes("missing"));
    on->setMode("closed", 0200);
    COMPARE_CODE(fileSystem.openFile(folder, "closed"), ErrorCode::PermissionDenied);
}

void TestFileSystemLooking::identityStaysWithTheObject()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("file", "x");
    on->addHardLink("twin", "file");
    on->addFile("other", "x");
    on->addFolder("folder");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const auto identity = [&](const char *name) { return fileSystem.status(folder, name).value().identity; };
    const FileIdentity file = identity("file");
    const FileIdentity subfolder = identity("folder");
    QVERIFY(sameObject(file, identity("twin")));
    QVERIFY(!sameObject(file, identity("other")));
    QVERIFY(!sameObject(file, subfolder));
    VERIFY_OK(fileSystem.renameNoReplace(folder, "file", on->open("folder"), "renamed"));
    VERIFY_OK(fileSystem.renameNoReplace(folder, "folder", folder, "folder renamed"));
    QVERIFY(sameObject(file, fileSystem.status(on->open("folder renamed"), "renamed").value().identity));
    QVERIFY(sameObject(subfolder, identity("folder renamed")));
    on->remove("other");
    on->addFile("other", "y");
    QVERIFY(!sameObject(file, identity("other")));
}

void TestFileSystemLooking::opens_data()
{
    struct Row {
        const char *what;
        Bytes path; ///< "/" is put in front of it and the root, but not of relative ones.
        ErrorCode byPath;
        ErrorCode noLinks;
    };
    const Row rows[] = {
        {"the root folder", "", ErrorCode::None, ErrorCode::None},
        {"nested", "folder/inner", ErrorCode::None, ErrorCode::None},
        {"trailing slash", "folder/inner/", ErrorCode::None, ErrorCode::None},
        {"double slash", "folder//inner", ErrorCode::None, ErrorCode::None},
        {"dot", "folder/./inner", ErrorCode::None, ErrorCode::None},
        {"missing", "folder/missing", ErrorCode::NotFound, ErrorCode::NotFound},
        {"missing on the way", "missing/inner", ErrorCode::NotFound, ErrorCode::NotFound},
        {"file", "file", ErrorCode::NotADirectory, ErrorCode::NotADirectory},
        {"through a file", "file/inner", ErrorCode::NotADirectory, ErrorCode::NotADirectory},
        {"link", "link", ErrorCode::None, ErrorCode::SymbolicLinkLoop},
        {"through a link", "link/inner", ErrorCode::None, ErrorCode::SymbolicLinkLoop},
        {"up through a link", "deep link/..", ErrorCode::None, ErrorCode::SymbolicLinkLoop},
        {"dangling link", "dangling", ErrorCode::NotFound, ErrorCode::SymbolicLinkLoop},
        {"link to a file", "file link", ErrorCode::NotADirectory, ErrorCode::SymbolicLinkLoop},
        {"loop", "loop", ErrorCode::SymbolicLinkLoop, ErrorCode::SymbolicLinkLoop},
        {"component too long", Bytes(256, 'x'), ErrorCode::NameTooLong, ErrorCode::NameTooLong},
        {"component beyond any limit", Bytes(70'000, 'x'), ErrorCode::NameTooLong, ErrorCode::NameTooLong},
        {"with a NUL", Bytes("folder\0x", 8), ErrorCode::InvalidName, ErrorCode::InvalidName},
    };
    QTest::addColumn<DiskKind>("kind");
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<ErrorCode>("byPath");
    QTest::addColumn<ErrorCode>("noLinks");
    for (const auto &[kind, diskName] : kDisks) {
        for (const Row &row : rows)
            QTest::addRow("%s: %s", diskName, row.what) << kind << row.path << row.byPath << row.noLinks;
    }
}

void TestFileSystemLooking::opens()
{
    QFETCH(DiskKind, kind);
    QFETCH(Bytes, path);
    QFETCH(ErrorCode, byPath);
    QFETCH(ErrorCode, noLinks);
    const auto disk = TestDisk::make(kind);
    disk->addFolder("folder/inner");
    disk->addFile("file");
    disk->addLink("link", "folder");
    disk->addLink("deep link", "folder/inner");
    disk->addLink("dangling", "nowhere");
    disk->addLink("file link", "file");
    disk->addLink("loop", "loop");
    FileSystem &fileSystem = disk->fileSystem();
    COMPARE_CODE(fileSystem.openDirectory(disk->absolute(path)), byPath);
    COMPARE_CODE(fileSystem.openDirectoryNoLinks(disk->absolute(path)), noLinks);
    // One component: as without links, but that ".", "" and "a/b" are not names.
    const ErrorCode asChild = isLegalComponent(path) ? noLinks : ErrorCode::InvalidName;
    COMPARE_CODE(fileSystem.openChild(disk->open(), path), asChild);
    COMPARE_CODE(fileSystem.openDirectory("folder"), ErrorCode::InvalidName);
    COMPARE_CODE(fileSystem.openDirectoryNoLinks("folder"), ErrorCode::InvalidName);
}

void TestFileSystemLooking::handlesFollowRenamedFolders()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("outer/inner/file", "f");
    FileSystem &fileSystem = on->fileSystem();
    const auto root = on->open();
    const auto inner = on->open("outer/inner");
    VERIFY_OK(fileSystem.renameNoReplace(root, "outer", root, "moved"));
    VERIFY_OK(fileSystem.renameNoReplace(inner, "file", inner, "renamed"));
    QCOMPARE(listing(fileSystem, inner), (std::map<Bytes, FileType>{{"renamed", FileType::Regular}}));
    COMPARE_SNAPSHOTS(on->snapshot(), (Snapshot{{"moved", "dir"}, {"moved/inner", "dir"}, {"moved/inner/renamed", "file:f"}}));
    COMPARE_CODE(fileSystem.openDirectory(on->absolute("outer")), ErrorCode::NotFound);
}

void TestFileSystemLooking::findsTheCanonicalPath()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFolder("folder/gone (deleted)");
    on->addFolder("folder/caf\xe9\n");
    on->addLink("link", "folder");
    FileSystem &fileSystem = on->fileSystem();
    const auto canonical = [&](const Bytes &path) { return fileSystem.canonicalPath(on->open(path)).value(); };
    QCOMPARE(canonical(""), on->root());
    QCOMPARE(canonical("link"), on->absolute("folder"));
    QCOMPARE(canonical("link/../folder/./gone (deleted)"), on->absolute("folder/gone (deleted)"));
    QCOMPARE(canonical("folder/caf\xe9\n"), on->absolute("folder/caf\xe9\n"));
    QCOMPARE(fileSystem.canonicalPath(fileSystem.openDirectory("/").value()).value(), Bytes("/"));

    const auto moving = on->open("folder/gone (deleted)");
    VERIFY_OK(fileSystem.renameNoReplace(on->open("folder"), "gone (deleted)", on->open(), "here"));
    QCOMPARE(fileSystem.canonicalPath(moving).value(), on->absolute("here"));
    VERIFY_OK(fileSystem.removeDirectory(on->open(), "here"));
    COMPARE_CODE(fileSystem.canonicalPath(moving), ErrorCode::NotFound);
    VERIFY_OK(fileSystem.makeDirectory(on->open(), "here"));
    COMPARE_CODE(fileSystem.canonicalPath(moving), ErrorCode::NotFound);
}

void TestFileSystemLooking::worksBeyondPathMax()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    FileSystem &fileSystem = on->fileSystem();
    auto folder = on->open();
    Bytes path = on->root();
    for (int depth = 0; depth < 40; ++depth) {
        const Bytes name = std::to_string(depth) + Bytes(247, 'd');
        VERIFY_OK(fileSystem.makeDirectory(folder, name));
        folder = fileSystem.openChild(folder, name).value();
        path += '/' + name;
    }
    QVERIFY(path.size() > 9000);
    on->addFile(path.substr(on->root().size() + 1) + "/leaf", "deep");

    const auto opened = fileSystem.openDirectory(path);
    VERIFY_OK(opened);
    QCOMPARE(listing(fileSystem, *opened), (std::map<Bytes, FileType>{{"leaf", FileType::Regular}}));
    VERIFY_OK(fileSystem.renameNoReplace(*opened, "leaf", *opened, "renamed"));
    const auto withoutLinks = fileSystem.openDirectoryNoLinks(path);
    VERIFY_OK(withoutLinks);
    QCOMPARE(fileSystem.status(*withoutLinks, "renamed").value().identity.size, 4);
    QCOMPARE(fileSystem.canonicalPath(folder).value(), path);
    COMPARE_CODE(fileSystem.openDirectory(path + "/missing"), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.openDirectory(path + "/renamed"), ErrorCode::NotADirectory);

    const Bytes below = path.substr(on->root().size() + 1);
    const std::size_t firstLength = below.find('/');
    on->addLink("shortcut", below.substr(0, firstLength));
    const Bytes through = on->root() + "/shortcut" + below.substr(firstLength);
    VERIFY_OK(fileSystem.openDirectory(through));
    COMPARE_CODE(fileSystem.openDirectoryNoLinks(through), ErrorCode::SymbolicLinkLoop);
}

void TestFileSystemLooking::tellsTheNameLimit()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    QCOMPARE(on->fileSystem().maxNameBytes(on->open()), 255u);
}

QTEST_APPLESS_MAIN(TestFileSystemLooking)
#include "tst_file_system_looking.moc"
