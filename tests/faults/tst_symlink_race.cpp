// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody swaps a folder for a symbolic link to another one, again and again, while files in it are renamed: the other folder
// is never touched.
#include "core/fs/linux_file_system.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <csignal>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

constexpr int kTries = 20'000;

/// Swaps two names until it is killed.
pid_t startSwapping(const Bytes &one, const Bytes &other)
{
    const pid_t swapper = ::fork();
    if (swapper == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            (void)::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE);
    }
    return swapper;
}

struct Tally {
    int done = 0;
    int refused = 0;
    int escaped = 0;
};

/// `rename(from, to)` in the folder that is being swapped, there and back.
template <class Rename>
Tally race(Rename rename)
{
    const TempDir folder;
    folder.writeFile("in/f");
    folder.writeFile("out/f");
    folder.makeLink("link", "out");
    const pid_t swapper = startSwapping(folder.path("in"), folder.path("link"));
    Tally tally;
    for (int i = 0; i < kTries; ++i) {
        const bool done = rename(folder.path("in"), "f", "g");
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
    ::kill(swapper, SIGKILL);
    ::waitpid(swapper, nullptr, 0);
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
    const Tally tally = race([&](const Bytes &path, BytesView from, BytesView to) {
        const auto folder = disk->openDirectoryNoLinks(path);
        return folder && disk->renameNoReplace(*folder, from, *folder, to);
    });
    qInfo("tries %d, done %d, refused %d, escaped %d", kTries, tally.done, tally.refused, tally.escaped);
    QCOMPARE(tally.escaped, 0);
    QVERIFY2(tally.done > 0 && tally.refused > 0, "there was no race");
}

/// The control: looking first and renaming by path does escape, so the race above is one.
void TestSymlinkRace::pathsDoEscape()
{
    const Tally tally = race([](const Bytes &path, const Bytes &from, const Bytes &to) {
        struct stat status;
        if (::lstat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
            return false;
        return ::rename((path + "/" + from).c_str(), (path + "/" + to).c_str()) == 0;
    });
    qInfo("tries %d, done %d, refused %d, escaped %d", kTries, tally.done, tally.refused, tally.escaped);
    QVERIFY(tally.escaped > 0);
}

QTEST_GUILESS_MAIN(TestSymlinkRace)
#include "tst_symlink_race.moc"
