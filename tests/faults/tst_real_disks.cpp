// SPDX-License-Identifier: GPL-3.0-or-later
// What only real disks do: full ones, files that may not change, disks that are read-only, no time of birth. Rows are named
// by class and number and a few words, as in tests/cli/tst_torture_*.
#include "tests/faults/loop_disk.h"
#include "tests/faults/on_disk.h"

#include <QtTest>

#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

constexpr int kLongNames = 200;
const Words kSmallExt4{"mkfs.ext4", "-q", "-F", "-b", "1024", "-m", "0"};
const Words kXfs{"mkfs.xfs", "-q", "-f"};
const Words kBtrfs{"mkfs.btrfs", "-q", "-f", "-m", "single"};

int done(const ProcessOutcome &outcome)
{
    return CliFixture::summary(outcome).value(QLatin1String("done")).toInt();
}

/// How often there is each content.
std::multiset<Bytes> contents(const Snapshot &snapshot)
{
    std::multiset<Bytes> all;
    for (const auto &[path, content] : snapshot)
        all.insert(content);
    return all;
}

/// Takes all the room there is, and gives `spare` bytes of it back.
void fill(const Bytes &file, off_t spare)
{
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    off_t size = 0;
    for (std::size_t block = 1 << 16; fd >= 0 && block >= 1024;) {
        const ssize_t written = ::write(fd, Bytes(block, 'x').data(), block);
        size += written > 0 ? written : 0;
        if (written > 0)
            continue;
        ::fsync(fd); // What was only promised so far is given out now, and a little may be left.
        block /= 2;
    }
    if (fd < 0 || ::ftruncate(fd, size - spare) != 0 || ::fsync(fd) != 0)
        qFatal("fill %s", file.c_str());
    ::close(fd);
}

} // namespace

class TestRealDisks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fullDisk_data();
    void fullDisk();
    void fullStateDisk_data();
    void fullStateDisk();
    void immutable();
    void immutableFolder();
    void readOnlyMounts_data();
    void readOnlyMounts();
    void readOnlyInBetween();
    void replacedFile_data();
    void replacedFile();
    void normalForms_data();
    void normalForms();
};

void TestRealDisks::initTestCase()
{
    if (::geteuid() != 0)
        QSKIP("only root can mount");
    if (!ownMounts())
        QSKIP("this machine gives no mount namespace");
    const LoopDisk disk("8M", kSmallExt4);
    if (!disk.ok())
        QSKIP(disk.why().c_str());
}

void TestRealDisks::fullDisk_data()
{
    QTest::addColumn<bool>("stateToo");
    QTest::addColumn<QByteArray>("blockSize");
    QTest::newRow("F04 ENOSPC midway") << false << QByteArray("1024");
    QTest::newRow("F04 ENOSPC midway, the history on the same disk") << true << QByteArray("4096");
    QTest::newRow("F04 the same, small blocks") << true << QByteArray("1024");
}

/// Folders grow with the names in them. From no room at all to enough: whatever is left undone, nothing is lost.
void TestRealDisks::fullDisk()
{
    QFETCH(bool, stateToo);
    QFETCH(QByteArray, blockSize);
    int midway = 0;
    int crashed = 0;
    for (const off_t spare : {0, 8, 24, 48, 96, 160, 224, 288, 352, 416, 480, 1024}) {
        const LoopDisk disk("8M", {"mkfs.ext4", "-q", "-F", "-m", "0", "-b", blockSize.toStdString()});
        QVERIFY2(disk.ok(), disk.why().c_str());
        const OnDisk on(disk.root());
        const auto run = [&](const Words &words) {
            const ProcessOutcome outcome = Program{}.run(words, stateToo ? disk.root() : on.state.path());
            crashed += outcome.exitCode > 128 ? 1 : 0;
            return outcome;
        };
        for (int i = 0; i < kLongNames; ++i)
            on.files.writeFile("a" + std::to_string(i), "content " + std::to_string(i));
        const Snapshot before = on.files.snapshot();
        const Bytes filler = disk.root() + "/filler";
        fill(filler, spare * 1024);

        const ProcessOutcome applied
            = run({"rename", "--json", "--template", Bytes(240, 'x') + "-{n:pad=3}", "--apply", "--", on.files.path()});
        QVERIFY(contents(on.files.snapshot()) == contents(before));
        QVERIFY(applied.exitCode != 0 || done(applied) == kLongNames);
        if (done(applied) > 0 && done(applied) < kLongNames) {
            ++midway;
            for (const auto &[name, issue] : issuesOf(applied))
                QCOMPARE(issue, Bytes("no-space"));
        }
        ProcessOutcome undone = run({"undo", "--apply", "--json"});
        while (undone.exitCode != 0 && done(undone) > 0) { // A folder that was too full for one name has room when others left.
            QVERIFY2(undone.errors.find("bulkhead-cli undo 1 --apply") != Bytes::npos, undone.errors.c_str());
            undone = run({"undo", "1", "--apply", "--json"});
        }
        if (stateToo && undone.exitCode != 0) {
            // There was no room to write down what undo was to do. It has touched nothing, and needs a little.
            QVERIFY(contents(on.files.snapshot()) == contents(before));
            QCOMPARE(::unlink(filler.c_str()), 0);
            undone = run({"undo", "--apply"});
        }
        COMPARE_EXIT(undone, 0);
        COMPARE_SNAPSHOTS(on.files.snapshot(), before);
    }
    QVERIFY2(midway > 0, "no run met the end of the room midway");
    QCOMPARE(crashed, 0);
}

