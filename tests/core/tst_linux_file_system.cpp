// SPDX-License-Identifier: GPL-3.0-or-later
// What only the real disk can show: mounts, flags of files, descriptors, missing calls. The ladder of renames is in
// tst_rename_ladder, the contract in tst_file_system_changing and tst_file_system_looking.
#include "core/fs/linux_file_system.h"
#include "core/fs/linux_name_limit.h"
#include "tests/support/fd_walk.h"
#include "tests/support/lacking_syscalls.h"
#include "tests/support/result_checks.h"
#include "tests/support/temp_dir.h"
#include "tests/support/test_disk.h"

#include <QtTest>

#include <atomic>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>

using namespace bulkhead;

namespace {

std::atomic<int> openat2Calls; // counted by a fake call, which can hold no state of its own

DirectoryRef opened(FileSystem &fileSystem, const Bytes &path)
{
    return fileSystem.openDirectory(path).value();
}

std::size_t openDescriptors()
{
    const int folder = openFolder(AT_FDCWD, "/proc/self/fd");
    const std::size_t count = namesIn(folder).size();
    ::close(folder);
    return count;
}

} // namespace

class TestLinuxFileSystem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void walksWhereOpenat2IsRefused_data();
    void walksWhereOpenat2IsRefused();
    void reportsWriteErrors();
    void syncsWithoutSyncfs();
    void tellsImmutableFiles();
    void tellsMarkedFolders();
    void tellsStickyFolders();
    void crossesNoMounts();
    void findsThePathThroughADeepMount();
    void timesTooFarOff_data();
    void timesTooFarOff();
    void birthsThatAreNoTimes_data();
    void birthsThatAreNoTimes();
    void nameLimits_data();
    void nameLimits();
    void leaksNoDescriptors();
    void saysWhenDescriptorsRunOut();
    void raisesTheOpenFileLimit();
    void forbiddenThreadEndsTheProgram();
};

void TestLinuxFileSystem::walksWhereOpenat2IsRefused_data()
{
    QTest::addColumn<int>("error");
    QTest::newRow("old kernel") << ENOSYS;
    QTest::newRow("filter") << EPERM;
    QTest::newRow("larger struct") << E2BIG;
    QTest::newRow("unknown flag") << EINVAL;
}

void TestLinuxFileSystem::walksWhereOpenat2IsRefused()
{
    static int s_error;
    QFETCH(int, error);
    s_error = error;
    openat2Calls = 0;
    const TempDir folder;
    folder.makeDir("a/b");
    folder.makeLink("link", "a");
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.openat2 = [](int, const char *, const open_how *) {
        ++openat2Calls;
        errno = s_error;
        return -1;
    }});
    VERIFY_OK(fileSystem->openDirectoryNoLinks(folder.path("a/b")));
    COMPARE_CODE(fileSystem->openDirectoryNoLinks(folder.path("link/b")), ErrorCode::SymbolicLinkLoop);
    VERIFY_OK(fileSystem->openDirectoryNoLinks("/"));
    QCOMPARE(openat2Calls.load(), 1);
}

void TestLinuxFileSystem::reportsWriteErrors()
{
    const TempDir folder;
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.syncfs = [](int) {
        errno = EIO;
        return -1;
    }});
    const auto synced = fileSystem->syncFileSystem(opened(*fileSystem, folder.path()));
    COMPARE_CODE(synced, ErrorCode::InputOutput);
    QCOMPARE(QByteArray(synced.error().operation), QByteArray("write to disk"));
}

void TestLinuxFileSystem::syncsWithoutSyncfs()
{
    const TempDir folder;
    static int s_interruptions;
    s_interruptions = 2;
    const auto fileSystem = makeLinuxFileSystem(Syscalls{.syncfs = [](int) {
        errno = s_interruptions-- > 0 ? EINTR : ENOSYS;
        return -1;
    }});
    VERIFY_OK(fileSystem->syncFileSystem(opened(*fileSystem, folder.path())));
    QCOMPARE(s_interruptions, -1);
}

