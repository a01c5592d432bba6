// SPDX-License-Identifier: GPL-3.0-or-later
// The program with a history that is damaged, hostile or half done: a clear sentence, no file of anybody touched, a way on.
#include "core/history/sqlite_connection.h"
#include "tests/cli/injection.h"

#include <QtTest>

#include <fcntl.h>
#include <linux/fs.h>
#include <set>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace bulkhead;

namespace {

constexpr BytesView kFile = "bulkhead/history.sqlite";

bool says(const ProcessOutcome &outcome, BytesView words)
{
    return outcome.errors.find(words) != Bytes::npos;
}

/// What is in the state folder, but for the lock file and SQLite's index of the log.
Snapshot stateOf(const CliFixture &fixture)
{
    Snapshot state = fixture.state.snapshot();
    std::erase_if(state, [](const auto &entry) { return entry.first == "bulkhead/owners.lock" || entry.first.ends_with("-shm"); });
    return state;
}

void spoil(const CliFixture &fixture, const Bytes &sql)
{
    const auto connection = Connection::open(fixture.state.path(kFile), std::chrono::milliseconds(0));
    QVERIFY(connection && (*connection)->run(sql.c_str(), "spoil"));
}

/// Marks a file or folder as never to be changed. False where the file system has no such mark, or we may not set it.
bool setImmutable(const Bytes &path, bool immutable)
{
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    int flags = 0;
    bool done = fd >= 0 && ::ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0;
    flags = immutable ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
    done = done && ::ioctl(fd, FS_IOC_SETFLAGS, &flags) == 0;
    ::close(fd);
    return done;
}

} // namespace

class TestCliHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedFileIsKeptAside_data();
    void damagedFileIsKeptAside();
    void killedWhileKeepingAside_data();
    void killedWhileKeepingAside();
    void hostileState_data();
    void hostileState();
    void unwritableFolder();
    void readOnlyDisk();
    void unreadableDisk();
    void damagedBatchHidesNoOther_data();
    void damagedBatchHidesNoOther();
    void forgets();
    void forgetsDamaged();
    void doesNotForget();
};

void TestCliHistory::damagedFileIsKeptAside_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char *how : {"garbage", "cut short", "without its tables"})
        QTest::newRow(how) << QByteArray(how);
}

void TestCliHistory::damagedFileIsKeptAside()
{
    QFETCH(QByteArray, how);
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    if (how == "garbage")
        fixture.state.writeFile(kFile, "no database at all");
    else if (how == "cut short")
        fixture.state.writeFile(kFile, fixture.state.readFile(kFile).substr(0, 5000));
    else
        spoil(fixture, "DROP TABLE chunk");
    const Bytes damaged = fixture.state.readFile(kFile);
    const Snapshot before = fixture.files.snapshot();
    const Snapshot state = stateOf(fixture);

    // What only looks at it, or needs what is in it, leaves it alone.
    for (const std::vector<Bytes> &command :
        std::vector<std::vector<Bytes>>{{"history"}, {"undo"}, {"undo", "--apply"}, {"redo"}, {"recover"}, {"forget", "1", "--apply"}}) {
        const ProcessOutcome outcome = fixture.run(command);
        COMPARE_EXIT(outcome, 1);
        QVERIFY2(says(outcome, fixture.state.path(kFile)) && says(outcome, "it is damaged") && says(outcome, "rename --apply"),
            outcome.errors.c_str());
    }
    COMPARE_EXIT(fixture.run({"rename", "--replace", "b", "c", "."}), 0); // A preview needs no history.
    COMPARE_SNAPSHOTS(stateOf(fixture), state);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);

    const ProcessOutcome renamed = fixture.run({"rename", "-q", "--replace", "b", "c", "--apply", "."});
    COMPARE_EXIT(renamed, 0);
    const Snapshot after = stateOf(fixture);
    const auto kept
        = std::find_if(after.begin(), after.end(), [](const auto &entry) { return entry.first.find(".damaged-") != Bytes::npos; });
    QVERIFY(kept != after.end());
    QCOMPARE(kept->second, "file:" + damaged);
    QVERIFY2(says(renamed, fixture.state.path(kept->first)), renamed.errors.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"c1", "file:1"}}));

    // It is said once, and work goes on.
    QCOMPARE(fixture.run({"rename", "-q", "--replace", "c", "d", "--apply", "."}), (ProcessOutcome{0, {}, {}}));
    COMPARE_EXIT(fixture.run({"undo", "2", "--apply"}), 0);
    COMPARE_EXIT(fixture.run({"undo", "1", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

void TestCliHistory::killedWhileKeepingAside_data()
{
    QTest::addColumn<QByteArray>("call");
    for (const char *call : {"mknodat", "linkat", "unlinkat", "fsync", "fdatasync"})
        QTest::newRow(call) << QByteArray(call);
}

/// Whenever it is killed, nothing is lost and the next start goes on.
void TestCliHistory::killedWhileKeepingAside()
{
    QFETCH(QByteArray, call);
    int kills = 0;
    for (;; ++kills) {
        CliFixture fixture;
        fixture.files.writeFile("a1", "1");
        COMPARE_EXIT(fixture.run({"history"}), 0); // makes the state folder
        fixture.state.writeFile(kFile, "no database at all");
        fixture.state.writeFile("bulkhead/history.sqlite-wal", "nor its log");
        const Bytes inject = "inject=" + call.toStdString() + ":signal=SIGKILL:when=" + std::to_string(kills + 1);
        const std::vector<Bytes> words{"rename", "--replace", "a", "z", "--apply", "."};
        if (runInjected(fixture, {"-e", "trace=" + call.toStdString(), "-e", inject}, words).exitCode == 0)
            break;
        // Where it was killed late, the file has its new name by now.
        COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "y", "--replace", "z", "y", "--apply", "."}), 0);
        COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"y1", "file:1"}}));
        std::set<Bytes> kept; // What was left of it half-way is kept once more.
        for (const auto &[name, content] : stateOf(fixture)) {
            if (name.find(".damaged-") != Bytes::npos)
                kept.insert((name.ends_with("-wal") ? "log " : "") + content);
        }
        QVERIFY(kept.contains("file:no database at all"));
        QVERIFY(kept.contains("log file:nor its log"));
    }
    QVERIFY(kills > 0);
}

