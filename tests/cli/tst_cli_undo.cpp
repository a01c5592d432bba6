// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_fixture.h"

#include <QtTest>

#include <csignal>
#include <cstdlib>

using namespace bulkhead;

class TestCliUndo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void previewThenUndo();
    void namesInAnotherEncodingComeBack();
    void undoByNumber();
    void undoTwiceGoesFurtherBack();
    void redoAfterUndo();
    void wrongWayRound();
    void nothingToUndo_data();
    void nothingToUndo();
    void replacedFileIsLeftAlone();
    void takenNameIsNotOverwritten();
    void undoGoesOnWithTheRest();
    void undoPassesOverWhatIsImpossible();
    void undoFindsTheRestBehindARedo();
    void redoGoesOnWithTheRest();
    void undoWaitsForAFolderThatIsAway();
    void whatARecoveryDidNotFindIsNotDone();
    void whatARecoveryDidNotFindCanStillComeHome();
    void whatARecoveryRefusedIsLeftToUndo();
    void redoOfARecoveredUndoIsARedo();
    void madeFoldersGoAway();
    void interruptedByControlC();
    void interruptedTwice();
    void killedThenRecovered_data();
    void killedThenRecovered();
    void recoverWithNothing();
    void nothingGoesBackUnderATemporaryName();
    void leftParkedIsInterrupted();
};

namespace {

void makeFiles(const CliFixture &fixture, int files)
{
    for (int i = 0; i < files; ++i)
        fixture.files.writeFile("a" + std::to_string(1000 + i), std::to_string(i));
}

/// b1 to y1, then a1 and a2 to z1 and z2.
void renameTwice(const CliFixture &fixture)
{
    fixture.files.writeFile("b1", "3");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "b", "y", "--apply", "."}), 0);
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("a2", "2");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "."}), 0);
}

/// The renaming of a.. to z.. under strace, which does to each renameat2 what `inject` says.
std::vector<Bytes> renameUnderStrace(const CliFixture &fixture, const Bytes &inject)
{
    return {"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e", "inject=renameat2:" + inject,
        BULKHEAD_CLI, "rename", "--replace", "a", "z", "--apply", "--json", fixture.files.path()};
}

/// a1000 and b1000 change names.
std::vector<Bytes> swapUnderStrace(const CliFixture &fixture, const Bytes &inject)
{
    return {"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e", "inject=renameat2:" + inject,
        BULKHEAD_CLI, "rename", "--replace", "a", "Q", "--replace", "b", "a", "--replace", "Q", "b", "--apply", "--", fixture.files.path()};
}

/// The leak sanitizer cannot look at a process that is traced already.
ProcessOptions traced(const CliFixture &fixture)
{
    ProcessOptions options;
    options.environment = {{"ASAN_OPTIONS", "detect_leaks=0"}};
    return fixture.completed(options);
}

/// The one process that `parent` started.
pid_t childOf(pid_t parent)
{
    const Bytes file = "/proc/" + std::to_string(parent) + "/task/" + std::to_string(parent) + "/children";
    const ProcessOutcome children = runProcess({"cat", file});
    return pid_t(std::atoi(children.output.c_str()));
}

int renamedCount(const Snapshot &snapshot)
{
    return int(std::count_if(snapshot.begin(), snapshot.end(), [](const auto &entry) { return entry.first.front() == 'z'; }));
}

} // namespace

void TestCliUndo::previewThenUndo()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    const Snapshot before = fixture.files.snapshot();
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "."}), 0);
    const Snapshot after = fixture.files.snapshot();

    const ProcessOutcome preview = fixture.run({"undo"});
    COMPARE_EXIT(preview, 0);
    QCOMPARE(preview.output, Bytes("z1 -> a1\n"));
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), after);

    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

