// SPDX-License-Identifier: GPL-3.0-or-later
// The scanner on the real disk: names, depths and limits that only a kernel has.
#include "core/base/path.h"
#include "core/fs/linux_file_system.h"
#include "core/fs/scanner.h"
#include "tests/support/temp_dir.h"

#include <QTest>

#include <climits>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace bulkhead;

using Paths = std::vector<Bytes>;

namespace {

/// Names below the folder, without its path.
Paths relativeRows(const ScanResult &result, const TempDir &folder)
{
    Paths paths;
    for (RowId row = 0; row < result.table.rowCount(); ++row)
        paths.push_back(result.table.path(row).substr(folder.path().size() + 1));
    return paths;
}

/// Lowers the soft limit of open files for as long as it lives.
class OpenFileLimit
{
public:
    explicit OpenFileLimit(rlim_t limit)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit lowered = m_before;
        lowered.rlim_cur = limit;
        setrlimit(RLIMIT_NOFILE, &lowered);
    }
    ~OpenFileLimit() { setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestScannerDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oddNames();
    void kinds();
    void linkLoops();
    void pathBeyondPathMax();
    void twoThousandLevelsWithFewDescriptors();
    void manyFoldersWithFewDescriptors();
    void unreadableFolder();
    void twoSpellings();
    void twoMounts_data();
    void twoMounts();

private:
    std::unique_ptr<FileSystem> m_disk = makeLinuxFileSystem();
};

void TestScannerDisk::oddNames()
{
    const Paths names
        = {"\x01", "\n", "\x1b[2J", " ", "--help", "-rf", ".hidden", "...", "a\\b", "caf\xC3\xA9", "caf\xE9", "\xC0\xAF", "\xED\xA0\x80",
            "\xEF\xBB\xBF"
            "bom",
            "\xF4\x8F\xBF\xBF", "\xFF\xFE", Bytes(255, 'x')};
    const TempDir folder;
    for (const Bytes &name : names)
        folder.writeFile(name, name);
    Paths expected = names;
    std::sort(expected.begin(), expected.end());
    const ScanResult result = scan(*m_disk, {folder.path()}, {.hidden = true}, {});
    QCOMPARE(relativeRows(result, folder), expected);
    QVERIFY(result.issues.empty());
    for (RowId row = 0; row < result.table.rowCount(); ++row) {
        QCOMPARE(std::size_t(result.table.size(row)), result.table.name(row).size());
        QCOMPARE(result.table.identity(row).inode, std::uint64_t(folder.inode(result.table.name(row))));
    }
}

void TestScannerDisk::kinds()
{
    const TempDir folder;
    folder.writeFile("1file");
    folder.makeLink("2link", "1file");
    folder.makeFifo("3fifo");
    folder.makeDir("4folder");
    const ScanResult result = scan(*m_disk, {folder.path()}, {.what = ScanOptions::What::All}, {});
    QCOMPARE(relativeRows(result, folder), Paths({"1file", "2link", "3fifo", "4folder"}));
    QCOMPARE(result.table.type(0), FileType::Regular);
    QCOMPARE(result.table.type(1), FileType::SymbolicLink);
    QCOMPARE(result.table.type(2), FileType::Fifo);
    QCOMPARE(result.table.type(3), FileType::Directory);
}

void TestScannerDisk::linkLoops()
{
    const TempDir folder;
    folder.writeFile("d/file");
    folder.makeLink("d/up", "..");
    folder.makeLink("d/self", ".");
    folder.makeLink("loop", "loop");
    folder.makeLink("to_d", "d");
    const ScanOptions deep{.recursive = true};
    QCOMPARE(relativeRows(scan(*m_disk, {folder.path()}, deep, {}), folder), Paths({"loop", "to_d", "d/file", "d/self", "d/up"}));
    const ScanResult throughLinks = scan(*m_disk, {folder.path("to_d"), folder.path("d/self/up/d"), folder.path("loop")}, deep, {});
    QCOMPARE(relativeRows(throughLinks, folder), Paths({"d/file", "d/self", "d/up", "loop"}));
}

void TestScannerDisk::pathBeyondPathMax()
{
    const TempDir folder;
    Bytes deep;
    for (int level = 0; level < 40; ++level)
        deep += Bytes(249, 'd') + std::to_string(level % 10) + "/";
    folder.writeFile(deep + "file", "12");
    QVERIFY(deep.size() > PATH_MAX);

    const ScanResult walked = scan(*m_disk, {folder.path()}, {.recursive = true}, {});
    QCOMPARE(relativeRows(walked, folder), Paths({deep + "file"}));
    QVERIFY(walked.issues.empty());

    const ScanResult given = scan(*m_disk, {folder.path(deep + "file"), folder.path(deep)}, {}, {});
    QCOMPARE(relativeRows(given, folder), Paths({deep + "file"}));
    QVERIFY(given.table.identity(0) == walked.table.identity(0));
    QCOMPARE(given.table.directoryCount(), std::size_t(1));
}

void TestScannerDisk::twoThousandLevelsWithFewDescriptors()
{
    const TempDir folder;
    constexpr std::size_t kLevels = 2000;
    Bytes deepest;
    for (std::size_t level = 0; level < kLevels; ++level)
        deepest += "d/";
    folder.writeFile(deepest + "file");
    for (const std::size_t level : {1999U, 1998U, 1500U, 1000U, 3U}) // Where the walk has to come back to.
        folder.makeDir(deepest.substr(0, 2 * level) + "z");
    const OpenFileLimit few(64);
    const ScanOptions options{.recursive = true, .what = ScanOptions::What::All};
    const ScanResult result = scan(*m_disk, {folder.path()}, options, {});
    QVERIFY(result.issues.empty());
    QCOMPARE(result.table.rowCount(), kLevels + 1 + 5);
    QCOMPARE(result.table.directoryCount(), kLevels + 1);
    for (DirectoryId id = 1; id <= kLevels; ++id)
        QCOMPARE(result.table.directory(id).parent, id - 1);
}

void TestScannerDisk::manyFoldersWithFewDescriptors()
{
    const TempDir folder;
    Paths files;
    for (int i = 0; i < 300; ++i) {
        const Bytes name = "d" + std::to_string(i) + "/file";
        folder.writeFile(name);
        files.push_back(folder.path(name));
    }
    const OpenFileLimit few(64);
    const ScanResult given = scan(*m_disk, files, {}, {});
    QVERIFY(given.issues.empty());
    QCOMPARE(given.table.rowCount(), files.size());
    const ScanResult walked = scan(*m_disk, {folder.path()}, {.recursive = true}, {});
    QCOMPARE(walked.table.rowCount(), files.size());
}

void TestScannerDisk::unreadableFolder()
{
    if (geteuid() == 0)
        QSKIP("root reads everything; tst_scanner has this on a disk in memory");
    const TempDir folder;
    folder.writeFile("a/1");
    folder.writeFile("b/2");
    folder.setMode("a", 0);
    const ScanResult result = scan(*m_disk, {folder.path()}, {.recursive = true}, {});
    folder.setMode("a", 0700);
    QCOMPARE(relativeRows(result, folder), Paths({"b/2"}));
    QCOMPARE(result.issues.size(), std::size_t(1));
    QCOMPARE(result.issues.front().error.path, folder.path("a"));
    QCOMPARE(result.issues.front().error.code, ErrorCode::PermissionDenied);
}

void TestScannerDisk::twoSpellings()
{
    const TempDir folder;
    folder.writeFile("real/file");
    folder.makeLink("link", "real");
    const Paths roots = {folder.path("link/file"), folder.path("real/../real//./file"), folder.path("link")};
    const ScanResult result = scan(*m_disk, roots, {}, {});
    QCOMPARE(relativeRows(result, folder), Paths({"real/file"}));
    QCOMPARE(result.table.directoryCount(), std::size_t(1));
}

void TestScannerDisk::twoMounts_data()
{
    QTest::addColumn<Paths>("roots");
    QTest::addColumn<Paths>("expected");
    const auto row = [](const char *name, const Paths &roots, const Paths &expected) { QTest::newRow(name) << roots << expected; };
    row("both folders", {"a", "b"}, {"a/file", "a/m/upper", "a/sub/deep", "b/m/lower"});
    row("the folder above", {""}, {"a/file", "a/m/upper", "a/sub/deep", "b/m/lower"});
    row("one file by both", {"a/file", "b/file"}, {"a/file"});
    row("a file, and the folder by the other", {"a/file", "b"}, {"a/file", "b/m/lower", "b/sub/deep"});
    row("what is in it, and the folder by the other", {"a/sub", "b"}, {"a/file", "a/sub/deep", "b/m/lower"});
}

/// a is to be seen at b, too. Something is mounted in a, which hides what b shows there.
void TestScannerDisk::twoMounts()
{
    QFETCH(Paths, roots);
    QFETCH(Paths, expected);
    const bool own = ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    if (!own)
        QSKIP("needs the right to mount");
    const TempDir folder;
    folder.writeFile("a/file");
    folder.writeFile("a/sub/deep");
    folder.writeFile("a/m/lower");
    folder.makeDir("b");
    folder.makeDir("other");
    const auto bind = [&folder](const char *from, const char *to) {
        return ::mount(folder.path(from).c_str(), folder.path(to).c_str(), nullptr, MS_BIND, nullptr) == 0;
    };
    QVERIFY(bind("a", "b") && bind("other", "a/m"));
    folder.writeFile("a/m/upper");
    const auto unmount = qScopeGuard([&folder] {
        ::umount2(folder.path("a/m").c_str(), MNT_DETACH);
        ::umount2(folder.path("b").c_str(), MNT_DETACH);
    });
    Paths absolute;
    for (const Bytes &root : roots)
        absolute.push_back(root.empty() ? folder.path() : folder.path(root));
    const ScanResult result = scan(*m_disk, absolute, {.recursive = true}, {});
    QVERIFY(result.issues.empty());
    Paths rows = relativeRows(result, folder);
    std::sort(rows.begin(), rows.end());
    QCOMPARE(rows, expected);
    for (RowId row = 0; row < result.table.rowCount(); ++row) // Or a run would take them for other files.
        QCOMPARE(result.table.identity(row).device, result.table.directory(result.table.directoryOf(row)).identity.device);
}

QTEST_APPLESS_MAIN(TestScannerDisk)
#include "tst_scanner_disk.moc"
