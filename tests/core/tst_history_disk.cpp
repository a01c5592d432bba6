// SPDX-License-Identifier: GPL-3.0-or-later
// The history on a disk that is full or read-only: nothing begins that cannot be recorded, and what began can end.
#include "core/history/history.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bulkhead;

#define COMPARE_ON_OWN_DISK(code)                                                                                                          \
    do {                                                                                                                                   \
        if ((code) == kNoDiskOfItsOwn)                                                                                                     \
            QSKIP("a small disk cannot be mounted here");                                                                                  \
        QCOMPARE(code, 0);                                                                                                                 \
    } while (false)
using namespace bulkhead::test;

namespace {

ErrorCode openCode(const Bytes &folder)
{
    const auto history = History::open(folder);
    return history ? ErrorCode::None : history.error().code;
}

/// Runs `body` in a child and gives its exit code: limits, mounts and user ids end with it.
int inChild(const std::function<int()> &body)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(body());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

#define CHILD_CHECK(condition)                                                                                                             \
    do {                                                                                                                                   \
        if (!(condition)) {                                                                                                                \
            std::fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                                                   \
            return 1;                                                                                                                      \
        }                                                                                                                                  \
    } while (false)

/// A history that holds batch 1; then `limit` leaves no room for a big one, which must leave no trace.
int sealWithoutRoom(const Bytes &state, ErrorCode expected, const std::function<bool()> &limit, const std::function<bool()> &lift)
{
    const SampleBatch big = sampleBatch(200'000);
    auto history = History::open(state);
    CHILD_CHECK(history);
    CHILD_CHECK(writeBatch(**history, sampleBatch(10)) == 1);
    CHILD_CHECK(limit());
    auto writer = (*history)->begin(big.header);
    CHILD_CHECK(writer);
    describe(**writer, big);
    const auto sealed = (*writer)->seal();
    CHILD_CHECK(!sealed);
    std::fprintf(stderr, "%s\n", describeError(sealed.error()).c_str());
    CHILD_CHECK(sealed.error().code == expected);
    CHILD_CHECK((*history)->batches(10)->size() == 1);

    history->reset();
    writer->reset();
    history = History::open(state);
    CHILD_CHECK(history);
    CHILD_CHECK((*history)->batches(10)->size() == 1);
    CHILD_CHECK((*history)->contents(1)->moves.size() == 10);
    CHILD_CHECK(lift());
    CHILD_CHECK(writeBatch(**history, big) == 2);
    CHILD_CHECK((*history)->contents(2)->moves.size() == big.moves.size());
    return 0;
}

/// Fills the file system of `path` to the last byte, but for `free` bytes. False where that cannot be done.
bool fill(const Bytes &path, off_t free = 0)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const Bytes block(4096, 'f');
    for (std::size_t size : {block.size(), std::size_t(512), std::size_t(1)}) {
        while (::write(fd, block.data(), size) > 0) { }
    }
    const bool full = errno == ENOSPC;
    const off_t size = ::lseek(fd, 0, SEEK_END);
    const bool cut = free == 0 || (free < size && ::ftruncate(fd, size - free) == 0);
    ::close(fd);
    return full && cut;
}

/// What a child answers where it may not mount anything: not root, or in a chroot.
constexpr int kNoDiskOfItsOwn = 77;

bool mountSmall(const Bytes &folder, const char *options)
{
    return ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0
        && ::mount("none", folder.c_str(), "tmpfs", 0, options) == 0;
}

/// The intent is written, then the disk fills up: the end must be written all the same.
int finishOnAFullDisk(const Bytes &folder)
{
    const Bytes state = folder + "/state";
    SampleBatch batch = sampleBatch(50'000);
    for (std::size_t i = 0; i < batch.moves.size(); ++i)
        batch.moves[i].result = MoveResult(1 + i % 4); // The results that take most room.
    auto history = History::open(state);
    CHILD_CHECK(history);
    const auto writer = writeIntent(**history, batch);
    CHILD_CHECK(fill(folder + "/filler"));
    const auto finished = writer->finish(BatchState::Failed, resultsOf(batch));
    if (!finished)
        std::fprintf(stderr, "%s\n", describeError(finished.error()).c_str());
    CHILD_CHECK(finished);
    CHILD_CHECK((*history)->batch(1)->state == BatchState::Failed);
    CHILD_CHECK(movesOf(*(*history)->contents(1)) == batch.moves);

    // A new one finds no room, and does not start.
    const SampleBatch small = sampleBatch(5'000);
    auto next = (*history)->begin(small.header);
    describe(**next, small);
    CHILD_CHECK((*next)->seal().error().code == ErrorCode::NoSpace);
    CHILD_CHECK((*history)->batches(10)->size() == 1);
    return 0;
}

/// Whatever room there is: either the intent is refused, or the end can be written on a disk that is full by then.
int sealedMeansItCanFinish(const Bytes &disk)
{
    SampleBatch batch = sampleBatch(6'000);
    for (std::size_t i = 0; i < batch.moves.size(); ++i)
        batch.moves[i].result = MoveResult(1 + i % 4);
    int refused = 0;
    int finished = 0;
    for (int pages = 0; pages < 150; pages += 3) {
        const Bytes state = disk + "/state" + std::to_string(pages);
        const Bytes filler = disk + "/filler";
        auto history = History::open(state);
        CHILD_CHECK(history);
        CHILD_CHECK(fill(filler, off_t(pages) * 4096));
        auto writer = (*history)->begin(batch.header);
        CHILD_CHECK(writer);
        describe(**writer, batch);
        if (const auto sealed = (*writer)->seal(); !sealed) {
            CHILD_CHECK(sealed.error().code == ErrorCode::NoSpace);
            CHILD_CHECK((*history)->batches(10)->empty());
            ++refused;
        } else {
            CHILD_CHECK(fill(filler));
            const auto ended = (*writer)->finish(BatchState::Failed, resultsOf(batch));
            CHILD_CHECK(ended);
            CHILD_CHECK(movesOf(*(*history)->contents(1)) == batch.moves);
            ++finished;
        }
        CHILD_CHECK(::unlink(filler.c_str()) == 0);
    }
    std::fprintf(stderr, "refused %d, finished %d\n", refused, finished);
    CHILD_CHECK(refused > 5 && finished > 5);
    return 0;
}

/// Several batches at work, each of which wrote its intent where the one before had reserved; finished ones are put away
/// meanwhile, which writes to the log too. What was reserved must be there when the disk is full.
int allFinishOnAFullDisk(const Bytes &folder, int atWork, int forgotten)
{
    const SampleBatch batch = sampleBatch(100);
    auto history = History::open(folder + "/state");
    CHILD_CHECK(history);
    for (int i = 0; i < forgotten; ++i)
        writeBatch(**history, batch);
    std::vector<std::unique_ptr<BatchWriter>> writers;
    for (int i = 0; i < atWork; ++i)
        writers.push_back(writeIntent(**history, sampleBatch(100, std::size_t(i))));
    for (int id = 1; id <= forgotten; ++id)
        CHILD_CHECK((*history)->forget(id));
    CHILD_CHECK(fill(folder + "/filler"));
    for (const auto &writer : writers) {
        const auto finished = writer->finish(BatchState::Failed, resultsOf(batch));
        if (!finished)
            std::fprintf(stderr, "%s\n", describeError(finished.error()).c_str());
        CHILD_CHECK(finished);
    }
    return 0;
}

/// No room for a new history: the damaged one stays where it is, and is kept aside once there is some.
int beginAnewWithoutRoom(const Bytes &disk)
{
    const Bytes state = disk + "/state";
    const Bytes file = state + "/history.sqlite";
    CHILD_CHECK(::mkdir(state.c_str(), 0700) == 0);
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    CHILD_CHECK(::write(fd, "garbage", 7) == 7 && ::close(fd) == 0);
    CHILD_CHECK(fill(disk + "/filler"));
    const auto named = [&state](BytesView name) { return snapshotOf(state).contains(Bytes(name)); };
    std::optional<Error> keptAside;
    CHILD_CHECK(History::openOrBeginAnew(state, keptAside).error().code == ErrorCode::NoSpace);
    CHILD_CHECK(!keptAside && snapshotOf(state).size() == 2 && named("history.sqlite") && named("owners.lock"));
    CHILD_CHECK(snapshotOf(state).at("history.sqlite") == "file:garbage");
    CHILD_CHECK(::unlink((disk + "/filler").c_str()) == 0);
    CHILD_CHECK(History::openOrBeginAnew(state, keptAside));
    CHILD_CHECK(keptAside && snapshotOf(state).at(keptAside->path.substr(state.size() + 1)) == "file:garbage");
    return 0;
}

} // namespace

class TestHistoryDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readOnlyFolder();
    void readOnlyFileSystem();
    void noRoomForTheIntentByLimit();
    void noRoomForTheIntentOnTmpfs();
    void noRoomAtAll();
    void roomForTheEndIsReserved();
    void sealedBatchesCanFinish();
    void damagedFileOnAFullDisk();
    void roomOfEveryBatchIsReserved_data();
    void roomOfEveryBatchIsReserved();
};

void TestHistoryDisk::readOnlyFolder()
{
    const TempDir temp;
    QCOMPARE(::chmod(temp.path().c_str(), 0755), 0);
    temp.makeDir("state");
    temp.makeDir("parent");
    if (::geteuid() == 0)
        QCOMPARE(::chown(temp.path("state").c_str(), 65534, 65534), 0);
    temp.setMode("state", 0500);
    temp.setMode("parent", 0555);
    const int code = inChild([&temp] {
        if (::geteuid() == 0 && ::setuid(65534) != 0)
            return 2;
        CHILD_CHECK(openCode(temp.path("state")) == ErrorCode::PermissionDenied);
        CHILD_CHECK(openCode(temp.path("parent/state")) == ErrorCode::PermissionDenied);
        return 0;
    });
    temp.setMode("parent", 0755);
    temp.setMode("state", 0755);
    QCOMPARE(code, 0);
    QVERIFY(!temp.exists("state/history.sqlite") && !temp.exists("state/owners.lock"));
}

void TestHistoryDisk::readOnlyFileSystem()
{
    if (::geteuid() != 0)
        QSKIP("needs root to mount");
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&disk] {
        if (!mountSmall(disk, "size=8m,mode=0755"))
            return kNoDiskOfItsOwn;
        writeBatch(*openSampleHistory(disk + "/state"), sampleBatch(10));
        CHILD_CHECK(::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
        CHILD_CHECK(openCode(disk + "/state") == ErrorCode::ReadOnlyFileSystem);
        CHILD_CHECK(openCode(disk + "/other") == ErrorCode::ReadOnlyFileSystem);
        return 0;
    });
    COMPARE_ON_OWN_DISK(code);
}

void TestHistoryDisk::noRoomForTheIntentByLimit()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    QCOMPARE(inChild([&state] {
        ::signal(SIGXFSZ, SIG_IGN);
        const auto setLimit = [](rlim_t bytes) {
            const rlimit limit{.rlim_cur = bytes, .rlim_max = RLIM_INFINITY};
            return ::setrlimit(RLIMIT_FSIZE, &limit) == 0;
        };
        return sealWithoutRoom(
            state, ErrorCode::FileTooLarge, [&] { return setLimit(1 << 20); }, [&] { return setLimit(RLIM_INFINITY); });
    }),
        0);
}

