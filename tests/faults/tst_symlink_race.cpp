// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody swaps a folder for a symbolic link to another one, again and again, while files in it are renamed: the other folder
// is never touched.
#include "core/fs/linux_file_system.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

constexpr int kTries = 20'000;

/// A process that swaps two names until it is ended.
class Swapper
{
public:
    Swapper(const Bytes &one, const Bytes &other)
        : m_swaps(static_cast<std::atomic<quint64> *>(
            ::mmap(nullptr, sizeof(std::atomic<quint64>), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)))
        , m_process(::fork())
    {
        if (m_process == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGKILL);
            for (;;) {
                (void)::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE);
                m_swaps->fetch_add(1);
            }
        }
    }
    ~Swapper()
    {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
        ::munmap(m_swaps, sizeof *m_swaps);
    }
    Q_DISABLE_COPY_MOVE(Swapper)

    /// Until the names were swapped once more: what was seen before it is not so afterwards, however busy the machine.
    void waitForSwap() const
    {
        for (const quint64 before = *m_swaps; *m_swaps == before;)
            ::sched_yield();
    }

private:
    std::atomic<quint64> *m_swaps;
    pid_t m_process;
};

struct Tally {
    int tries = 0;
    int done = 0;
    int refused = 0;
    int escaped = 0;
};

/// `rename(folder, from, to, between)` in the folder that is being swapped, there and back. `between` is to be called between
/// looking and renaming: every eighth time the names are swapped just there, and otherwise when it happens. Ends when
/// `isEnough(tally)`.
template <class Rename, class IsEnough>
Tally race(Rename rename, IsEnough isEnough)
{
    const TempDir folder;
    folder.writeFile("in/f");
    folder.writeFile("out/f");
    folder.makeLink("link", "out");
    const Swapper swapper(folder.path("in"), folder.path("link"));
    Tally tally;
    for (; !isEnough(tally); ++tally.tries) {
        const auto between = [&] {
            if (tally.tries % 8 == 0)
                swapper.waitForSwap();
        };
        const bool done = rename(folder.path("in"), "f", "g", between);
        tally.done += done ? 1 : 0;
        tally.refused += done ? 0 : 1;
        if (folder.exists("out/g")) {
            ++tally.escaped;
            folder.rename("out/g", "out/f");
        }
        for (const char *home : {"in/g", "link/g"}) {
            // Wherever the folder is now; where it is neither for a moment, the next round finds it.
            const Bytes from = folder.path(home);
            Bytes to = from;
            to.back() = 'f';
            if (!folder.exists("out/g"))
                (void)::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
        }
    }
    return tally;
}

} // namespace

class TestSymlinkRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverEscapes();
    void pathsDoEscape();
};

void TestSymlinkRace::neverEscapes()
{
    const std::unique_ptr<FileSystem> disk = makeLinuxFileSystem();
    const auto rename = [&](const Bytes &path, BytesView from, BytesView to, const auto &between) {
        const auto folder = disk->openDirectoryNoLinks(path);
        between();
        return folder && disk->renameNoReplace(*folder, from, *folder, to);
    };
    const Tally tally = race(rename, [](const Tally &so) { return so.tries == kTries; });
    qInfo("tries %d, done %d, refused %d, escaped %d", tally.tries, tally.done, tally.refused, tally.escaped);
    QCOMPARE(tally.escaped, 0);
    QVERIFY2(tally.done > 0 && tally.refused > 0, "there was no race");
}

/// The control: looking first and renaming by path does escape, so the race above is one.
void TestSymlinkRace::pathsDoEscape()
{
    const auto rename = [](const Bytes &path, const Bytes &from, const Bytes &to, const auto &between) {
        struct stat status;
        if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
            return false;
        between();
        return ::rename((path + "/" + from).c_str(), (path + "/" + to).c_str()) == 0;
    };
    const QDeadlineTimer end(std::chrono::minutes(1));
    const Tally tally = race(rename, [&](const Tally &so) { return (so.tries >= kTries && so.escaped > 0) || end.hasExpired(); });
    qInfo("tries %d, done %d, refused %d, escaped %d", tally.tries, tally.done, tally.refused, tally.escaped);
    QVERIFY(tally.escaped > 0);
}

QTEST_GUILESS_MAIN(TestSymlinkRace)
#include "tst_symlink_race.moc"
