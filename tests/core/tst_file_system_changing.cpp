// SPDX-License-Identifier: GPL-3.0-or-later
// What core/fs/file_system.h promises of the calls that change something, on every kind of disk: the real one with and
// without what not every kernel has, and the ones other tests rely on. The other half is tst_file_system_looking.
#include "tests/support/odd_names.h"
#include "tests/support/result_checks.h"
#include "tests/support/test_disk.h"

#include <QtTest>

using namespace bulkhead;

namespace {

/// What a name can stand for.
enum class Thing : std::uint8_t { File, EmptyFolder, FullFolder, Link, DanglingLink, OtherHardLink, Itself };

struct ThingRow {
    Thing thing;
    const char *name;
};
constexpr ThingRow kThings[] = {
    {Thing::File, "file"},
    {Thing::EmptyFolder, "empty folder"},
    {Thing::FullFolder, "full folder"},
    {Thing::Link, "link"},
    {Thing::DanglingLink, "dangling link"},
};

void add(TestDisk &disk, Thing thing, const Bytes &path)
{
    switch (thing) {
    case Thing::File:
        return disk.addFile(path, "content of " + path);
    case Thing::EmptyFolder:
        return disk.addFolder(path);
    case Thing::FullFolder:
        return disk.addFile(path + "/inside", "inside " + path);
    case Thing::Link:
        disk.addFile(path + ".aim", "aim");
        return disk.addLink(path, path + ".aim");
    case Thing::DanglingLink:
        return disk.addLink(path, "nowhere");
    case Thing::OtherHardLink:
        return disk.addHardLink(path, "source");
    case Thing::Itself:
        return;
    }
}

/// The snapshot with one path, and what is below it, under another name.
Snapshot renamed(const Snapshot &before, const Bytes &from, const Bytes &to)
{
    Snapshot after;
    for (const auto &[path, what] : before) {
        const bool moved = path == from || path.starts_with(from + '/');
        after.emplace(moved ? to + path.substr(from.size()) : path, what);
    }
    return after;
}

} // namespace

Q_DECLARE_METATYPE(Thing)

class TestFileSystemChanging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renamesEveryType_data();
    void renamesEveryType();
    void neverReplaces_data();
    void neverReplaces();
    void refusesToRename_data();
    void refusesToRename();
    void refusesFolderIntoItself_data() { addDiskRows(); }
    void refusesFolderIntoItself();
    void errorsSayWhatAndWhere_data() { addDiskRows(); }
    void errorsSayWhatAndWhere();
    void renamesOddNames_data();
    void renamesOddNames();
    void makesFolders_data() { addDiskRows(); }
    void makesFolders();
    void removesFolders_data() { addDiskRows(); }
    void removesFolders();
    void obeysPermissions_data() { addDiskRows(); }
    void obeysPermissions();
    void syncs_data() { addDiskRows(); }
    void syncs();
};

void TestFileSystemChanging::renamesEveryType_data()
{
    QTest::addColumn<DiskKind>("kind");
    QTest::addColumn<Thing>("thing");
    QTest::addColumn<Bytes>("target");
    for (const auto &[kind, diskName] : kDisks) {
        for (const auto &[thing, thingName] : kThings) {
            QTest::addRow("%s: %s", diskName, thingName) << kind << thing << Bytes("target");
            QTest::addRow("%s: %s to another folder", diskName, thingName) << kind << thing << Bytes("other/target");
        }
    }
}

void TestFileSystemChanging::renamesEveryType()
{
    QFETCH(DiskKind, kind);
    QFETCH(Thing, thing);
    QFETCH(Bytes, target);
    const auto disk = TestDisk::make(kind);
    disk->addFolder("other");
    add(*disk, thing, "source");
    const Snapshot before = disk->snapshot();
    const bool crosses = target.starts_with("other/");
    VERIFY_OK(disk->fileSystem().renameNoReplace(disk->open(), "source", disk->open(crosses ? "other" : ""), "target"));
    COMPARE_SNAPSHOTS(disk->snapshot(), renamed(before, "source", target));
}

void TestFileSystemChanging::neverReplaces_data()
{
    QTest::addColumn<DiskKind>("kind");
    QTest::addColumn<Thing>("source");
    QTest::addColumn<Thing>("target");
    for (const auto &[kind, diskName] : kDisks) {
        for (const auto &[source, sourceName] : kThings) {
            for (const auto &[target, targetName] : kThings)
                QTest::addRow("%s: %s to a %s", diskName, sourceName, targetName) << kind << source << target;
        }
        QTest::addRow("%s: file to its other hard link", diskName) << kind << Thing::File << Thing::OtherHardLink;
        QTest::addRow("%s: file to its own name", diskName) << kind << Thing::File << Thing::Itself;
        QTest::addRow("%s: folder to its own name", diskName) << kind << Thing::EmptyFolder << Thing::Itself;
    }
}