namespace {

/// chattr; false where the file system has no such flags or we may not set them.
bool setFileFlags(const Bytes &path, int flags)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool set = file >= 0 && ::ioctl(file, FS_IOC_SETFLAGS, &flags) == 0;
    ::close(file);
    return set;
}

} // namespace

void TestLinuxFileSystem::tellsImmutableFiles()
{
    const TempDir folder;
    for (const int flag : {FS_IMMUTABLE_FL, FS_APPEND_FL}) {
        folder.writeFile("file", "x");
        if (!setFileFlags(folder.path("file"), flag))
            QSKIP("needs a file system with chattr flags, and the right to set them");
        const auto unlock = qScopeGuard([&] { setFileFlags(folder.path("file"), 0); });
        for (const Syscalls &syscalls : {Syscalls{}, Syscalls{.renameat2 = renameat2WithoutFlags}}) {
            const auto fileSystem = makeLinuxFileSystem(syscalls);
            const auto open = opened(*fileSystem, folder.path());
            QVERIFY(fileSystem->status(open, "file").value().immutable);
            COMPARE_CODE(fileSystem->renameNoReplace(open, "file", open, "new"), ErrorCode::NotPermitted);
            COMPARE_SNAPSHOTS(folder.snapshot(), (Snapshot{{"file", "file:x"}}));
        }
    }
}

void TestLinuxFileSystem::tellsMarkedFolders()
{
    const TempDir folder;
    folder.writeFile("d/file");
    const auto fileSystem = makeLinuxFileSystem();
    const auto open = opened(*fileSystem, folder.path("d"));
    QCOMPARE(int(fileSystem->nameRules(open, {}).access), int(FolderAccess::Free));
    for (const auto &[flag, access] : {std::pair(FS_IMMUTABLE_FL, FolderAccess::ReadOnly), {FS_APPEND_FL, FolderAccess::AddOnly}}) {
        if (!setFileFlags(folder.path("d"), flag))
            QSKIP("needs a file system with chattr flags, and the right to set them");
        const auto unlock = qScopeGuard([&] { setFileFlags(folder.path("d"), 0); });
        QCOMPARE(int(fileSystem->nameRules(open, {}).access), int(access));
        COMPARE_CODE(fileSystem->renameNoReplace(open, "file", open, "new"), ErrorCode::NotPermitted);
    }
}

void TestLinuxFileSystem::tellsStickyFolders()
{
    if (::geteuid() != 0)
        QSKIP("needs root to have two users");
    const TempDir folder;
    QCOMPARE(::chmod(folder.path().c_str(), 0755), 0);
    folder.writeFile("d/roots");
    folder.setMode("d", 01777);
    const auto fileSystem = makeLinuxFileSystem();
    const auto open = opened(*fileSystem, folder.path("d"));
    QCOMPARE(int(fileSystem->nameRules(open, {}).access), int(FolderAccess::Free));
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setuid(65534) < 0)
            ::_exit(1);
        folder.writeFile("d/own");
        const auto asNobody = makeLinuxFileSystem();
        const auto inside = opened(*asNobody, folder.path("d"));
        const bool told = asNobody->nameRules(inside, {}).access == FolderAccess::OwnOnly && asNobody->status(inside, "roots")->foreign
            && !asNobody->status(inside, "own")->foreign;
        const auto renamed = asNobody->renameNoReplace(inside, "roots", inside, "new");
        const bool isSo = !renamed && renamed.error().code == ErrorCode::NotPermitted
            && asNobody->renameNoReplace(inside, "own", inside, "still-own").ok();
        ::_exit(!told ? 2 : isSo ? 0 : 3);
    }
    int status = -1;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QCOMPARE(WEXITSTATUS(status), 0);
}

