// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows, folders and taken names a scan gives, on a disk in memory. What happens meanwhile: tst_scanner_moments.cpp.
// The real disk: tst_scanner_disk.cpp.
#include "core/base/path.h"
#include "tests/support/watched_disk.h"

#include <QTest>

#include <rapidcheck.h>

using namespace bulkhead;

using What = ScanOptions::What;
Q_DECLARE_METATYPE(Bytes)
Q_DECLARE_METATYPE(Paths)
Q_DECLARE_METATYPE(bulkhead::ScanOptions)

class TestScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("RC_PARAMS", qgetenv("RC_PARAMS") + " max_success=300"); }

    void rows_data();
    void rows();
    void sortedByBytes();
    void statusesOfRows();
    void occupancyHoldsTheOtherNames();
    void occupancyOfGivenNames();
    void missingRoots_data();
    void missingRoots();
    void unreadableFolders();
    void unreadableFolderOfAGivenFile();
    void directoriesAreLinked();
    void chainBelowAGivenFolder();
    void spellingsInAFoldingFolder();
    void twoSpellingsOfOneFile();
    void hardLinksAreSeparateRows();
    void roots_data();
    void roots();
    void lawsOnRandomTrees();
};

void TestScanner::rows_data()
{
    QTest::addColumn<Paths>("roots");
    QTest::addColumn<ScanOptions>("options");
    QTest::addColumn<Paths>("expected");
    const auto row
        = [](const char *name, Paths roots, ScanOptions options, Paths expected) { QTest::newRow(name) << roots << options << expected; };
    const ScanOptions flat;
    const ScanOptions deep{.recursive = true};
    const auto with = [](ScanOptions options, auto change) {
        change(options);
        return options;
    };

    row("nothing", {}, flat, {});
    row("contents of a folder", {"/t"}, flat, {"/t/B", "/t/a", "/t/link", "/t/z.txt"});
    row("recursive, own rows before folders", {"/t"}, deep,
        {"/t/B", "/t/a", "/t/link", "/t/z.txt", "/t/d/1", "/t/d/2", "/t/d/e/deep", "/t/d2/x"});
    row("folders", {"/t"}, {.what = What::Folders}, {"/t/d", "/t/d2"});
    row("folders, recursive", {"/t"}, {.recursive = true, .what = What::Folders}, {"/t/d", "/t/d2", "/t/d/e"});
    row("all, recursive", {"/t"}, {.recursive = true, .what = What::All},
        {"/t/B", "/t/a", "/t/d", "/t/d2", "/t/link", "/t/z.txt", "/t/d/1", "/t/d/2", "/t/d/e", "/t/d/e/deep", "/t/d2/x"});
    row("hidden", {"/t"}, {.hidden = true}, {"/t/.h", "/t/B", "/t/a", "/t/link", "/t/z.txt"});
    row("hidden folders are not entered", {"/h"}, deep, {});
    row("hidden folders are entered when asked", {"/h"}, {.recursive = true, .hidden = true}, {"/h/.d/f"});
    row("what the kernel hides stays hidden", {"/k"}, {.hidden = true}, {"/k/.nfs", "/k/.nfsx"});
    row("depth 1", {"/t"}, {.recursive = true, .maxDepth = 1}, {"/t/B", "/t/a", "/t/link", "/t/z.txt"});
    row("depth 2", {"/t"}, {.recursive = true, .maxDepth = 2}, {"/t/B", "/t/a", "/t/link", "/t/z.txt", "/t/d/1", "/t/d/2", "/t/d2/x"});
    row("depth 0", {"/t"}, {.recursive = true, .maxDepth = 0}, {});
    row("depth does not count without recursive", {"/t/d2"}, {.maxDepth = 0}, {"/t/d2/x"});
    row("include", {"/t"}, {.recursive = true, .include = {"*.txt", "[0-9]"}}, {"/t/z.txt", "/t/d/1", "/t/d/2"});
    row("include is not for folders walked", {"/t"}, {.recursive = true, .include = {"deep"}}, {"/t/d/e/deep"});
    row("include is for folder rows", {"/t"}, {.recursive = true, .what = What::All, .include = {"e", "deep"}}, {"/t/d/e", "/t/d/e/deep"});
    row("exclude keeps out of folders", {"/t"}, {.recursive = true, .exclude = {"d", "z*"}}, {"/t/B", "/t/a", "/t/link", "/t/d2/x"});
    row("exclude wins", {"/t"}, {.include = {"z*"}, .exclude = {"*.txt"}}, {});

    row("a file", {"/t/a"}, flat, {"/t/a"});
    row("order of the roots", {"/t/z.txt", "/t/a"}, flat, {"/t/z.txt", "/t/a"});
    row("a hidden file by hand", {"/t/.h"}, flat, {"/t/.h"});
    row("globs hold for files by hand", {"/t/a", "/t/z.txt"}, {.include = {"*.txt"}}, {"/t/z.txt"});
    row("files by hand when folders are wanted", {"/t/a"}, {.what = What::Folders}, {});
    row("X06 nor is it taken by hand", {"/k/.nfs000000000001", "/k/.nfs", "/k/.fuse_hidden0123abcd"}, {.hidden = true}, {"/k/.nfs"});
    row("given twice", {"/t/a", "/t/a"}, flat, {"/t/a"});
    row("other spellings", {"/t/a", "//t/./a", "/t/d/../a", "/to_t/a"}, flat, {"/t/a"});
    row("folder, then a file in it", {"/t/d", "/t/d/2"}, flat, {"/t/d/1", "/t/d/2"});
    row("file, then its folder", {"/t/d/2", "/t/d"}, flat, {"/t/d/2", "/t/d/1"});
    row("folder, then a hidden file in it", {"/t", "/t/.h"}, flat, {"/t/B", "/t/a", "/t/link", "/t/z.txt", "/t/.h"});
    row("folder twice by other spellings", {"/t/d", "/to_t/d/", "/t/d2/../d"}, flat, {"/t/d/1", "/t/d/2"});
    row("folder and the one above it", {"/t/d", "/t"}, deep,
        {"/t/d/1", "/t/d/2", "/t/d/e/deep", "/t/B", "/t/a", "/t/link", "/t/z.txt", "/t/d2/x"});
    row("folder that ends in dots", {"/t/d/.."}, flat, {"/t/B", "/t/a", "/t/link", "/t/z.txt"});
    row("the root", {"/"}, flat, {"/loop", "/to_t"});

    const auto asItself = [&with](ScanOptions options) { return with(options, [](ScanOptions &o) { o.folderMeansContents = false; }); };
    row("folder as itself", {"/t/d"}, asItself(flat), {"/t/d"});
    row("folder as itself, whatever is wanted", {"/t/d"}, asItself({.what = What::Files}), {"/t/d"});
    row("folder as itself and its contents", {"/t/d"}, asItself(deep), {"/t/d", "/t/d/1", "/t/d/2", "/t/d/e/deep"});
    row("folder as itself by dots", {"/t/d/e/.."}, asItself(flat), {"/t/d"});
    row("the root cannot be a row", {"/"}, asItself(flat), {});
    row("link to a folder as itself", {"/to_t"}, asItself(flat), {"/to_t"});

    row("link to a folder as root", {"/to_t"}, flat, {"/t/B", "/t/a", "/t/link", "/t/z.txt"});
    row("link to a file as root", {"/t/link"}, flat, {"/t/link"});
    row("links inside are not followed", {"/l"}, deep, {"/l/dangling", "/l/to_d", "/l/up"});
    row("links are no folders", {"/l"}, {.recursive = true, .what = What::Folders}, {});
    row("dangling link as root", {"/l/dangling"}, flat, {"/l/dangling"});
    row("looping link as root", {"/loop"}, flat, {"/loop"});
    row("through a link in the middle", {"/l/to_d/e"}, flat, {"/t/d/e/deep"});
    row("odd names", {"/odd"}, flat, {"/odd/\n", "/odd/ ", "/odd/-rf", "/odd/caf\xE9", "/odd/\xC0\xAF", "/odd/\xED\xA0\x80"});
}