void TestFileSystemChanging::neverReplaces()
{
    QFETCH(DiskKind, kind);
    QFETCH(Thing, source);
    QFETCH(Thing, target);
    const auto disk = TestDisk::make(kind);
    add(*disk, source, "source");
    add(*disk, target, "target");
    disk->addFile("first");
    const auto folder = disk->open();
    // What is missing has been learned by now: no kernel looks at the names for us any more.
    VERIFY_OK(disk->fileSystem().renameNoReplace(folder, "first", folder, "second"));
    const Snapshot before = disk->snapshot();
    COMPARE_CODE(disk->fileSystem().renameNoReplace(folder, "source", folder, target == Thing::Itself ? "source" : "target"),
        ErrorCode::AlreadyExists);
    COMPARE_SNAPSHOTS(disk->snapshot(), before);
}

void TestFileSystemChanging::refusesToRename_data()
{
    QTest::addColumn<DiskKind>("kind");
    QTest::addColumn<Bytes>("from");
    QTest::addColumn<Bytes>("to");
    QTest::addColumn<ErrorCode>("expected");
    for (const auto &[kind, name] : kDisks) {
        const auto row = [&, disk = kind, diskName = name](const char *what, Bytes from, Bytes to, ErrorCode expected) {
            QTest::addRow("%s: %s", diskName, what) << disk << std::move(from) << std::move(to) << expected;
        };
        row("missing source", "missing", "new", ErrorCode::NotFound);
        row("target too long", "file", Bytes(256, 'x'), ErrorCode::NameTooLong);
        row("target beyond any limit", "file", Bytes(70'000, 'x'), ErrorCode::NameTooLong);
        row("source too long", Bytes(256, 'x'), "new", ErrorCode::NameTooLong);
        row("empty target", "file", "", ErrorCode::InvalidName);
        row("empty source", "", "new", ErrorCode::InvalidName);
        row("target is this folder", "file", ".", ErrorCode::InvalidName);
        row("target is the folder above", "file", "..", ErrorCode::InvalidName);
        row("source is this folder", ".", "new", ErrorCode::InvalidName);
        row("target is a path", "file", "folder/new", ErrorCode::InvalidName);
        row("source is a path", "folder/inside", "new", ErrorCode::InvalidName);
        row("target climbs out", "file", "../new", ErrorCode::InvalidName);
        row("target has a NUL", "file", Bytes("new\0x", 5), ErrorCode::InvalidName);
        row("source has a NUL", Bytes("file\0x", 6), "new", ErrorCode::InvalidName);
    }
}

void TestFileSystemChanging::refusesToRename()
{
    QFETCH(DiskKind, kind);
    QFETCH(Bytes, from);
    QFETCH(Bytes, to);
    QFETCH(ErrorCode, expected);
    const auto disk = TestDisk::make(kind);
    disk->addFile("file", "f");
    disk->addFile("folder/inside", "i");
    const Snapshot before = disk->snapshot();
    const auto folder = disk->open();
    COMPARE_CODE(disk->fileSystem().renameNoReplace(folder, from, folder, to), expected);
    COMPARE_SNAPSHOTS(disk->snapshot(), before);
}

void TestFileSystemChanging::refusesFolderIntoItself()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("outer/inner/file", "f");
    const Snapshot before = on->snapshot();
    COMPARE_CODE(on->fileSystem().renameNoReplace(on->open(), "outer", on->open("outer"), "x"), ErrorCode::InvalidName);
    COMPARE_CODE(on->fileSystem().renameNoReplace(on->open(), "outer", on->open("outer/inner"), "x"), ErrorCode::InvalidName);
    COMPARE_SNAPSHOTS(on->snapshot(), before);
}

void TestFileSystemChanging::errorsSayWhatAndWhere()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    const auto folder = on->open();
    const auto renamed = on->fileSystem().renameNoReplace(folder, "missing", folder, "x");
    COMPARE_CODE(renamed, ErrorCode::NotFound);
    QCOMPARE(renamed.error().osCode, ENOENT);
    QCOMPARE(QByteArray(renamed.error().operation), QByteArray("rename"));
    QCOMPARE(renamed.error().path, Bytes("missing"));
    QCOMPARE(QByteArray(on->fileSystem().makeDirectory(folder, "a/b").error().operation), QByteArray("make folder"));
    QCOMPARE(QByteArray(on->fileSystem().removeDirectory(folder, "missing").error().operation), QByteArray("remove folder"));
}

void TestFileSystemChanging::renamesOddNames_data()
{
    QTest::addColumn<DiskKind>("kind");
    QTest::addColumn<Bytes>("name");
    for (const auto &[kind, diskName] : kDisks) {
        for (const OddName &odd : oddNames())
            QTest::addRow("%s: %s", diskName, odd.what) << kind << odd.name;
    }
}