void TestCliUndo::namesInAnotherEncodingComeBack()
{
    CliFixture fixture;
    fixture.files.writeFile("\xd5\xd5\xc6\xac.jpg", "1");
    fixture.files.writeFile("\xd5\xd5\xc6.jpg", "cut short");
    const Snapshot before = fixture.files.snapshot();

    const ProcessOutcome unsure = fixture.run({"rename", "--decode", "auto", "--json", "."});
    COMPARE_EXIT(unsure, 1);
    QVERIFY2(unsure.output.find("\"issue\":\"ambiguous-encoding\"") != Bytes::npos, unsure.output.c_str());

    const ProcessOutcome refused = fixture.run({"rename", "--decode", "GBK", "--apply", "."});
    COMPARE_EXIT(refused, 1);
    QVERIFY2((refused.output + refused.errors).find("the name is not in that encoding") != Bytes::npos, refused.output.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);

    COMPARE_EXIT(fixture.run({"rename", "--decode", "GBK", "--apply", "\xd5\xd5\xc6\xac.jpg"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"照片.jpg", "file:1"}, {"\xd5\xd5\xc6.jpg", "file:cut short"}}));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);

    const ProcessOutcome unknown = fixture.run({"rename", "--decode", "Klingon", "."});
    COMPARE_EXIT(unknown, 2);
    QVERIFY2(unknown.errors.find("--decode") != Bytes::npos && unknown.errors.find("GBK") != Bytes::npos, unknown.errors.c_str());
}

void TestCliUndo::undoByNumber()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("b1", "2");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "x", "--apply", "."}), 0);
    COMPARE_EXIT(fixture.run({"rename", "--replace", "b", "y", "--apply", "."}), 0);
    const auto first = CliFixture::lines(fixture.run({"history", "--json"})).last().value(QLatin1String("batch")).toInt();
    COMPARE_EXIT(fixture.run({"undo", std::to_string(first), "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}, {"y1", "file:2"}}));
}

void TestCliUndo::undoTwiceGoesFurtherBack()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    COMPARE_EXIT(fixture.run({"rename", "--replace", "b", "c", "--apply", "."}), 0);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:1"}}));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}}));
}

void TestCliUndo::redoAfterUndo()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    for (int round = 0; round < 3; ++round) {
        COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
        COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}}));
        COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
        COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:1"}}));
    }
}

void TestCliUndo::wrongWayRound()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    const ProcessOutcome redo = fixture.run({"redo", "1", "--apply"});
    COMPARE_EXIT(redo, 2);
    QVERIFY2(redo.errors.find("bulkhead-cli undo 1") != Bytes::npos, redo.errors.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:1"}}));

    COMPARE_EXIT(fixture.run({"undo", "1", "--apply"}), 0);
    const ProcessOutcome undo = fixture.run({"undo", "2", "--apply"});
    COMPARE_EXIT(undo, 2);
    QVERIFY2(undo.errors.find("bulkhead-cli redo 2") != Bytes::npos, undo.errors.c_str());
    COMPARE_EXIT(fixture.run({"redo", "2", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:1"}}));
}

void TestCliUndo::nothingToUndo_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("undo") << QByteArray("undo") << QByteArray("nothing to undo");
    QTest::newRow("redo") << QByteArray("redo") << QByteArray("nothing to redo");
    QTest::newRow("recover") << QByteArray("recover") << QByteArray("No batch was interrupted");
    QTest::newRow("history") << QByteArray("history") << QByteArray("No batch yet");
}

void TestCliUndo::nothingToUndo()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, says);
    const CliFixture fixture;
    const ProcessOutcome outcome = fixture.run({command.toStdString()});
    COMPARE_EXIT(outcome, 0);
    QVERIFY2(outcome.errors.find(says.toStdString()) != Bytes::npos, outcome.errors.c_str());
}

void TestCliUndo::replacedFileIsLeftAlone()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("a2", "2");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "."}), 0);
    fixture.files.rename("z1", "elsewhere");
    fixture.files.writeFile("z1", "a stranger");

    const ProcessOutcome outcome = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(outcome, 1);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"z1", "file:a stranger"}, {"elsewhere", "file:1"}, {"a2", "file:2"}}));
}