void TestRealDisks::fullStateDisk_data()
{
    QTest::addColumn<Words>("mkfs");
    QTest::newRow("F04 history on a full ext4") << kSmallExt4;
    QTest::newRow("F04 history on a full xfs") << kXfs;
}

/// Where the history can no longer be written, nothing is renamed, and it is said why.
void TestRealDisks::fullStateDisk()
{
    QFETCH(Words, mkfs);
    const LoopDisk disk("320M", mkfs);
    if (!disk.ok())
        QSKIP(disk.why().c_str());
    const TempDir files;
    files.writeFile("a", "1");
    const auto run = [&](const Words &words) { return Program{}.run(words, disk.root()); };
    COMPARE_EXIT(run({"rename", "--replace", "a", "b", "--apply", "--", files.path()}), 0);
    fill(disk.root() + "/filler", 0);
    for (const Words &words : {Words{"rename", "--replace", "b", "c", "--apply", "--", files.path()}, Words{"undo", "--apply"}}) {
        const ProcessOutcome refused = run(words);
        COMPARE_EXIT(refused, 1);
        COMPARE_SNAPSHOTS(files.snapshot(), (Snapshot{{"b", "file:1"}}));
        QVERIFY2(refused.errors.find("the disk is full") != Bytes::npos, refused.errors.c_str());
    }
    QCOMPARE(::unlink((disk.root() + "/filler").c_str()), 0);
    COMPARE_EXIT(run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(files.snapshot(), (Snapshot{{"a", "file:1"}}));
}

void TestRealDisks::immutable()
{
    const LoopDisk disk("8M", kSmallExt4);
    QVERIFY2(disk.ok(), disk.why().c_str());
    const OnDisk on(disk.root());
    for (const char *name : {"a-immutable", "a-append", "a-1", "a-2", "ring1", "ring2", "ring3"})
        on.files.writeFile(name, name);
    QCOMPARE(runProcess({"chattr", "+i", on.files.path("a-immutable"), on.files.path("ring2")}).exitCode, 0);
    QCOMPARE(runProcess({"chattr", "+a", on.files.path("a-append")}).exitCode, 0);
    const Snapshot before = on.files.snapshot();

    const auto run = [&](const Bytes &onConflict) {
        return on.run({"rename", "--replace", "a-", "z-", "--replace", "ring1", "#2", "--replace", "ring2", "#3", "--replace", "ring3",
            "#1", "--replace", "#", "ring", "--on-conflict", onConflict, "--apply", "--", on.files.path()});
    };
    const Issues issues{
        {"a-immutable", "immutable"}, {"a-append", "immutable"}, {"ring1", "blocked"}, {"ring2", "immutable"}, {"ring3", "blocked"}};
    const ProcessOutcome refused = run("refuse");
    COMPARE_EXIT(refused, 1);
    QCOMPARE(text(issuesOf(refused)), text(issues));
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);

    COMPARE_EXIT(run("skip"), 0);
    Snapshot after = before;
    for (const Bytes number : {"1", "2"}) {
        after.erase("a-" + number);
        after["z-" + number] = "file:a-" + number;
    }
    COMPARE_SNAPSHOTS(on.files.snapshot(), after);

    // What became immutable since is refused, by name; it can be taken back when it no longer is, and it is said how.
    QCOMPARE(runProcess({"chattr", "+i", on.files.path("z-1")}).exitCode, 0);
    const ProcessOutcome half = on.run({"undo", "--apply"});
    COMPARE_EXIT(half, 1);
    QCOMPARE(text(issuesOf(half)), text({{"z-1", "immutable"}}));
    QVERIFY2(half.errors.find("bulkhead-cli undo 1 --apply") != Bytes::npos, half.errors.c_str());
    after.erase("z-2");
    after["a-2"] = "file:a-2";
    COMPARE_SNAPSHOTS(on.files.snapshot(), after);
    QCOMPARE(runProcess({"chattr", "-i", on.files.path("z-1")}).exitCode, 0);
    COMPARE_EXIT(on.run({"undo", "1", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

void TestRealDisks::immutableFolder()
{
    const LoopDisk disk("8M", kSmallExt4);
    QVERIFY2(disk.ok(), disk.why().c_str());
    const OnDisk on(disk.root());
    on.files.writeFile("fixed/a1", "1");
    on.files.writeFile("free/a2", "2");
    QCOMPARE(runProcess({"chattr", "+i", on.files.path("fixed")}).exitCode, 0);
    const Snapshot before = on.files.snapshot();

    const auto run = [&](const Bytes &onConflict) {
        return on.run({"rename", "--recursive", "--replace", "a", "z", "--on-conflict", onConflict, "--apply", "--", on.files.path()});
    };
    const ProcessOutcome refused = run("refuse");
    COMPARE_EXIT(refused, 1);
    QCOMPARE(text(issuesOf(refused)), text({{"a1", "read-only"}}));
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
    const ProcessOutcome skipped = run("skip");
    COMPARE_EXIT(skipped, 0);
    QCOMPARE(text(issuesOf(skipped)), text({{"a1", "read-only"}}));
    COMPARE_SNAPSHOTS(on.files.snapshot(), (Snapshot{{"fixed", "dir"}, {"fixed/a1", "file:1"}, {"free", "dir"}, {"free/z2", "file:2"}}));
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

void TestRealDisks::readOnlyMounts_data()
{
    QTest::addColumn<bool>("bind");
    QTest::newRow("P03 disk mounted read-only") << false;
    QTest::newRow("P03 read-only bind of a folder") << true;
}

void TestRealDisks::readOnlyMounts()
{
    QFETCH(bool, bind);
    const LoopDisk disk("8M", kSmallExt4);
    QVERIFY2(disk.ok(), disk.why().c_str());
    const OnDisk on(disk.root());
    on.files.writeFile("a1", "1");
    on.files.writeFile("a2", "2");
    const Snapshot before = on.files.snapshot();
    {
        const TempDir place;
        const Mounted again({"--bind", on.files.path(), place.path()});
        QVERIFY2(again.ok(), again.errors().c_str());
        if (bind)
            COMPARE_EXIT(runProcess({"mount", "-o", "remount,ro,bind", place.path()}), 0);
        else
            COMPARE_EXIT(runProcess({"mount", "-o", "remount,ro", disk.root()}), 0);
        const ProcessOutcome refused = on.run({"rename", "--replace", "a", "z", "--apply", "--", place.path()});
        COMPARE_EXIT(runProcess({"mount", "-o", "remount,rw", disk.root()}), 0);
        COMPARE_EXIT(refused, 1);
        QCOMPARE(text(issuesOf(refused)), text({{"a1", "read-only"}, {"a2", "read-only"}}));
    }
    QVERIFY(on.state.snapshot().empty());
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

void TestRealDisks::readOnlyInBetween()
{
    const LoopDisk disk("8M", kSmallExt4);
    QVERIFY2(disk.ok(), disk.why().c_str());
    const OnDisk on(disk.root());
    on.files.writeFile("a1", "1");
    on.files.writeFile("a2", "2");
    const Snapshot before = on.files.snapshot();
    COMPARE_EXIT(on.run({"rename", "--replace", "a", "z", "--apply", "--", on.files.path()}), 0);
    const Snapshot after = on.files.snapshot();

    COMPARE_EXIT(runProcess({"mount", "-o", "remount,ro", disk.root()}), 0);
    const ProcessOutcome refused = on.run({"undo", "--apply"});
    COMPARE_EXIT(runProcess({"mount", "-o", "remount,rw", disk.root()}), 0);
    COMPARE_EXIT(refused, 1);
    QCOMPARE(text(issuesOf(refused)), text({{"z1", "read-only"}, {"z2", "read-only"}}));
    COMPARE_SNAPSHOTS(on.files.snapshot(), after);
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

void TestRealDisks::replacedFile_data()
{
    QTest::addColumn<QByteArray>("inodeSize");
    QTest::addColumn<bool>("sameTime"); ///< Of the last change, as a copy that keeps times has it.
    QTest::newRow("R03 time of birth, another change") << QByteArray("256") << false;
    QTest::newRow("R03 time of birth, the same change") << QByteArray("256") << true;
    QTest::newRow("R03 no time of birth, another change") << QByteArray("128") << false;
    QTest::newRow("R03 no time of birth, the same change") << QByteArray("128") << true;
}

/// Another file of the same name and size, with the same inode number: undo leaves it alone.
void TestRealDisks::replacedFile()
{
    QFETCH(QByteArray, inodeSize);
    QFETCH(bool, sameTime);
    Words mkfs = kSmallExt4;
    mkfs.insert(mkfs.end(), {"-I", inodeSize.toStdString()});
    const LoopDisk disk("8M", mkfs);
    QVERIFY2(disk.ok(), disk.why().c_str());
    const OnDisk on(disk.root());
    on.files.writeFile("a1", "ours");
    on.files.writeFile("a2", "2");
    const timespec longAgo[2] = {{1'000'000'000, 0}, {1'000'000'000, 0}};
    QCOMPARE(::utimensat(AT_FDCWD, on.files.path("a1").c_str(), longAgo, 0), 0);
    COMPARE_EXIT(on.run({"rename", "--replace", "a", "z", "--apply", "--", on.files.path()}), 0);

    const ino_t ours = on.files.inode("z1");
    on.files.remove("z1");
    on.files.writeFile("z1", "new!");
    QVERIFY2(on.files.inode("z1") == ours, "ext4 gives the number out again");
    if (sameTime)
        QCOMPARE(::utimensat(AT_FDCWD, on.files.path("z1").c_str(), longAgo, 0), 0);
    const ProcessOutcome undone = on.run({"undo", "--apply"});
    QCOMPARE(text(issuesOf(undone)), text({{"z1", "replaced"}}));
    COMPARE_SNAPSHOTS(on.files.snapshot(), (Snapshot{{"z1", "file:new!"}, {"a2", "file:2"}}));
}

void TestRealDisks::normalForms_data()
{
    QTest::addColumn<Words>("mkfs");
    QTest::newRow("U01 ext4") << kSmallExt4;
    QTest::newRow("U01 xfs") << kXfs;
    QTest::newRow("U01 btrfs") << kBtrfs;
}

/// A letter composed and decomposed: two files, that cannot have one name, and can have each other's.
void TestRealDisks::normalForms()
{
    QFETCH(Words, mkfs);
    const LoopDisk disk("320M", mkfs);
    if (!disk.ok())
        QSKIP(disk.why().c_str());
    const OnDisk on(disk.root());
    const Bytes composed = "\u00e9";
    const Bytes decomposed = "e\u0301";
    on.files.writeFile(composed, "composed");
    on.files.writeFile(decomposed, "decomposed");
    const Snapshot before = on.files.snapshot();

    const ProcessOutcome refused = on.run({"rename", "--template", "x", "--apply", "--", on.files.path()});
    COMPARE_EXIT(refused, 1);
    QCOMPARE(text(issuesOf(refused)), text({{composed, "duplicate-target"}, {decomposed, "duplicate-target"}}));
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);

    const ProcessOutcome swapped = on.run({"rename", "--regex", "^" + composed + "$", "#", "--regex", "^" + decomposed + "$", composed,
        "--regex", "^#$", decomposed, "--apply", "--", on.files.path()});
    COMPARE_EXIT(swapped, 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), (Snapshot{{composed, "file:decomposed"}, {decomposed, "file:composed"}}));
    COMPARE_EXIT(on.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(on.files.snapshot(), before);
}

QTEST_GUILESS_MAIN(TestRealDisks)
#include "tst_real_disks.moc"
