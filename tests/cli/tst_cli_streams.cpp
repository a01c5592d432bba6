// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line does where its input does not come and its output cannot be written.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

#include <csignal>

using namespace bulkhead;

class TestCliStreams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void interruptedWhileReading_data();
    void interruptedWhileReading();
    void outputCannotBeWritten_data();
    void outputCannotBeWritten();
    void readerGoesAway();
    void startedWithoutStreams();
    void writesPastTheLimit();
    void listedLinksAreNotFollowed();
};

namespace {

/// True once the program takes SIGINT as a stop request.
bool blocksInterrupts(pid_t pid)
{
    const ProcessOutcome status = runProcess({"sed", "-n", "s/^SigBlk:.*\\(.\\)$/\\1/p", "/proc/" + std::to_string(pid) + "/status"});
    return QByteArray::fromStdString(status.output).trimmed().toInt(nullptr, 16) & (1 << (SIGINT - 1));
}

} // namespace

void TestCliStreams::interruptedWhileReading_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::newRow("recipe") << QByteArray("--recipe");
    QTest::newRow("list of paths") << QByteArray("--files-from");
}

void TestCliStreams::interruptedWhileReading()
{
    QFETCH(QByteArray, option);
    const CliFixture fixture;
    Process program = fixture.start({"rename", option.toStdString(), "-", "--apply", "--json"});
    QTRY_VERIFY(blocksInterrupts(program.pid()));
    program.signal(SIGINT); // Its standard input is still open, and nothing comes.
    const Bytes said = program.readLine();
    QVERIFY2(said.find("summary") != Bytes::npos, said.c_str());
    const ProcessOutcome outcome = program.wait();
    COMPARE_EXIT(outcome, 130);
    QVERIFY2(outcome.errors.find("nothing was changed") != Bytes::npos, outcome.errors.c_str());
}

void TestCliStreams::outputCannotBeWritten_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("text") << QByteArray("-0");
    QTest::newRow("json") << QByteArray("--json");
}

void TestCliStreams::outputCannotBeWritten()
{
    QFETCH(QByteArray, format);
    const CliFixture fixture;
    fixture.files.writeFile("a1");
    const ProcessOutcome outcome = runProcess(
        {"sh", "-c", "exec \"$0\" \"$@\" > /dev/full", BULKHEAD_CLI, "rename", format.toStdString(), "--replace", "a", "b", "."},
        fixture.completed({}));
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(outcome.errors.find("the list is not whole") != Bytes::npos, outcome.errors.c_str());
}

/// `... | head -1` is no error, and does not keep files from being renamed.
void TestCliStreams::readerGoesAway()
{
    const CliFixture fixture;
    for (int i = 0; i < 3000; ++i)
        fixture.files.writeFile("a" + std::to_string(i));
    const ProcessOutcome outcome = runProcess(
        {"bash", "-c", "set -o pipefail; \"$0\" \"$@\" | head -1", BULKHEAD_CLI, "rename", "--apply", "--replace", "a", "b", "."},
        fixture.completed({}));
    COMPARE_EXIT(outcome, 0);
    QCOMPARE(fixture.run({"undo"}).output.find("b0 -> a0"), std::size_t(0));
}

/// A file opened later must not take the place of a stream that is not there.
void TestCliStreams::startedWithoutStreams()
{
    const CliFixture fixture;
    fixture.files.writeFile("a1");
    const ProcessOutcome outcome = runProcess(
        {"sh", "-c", "exec \"$0\" \"$@\" <&- >&- 2>&-", BULKHEAD_CLI, "rename", "--json", "--apply", "--replace", "a", "b", "."},
        fixture.completed({}));
    COMPARE_EXIT(outcome, 0);
    QVERIFY(fixture.files.exists("b1"));
    QCOMPARE(fixture.state.readFile("bulkhead/owners.lock").find('{'), Bytes::npos);
}

void TestCliStreams::writesPastTheLimit()
{
    const CliFixture fixture;
    fixture.files.writeFile("a1");
    const ProcessOutcome outcome
        = runProcess({"sh", "-c", "ulimit -f 8; exec \"$0\" \"$@\"", BULKHEAD_CLI, "rename", "--apply", "--replace", "a", "b", "."},
            fixture.completed({}));
    COMPARE_EXIT(outcome, 1);
    QVERIFY2(outcome.errors.find("nothing was renamed") != Bytes::npos, outcome.errors.c_str());
    QVERIFY2(outcome.errors.find("ulimit -f") != Bytes::npos, outcome.errors.c_str());
    QVERIFY(fixture.files.exists("a1"));
}

/// `find ... | bulkhead-cli` meets links to folders: they are names like any other.
void TestCliStreams::listedLinksAreNotFollowed()
{
    const CliFixture fixture;
    fixture.files.writeFile("outside/keep");
    fixture.files.makeLink("in/link", "../outside");
    ProcessOptions options;
    options.input = "in/link\n";
    COMPARE_EXIT(fixture.run({"rename", "--case", "upper", "--apply", "--files-from", "-"}, options), 0);
    QVERIFY(fixture.files.exists("outside/keep"));
    QVERIFY(fixture.files.exists("in/LINK"));
}

QTEST_GUILESS_MAIN(TestCliStreams)
#include "tst_cli_streams.moc"