void TestCliUndo::takenNameIsNotOverwritten()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("a2", "2");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "."}), 0);
    fixture.files.writeFile("a1", "a stranger");

    const ProcessOutcome outcome = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(outcome, 1);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:a stranger"}, {"z1", "file:1"}, {"a2", "file:2"}}));
}

/// What could not be taken back the first time is what `undo` offers next.
void TestCliUndo::undoGoesOnWithTheRest()
{
    CliFixture fixture;
    renameTwice(fixture);
    fixture.files.writeFile("a1", "a stranger");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 1);
    const ProcessOutcome again = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(again, 1);
    QVERIFY2(again.errors.find("z1: a file with the new name exists") != Bytes::npos, again.errors.c_str());

    fixture.files.remove("a1");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}, {"a2", "file:2"}, {"y1", "file:3"}}));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QVERIFY(fixture.files.exists("b1"));
}

void TestCliUndo::undoPassesOverWhatIsImpossible()
{
    CliFixture fixture;
    renameTwice(fixture);
    fixture.files.remove("z1");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 1);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a2", "file:2"}, {"b1", "file:3"}}));
}

void TestCliUndo::undoFindsTheRestBehindARedo()
{
    CliFixture fixture;
    renameTwice(fixture);
    fixture.files.writeFile("a1", "a stranger");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 1);
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    fixture.files.remove("a1");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}, {"a2", "file:2"}, {"y1", "file:3"}}));
}

void TestCliUndo::redoGoesOnWithTheRest()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("a2", "2");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "."}), 0);
    const Snapshot done = fixture.files.snapshot();
    fixture.files.writeFile("a1", "a stranger");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 1);
    fixture.files.remove("a1");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), done);
    const ProcessOutcome again = fixture.run({"redo", "--apply"});
    COMPARE_EXIT(again, 0);
    QVERIFY2(again.errors.find("nothing to redo") != Bytes::npos, again.errors.c_str());
}

/// As with a disk that is out: what cannot be seen is not gone for good.
void TestCliUndo::undoWaitsForAFolderThatIsAway()
{
    CliFixture fixture;
    fixture.files.writeFile("b1", "3");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "b", "y", "--apply", "."}), 0);
    fixture.files.makeDir("d");
    fixture.files.writeFile("d/a1", "1");
    fixture.files.writeFile("d/a2", "2");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "d"}), 0);
    fixture.files.writeFile("d/a1", "a stranger");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 1);
    fixture.files.remove("d/a1");
    fixture.files.rename("d", "away");
    const ProcessOutcome outcome = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(outcome.errors.find("by their number") != Bytes::npos, outcome.errors.c_str());
    QVERIFY(fixture.files.exists("y1"));
    fixture.files.rename("away", "d");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QVERIFY(fixture.files.exists("d/a1"));
}

/// Renamed on by a batch after the interrupted one: there is nothing to finish, and nothing to take back.
void TestCliUndo::whatARecoveryDidNotFindIsNotDone()
{
    CliFixture fixture;
    fixture.files.writeFile("b1", "3");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "b", "y", "--apply", "."}), 0);
    fixture.files.writeFile("a1", "1");
    QCOMPARE(runProcess(renameUnderStrace(fixture, "signal=SIGKILL:when=1"), traced(fixture)).exitCode, 137);
    fixture.files.rename("a1", "c1");
    COMPARE_EXIT(fixture.run({"recover", "--finish", "--apply"}), 1);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"b1", "file:3"}, {"c1", "file:1"}}));
}

void TestCliUndo::whatARecoveryDidNotFindCanStillComeHome()
{
    CliFixture fixture;
    fixture.files.writeFile("a1000", "1");
    fixture.files.writeFile("b1000", "2");
    const Snapshot before = fixture.files.snapshot();
    QCOMPARE(runProcess(swapUnderStrace(fixture, "signal=SIGKILL:when=2"), traced(fixture)).exitCode, 137);
    Bytes parked;
    for (const auto &entry : fixture.files.snapshot()) {
        if (entry.first.starts_with(".bulkhead-"))
            parked = entry.first;
    }
    QVERIFY(!parked.empty());
    const TempDir away;
    QCOMPARE(::rename(fixture.files.path(parked).c_str(), away.path("file").c_str()), 0);
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 1);
    QCOMPARE(::rename(away.path("file").c_str(), fixture.files.path(parked).c_str()), 0);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0); // nothing more
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