namespace {

/// Mounts made from here on are seen by this process alone. False where that is not allowed.
bool canMount()
{
    static const bool s_can = ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    return s_can;
}

} // namespace

void TestLinuxFileSystem::crossesNoMounts()
{
    if (!canMount())
        QSKIP("needs the right to mount");
    const TempDir folder;
    folder.writeFile("here/file", "x");
    folder.makeDir("again");
    folder.makeDir("tmpfs");
    QCOMPARE(::mount(folder.path("here").c_str(), folder.path("again").c_str(), nullptr, MS_BIND, nullptr), 0);
    QCOMPARE(::mount("none", folder.path("tmpfs").c_str(), "tmpfs", 0, nullptr), 0);
    const auto unmount = qScopeGuard([&] {
        ::umount(folder.path("again").c_str());
        ::umount(folder.path("tmpfs").c_str());
    });
    const auto fileSystem = makeLinuxFileSystem();
    const auto root = opened(*fileSystem, folder.path());
    QVERIFY(fileSystem->status(root, "again").value().mountRoot);
    QVERIFY(fileSystem->status(root, "tmpfs").value().mountRoot);
    QVERIFY(fileSystem->status(opened(*fileSystem, folder.path("tmpfs"))).value().mountRoot);
    QVERIFY(!fileSystem->status(root, "here").value().mountRoot);

    const auto here = opened(*fileSystem, folder.path("here"));
    for (const char *there : {"again", "tmpfs"}) {
        COMPARE_CODE(
            fileSystem->renameNoReplace(here, "file", opened(*fileSystem, folder.path(there)), "moved"), ErrorCode::CrossesFileSystems);
        COMPARE_CODE(fileSystem->renameNoReplace(root, there, root, "new"), ErrorCode::Busy);
    }
    // One file system mounted twice has one device number: only the mount tells them apart.
    const auto deviceOf
        = [&](const char *path) { return fileSystem->status(opened(*fileSystem, folder.path(path))).value().identity.device; };
    QVERIFY(deviceOf("here") != deviceOf("again"));
    QCOMPARE(fileSystem->canonicalPath(opened(*fileSystem, folder.path("again"))).value(), folder.path("again"));
}

void TestLinuxFileSystem::findsThePathThroughADeepMount()
{
    if (!canMount())
        QSKIP("needs the right to mount");
    const TempDir folder;
    Bytes deep;
    for (int depth = 0; depth < 20; ++depth)
        deep += Bytes(240, static_cast<char>('a' + depth)) + '/';
    folder.makeDir(deep + "mount");
    folder.makeDir(deep + "mount neighbour");
    const int before = openFolder(AT_FDCWD, ".");
    const int parent = openFolder(AT_FDCWD, folder.path(deep));
    QCOMPARE(::fchdir(parent), 0);
    const auto goBack = qScopeGuard([&] {
        ::umount("mount");
        (void)!::fchdir(before);
        ::close(parent);
        ::close(before);
    });
    QCOMPARE(::mount("none", "mount", "tmpfs", 0, nullptr), 0);
    const auto fileSystem = makeLinuxFileSystem();
    const Bytes path = folder.path(deep + "mount");
    QCOMPARE(fileSystem->canonicalPath(opened(*fileSystem, path)).value(), path);
}