void TestScanner::rows()
{
    QFETCH(Paths, roots);
    QFETCH(ScanOptions, options);
    MemoryFileSystem disk;
    for (const char *file : {"/t/a", "/t/B", "/t/z.txt", "/t/.h", "/t/d/2", "/t/d/1", "/t/d/e/deep", "/t/d2/x", "/h/.d/f", "/k/.nfs",
             "/k/.nfsx", "/k/.nfs000000000001", "/k/.fuse_hidden0123abcd", "/odd/\n", "/odd/ ", "/odd/-rf", "/odd/\xC0\xAF",
             "/odd/\xED\xA0\x80", "/odd/caf\xE9"})
        disk.addFile(file);
    disk.addLink("/t/link", "a");
    disk.addLink("/to_t", "t");
    disk.addLink("/loop", "loop");
    disk.addLink("/l/to_d", "/t/d");
    disk.addLink("/l/up", "..");
    disk.addLink("/l/dangling", "nowhere");
    const ScanResult result = scanned(disk, roots, options);
    QTEST(rowPaths(result), "expected");
    QVERIFY(!result.cancelled);
    COMPARE_LAWS(result, disk);
}

void TestScanner::sortedByBytes()
{
    QVERIFY(rc::check("rows of a folder are in byte order, however much of their names is the same", [] {
        const auto text = [](const std::string &alphabet) {
            return rc::gen::resize(30, rc::gen::container<Bytes>(rc::gen::elementOf(alphabet))); // Together a legal length.
        };
        const Bytes prefix = *text("p");
        const Bytes same = *text("q");
        MemoryFileSystem disk;
        disk.addFolder("/d");
        std::set<Bytes> expected;
        for (const Bytes &end : *rc::gen::container<Paths>(text("a\x01\xFF-"))) {
            for (const Bytes &name : {"n" + prefix + end, "n" + prefix + same + end}) {
                disk.addFile("/d/" + name);
                expected.insert("/d/" + name);
            }
        }
        RC_ASSERT(rowPaths(scanned(disk, {"/d"})) == Paths(expected.begin(), expected.end()));
    }));
}