void TestFileSystemChanging::renamesOddNames()
{
    QFETCH(DiskKind, kind);
    QFETCH(Bytes, name);
    const auto disk = TestDisk::make(kind);
    disk->addFile("plain", "kept");
    const auto folder = disk->open();
    VERIFY_OK(disk->fileSystem().renameNoReplace(folder, "plain", folder, name));
    COMPARE_SNAPSHOTS(disk->snapshot(), (Snapshot{{name, "file:kept"}}));
    VERIFY_OK(disk->fileSystem().renameNoReplace(folder, name, folder, "plain again"));
    COMPARE_SNAPSHOTS(disk->snapshot(), (Snapshot{{"plain again", "file:kept"}}));
    VERIFY_OK(disk->fileSystem().makeDirectory(folder, name));
    VERIFY_OK(disk->fileSystem().removeDirectory(folder, name));
}

void TestFileSystemChanging::makesFolders()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("file");
    on->addFolder("folder");
    on->addLink("link", "nowhere");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    VERIFY_OK(fileSystem.makeDirectory(folder, "new"));
    const Snapshot after = on->snapshot();
    COMPARE_SNAPSHOTS(after, (Snapshot{{"file", "file:"}, {"folder", "dir"}, {"link", "link:nowhere"}, {"new", "dir"}}));
    for (const char *taken : {"file", "folder", "link", "new"})
        COMPARE_CODE(fileSystem.makeDirectory(folder, taken), ErrorCode::AlreadyExists);
    COMPARE_CODE(fileSystem.makeDirectory(folder, ".."), ErrorCode::InvalidName);
    COMPARE_CODE(fileSystem.makeDirectory(folder, Bytes(256, 'x')), ErrorCode::NameTooLong);
    COMPARE_SNAPSHOTS(on->snapshot(), after);
}

void TestFileSystemChanging::removesFolders()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    on->addFile("file");
    on->addFile("full/inside");
    on->addFolder("empty");
    on->addLink("link", "empty");
    FileSystem &fileSystem = on->fileSystem();
    const auto folder = on->open();
    const auto removed = on->open("empty");
    COMPARE_CODE(fileSystem.removeDirectory(folder, "full"), ErrorCode::NotEmpty);
    COMPARE_CODE(fileSystem.removeDirectory(folder, "file"), ErrorCode::NotADirectory);
    COMPARE_CODE(fileSystem.removeDirectory(folder, "link"), ErrorCode::NotADirectory);
    COMPARE_CODE(fileSystem.removeDirectory(folder, "missing"), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.removeDirectory(folder, "."), ErrorCode::InvalidName);
    VERIFY_OK(fileSystem.removeDirectory(folder, "empty"));
    COMPARE_SNAPSHOTS(on->snapshot(), (Snapshot{{"file", "file:"}, {"full", "dir"}, {"full/inside", "file:"}, {"link", "link:empty"}}));
    COMPARE_CODE(fileSystem.makeDirectory(removed, "x"), ErrorCode::NotFound);
    COMPARE_CODE(fileSystem.renameNoReplace(folder, "file", removed, "x"), ErrorCode::NotFound);
}

void TestFileSystemChanging::obeysPermissions()
{
    QFETCH(DiskKind, disk);
    const OrdinaryUser user;
    const auto on = TestDisk::make(disk);
    on->addFile("unchangeable/file");
    on->addFile("unlistable/file");
    on->addFolder("free");
    on->setMode("unchangeable", 0555);
    on->setMode("unlistable", 0333);
    const Snapshot unchangeable{{"free", "dir"}, {"unchangeable", "dir"}, {"unchangeable/file", "file:"}};
    FileSystem &fileSystem = on->fileSystem();
    const auto readOnly = on->open("unchangeable");
    COMPARE_CODE(fileSystem.renameNoReplace(readOnly, "file", readOnly, "new"), ErrorCode::PermissionDenied);
    COMPARE_CODE(fileSystem.renameNoReplace(readOnly, "file", on->open("free"), "new"), ErrorCode::PermissionDenied);
    COMPARE_CODE(fileSystem.makeDirectory(readOnly, "new"), ErrorCode::PermissionDenied);

    const auto unreadable = on->open("unlistable");
    COMPARE_CODE(fileSystem.list(unreadable, [](const DirectoryEntry &) { return true; }), ErrorCode::PermissionDenied);
    VERIFY_OK(fileSystem.renameNoReplace(unreadable, "file", unreadable, "renamed"));
    VERIFY_OK(fileSystem.syncFileSystem(unreadable));

    on->setMode("unlistable", 0755);
    Snapshot expected = unchangeable;
    expected.insert({{"unlistable", "dir"}, {"unlistable/renamed", "file:"}});
    COMPARE_SNAPSHOTS(on->snapshot(), expected);
}

void TestFileSystemChanging::syncs()
{
    QFETCH(DiskKind, disk);
    const auto on = TestDisk::make(disk);
    VERIFY_OK(on->fileSystem().syncFileSystem(on->open()));
}

QTEST_APPLESS_MAIN(TestFileSystemChanging)
#include "tst_file_system_changing.moc"