void TestHistoryDisk::noRoomForTheIntentOnTmpfs()
{
    if (::geteuid() != 0)
        QSKIP("needs root to mount");
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&disk] {
        if (!mountSmall(disk, "size=64m,mode=0755"))
            return kNoDiskOfItsOwn;
        const auto resize = [&disk](const char *size) { return ::mount("none", disk.c_str(), "tmpfs", MS_REMOUNT, size) == 0; };
        return sealWithoutRoom(
            disk + "/state", ErrorCode::NoSpace, [&] { return resize("size=2m"); }, [&] { return resize("size=64m"); });
    });
    COMPARE_ON_OWN_DISK(code);
}

void TestHistoryDisk::noRoomAtAll()
{
    if (::geteuid() != 0)
        QSKIP("needs root to mount");
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&disk] {
        if (!mountSmall(disk, "size=1m,mode=0755"))
            return kNoDiskOfItsOwn;
        CHILD_CHECK(fill(disk + "/filler"));
        CHILD_CHECK(openCode(disk + "/state") == ErrorCode::NoSpace);
        CHILD_CHECK(::unlink((disk + "/filler").c_str()) == 0);
        CHILD_CHECK(openCode(disk + "/state") == ErrorCode::None);
        return 0;
    });
    COMPARE_ON_OWN_DISK(code);
}

