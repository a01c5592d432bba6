// SPDX-License-Identifier: GPL-3.0-or-later
// The scanner's rules, on a disk in memory. The real disk: tst_scanner_disk.cpp.
#include "core/base/path.h"
#include "core/fs/scanner.h"
#include "tests/support/memory_file_system.h"

#include <QTest>

#include <rapidcheck.h>

#include <semaphore>
#include <set>
#include <thread>

using namespace bulkhead;

using Paths = std::vector<Bytes>;
using What = ScanOptions::What;
Q_DECLARE_METATYPE(Bytes)
Q_DECLARE_METATYPE(Paths)
Q_DECLARE_METATYPE(bulkhead::ScanOptions)

namespace {

/// A disk that can be told what to do in the middle of a scan, and that counts the folders held open.
class WatchedDisk : public MemoryFileSystem
{
public:
    enum class Types : std::uint8_t { Listed, Withheld };

    Types types = Types::Listed;
    int timesListed = 1; ///< How often each entry comes: twice happens where a folder changes while it is read.
    std::function<void()> afterListing;
    std::function<void()> beforeStatus;
    bool hasPaths = true; ///< canonicalPath answers.
    std::size_t mostOpen = 0;

    Result<DirectoryRef> openDirectory(BytesView path) override { return counted(MemoryFileSystem::openDirectory(path)); }
    Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name) override
    {
        return counted(MemoryFileSystem::openChild(parent, name));
    }
    Result<Bytes> canonicalPath(const DirectoryRef &directory) override
    {
        return hasPaths ? MemoryFileSystem::canonicalPath(directory) : Result<Bytes>(systemError(ENAMETOOLONG, "find path"));
    }
    Result<void> list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit) override
    {
        auto result = MemoryFileSystem::list(directory, [&](DirectoryEntry entry) {
            if (types == Types::Withheld)
                entry.type = FileType::Unknown;
            for (int time = 0; time < timesListed; ++time) {
                if (!visit(entry))
                    return false;
            }
            return true;
        });
        if (afterListing)
            std::exchange(afterListing, nullptr)();
        return result;
    }
    using MemoryFileSystem::status;
    Result<FileStatus> status(const DirectoryRef &directory, BytesView name) override
    {
        if (beforeStatus)
            beforeStatus();
        return MemoryFileSystem::status(directory, name);
    }

private:
    Result<DirectoryRef> counted(Result<DirectoryRef> opened)
    {
        if (opened) {
            std::erase_if(m_open, [](const auto &handle) { return handle.expired(); });
            m_open.push_back(*opened);
            mostOpen = std::max(mostOpen, m_open.size());
        }
        return opened;
    }
    std::vector<std::weak_ptr<Directory>> m_open;
};

Paths rowPaths(const ScanResult &result)
{
    Paths paths;
    for (RowId row = 0; row < result.table.rowCount(); ++row)
        paths.push_back(result.table.path(row));
    return paths;
}

Paths issuePaths(const ScanResult &result)
{
    Paths paths;
    for (const ScanIssue &issue : result.issues)
        paths.push_back(issue.error.path);
    return paths;
}

ScanResult scanned(FileSystem &disk, const Paths &roots, const ScanOptions &options = {})
{
    return scan(disk, roots, options, {});
}

DirectoryId directoryAt(const FileTable &table, BytesView path)
{
    for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
        if (table.directory(id).path == path)
            return id;
    }
    return kNone;
}