void TestCliUndo::whatARecoveryRefusedIsLeftToUndo()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    fixture.files.writeFile("a2", "2");
    QCOMPARE(runProcess(renameUnderStrace(fixture, "signal=SIGKILL:when=2"), traced(fixture)).exitCode, 137);
    fixture.files.writeFile("a1", "a stranger");
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 1);
    fixture.files.remove("a1");
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"a1", "file:1"}, {"a2", "file:2"}}));
}

/// Interrupted itself, it is taken back by recover, and not gone on with.
void TestCliUndo::redoOfARecoveredUndoIsARedo()
{
    const auto killedAtFirst = [](const char *what) {
        return std::vector<Bytes>{"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e",
            "inject=renameat2:signal=SIGKILL:when=1", BULKHEAD_CLI, what, "--apply"};
    };
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    const Snapshot before = fixture.files.snapshot();
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "z", "--apply", "."}), 0);
    QCOMPARE(runProcess(killedAtFirst("undo"), traced(fixture)).exitCode, 137);
    COMPARE_EXIT(fixture.run({"recover", "--finish", "--apply"}), 0);
    QCOMPARE(runProcess(killedAtFirst("redo"), traced(fixture)).exitCode, 137);
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    QVERIFY(fixture.files.exists("z1"));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

void TestCliUndo::madeFoldersGoAway()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    const Snapshot before = fixture.files.snapshot();
    COMPARE_EXIT(fixture.run({"rename", "--template", "new/deeper/{stem}", "--apply", "."}), 0);
    const Snapshot after = fixture.files.snapshot();
    QVERIFY(after.contains("new/deeper/a1"));
    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
    COMPARE_EXIT(fixture.run({"redo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), after);
}

void TestCliUndo::interruptedByControlC()
{
    constexpr int kFiles = 400;
    CliFixture fixture;
    makeFiles(fixture, kFiles);
    Process process(renameUnderStrace(fixture, "delay_enter=5000"), traced(fixture));
    QTRY_VERIFY(fixture.files.exists("z1000"));
    const pid_t program = childOf(process.pid());
    QVERIFY(program > 0);
    QCOMPARE(::kill(program, SIGINT), 0);
    const ProcessOutcome outcome = process.wait();

    COMPARE_EXIT(outcome, 130);
    const int renamed = renamedCount(fixture.files.snapshot());
    QVERIFY2(renamed > 0 && renamed < kFiles, qPrintable(QString::number(renamed)));
    QCOMPARE(CliFixture::summary(outcome).value(QLatin1String("done")).toInt(), renamed);
    QVERIFY2(outcome.errors.find("bulkhead-cli undo 1 --apply") != Bytes::npos, outcome.errors.c_str());

    COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
    QCOMPARE(renamedCount(fixture.files.snapshot()), 0);
}

void TestCliUndo::interruptedTwice()
{
    CliFixture fixture;
    makeFiles(fixture, 2);
    // The first signal takes effect after the call that is held up, the second one at once.
    Process process(renameUnderStrace(fixture, "delay_exit=3000000:when=1"), traced(fixture));
    QTRY_VERIFY(fixture.files.exists("z1000"));
    const pid_t program = childOf(process.pid());
    QVERIFY(program > 0);
    QCOMPARE(::kill(program, SIGINT), 0);
    QCOMPARE(::kill(program, SIGTERM), 0);
    const ProcessOutcome outcome = process.wait();

    COMPARE_EXIT(outcome, 130);
    QVERIFY2(outcome.errors.find("'recover --undo' takes it back") != Bytes::npos, outcome.errors.c_str());
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 0);
    QCOMPARE(renamedCount(fixture.files.snapshot()), 0);
}

void TestCliUndo::killedThenRecovered_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<int>("renamed");
    QTest::newRow("undo") << QByteArray("--undo") << 0;
    QTest::newRow("finish") << QByteArray("--finish") << 100;
}