void TestHistoryDisk::roomForTheEndIsReserved()
{
    if (::geteuid() != 0)
        QSKIP("needs root to mount");
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&disk] {
        if (!mountSmall(disk, "size=32m,mode=0755"))
            return kNoDiskOfItsOwn;
        return finishOnAFullDisk(disk);
    });
    COMPARE_ON_OWN_DISK(code);
}

void TestHistoryDisk::sealedBatchesCanFinish()
{
    if (::geteuid() != 0)
        QSKIP("needs root to mount");
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&disk] {
        if (!mountSmall(disk, "size=48m,mode=0755"))
            return kNoDiskOfItsOwn;
        return sealedMeansItCanFinish(disk);
    });
    COMPARE_ON_OWN_DISK(code);
}

void TestHistoryDisk::damagedFileOnAFullDisk()
{
    if (::geteuid() != 0)
        QSKIP("needs root to mount");
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&disk] {
        if (!mountSmall(disk, "size=1m,mode=0755"))
            return kNoDiskOfItsOwn;
        return beginAnewWithoutRoom(disk);
    });
    COMPARE_ON_OWN_DISK(code);
}

void TestHistoryDisk::roomOfEveryBatchIsReserved_data()
{
    QTest::addColumn<int>("atWork");
    QTest::addColumn<int>("forgotten");
    QTest::newRow("many at work") << 30 << 0;
    QTest::newRow("others are forgotten meanwhile") << 1 << 20;
}

void TestHistoryDisk::roomOfEveryBatchIsReserved()
{
    QFETCH(int, atWork);
    QFETCH(int, forgotten);
    const TempDir temp;
    temp.makeDir("disk");
    const Bytes disk = temp.path("disk");
    const int code = inChild([&] {
        if (!mountSmall(disk, "size=48m,mode=0755"))
            return kNoDiskOfItsOwn;
        return allFinishOnAFullDisk(disk, atWork, forgotten);
    });
    COMPARE_ON_OWN_DISK(code);
}

QTEST_APPLESS_MAIN(TestHistoryDisk)
#include "tst_history_disk.moc"