/// What must hold of every scan, whatever was asked for: returns what does not.
Bytes brokenLaw(const ScanResult &result, MemoryFileSystem &disk)
{
    const FileTable &table = result.table;
    std::set<Bytes> rows;
    for (RowId row = 0; row < table.rowCount(); ++row) {
        const Bytes path = table.path(row);
        if (!rows.insert(path).second)
            return "twice: " + path;
        if (!disk.exists(path) || !sameObject(disk.identity(path), table.identity(row)))
            return "not what is on the disk: " + path;
        const Bytes &folder = table.directory(table.directoryOf(row)).path;
        if (result.occupancy.state(folder) != Occupancy::State::Listed)
            return "folder of a row not listed: " + folder;
        if (result.occupancy.contains(folder, table.name(row)))
            return "row among the taken names: " + path;
    }
    for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
        const auto &directory = table.directory(id);
        if (!sameObject(directory.identity, disk.identity(directory.path)))
            return "wrong identity: " + directory.path;
        const DirectoryId parent = directoryAt(table, parentPath(directory.path));
        if (directory.path != "/" && directory.parent != parent)
            return "wrong parent: " + directory.path;
        if (directory.parent != kNone && directory.parent >= id)
            return "child before its parent: " + directory.path;
        if ((directory.row != kNone) != rows.contains(directory.path))
            return "row not linked: " + directory.path;
        if (directory.row != kNone && table.path(directory.row) != directory.path)
            return "linked to another row: " + directory.path;
    }
    // Every folder between a folder row and a row below it is in the table.
    for (RowId row = 0; row < table.rowCount(); ++row) {
        bool belowRow = false;
        const Bytes rowPath = table.path(row);
        Bytes path;
        for (const BytesView component : pathComponents(parentPath(rowPath))) {
            path = joinPath(path.empty() ? "/" : path, component);
            belowRow = belowRow || rows.contains(path);
            if (belowRow && directoryAt(table, path) == kNone)
                return "hole above " + rowPath + ": " + path;
        }
    }
    return {};
}

#define COMPARE_LAWS(result, disk) QCOMPARE(QByteArray::fromStdString(brokenLaw((result), (disk))), QByteArray())

} // namespace

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
    void fileVanishesAfterListing();
    void givenFileVanishesBeforeItsFolderIsWalked();
    void folderTurnsIntoFile();
    void typesWithheld();
    void entriesListedTwice();
    void directoriesAreLinked();
    void chainBelowAGivenFolder();
    void spellingsInAFoldingFolder();
    void twoSpellingsOfOneFile();
    void hardLinksAreSeparateRows();
    void withoutCanonicalPaths();
    void deepTreeFewHandles();
    void laterRootGoesDeeper();
    void cancelledBeforeTheStart();
    void cancelledInTheMiddle();
    void cancelledFromAnotherThread();
    void countsWhileScanning();
    void lawsOnRandomTrees();
    void survey_data();
    void survey();
    void surveyLeavesRowsOut();
    void surveyCancelled();
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

void TestScanner::fileVanishesAfterListing()
{
    WatchedDisk disk;
    for (const char *file : {"/d/a", "/d/b", "/d/c"})
        disk.addFile(file);
    disk.afterListing = [&disk] { disk.remove("/d/b"); };
    const ScanResult result = scanned(disk, {"/d"});
    QCOMPARE(rowPaths(result), Paths({"/d/a", "/d/c"}));
    QCOMPARE(issuePaths(result), Paths({"/d/b"}));
    QCOMPARE(result.issues.front().error.code, ErrorCode::NotFound);
    COMPARE_LAWS(result, disk);
}

void TestScanner::givenFileVanishesBeforeItsFolderIsWalked()
{
    WatchedDisk disk;
    disk.addFile("/d/a");
    disk.addFile("/d/b");
    int statuses = 0;
    disk.beforeStatus = [&] {
        if (++statuses == 3) // The roots took two.
            disk.remove("/d/b");
    };
    const ScanResult result = scanned(disk, {"/d", "/d/b"});
    QCOMPARE(rowPaths(result), Paths({"/d/a"}));
    QCOMPARE(issuePaths(result), Paths({"/d/b"}));
    COMPARE_LAWS(result, disk);
}

void TestScanner::folderTurnsIntoFile()
{
    WatchedDisk disk;
    disk.addFile("/d/a");
    disk.addFile("/d/x/1");
    disk.afterListing = [&disk] {
        disk.remove("/d/x");
        disk.remove("/d/a");
        disk.addFile("/d/x");
        disk.addFolder("/d/a");
    };
    const ScanResult result = scanned(disk, {"/d"}, {.recursive = true, .what = What::Files});
    QCOMPARE(rowPaths(result), Paths());
    QCOMPARE(issuePaths(result), Paths({"/d/x"}));
}

void TestScanner::typesWithheld()
{
    for (const What what : {What::Files, What::Folders, What::All}) {
        WatchedDisk disk;
        for (const char *file : {"/d/a", "/d/s/b", "/d/s/t/c"})
            disk.addFile(file);
        disk.addLink("/d/l", "s");
        const ScanOptions options{.recursive = true, .what = what};
        const Paths expected = rowPaths(scanned(disk, {"/d"}, options));
        QVERIFY(!expected.empty());
        disk.types = WatchedDisk::Types::Withheld;
        QCOMPARE(rowPaths(scanned(disk, {"/d"}, options)), expected);
    }
}