void TestScanner::statusesOfRows()
{
    MemoryFileSystem disk;
    disk.addFile("/d/file", "12345");
    disk.addLink("/d/link", "file");
    disk.addFolder("/d/folder");
    disk.setMountRoot("/d/folder");
    disk.setImmutable("/d/file");
    disk.addFolder("/d", {.maxNameBytes = 100, .device = 7});
    const ScanResult result = scanned(disk, {"/d"}, {.what = What::All});
    QCOMPARE(rowPaths(result), Paths({"/d/file", "/d/folder", "/d/link"}));
    const FileTable &table = result.table;
    QVERIFY(table.identity(0) == disk.identity("/d/file"));
    QCOMPARE(table.size(0), 5);
    QCOMPARE(table.modificationTime(0), disk.identity("/d/file").modificationTime);
    QCOMPARE(table.birthTime(0), disk.identity("/d/file").birth);
    QVERIFY(table.isImmutable(0) && !table.isImmutable(2));
    QVERIFY(table.isMountRoot(1) && table.isDirectory(1));
    QCOMPARE(table.type(2), FileType::SymbolicLink);
    QCOMPARE(table.directory(0).maxNameBytes, 100);
    QCOMPARE(result.occupancy.device("/d"), disk.identity("/d").device);
}

void TestScanner::occupancyHoldsTheOtherNames()
{
    MemoryFileSystem disk;
    for (const char *file : {"/d/a.txt", "/d/b.png", "/d/.hidden", "/d/sub/x.png", "/empty/y.png"})
        disk.addFile(file);
    const ScanResult result = scanned(disk, {"/d", "/empty"}, {.recursive = true, .include = {"*.txt"}});
    QCOMPARE(rowPaths(result), Paths({"/d/a.txt"}));
    const Occupancy &taken = result.occupancy;
    for (const char *name : {"b.png", ".hidden", "sub"})
        QVERIFY2(taken.contains("/d", name), name);
    QVERIFY(!taken.contains("/d", "a.txt"));
    QCOMPARE(taken.state("/d/sub"), Occupancy::State::Unknown); // It holds no row.
    QCOMPARE(taken.state("/empty"), Occupancy::State::Unknown);
    QCOMPARE(result.table.directoryCount(), std::size_t(1));
}