void TestCliHistory::hostileState_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("sentence");
    const auto row = [](const char *what, const char *path, const char *sentence) {
        QTest::newRow(what) << QByteArray(what) << QByteArray(path) << QByteArray(sentence);
    };
    row("newer version", "bulkhead/history.sqlite", "newer version of Bulkhead (7)");
    row("file of another user", "bulkhead/history.sqlite", "belongs to another user");
    row("folder of another user", "bulkhead", "belongs to another user");
    row("folder that others may write", "bulkhead", "other users may write to it");
    row("folder that is a link", "bulkhead", "is a symbolic link");
    row("file that is a link", "bulkhead/history.sqlite", "is a symbolic link");
    row("file for the folder", "bulkhead", "it is not a folder");
    row("folder for the file", "bulkhead/history.sqlite", "not a file: move it away");
    row("lock that is a link", "bulkhead/owners.lock", "is a symbolic link");
}

void TestCliHistory::hostileState()
{
    QFETCH(QByteArray, what);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, sentence);
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    const Bytes named = fixture.state.path(path.toStdString());
    if (what == "newer version") {
        spoil(fixture, "PRAGMA user_version = 7");
    } else if (what.endsWith("of another user")) {
        if (::geteuid() != 0)
            QSKIP("needs root");
        QCOMPARE(::chown(named.c_str(), 65534, 65534), 0);
    } else if (what == "folder that others may write") {
        fixture.state.setMode("bulkhead", 0777);
    } else if (what.endsWith("is a link")) {
        const Bytes name = path.toStdString();
        fixture.state.rename(name, "elsewhere");
        fixture.state.makeLink(name, fixture.state.path("elsewhere"));
    } else {
        fixture.state.remove(path.toStdString());
        if (what == "file for the folder")
            fixture.state.writeFile("bulkhead", "x");
        else
            fixture.state.makeDir(kFile);
    }
    const Snapshot before = fixture.files.snapshot();
    const Snapshot state = stateOf(fixture);
    for (const std::vector<Bytes> &command : std::vector<std::vector<Bytes>>{{"rename", "--replace", "b", "c", "--apply", "."},
             {"undo", "--apply"}, {"recover"}, {"history"}, {"forget", "1", "--apply"}}) {
        const ProcessOutcome outcome = fixture.run(command);
        COMPARE_EXIT(outcome, 1);
        QVERIFY2(says(outcome, named) && says(outcome, sentence.toStdString()), outcome.errors.c_str());
        QCOMPARE(says(outcome, "nothing was renamed"), command.front() == "rename");
    }
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
    COMPARE_SNAPSHOTS(stateOf(fixture), state);
}