void TestScanner::entriesListedTwice()
{
    WatchedDisk disk;
    for (const char *file : {"/d/a", "/d/s/b", "/d/.h"})
        disk.addFile(file);
    disk.timesListed = 2;
    const ScanResult result = scanned(disk, {"/d", "/d/.h"}, {.recursive = true, .what = What::All});
    QCOMPARE(rowPaths(result), Paths({"/d/a", "/d/s", "/d/s/b", "/d/.h"}));
    COMPARE_LAWS(result, disk);
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

void TestScanner::withoutCanonicalPaths()
{
    WatchedDisk disk;
    disk.addFile("/t/a");
    disk.addLink("/l", "t");
    disk.hasPaths = false;
    QCOMPARE(rowPaths(scanned(disk, {"/t/a", "/l/a", "/l"})), Paths({"/t/a"}));
}

void TestScanner::deepTreeFewHandles()
{
    WatchedDisk disk;
    constexpr int kLevels = 300;
    Bytes path = "/t";
    for (int level = 0; level < kLevels; ++level) {
        path += "/d";
        disk.addFile(path + "/a/f"); // Before the way down.
        disk.addFile(path + "/z/f"); // On the way back, when the folder above was closed long ago.
    }
    const ScanResult result = scanned(disk, {"/t"}, {.recursive = true});
    QCOMPARE(result.table.rowCount(), std::size_t(2 * kLevels));
    QVERIFY(result.issues.empty());
    QVERIFY2(disk.mostOpen <= 20, QByteArray::number(qulonglong(disk.mostOpen)).constData());
}

void TestScanner::laterRootGoesDeeper()
{
    MemoryFileSystem disk;
    for (const char *file : {"/a/1", "/a/b/2", "/a/b/c/3", "/a/b/c/d/4"})
        disk.addFile(file);
    const ScanOptions options{.recursive = true, .maxDepth = 2};
    const ScanResult result = scanned(disk, {"/a", "/a/b/c", "/a/b"}, options);
    QCOMPARE(rowPaths(result), Paths({"/a/1", "/a/b/2", "/a/b/c/3", "/a/b/c/d/4"}));
    COMPARE_LAWS(result, disk);
    const ScanResult other = scanned(disk, {"/a", "/a/b"}, options);
    QCOMPARE(rowPaths(other), Paths({"/a/1", "/a/b/2", "/a/b/c/3"}));
    COMPARE_LAWS(other, disk);
}

void TestScanner::cancelledBeforeTheStart()
{
    MemoryFileSystem disk;
    disk.addFile("/d/a");
    std::stop_source source;
    source.request_stop();
    const auto calls = disk.callCount();
    const ScanResult result = scan(disk, {"/d"}, {}, source.get_token());
    QVERIFY(result.cancelled);
    QCOMPARE(result.table.rowCount(), std::size_t(0));
    QCOMPARE(disk.callCount(), calls);
}

void TestScanner::cancelledInTheMiddle()
{
    WatchedDisk disk;
    for (int i = 0; i < 5000; ++i)
        disk.addFile("/d/" + std::to_string(i));
    std::stop_source source;
    int statuses = 0;
    disk.beforeStatus = [&] {
        if (++statuses == 100)
            source.request_stop();
    };
    const ScanResult result = scan(disk, {"/d"}, {}, source.get_token());
    QVERIFY(result.cancelled);
    QVERIFY2(statuses < 1000, QByteArray::number(statuses).constData());
    QVERIFY(result.issues.empty());
}

void TestScanner::cancelledFromAnotherThread()
{
    WatchedDisk disk;
    for (int i = 0; i < 5000; ++i)
        disk.addFile("/d" + std::to_string(i) + "/f");
    std::binary_semaphore reached(0);
    std::binary_semaphore goOn(0);
    int statuses = 0;
    disk.beforeStatus = [&] {
        if (++statuses == 20) {
            reached.release();
            goOn.acquire();
        }
    };
    std::stop_source source;
    ScanResult result;
    std::jthread worker([&] { result = scan(disk, {"/"}, {.recursive = true}, source.get_token()); });
    reached.acquire();
    source.request_stop();
    goOn.release();
    worker.join();
    QVERIFY(result.cancelled);
    QCOMPARE(statuses, 20);
    COMPARE_LAWS(result, disk);
}

void TestScanner::countsWhileScanning()
{
    WatchedDisk disk;
    for (int i = 0; i < 2000; ++i)
        disk.addFile("/d/" + std::to_string(i));
    std::atomic<std::int64_t> found = 10;
    std::int64_t halfWay = 0;
    int statuses = 0;
    disk.beforeStatus = [&] {
        if (++statuses == 1500)
            halfWay = found;
    };
    const ScanResult result = scan(disk, {"/d"}, {}, {}, &found);
    QVERIFY(halfWay > 1000 && halfWay < 1510);
    QCOMPARE(found.load(), 10 + std::int64_t(result.table.rowCount()));

    Paths files;
    for (int i = 0; i < 2000; ++i)
        files.push_back("/d/" + std::to_string(i));
    files.push_back("/d/0");
    found = 0;
    statuses = 0;
    halfWay = 0;
    const ScanResult given = scan(disk, files, {}, {}, &found);
    QVERIFY(halfWay > 1000 && halfWay < 1510);
    QCOMPARE(found.load(), 2000);
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

void TestScanner::survey_data()
{
    using State = Occupancy::State;
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<int>("state");
    QTest::newRow("folder") << Bytes("/d") << int(State::Listed);
    QTest::newRow("link to a folder") << Bytes("/l") << int(State::Listed);
    QTest::newRow("missing") << Bytes("/d/new") << int(State::Missing);
    QTest::newRow("missing, two levels") << Bytes("/d/new/newer") << int(State::Missing);
    QTest::newRow("file") << Bytes("/d/f") << int(State::NotADirectory);
    QTest::newRow("below a file") << Bytes("/d/f/x") << int(State::NotADirectory);
    QTest::newRow("dangling link") << Bytes("/dangling") << int(State::NotADirectory);
    QTest::newRow("unreadable") << Bytes("/u") << int(State::Unreadable);
    QTest::newRow("below a closed folder") << Bytes("/closed/x") << int(State::Unreadable);
    QTest::newRow("looping link") << Bytes("/loop") << int(State::Unreadable);
}

void TestScanner::survey()
{
    QFETCH(Bytes, path);
    QFETCH(int, state);
    MemoryFileSystem disk;
    disk.addFile("/d/f");
    disk.addFile("/u/f");
    disk.addFolder("/closed/x");
    disk.addLink("/l", "d");
    disk.addLink("/dangling", "nowhere");
    disk.addLink("/loop", "loop");
    disk.setMode("/u", 0333);
    disk.setMode("/closed", 0);
    Occupancy occupancy;
    bulkhead::survey(disk, {path}, {}, occupancy, {});
    QCOMPARE(int(occupancy.state(path)), state);
    QCOMPARE(occupancy.contains(path, "f"), state == int(Occupancy::State::Listed));
    if (state == int(Occupancy::State::Listed))
        QCOMPARE(occupancy.device(path), disk.identity("/d").device);
}

void TestScanner::surveyLeavesRowsOut()
{
    MemoryFileSystem disk;
    disk.addFile("/d/row");
    disk.addFile("/d/other");
    disk.addFile("/e/row");
    const ScanResult result = scanned(disk, {"/d/row"});
    Occupancy occupancy;
    bulkhead::survey(disk, {"/d", "/e"}, result.table, occupancy, {});
    QVERIFY(occupancy.contains("/d", "other"));
    QVERIFY(!occupancy.contains("/d", "row"));
    QVERIFY(occupancy.contains("/e", "row"));
}

void TestScanner::surveyCancelled()
{
    WatchedDisk disk;
    for (int i = 0; i < 1000; ++i)
        disk.addFile("/d/" + std::to_string(i));
    disk.addFile("/e/x");
    std::stop_source source;
    disk.afterListing = [&] { source.request_stop(); };
    Occupancy occupancy;
    bulkhead::survey(disk, {"/d", "/e"}, {}, occupancy, source.get_token());
    QCOMPARE(occupancy.state("/d"), Occupancy::State::Unknown);
    QCOMPARE(occupancy.state("/e"), Occupancy::State::Unknown);
}

QTEST_APPLESS_MAIN(TestScanner)
#include "tst_scanner.moc"