void TestCliUndo::killedThenRecovered()
{
    QFETCH(QByteArray, how);
    QFETCH(int, renamed);
    CliFixture fixture;
    makeFiles(fixture, 100);
    const ProcessOutcome killed = runProcess(renameUnderStrace(fixture, "signal=SIGKILL:when=50"), traced(fixture));
    QCOMPARE(killed.exitCode, 137);
    QCOMPARE(renamedCount(fixture.files.snapshot()), 49);

    const ProcessOutcome listed = fixture.run({"recover"});
    COMPARE_EXIT(listed, 1);
    QVERIFY(listed.output.find("was interrupted: 100 names") != Bytes::npos);
    const ProcessOutcome json = fixture.run({"recover", "--json"});
    COMPARE_EXIT(json, 1);
    QCOMPARE(CliFixture::lines(json).size(), 2);
    QCOMPARE(CliFixture::lines(json).first().value(QLatin1String("batch")).toInt(), 1);
    QCOMPARE(CliFixture::lines(json).first().value(QLatin1String("state")).toString(), QStringLiteral("interrupted"));

    // "The last batch" is none before that one.
    for (const char *command : {"undo", "redo"}) {
        const ProcessOutcome refused = fixture.run({command, "--apply"});
        COMPARE_EXIT(refused, 1);
        QVERIFY2(refused.errors.find("recover 1 --undo") != Bytes::npos, refused.errors.c_str());
    }
    QCOMPARE(renamedCount(fixture.files.snapshot()), 49);
    QVERIFY(CliFixture::lines(fixture.run({"history", "--json"})).first().value(QLatin1String("done")).isNull());

    COMPARE_EXIT(fixture.run({"recover", how.toStdString()}), 0);
    QCOMPARE(renamedCount(fixture.files.snapshot()), 49);

    COMPARE_EXIT(fixture.run({"recover", how.toStdString(), "--apply"}), 0);
    const Snapshot after = fixture.files.snapshot();
    QCOMPARE(renamedCount(after), renamed);
    QCOMPARE(int(after.size()), 100);
    COMPARE_EXIT(fixture.run({"recover"}), 0);
}

void TestCliUndo::recoverWithNothing()
{
    const CliFixture fixture;
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 0);
    COMPARE_EXIT(fixture.run({"recover", "7", "--undo"}), 1);
}

/// A recovery brought a parked file home: taking that back must not park it again.
void TestCliUndo::nothingGoesBackUnderATemporaryName()
{
    CliFixture fixture;
    fixture.files.writeFile("a1000", "1");
    fixture.files.writeFile("b1000", "2");
    QCOMPARE(runProcess(swapUnderStrace(fixture, "signal=SIGKILL:when=2"), traced(fixture)).exitCode, 137);
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 0);
    const Snapshot recovered{{"a1000", "file:1"}, {"b1000", "file:2"}};
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), recovered);
    COMPARE_EXIT(fixture.run({"redo", "2", "--apply"}), 1);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), recovered);
}

/// A ring that can be neither finished nor taken back: it is said where the file is, and a recovery brings it home.
void TestCliUndo::leftParkedIsInterrupted()
{
    CliFixture fixture;
    fixture.files.writeFile("a1000", "1");
    fixture.files.writeFile("b1000", "2");
    const Snapshot before = fixture.files.snapshot();
    const ProcessOutcome stuck = runProcess(swapUnderStrace(fixture, "error=EROFS:when=2+"), traced(fixture));
    COMPARE_EXIT(stuck, 1);
    QVERIFY2(stuck.errors.find(".bulkhead-") != Bytes::npos && stuck.errors.find("recover") != Bytes::npos, stuck.errors.c_str());
    COMPARE_EXIT(fixture.run({"recover"}), 1);
    COMPARE_EXIT(fixture.run({"recover", "--undo", "--apply"}), 0);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

QTEST_GUILESS_MAIN(TestCliUndo)
#include "tst_cli_undo.moc"
