// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/file_table.h"

#include <QTest>

#include <rapidcheck.h>

using namespace bulkhead;

Q_DECLARE_METATYPE(bulkhead::FileStatus)

namespace {

FileStatus fullStatus()
{
    FileStatus status;
    status.identity = {.device = 0xFFFF'FFFF'0000'0001,
        .inode = 0xFFFF'FFFF'FFFF'FFFE,
        .birth = -1,
        .size = std::int64_t(1) << 60,
        .modificationTime = -62'000'000'000,
        .type = FileType::Regular};
    return status;
}

} // namespace

class TestFileTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void empty();
    void rowsKeepWhatTheyWereGiven();
    void flags_data();
    void flags();
    void paths_data();
    void paths();
    void directories();
    void directoriesReplaced();
    void nameTooLong();
    void otherNames();
    void devicesInTurns();
    void everythingComesBack();
    void reserveKeepsRows();
    void memoryIsCounted();
    void timesOfBirth();
    void roots();
};

void TestFileTable::empty()
{
    const FileTable table;
    QCOMPARE(table.rowCount(), std::size_t(0));
    QCOMPARE(table.directoryCount(), std::size_t(0));
    QCOMPARE(table.nameBytes(), std::size_t(0));
}

void TestFileTable::rowsKeepWhatTheyWereGiven()
{
    FileTable table;
    const DirectoryId directory = table.addDirectory({.path = "/d"});
    const auto row = table.addRow(directory, "caf\xE9\n", fullStatus());
    QVERIFY(row.ok());
    QCOMPARE(*row, RowId(0));
    QCOMPARE(table.name(0), BytesView("caf\xE9\n"));
    QCOMPARE(table.path(0), Bytes("/d/caf\xE9\n"));
    QCOMPARE(table.directoryOf(0), directory);
    QVERIFY(table.identity(0) == fullStatus().identity);
    QCOMPARE(table.size(0), std::int64_t(1) << 60);
    QCOMPARE(table.modificationTime(0), std::int64_t(-62'000'000'000));
}

void TestFileTable::flags_data()
{
    QTest::addColumn<FileStatus>("status");
    for (const auto type : {FileType::Regular, FileType::Directory, FileType::SymbolicLink, FileType::BlockDevice}) {
        for (int flags = 0; flags < 4; ++flags) {
            FileStatus status;
            status.identity.type = type;
            status.mountRoot = flags & 1;
            status.immutable = flags & 2;
            QTest::addRow("type %d, flags %d", int(type), flags) << status;
        }
    }
}

void TestFileTable::flags()
{
    QFETCH(FileStatus, status);
    FileTable table;
    table.addDirectory({.path = "/d"});
    QVERIFY(table.addRow(0, "a", status).ok());
    QCOMPARE(table.type(0), status.identity.type);
    QCOMPARE(table.isDirectory(0), status.identity.type == FileType::Directory);
    QCOMPARE(table.isMountRoot(0), status.mountRoot);
    QCOMPARE(table.isImmutable(0), status.immutable);
}

void TestFileTable::paths_data()
{
    QTest::addColumn<QByteArray>("directory");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("root") << QByteArray("/") << QByteArray("/a");
    QTest::newRow("one level") << QByteArray("/d") << QByteArray("/d/a");
    QTest::newRow("two levels") << QByteArray("/d/e") << QByteArray("/d/e/a");
}

void TestFileTable::paths()
{
    QFETCH(QByteArray, directory);
    FileTable table;
    table.addDirectory({.path = directory.toStdString()});
    QVERIFY(table.addRow(0, "a", {}).ok());
    QTEST(QByteArray::fromStdString(table.path(0)), "path");
}

void TestFileTable::directories()
{
    FileTable table;
    const DirectoryId top = table.addDirectory({.path = "/d", .maxNameBytes = 143});
    const auto row = table.addRow(top, "e", {});
    const DirectoryId below = table.addDirectory({.path = "/d/e", .parent = top});
    QCOMPARE(table.directory(below).row, kNone);
    table.setDirectoryRow(below, *row);
    QCOMPARE(table.directory(below).row, *row);
    QCOMPARE(table.directory(below).parent, top);
    QCOMPARE(table.directory(top).maxNameBytes, 143);
    QCOMPARE(table.directoryCount(), std::size_t(2));
}

void TestFileTable::directoriesReplaced()
{
    FileTable table;
    table.addDirectory({.path = "/d/e"});
    table.addDirectory({.path = "/d"});
    QVERIFY(table.addRow(0, "deep", {}).ok());
    QVERIFY(table.addRow(1, "e", {}).ok());
    table.replaceDirectories({{.path = "/d"}, {.path = "/d/between"}, {.path = "/d/e", .parent = 0, .row = 1}}, {2, 0});
    QCOMPARE(table.path(0), Bytes("/d/e/deep"));
    QCOMPARE(table.path(1), Bytes("/d/e"));
    QCOMPARE(table.directoryOf(0), DirectoryId(2));
    QCOMPARE(table.directory(2).row, RowId(1));
}

void TestFileTable::nameTooLong()
{
    FileTable table;
    table.addDirectory({.path = "/d"});
    QVERIFY(table.addRow(0, Bytes(65'535, 'x'), {}).ok());
    const auto tooLong = table.addRow(0, Bytes(65'536, 'x'), {});
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().code, ErrorCode::NameTooLong);
    QCOMPARE(table.rowCount(), std::size_t(1));
    QCOMPARE(table.name(0).size(), std::size_t(65'535));
}

void TestFileTable::otherNames()
{
    FileTable table;
    const DirectoryId first = table.addDirectory({.path = "/d"});
    const DirectoryId second = table.addDirectory({.path = "/e"});
    for (const DirectoryId directory : {first, second})
        QVERIFY(table.addRow(directory, "old", fullStatus()));
    const Bytes longer(300, 'x');
    const auto renamed = table.withNames([&](RowId row) { return row == 0 ? BytesView(longer) : table.name(row); });
    QVERIFY(renamed);
    QCOMPARE(renamed->path(0), "/d/" + longer);
    QCOMPARE(renamed->path(1), Bytes("/e/old"));
    QCOMPARE(renamed->identity(0), table.identity(0));
    QVERIFY(renamed->directory(first).maxNameBytes > 300);
    QCOMPARE(table.path(0), Bytes("/d/old"));
    const Bytes tooLong(65'536, 'x');
    QCOMPARE(table.withNames([&](RowId) { return BytesView(tooLong); }).error().code, ErrorCode::NameTooLong);
}

void TestFileTable::devicesInTurns()
{
    FileTable table;
    table.addDirectory({.path = "/d"});
    for (std::uint64_t i = 0; i < 1000; ++i) {
        FileStatus status;
        status.identity.device = i % 7 ? i % 7 : ~std::uint64_t(0);
        QVERIFY(table.addRow(0, "a", status).ok());
    }
    for (std::uint64_t i = 0; i < 1000; ++i)
        QCOMPARE(table.identity(static_cast<RowId>(i)).device, i % 7 ? i % 7 : ~std::uint64_t(0));
}

void TestFileTable::everythingComesBack()
{
    QVERIFY(rc::check("names and identities come back in order", [](const std::vector<Bytes> &names) {
        FileTable table;
        const DirectoryId first = table.addDirectory({.path = "/"});
        const DirectoryId second = table.addDirectory({.path = "/x", .parent = first});
        std::vector<FileStatus> statuses;
        for (const Bytes &name : names) {
            FileStatus status;
            status.identity = {.device = *rc::gen::inRange<std::uint64_t>(1, 4),
                .inode = *rc::gen::arbitrary<std::uint64_t>(),
                .birth = *rc::gen::arbitrary<std::int64_t>(),
                .size = *rc::gen::arbitrary<std::int64_t>(),
                .modificationTime = *rc::gen::arbitrary<std::int64_t>(),
                .type = FileType::Fifo};
            statuses.push_back(status);
            RC_ASSERT(table.addRow(statuses.size() % 2 ? first : second, name, status).ok());
        }
        RC_ASSERT(table.rowCount() == names.size());
        for (RowId row = 0; row < names.size(); ++row) {
            RC_ASSERT(table.name(row) == names[row]);
            RC_ASSERT(table.identity(row) == statuses[row].identity);
            RC_ASSERT(table.directoryOf(row) == (row % 2 ? second : first));
        }
    }));
}

void TestFileTable::reserveKeepsRows()
{
    FileTable table;
    table.addDirectory({.path = "/d"});
    for (int i = 0; i < 100; ++i) {
        table.reserve(table.rowCount() + 1, table.nameBytes() + 3);
        QVERIFY(table.addRow(0, std::to_string(100 + i), {}).ok());
    }
    QCOMPARE(table.rowCount(), std::size_t(100));
    QCOMPARE(table.name(0), BytesView("100"));
    QCOMPARE(table.name(99), BytesView("199"));
}

void TestFileTable::memoryIsCounted()
{
    FileTable table;
    table.addDirectory({.path = Bytes(1000, 'd')});
    const std::size_t before = table.memoryBytes();
    QVERIFY(before > 1000);
    constexpr std::size_t kRows = 10'000;
    table.reserve(kRows, kRows * 10);
    for (std::size_t i = 0; i < kRows; ++i)
        QVERIFY(table.addRow(0, "0123456789", {}).ok());
    const std::size_t perRow = (table.memoryBytes() - before) / kRows;
    QVERIFY2(perRow >= 40 && perRow <= 70, QByteArray::number(qulonglong(perRow)).constData());
}

void TestFileTable::timesOfBirth()
{
    FileTable table;
    table.addDirectory({.path = "/d"});
    constexpr std::int64_t kNever = kBeforeAllTimes;
    // What tells the file apart, and when it was made: the same, a fingerprint, neither, and a time that does not last.
    const std::pair<std::int64_t, std::int64_t> births[] = {{5, 5}, {77, kNever}, {0, kNever}, {0, 6}, {-1, -1}, {0, 7}, {8, kNever}};
    for (const auto &[birth, time] : births)
        QVERIFY(table.addRow(0, "a", {.identity = {.birth = birth}, .birthTime = time}).ok());
    const auto renamed = table.withNames([](RowId) { return BytesView("b"); });
    for (const FileTable &shown : {table, *renamed}) {
        for (RowId row = 0; row < std::size(births); ++row) {
            QCOMPARE(shown.identity(row).birth, births[row].first);
            QCOMPARE(shown.birthTime(row), births[row].second);
        }
    }
}

void TestFileTable::roots()
{
    FileTable table;
    table.addDirectory({.path = "/a/b/c"});
    QCOMPARE(table.directory(0).root(), BytesView("/a/b/c"));
    table.setRootLength(0, 4);
    QCOMPARE(table.directory(0).root(), BytesView("/a/b"));
    QVERIFY(table.addRow(0, "x", {}).ok());
    QCOMPARE((*table.withNames([](RowId) { return BytesView("y"); })).directory(0).root(), BytesView("/a/b"));
}

QTEST_APPLESS_MAIN(TestFileTable)
#include "tst_file_table.moc"