void TestCliHistory::unwritableFolder()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    fixture.state.makeDir("bulkhead");
    fixture.state.setMode("bulkhead", 0700);
    fixture.state.writeFile(kFile, "no database at all");
    if (!setImmutable(fixture.state.path("bulkhead"), true))
        QSKIP("no folder can be marked immutable here");
    const Snapshot state = stateOf(fixture);
    const ProcessOutcome outcome = fixture.run({"rename", "--replace", "a", "z", "--apply", "."});
    const bool lifted = setImmutable(fixture.state.path("bulkhead"), false);
    QVERIFY(lifted);
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(says(outcome, fixture.state.path("bulkhead")) && says(outcome, "nothing was renamed"), outcome.errors.c_str());
    QVERIFY2(says(outcome, "not permitted") || says(outcome, "permission denied"), outcome.errors.c_str());
    COMPARE_SNAPSHOTS(stateOf(fixture), state);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}}));
}

void TestCliHistory::readOnlyDisk()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    const auto onReadOnlyDisk = [&fixture](const std::vector<Bytes> &command) {
        const Bytes mounts = "mount -t tmpfs none \"$XDG_STATE_HOME\" && mount -o remount,ro \"$XDG_STATE_HOME\" || exit 77; exec \"$@\"";
        std::vector<Bytes> words{"unshare", "-m", "sh", "-c", mounts, "sh"};
        words.insert(words.end(), command.begin(), command.end());
        return runProcess(words, fixture.completed({}));
    };
    if (onReadOnlyDisk({"true"}).exitCode != 0)
        QSKIP("nothing can be mounted here");
    const ProcessOutcome outcome = onReadOnlyDisk({BULKHEAD_CLI, "rename", "--replace", "a", "z", "--apply", "."});
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(says(outcome, fixture.state.path("bulkhead")) && says(outcome, "the file system is read-only"), outcome.errors.c_str());
    QVERIFY2(says(outcome, "nothing was renamed"), outcome.errors.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}}));
}

/// A disk that cannot be read says nothing about what is on it.
void TestCliHistory::unreadableDisk()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    const Snapshot state = stateOf(fixture);
    const ProcessOutcome outcome
        = runInjected(fixture, {"-P", fixture.state.path(kFile), "-e", "trace=pread64", "-e", "inject=pread64:error=EIO"},
            {"rename", "--replace", "b", "c", "--apply", "."});
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(says(outcome, fixture.state.path(kFile)) && says(outcome, "input/output error"), outcome.errors.c_str());
    COMPARE_SNAPSHOTS(stateOf(fixture), state);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:1"}}));
}

void TestCliHistory::damagedBatchHidesNoOther_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("header");
    QTest::newRow("header") << QByteArray("UPDATE batch SET token = x'' WHERE id = 2") << true;
    QTest::newRow("rows") << QByteArray("UPDATE chunk SET data = x'' WHERE batch = 2") << false;
}