void TestScanner::occupancyOfGivenNames()
{
    MemoryFileSystem disk;
    for (const char *file : {"/d/a", "/d/b", "/d/.c"})
        disk.addFile(file);
    const auto calls = disk.callCount();
    const ScanResult result = scanned(disk, {"/d/b", "/d/.c"});
    QVERIFY(disk.callCount() - calls < 20);
    QVERIFY(result.occupancy.contains("/d", "a"));
    QVERIFY(!result.occupancy.contains("/d", "b"));
    QVERIFY(!result.occupancy.contains("/d", ".c"));
}

void TestScanner::missingRoots_data()
{
    QTest::addColumn<Bytes>("root");
    QTest::addColumn<int>("code");
    QTest::newRow("file") << Bytes("/d/none") << int(ErrorCode::NotFound);
    QTest::newRow("folder above") << Bytes("/none/f") << int(ErrorCode::NotFound);
    QTest::newRow("below a file") << Bytes("/d/f/x") << int(ErrorCode::NotADirectory);
    QTest::newRow("below a loop") << Bytes("/d/loop/x") << int(ErrorCode::SymbolicLinkLoop);
    QTest::newRow("dots of nothing") << Bytes("/none/..") << int(ErrorCode::NotFound);
    QTest::newRow("locked folder above") << Bytes("/locked/f") << int(ErrorCode::PermissionDenied);
}

void TestScanner::missingRoots()
{
    QFETCH(Bytes, root);
    QFETCH(int, code);
    MemoryFileSystem disk;
    disk.addFile("/d/f");
    disk.addLink("/d/loop", "loop");
    disk.addFile("/locked/f");
    disk.setMode("/locked", 0);
    const ScanResult result = scanned(disk, {root, "/d/f"});
    QCOMPARE(rowPaths(result), Paths({"/d/f"}));
    QCOMPARE(issuePaths(result), Paths({root}));
    QCOMPARE(int(result.issues.front().error.code), code);
    QVERIFY(*result.issues.front().error.operation);
}

void TestScanner::unreadableFolders()
{
    MemoryFileSystem disk;
    for (const char *file : {"/t/a/1", "/t/b/2", "/t/c/3"})
        disk.addFile(file);
    disk.setMode("/t/b", 0);
    const ScanResult result = scanned(disk, {"/t"}, {.recursive = true});
    QCOMPARE(rowPaths(result), Paths({"/t/a/1", "/t/c/3"}));
    QCOMPARE(issuePaths(result), Paths({"/t/b"}));
    QCOMPARE(result.issues.front().error.code, ErrorCode::PermissionDenied);
    QCOMPARE(issuePaths(scanned(disk, {"/t/b", "/t", "/t/../t/b"}, {.recursive = true})), Paths({"/t/b"}));
}

void TestScanner::unreadableFolderOfAGivenFile()
{
    MemoryFileSystem disk;
    disk.addFile("/d/f");
    disk.setMode("/d", 0333);
    const ScanResult result = scanned(disk, {"/d/f"});
    QCOMPARE(rowPaths(result), Paths({"/d/f"}));
    QCOMPARE(result.occupancy.state("/d"), Occupancy::State::Unreadable);
    QCOMPARE(issuePaths(result), Paths({"/d"}));
}

void TestScanner::directoriesAreLinked()
{
    MemoryFileSystem disk;
    disk.addFile("/t/a/b/f");
    disk.addFile("/t/c/f");
    const ScanResult result = scanned(disk, {"/t"}, {.recursive = true, .what = What::All});
    const FileTable &table = result.table;
    QCOMPARE(table.directoryCount(), std::size_t(4));
    const DirectoryId a = directoryAt(table, "/t/a");
    const DirectoryId b = directoryAt(table, "/t/a/b");
    QCOMPARE(table.path(table.directory(b).row), Bytes("/t/a/b"));
    QCOMPARE(table.directory(b).parent, a);
    QCOMPARE(table.directory(a).parent, directoryAt(table, "/t"));
    QCOMPARE(table.directory(directoryAt(table, "/t")).parent, kNone);
    COMPARE_LAWS(result, disk);
}

