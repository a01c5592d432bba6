// SPDX-License-Identifier: GPL-3.0-or-later
// On overlayfs, as in every container: the first rename of a file of a lower layer copies it up, and of its identity only
// the inode number, size and times stay.
#include "core/fs/linux_file_system.h"
#include "tests/support/rename_rig.h"
#include "tests/support/result_checks.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <cstdio>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>

using namespace bulkhead;

namespace {

/// Mounts made from here on are seen by this process alone. False where that is not allowed.
bool canMount()
{
    static const bool s_can = ::unshare(CLONE_NEWNS) == 0 && ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
    return s_can;
}

/// Paths with a slash at the end are folders.
class Overlay
{
public:
    Overlay(const std::vector<Bytes> &lowerPaths, const Bytes &options)
    {
        m_temp.makeDir("layers");
        m_temp.makeDir("merged");
        m_layersMounted = canMount() && ::mount("none", m_temp.path("layers").c_str(), "tmpfs", 0, nullptr) == 0;
        if (!m_layersMounted)
            return;
        for (const char *layer : {"lower", "upper", "work"})
            ::mkdir(m_temp.path(Bytes("layers/") + layer).c_str(), 0700);
        for (const Bytes &path : lowerPaths)
            add("layers/lower/" + path);
        const Bytes layers = "lowerdir=" + m_temp.path("layers/lower") + ",upperdir=" + m_temp.path("layers/upper")
            + ",workdir=" + m_temp.path("layers/work") + options;
        m_mounted = ::mount("overlay", m_temp.path("merged").c_str(), "overlay", 0, layers.c_str()) == 0;
    }
    ~Overlay()
    {
        if (m_mounted)
            ::umount(root().c_str());
        if (m_layersMounted)
            ::umount(m_temp.path("layers").c_str());
    }
    Overlay(const Overlay &) = delete;
    Overlay &operator=(const Overlay &) = delete;

    bool isMounted() const { return m_mounted; }
    Bytes root() const { return m_temp.path("merged"); }
    Snapshot snapshot() const { return snapshotOf(root()); }

private:
    void add(const Bytes &path) const
    {
        const Bytes absolute = m_temp.path(path);
        if (path.ends_with('/')) {
            ::mkdir(absolute.c_str(), 0700);
        } else if (FILE *file = std::fopen(absolute.c_str(), "w")) {
            std::fputs(path.c_str(), file);
            std::fclose(file);
        }
    }

    TempDir m_temp;
    bool m_layersMounted = false;
    bool m_mounted = false;
};

std::unique_ptr<History> historyIn(const TempDir &state)
{
    auto opened = History::open(state.path("bulkhead"));
    if (!opened)
        qFatal("no history: %s", errorCodeName(opened.error().code));
    return std::move(*opened);
}

} // namespace

class TestOverlay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identityOutlivesTheCopyUp();
    void listsNoInodes();
    void ringIsUndoneAndRedone();
    void lowerFolder_data();
    void lowerFolder();
};

#define MOUNT_OR_SKIP(overlay)                                                                                                             \
    do {                                                                                                                                   \
        if (!(overlay).isMounted())                                                                                                        \
            QSKIP("an overlay cannot be mounted here");                                                                                    \
    } while (false)

void TestOverlay::identityOutlivesTheCopyUp()
{
    const Overlay overlay({"a"}, "");
    MOUNT_OR_SKIP(overlay);
    const auto disk = makeLinuxFileSystem();
    const auto folder = disk->openDirectory(overlay.root()).value();
    const FileIdentity before = disk->status(folder, "a").value().identity;
    QCOMPARE(before.birth, 0);
    QVERIFY(disk->status(folder, "a").value().birthTime > 0); // known, if of no use for identity
    VERIFY_OK(disk->renameNoReplace(folder, "a", folder, "b"));
    QVERIFY(sameObject(before, disk->status(folder, "b").value().identity));
    QCOMPARE(disk->status(folder).value().identity.birth, 0);
}

void TestOverlay::listsNoInodes()
{
    const Overlay overlay({"a"}, "");
    MOUNT_OR_SKIP(overlay);
    const auto disk = makeLinuxFileSystem();
    std::vector<std::uint64_t> listed;
    VERIFY_OK(disk->list(disk->openDirectory(overlay.root()).value(), [&](const DirectoryEntry &entry) {
        listed.push_back(entry.inode);
        return true;
    }));
    QCOMPARE(listed, std::vector<std::uint64_t>{0});
}

void TestOverlay::ringIsUndoneAndRedone()
{
    const Overlay overlay({"album/", "album/a", "album/b", "album/c", "single"}, "");
    MOUNT_OR_SKIP(overlay);
    const TempDir state;
    const auto history = historyIn(state);
    const auto disk = makeLinuxFileSystem();
    RenameRig rig(*disk, *history, overlay.root());
    const Snapshot before = overlay.snapshot();
    const Journeys journeys{{"album/a", "album/b"}, {"album/b", "album/c"}, {"album/c", "album/a"}, {"single", "album/moved"}};
    const Snapshot after = snapshotAfter(before, journeys);

    const JobReport done = rig.run(journeys);
    QCOMPARE(done.done, 4);
    COMPARE_SNAPSHOTS(overlay.snapshot(), after);
    const JobReport undone = rig.reverse(*done.batch);
    QCOMPARE(undone.done, 4);
    COMPARE_SNAPSHOTS(overlay.snapshot(), before);
    QCOMPARE(rig.reverse(*undone.batch).done, 4);
    COMPARE_SNAPSHOTS(overlay.snapshot(), after);
}

void TestOverlay::lowerFolder_data()
{
    QTest::addColumn<Bytes>("options");
    QTest::addColumn<bool>("canMove");
    QTest::newRow("redirects") << Bytes(",redirect_dir=on") << true;
    QTest::newRow("no redirects") << Bytes(",redirect_dir=off") << false;
}

void TestOverlay::lowerFolder()
{
    QFETCH(Bytes, options);
    QFETCH(bool, canMove);
    const Overlay overlay({"album/", "album/a", "single"}, options);
    MOUNT_OR_SKIP(overlay);
    const TempDir state;
    const auto history = historyIn(state);
    const auto disk = makeLinuxFileSystem();
    RenameRig rig(*disk, *history, overlay.root());
    const Snapshot before = overlay.snapshot();
    const Journeys both{{"album", "photos"}, {"single", "other"}};
    const Snapshot after = snapshotAfter(before, canMove ? both : Journeys{both.back()});

    const JobReport done = rig.run(both);
    QCOMPARE(done.outcome, Outcome::Done);
    QCOMPARE(done.done, canMove ? 2 : 1);
    QCOMPARE(done.failed, canMove ? 0 : 1);
    if (!canMove)
        QCOMPARE(done.errors.front().error.code, ErrorCode::CrossesFileSystems);
    COMPARE_SNAPSHOTS(overlay.snapshot(), after);
    QCOMPARE(rig.reverse(*done.batch).done, canMove ? 2 : 1);
    COMPARE_SNAPSHOTS(overlay.snapshot(), before);
}

QTEST_APPLESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