void TestCliHistory::damagedBatchHidesNoOther()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, header);
    CliFixture fixture;
    for (const char *folder : {"x", "y", "z"})
        cutOff(fixture, folder);
    spoil(fixture, sql.toStdString());
    const Snapshot left = snapshotOf(fixture.files.path("y"));
    const Snapshot whole{{"a0", "file:0"}, {"a1", "file:1"}, {"a2", "file:2"}, {"a3", "file:3"}, {"a4", "file:4"}};

    const ProcessOutcome listed = fixture.run({"recover"});
    COMPARE_EXIT(listed, 1);
    for (const char *batch : {"Batch 1 was interrupted", "Batch 3 was interrupted"})
        QVERIFY2(listed.output.find(batch) != Bytes::npos, listed.output.c_str());
    QCOMPARE(says(listed, "batch 2: its record is damaged"), header);
    const auto second = CliFixture::lines(fixture.run({"recover", "--json"})).at(1);
    QCOMPARE(second.value(QLatin1String("batch")).toInt(), 2);
    QCOMPARE(second.value(QLatin1String("state")).toString(), header ? QStringLiteral("damaged") : QStringLiteral("interrupted"));

    // A good one can be dealt with by its number, whatever is beside it.
    COMPARE_EXIT(fixture.run({"recover", "1", "--undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(snapshotOf(fixture.files.path("x")), whole);
    const ProcessOutcome damaged = fixture.run({"recover", "2", "--undo", "--apply"});
    COMPARE_EXIT(damaged, 1);
    QVERIFY2(says(damaged, "batch 2: its record is damaged") && says(damaged, "bulkhead-cli forget 2"), damaged.errors.c_str());
    // All of them: the damaged one is said and passed over.
    const ProcessOutcome all = fixture.run({"recover", "--undo", "--apply"});
    COMPARE_EXIT(all, 1);
    QVERIFY2(says(all, "batch 2: its record is damaged"), all.errors.c_str());
    COMPARE_SNAPSHOTS(snapshotOf(fixture.files.path("z")), whole);
    COMPARE_SNAPSHOTS(snapshotOf(fixture.files.path("y")), left);

    COMPARE_EXIT(fixture.run({"forget", "2", "--apply"}), 0);
    COMPARE_EXIT(fixture.run({"recover"}), 0);
    COMPARE_SNAPSHOTS(snapshotOf(fixture.files.path("y")), left);
}

void TestCliHistory::forgets()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    const ProcessOutcome preview = fixture.run({"forget", "1"});
    COMPARE_EXIT(preview, 0);
    QVERIFY2(
        says(preview, "would forget batch 1 (rename of 1 name") && says(preview, "no longer be taken back") && says(preview, "--apply"),
        preview.errors.c_str());
    COMPARE_EXIT(fixture.run({"undo"}), 0);
    const ProcessOutcome forgotten = fixture.run({"forget", "1", "--apply"});
    COMPARE_EXIT(forgotten, 0);
    QVERIFY2(says(forgotten, "Forgotten: batch 1"), forgotten.errors.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:1"}}));
    const ProcessOutcome undo = fixture.run({"undo", "1"});
    COMPARE_EXIT(undo, 1);
    QVERIFY2(says(undo, "the history has no such batch"), undo.errors.c_str());
}

/// `undo` without a number passes over an interrupted batch that nobody can deal with, and says so.
void TestCliHistory::forgetsDamaged()
{
    CliFixture fixture;
    fixture.files.writeFile("o/a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "o"}), 0);
    cutOff(fixture, "x");
    const ProcessOutcome first = fixture.run({"undo"});
    COMPARE_EXIT(first, 1);
    QVERIFY2(says(first, "batch 2 was interrupted"), first.errors.c_str());
    spoil(fixture, "UPDATE batch SET folder = x'00' WHERE id = 2");
    const ProcessOutcome undo = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(undo, 0);
    QVERIFY2(says(undo, "batch 2: its record is damaged"), undo.errors.c_str());
    QVERIFY(fixture.files.exists("o/a1"));
    const Snapshot files = fixture.files.snapshot();
    const ProcessOutcome forgotten = fixture.run({"forget", "2", "--apply"});
    COMPARE_EXIT(forgotten, 0);
    QVERIFY2(says(forgotten, ".bulkhead-..."), forgotten.errors.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), files);
}

void TestCliHistory::doesNotForget()
{
    CliFixture fixture;
    cutOff(fixture, "x");
    for (const std::vector<Bytes> &words : std::vector<std::vector<Bytes>>{{"forget", "1"}, {"forget", "1", "--apply"}}) {
        const ProcessOutcome interrupted = fixture.run(words);
        COMPARE_EXIT(interrupted, 1);
        QVERIFY2(says(interrupted, "batch 1: it was interrupted: first take it back"), interrupted.errors.c_str());
    }
    const ProcessOutcome unknown = fixture.run({"forget", "9", "--apply"});
    COMPARE_EXIT(unknown, 1);
    QVERIFY2(says(unknown, "batch 9: the history has no such batch"), unknown.errors.c_str());
    COMPARE_EXIT(fixture.run({"forget", "--apply"}), 2);
    COMPARE_EXIT(fixture.run({"forget", "all"}), 2);
    COMPARE_EXIT(fixture.run({"recover", "1", "--undo", "--apply"}), 0);
}

QTEST_GUILESS_MAIN(TestCliHistory)
#include "tst_cli_history.moc"