void TestScanner::chainBelowAGivenFolder()
{
    // The folder comes after the file, two folders in between hold no row, and a neighbour sorts between them.
    MemoryFileSystem disk;
    disk.addFile("/t/x/y/z/file");
    disk.addFile("/t/x/y-1/other");
    disk.addFolder("/t/x/y", {.maxNameBytes = 99});
    const ScanOptions options{.folderMeansContents = false};
    const ScanResult result = scanned(disk, {"/t/x/y/z/file", "/t/x/y-1/other", "/t/x"}, options);
    QCOMPARE(rowPaths(result), Paths({"/t/x/y/z/file", "/t/x/y-1/other", "/t/x"}));
    const FileTable &table = result.table;
    QCOMPARE(table.directory(directoryAt(table, "/t/x/y")).maxNameBytes, 99);
    COMPARE_LAWS(result, disk);

    // Found by walking with a filter that makes no row of what lies between.
    const ScanResult walked = scanned(disk, {"/t"}, {.recursive = true, .what = What::All, .include = {"x", "file"}});
    QCOMPARE(rowPaths(walked), Paths({"/t/x", "/t/x/y/z/file"}));
    COMPARE_LAWS(walked, disk);
}

void TestScanner::spellingsInAFoldingFolder()
{
    MemoryFileSystem disk;
    disk.addFolder("/v", {.names = MemoryFileSystem::FolderTraits::Names::Folding});
    disk.addFile("/v/Case.TXT");
    disk.addFile("/v/other");
    disk.addHardLink("/v/link", "/v/Case.TXT");
    const ScanResult result = scanned(disk, {"/v/case.txt"});
    QCOMPARE(rowPaths(result), Paths({"/v/Case.TXT"}));
    COMPARE_LAWS(result, disk);
    QVERIFY(result.occupancy.contains("/v", "link"));
}

void TestScanner::twoSpellingsOfOneFile()
{
    MemoryFileSystem disk;
    disk.addFolder("/v", {.names = MemoryFileSystem::FolderTraits::Names::Folding});
    disk.addFile("/v/Case");
    QCOMPARE(rowPaths(scanned(disk, {"/v/CASE", "/v/case"})), Paths({"/v/Case"}));
    QCOMPARE(rowPaths(scanned(disk, {"/v/CASE", "/v/Case"})), Paths({"/v/Case"}));
    QCOMPARE(rowPaths(scanned(disk, {"/v", "/v/CASE"})), Paths({"/v/Case"}));
}

void TestScanner::hardLinksAreSeparateRows()
{
    MemoryFileSystem disk;
    disk.addFile("/d/a");
    disk.addHardLink("/d/b", "/d/a");
    disk.addHardLink("/e/a", "/d/a");
    QCOMPARE(rowPaths(scanned(disk, {"/d", "/e"})), Paths({"/d/a", "/d/b", "/e/a"}));
    QCOMPARE(rowPaths(scanned(disk, {"/d/a", "/d/b", "/e/a"})), Paths({"/d/a", "/d/b", "/e/a"}));
}

