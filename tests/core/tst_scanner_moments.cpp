// SPDX-License-Identifier: GPL-3.0-or-later
// What happens while a scan is at work: files vanish, folders turn into files, somebody cancels, handles run short.
#include "core/base/path.h"
#include "tests/support/watched_disk.h"

#include <QTest>

#include <semaphore>
#include <thread>

using namespace bulkhead;

using What = ScanOptions::What;

class TestScannerMoments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileVanishesAfterListing();
    void givenFileVanishesBeforeItsFolderIsWalked();
    void folderTurnsIntoFile();
    void typesWithheld();
    void entriesListedTwice();
    void withoutCanonicalPaths();
    void deepTreeFewHandles();
    void asksOnlyAboutNamesThatMayBeMeant();
    void foldersTooDeepForAPath();
    void laterRootGoesDeeper();
    void cancelledBeforeTheStart();
    void cancelledInTheMiddle();
    void cancelledAtTheEndLinksNothing();
    void cancelledFromAnotherThread();
    void countsWhileScanning();
};

void TestScannerMoments::fileVanishesAfterListing()
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

void TestScannerMoments::givenFileVanishesBeforeItsFolderIsWalked()
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

void TestScannerMoments::folderTurnsIntoFile()
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

void TestScannerMoments::typesWithheld()
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

void TestScannerMoments::entriesListedTwice()
{
    WatchedDisk disk;
    for (const char *file : {"/d/a", "/d/s/b", "/d/.h"})
        disk.addFile(file);
    disk.timesListed = 2;
    const ScanResult result = scanned(disk, {"/d", "/d/.h"}, {.recursive = true, .what = What::All});
    QCOMPARE(rowPaths(result), Paths({"/d/a", "/d/s", "/d/s/b", "/d/.h"}));
    COMPARE_LAWS(result, disk);
}

void TestScannerMoments::withoutCanonicalPaths()
{
    WatchedDisk disk;
    disk.addFile("/t/a");
    disk.addLink("/l", "t");
    disk.hasPaths = false;
    QCOMPARE(rowPaths(scanned(disk, {"/t/a", "/l/a", "/l"})), Paths({"/t/a"}));
}

void TestScannerMoments::deepTreeFewHandles()
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

void TestScannerMoments::asksOnlyAboutNamesThatMayBeMeant()
{
    WatchedDisk disk;
    disk.addFolder("/v", {.names = MemoryFileSystem::FolderTraits::Names::Folding});
    for (int i = 0; i < 1000; ++i)
        disk.addFile("/v/" + std::to_string(i));
    disk.addFile("/v/Case");
    int statuses = 0;
    disk.beforeStatus = [&] { ++statuses; };
    QCOMPARE(rowPaths(scanned(disk, {"/v/CASE"})), Paths({"/v/Case"}));
    QVERIFY2(statuses < 5, QByteArray::number(statuses).constData());
}

void TestScannerMoments::foldersTooDeepForAPath()
{
    constexpr std::size_t kLongestPath = 64 << 10;
    MemoryFileSystem disk;
    Bytes path = "/t";
    while (path.size() + 200 < kLongestPath)
        path += '/' + Bytes(199, 'd');
    disk.addFile(path + "/f");
    const Bytes tooDeep = path + '/' + Bytes(199, 'd');
    disk.addFile(tooDeep + "/f");
    const ScanResult result = scanned(disk, {"/t"}, {.recursive = true});
    QCOMPARE(rowPaths(result), Paths({path + "/f"}));
    QCOMPARE(issuePaths(result), Paths({tooDeep}));
    QCOMPARE(result.issues.front().error.code, ErrorCode::NameTooLong);
}

void TestScannerMoments::laterRootGoesDeeper()
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

void TestScannerMoments::cancelledBeforeTheStart()
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

void TestScannerMoments::cancelledInTheMiddle()
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

void TestScannerMoments::cancelledAtTheEndLinksNothing()
{
    WatchedDisk disk;
    for (const char *file : {"/t/x/y/z/file", "/t/zz/file"}) // To link x to z, y would have to be looked up.
        disk.addFile(file);
    const ScanOptions options{.recursive = true, .what = What::All, .include = {"x", "file"}};
    int statuses = 0;
    disk.beforeStatus = [&] { ++statuses; };
    QCOMPARE(rowPaths(scanned(disk, {"/t"}, options)), Paths({"/t/x", "/t/x/y/z/file", "/t/zz/file"}));

    std::stop_source source;
    std::uint64_t callsBefore = 0;
    disk.beforeStatus = [&] {
        if (--statuses > 0)
            return;
        source.request_stop();
        callsBefore = disk.callCount();
    };
    const ScanResult result = scan(disk, {"/t"}, options, source.get_token());
    QVERIFY(result.cancelled);
    QCOMPARE(disk.callCount(), callsBefore + 1); // the status that was being read
}

void TestScannerMoments::cancelledFromAnotherThread()
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

void TestScannerMoments::countsWhileScanning()
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

QTEST_APPLESS_MAIN(TestScannerMoments)
#include "tst_scanner_moments.moc"