void TestLinuxFileSystem::timesTooFarOff_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("2023") << qint64(1'699'362'369) << qint64(1'699'362'369'999'999'999);
    QTest::newRow("2300") << qint64(10'413'792'000) << qint64(kBeyondAllTimes);
    QTest::newRow("last whole second") << qint64(9'223'372'036) << qint64(kBeyondAllTimes);
    QTest::newRow("1969") << qint64(-1) << qint64(-1);
    QTest::newRow("1600") << qint64(-11'676'096'000) << qint64(kBeforeAllTimes);
}

void TestLinuxFileSystem::timesTooFarOff()
{
    static qint64 s_seconds;
    QFETCH(qint64, seconds);
    QFETCH(qint64, expected);
    s_seconds = seconds;
    const TempDir folder;
    folder.writeFile("file");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.statx = [](int from, const char *name, int flags, unsigned mask, struct statx *status) {
              const int result = ::statx(from, name, flags, mask, status);
              status->stx_mtime.tv_sec = s_seconds;
              status->stx_mtime.tv_nsec = 999'999'999;
              return result;
          }});
    QCOMPARE(fileSystem->status(opened(*fileSystem, folder.path()), "file").value().identity.modificationTime, expected);
}

void TestLinuxFileSystem::birthsThatAreNoTimes_data()
{
    QTest::addColumn<bool>("told");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("told") << true << qint64(1'600'000'000) << qint64(1'600'000'000'000'000'000);
    QTest::newRow("before 1970") << true << qint64(-1) << qint64(-1'000'000'000);
    QTest::newRow("told as nothing") << true << qint64(0) << qint64(kBeforeAllTimes);
    QTest::newRow("not told") << false << qint64(1'600'000'000) << qint64(kBeforeAllTimes);
}

/// Whatever tells the file from others in its place is no time.
void TestLinuxFileSystem::birthsThatAreNoTimes()
{
    static bool s_told;
    static qint64 s_seconds;
    QFETCH(bool, told);
    QFETCH(qint64, seconds);
    QFETCH(qint64, expected);
    s_told = told;
    s_seconds = seconds;
    const TempDir folder;
    folder.writeFile("file");
    const auto fileSystem
        = makeLinuxFileSystem(Syscalls{.statx = [](int from, const char *name, int flags, unsigned mask, struct statx *status) {
              const int result = ::statx(from, name, flags, mask, status);
              status->stx_mask = s_told ? status->stx_mask | STATX_BTIME : status->stx_mask & ~unsigned(STATX_BTIME);
              status->stx_btime = {.tv_sec = s_seconds};
              return result;
          }});
    QCOMPARE(fileSystem->status(opened(*fileSystem, folder.path()), "file").value().birthTime, expected);
    const auto withoutStatx = makeLinuxFileSystem(Syscalls{.statx = statxMissing});
    QCOMPARE(withoutStatx->status(opened(*withoutStatx, folder.path()), "file").value().birthTime, kBeforeAllTimes);
}

void TestLinuxFileSystem::nameLimits_data()
{
    QTest::addColumn<long>("said");
    QTest::addColumn<long>("magic");
    QTest::addColumn<bool>("onBlockDevice");
    QTest::addColumn<unsigned>("expected");
    QTest::newRow("ext4") << 255l << 0xef53l << true << 255u;
    QTest::newRow("ecryptfs") << 143l << 0xf15fl << false << 143u;
    QTest::newRow("nothing said") << 0l << 0x6969l << false << 255u;
    QTest::newRow("nonsense") << -1l << 0x6969l << false << 255u;
    QTest::newRow("too much said") << 100'000l << 0x6969l << false << 1530u;
    QTest::newRow("vfat counts six bytes a unit") << 1530l << 0x4d44l << true << 765u;
    QTest::newRow("exfat") << 1530l << 0x2011bab0l << true << 765u;
    QTest::newRow("ntfs by fuse says units") << 255l << 0x65735546l << true << 765u;
    QTest::newRow("sshfs") << 255l << 0x65735546l << false << 255u;
    QTest::newRow("cifs") << 255l << 0xff534d42l << false << 765u;
}

void TestLinuxFileSystem::nameLimits()
{
    QFETCH(long, said);
    QFETCH(long, magic);
    QFETCH(bool, onBlockDevice);
    QFETCH(unsigned, expected);
    QCOMPARE(nameLimit(said, magic, onBlockDevice ? Medium::BlockDevice : Medium::Other), expected);
}

void TestLinuxFileSystem::leaksNoDescriptors()
{
    const TempDir folder;
    folder.makeDir("a/b");
    folder.writeFile("file");
    const std::size_t before = openDescriptors();
    for (const Syscalls &syscalls :
        {Syscalls{}, Syscalls{.renameat2 = renameat2WithoutFlags, .openat2 = openat2Missing, .linkat = linkatWithoutLinks}}) {
        const auto fileSystem = makeLinuxFileSystem(syscalls);
        const auto root = opened(*fileSystem, folder.path());
        VERIFY_OK(fileSystem->openDirectoryNoLinks(folder.path("a/b")));
        COMPARE_CODE(fileSystem->openDirectoryNoLinks(folder.path("a/missing")), ErrorCode::NotFound);
        VERIFY_OK(fileSystem->openChild(root, "a"));
        COMPARE_CODE(fileSystem->openChild(root, "file"), ErrorCode::NotADirectory);
        VERIFY_OK(fileSystem->list(root, [](const DirectoryEntry &) { return false; }));
        VERIFY_OK(fileSystem->renameNoReplace(root, "file", root, "other"));
        VERIFY_OK(fileSystem->renameNoReplace(root, "other", root, "file"));
        VERIFY_OK(fileSystem->canonicalPath(root));
        VERIFY_OK(fileSystem->syncFileSystem(root));
        QCOMPARE(openDescriptors(), before + 1);
    }
    QCOMPARE(openDescriptors(), before);
}

void TestLinuxFileSystem::saysWhenDescriptorsRunOut()
{
    const TempDir folder;
    rlimit before;
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const auto fileSystem = makeLinuxFileSystem();
    const auto root = opened(*fileSystem, folder.path());
    const rlimit none{.rlim_cur = 0, .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const auto opened = fileSystem->openDirectory(folder.path());
    const auto listed = fileSystem->list(root, [](const DirectoryEntry &) { return true; });
    ::setrlimit(RLIMIT_NOFILE, &before);
    COMPARE_CODE(opened, ErrorCode::TooManyOpenFiles);
    COMPARE_CODE(listed, ErrorCode::TooManyOpenFiles);
}

void TestLinuxFileSystem::raisesTheOpenFileLimit()
{
    rlimit before;
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit low{.rlim_cur = std::min<rlim_t>(64, before.rlim_max), .rlim_max = before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &low), 0);
    raiseOpenFileLimit();
    rlimit after;
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &after), 0);
    ::setrlimit(RLIMIT_NOFILE, &before);
    QCOMPARE(after.rlim_cur, before.rlim_max);
}

void TestLinuxFileSystem::forbiddenThreadEndsTheProgram()
{
    QVERIFY(!fileSystemForbiddenOnThisThread());
    std::jthread([] {
        forbidFileSystemOnThisThread();
        QVERIFY(fileSystemForbiddenOnThisThread());
    }).join();
    QVERIFY(!fileSystemForbiddenOnThisThread()); // the mark is the other thread's

    const TempDir folder;
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit noCoreFile{.rlim_cur = 0, .rlim_max = 0};
        ::setrlimit(RLIMIT_CORE, &noCoreFile);
        ::signal(SIGABRT, SIG_DFL);
        ::dup2(pipe[1], STDERR_FILENO);
        const auto fileSystem = makeLinuxFileSystem();
        const auto open = opened(*fileSystem, folder.path());
        forbidFileSystemOnThisThread();
        (void)fileSystem->renameNoReplace(open, "a", open, "b");
        ::_exit(0);
    }
    ::close(pipe[1]);
    QByteArray said(500, '\0');
    said.truncate(std::max<qsizetype>(0, ::read(pipe[0], said.data(), 500)));
    ::close(pipe[0]);
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
#ifdef NDEBUG
    QVERIFY(WIFEXITED(status));
#else
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGABRT);
    QVERIFY2(said.contains(": rename\n"), said.constData());
#endif
}

QTEST_APPLESS_MAIN(TestLinuxFileSystem)
#include "tst_linux_file_system.moc"