void TestScanner::roots_data()
{
    QTest::addColumn<Paths>("given");
    QTest::addColumn<ScanOptions>("options");
    QTest::addColumn<Paths>("expected"); // the root of each row's folder
    const ScanOptions flat;
    const ScanOptions deep{.recursive = true};
    const auto row
        = [](const char *name, Paths given, ScanOptions options, Paths expected) { QTest::newRow(name) << given << options << expected; };
    row("a folder", {"/t/d"}, flat, {"/t/d", "/t/d"});
    row("folders below it", {"/t"}, deep, {"/t", "/t", "/t", "/t"});
    row("the root of all", {"/"}, deep, {"/", "/", "/", "/", "/", "/"});
    row("two folders", {"/t/d/e", "/t/d"}, flat, {"/t/d/e", "/t/d", "/t/d"});
    row("the one below was given first", {"/t/d/e", "/t"}, deep, {"/t/d/e", "/t", "/t", "/t"});
    row("the one above was given first", {"/t", "/t/d/e"}, deep, {"/t", "/t", "/t", "/t"});
    row("a file by itself", {"/t/d/1"}, flat, {"/t/d"});
    row("a file by itself, and its folder", {"/t/d/2", "/t"}, deep, {"/t", "/t", "/t", "/t"});
    row("a folder and a file beside it", {"/t/d/e", "/t/a"}, deep, {"/t/d/e", "/t"});
    row("by a link", {"/to_d"}, flat, {"/t/d", "/t/d"});
    row("by dots", {"/t/d/e/.."}, flat, {"/t/d", "/t/d"});
    row("folders are rows", {"/t"}, {.recursive = true, .what = What::Folders}, {"/t", "/t"});
    row("a folder as itself", {"/t/d"}, {.folderMeansContents = false}, {"/t"});
    row("a folder as itself, and what is in it", {"/t/d"}, {.recursive = true, .folderMeansContents = false},
        {"/t", "/t/d", "/t/d", "/t/d"});
    row("not UTF-8", {"/caf\xE9"}, deep, {"/caf\xE9"});
}

void TestScanner::roots()
{
    QFETCH(Paths, given);
    QFETCH(ScanOptions, options);
    MemoryFileSystem disk;
    for (const char *file : {"/t/a", "/t/d/1", "/t/d/2", "/t/d/e/deep", "/caf\xE9/.x/y", "/caf\xE9/z"})
        disk.addFile(file);
    disk.addLink("/to_d", "t/d");
    const ScanResult result = scanned(disk, given, options);
    Paths roots;
    for (RowId row = 0; row < result.table.rowCount(); ++row)
        roots.emplace_back(result.table.directory(result.table.directoryOf(row)).root());
    QTEST(roots, "expected");
}

void TestScanner::lawsOnRandomTrees()
{
    QVERIFY(rc::check("laws of a scan, and every file that can be seen is a row once", [] {
        static const Paths kNames = {"a", "b", "c-", "c", "c.", "\xE9", ".h"};
        const auto path = rc::gen::map(
            rc::gen::resize(4, rc::gen::nonEmpty(rc::gen::container<Paths>(rc::gen::elementOf(kNames)))), [](const Paths &parts) {
                Bytes joined;
                for (const Bytes &part : parts)
                    joined += "/" + part;
                return joined;
            });
        MemoryFileSystem disk;
        disk.addFolder("/a");
        for (const Bytes &file : *rc::gen::container<Paths>(path))
            disk.addFile(file + "/f" + *rc::gen::elementOf(kNames));
        Paths roots = *rc::gen::resize(5, rc::gen::container<Paths>(path));
        for (Bytes &root : roots) {
            while (!disk.exists(root) && root != "/")
                root = parentPath(root);
        }
        ScanOptions options;
        options.recursive = *rc::gen::arbitrary<bool>();
        options.hidden = *rc::gen::arbitrary<bool>();
        options.folderMeansContents = *rc::gen::arbitrary<bool>();
        options.what = *rc::gen::element(What::Files, What::Folders, What::All);
        if (*rc::gen::arbitrary<bool>())
            options.include = {"[fbc]*"};
        if (*rc::gen::arbitrary<bool>())
            options.maxDepth = *rc::gen::inRange(1U, 4U);
        const ScanResult result = scanned(disk, roots, options);
        RC_ASSERT(brokenLaw(result, disk) == Bytes());
        // Said in another order and by other names, the same rows come.
        Paths again(roots.rbegin(), roots.rend());
        for (Bytes &root : again)
            root = "/a/.." + root + "/";
        const ScanResult other = scanned(disk, again, options);
        Paths rows = rowPaths(result);
        Paths otherRows = rowPaths(other);
        std::sort(rows.begin(), rows.end());
        std::sort(otherRows.begin(), otherRows.end());
        RC_ASSERT(rows == otherRows);
        RC_ASSERT(brokenLaw(other, disk) == Bytes());
    }));
}

QTEST_APPLESS_MAIN(TestScanner)
#include "tst_scanner.moc"
