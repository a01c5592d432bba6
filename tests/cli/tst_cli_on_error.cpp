// SPDX-License-Identifier: GPL-3.0-or-later
// --on-error: what happens to the other rows, and to the other batches, when one fails.
#include "tests/cli/injection.h"

using namespace bulkhead;

namespace {

int number(const ProcessOutcome &outcome, const char *field)
{
    return CliFixture::summary(outcome).value(QLatin1String(field)).toInt(-1);
}

} // namespace

class TestCliOnError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsOrContinues_data();
    void stopsOrContinues();
    void recoveryStopsOrContinues_data();
    void recoveryStopsOrContinues();
    void badPolicy();
};

void TestCliOnError::stopsOrContinues_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("done");
    for (const char *command : {"rename", "undo", "redo"}) {
        const auto row = [command](const char *policy, int done) {
            QTest::addRow("%s %s", command, *policy ? policy : "by default") << QByteArray(command) << QByteArray(policy) << done;
        };
        row("", 4);
        row("continue", 4);
        row("stop", 1);
    }
}

/// The second of five files cannot be renamed.
void TestCliOnError::stopsOrContinues()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, policy);
    QFETCH(int, done);
    CliFixture fixture;
    makeFiles(fixture, "x", 5);
    const Snapshot before = fixture.files.snapshot();
    std::vector<Bytes> words{"rename", "--replace", "a", "z", "--apply", "--json", "x"};
    for (const char *step : {"undo", "redo"}) {
        if (command == words.front().c_str())
            break;
        COMPARE_EXIT(fixture.run(words), 0);
        words = {step, "--apply", "--json"};
    }
    const Snapshot start = fixture.files.snapshot();
    if (!policy.isEmpty())
        words.insert(words.begin() + 1, {"--on-error", policy.toStdString()});
    const ProcessOutcome outcome = runInjected(fixture, atRenames("error=EACCES:when=2"), words);
    COMPARE_EXIT(outcome, 1);
    QCOMPARE(number(outcome, "done"), done);
    QCOMPARE(number(outcome, "failed"), 1);
    const Snapshot now = fixture.files.snapshot();
    const auto moved = std::count_if(start.begin(), start.end(), [&now](const auto &entry) { return now.find(entry.first) == now.end(); });
    QCOMPARE(int(moved), done);
    QVERIFY(CliFixture::lines(fixture.run({"recover", "--json"})).size() == 1); // Ended, not interrupted: the summary alone.
    if (command == "rename") {
        COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
        COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
    }
}

void TestCliOnError::recoveryStopsOrContinues_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("done");
    QTest::newRow("continue") << QByteArray("continue") << 3;
    QTest::newRow("stop") << QByteArray("stop") << 0;
}

/// Two batches with two files each to take back; the first rename of the newer one fails.
void TestCliOnError::recoveryStopsOrContinues()
{
    QFETCH(QByteArray, policy);
    QFETCH(int, done);
    CliFixture fixture;
    cutOff(fixture, "x");
    cutOff(fixture, "y");
    const std::vector<Bytes> words{"recover", "--undo", "--apply", "--json", "--on-error", policy.toStdString()};
    const ProcessOutcome outcome = runInjected(fixture, atRenames("error=EACCES:when=1"), words);
    COMPARE_EXIT(outcome, 1);
    QCOMPARE(number(outcome, "done"), done);
    QCOMPARE(number(outcome, "failed"), 1);
    // What is left can still be recovered.
    COMPARE_EXIT(fixture.run(words), 0);
    for (const char *folder : {"x", "y"})
        for (const auto &entry : snapshotOf(fixture.files.path(folder)))
            QCOMPARE(entry.first.front(), 'a');
    COMPARE_EXIT(fixture.run({"recover"}), 0);
}

void TestCliOnError::badPolicy()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    COMPARE_EXIT(fixture.run({"rename", "--replace", "a", "b", "--apply", "."}), 0);
    const Snapshot before = fixture.files.snapshot();
    for (std::vector<Bytes> words : std::vector<std::vector<Bytes>>{{"rename", "--replace", "b", "c", "--apply", "."}, {"undo", "--apply"},
             {"redo", "--apply"}, {"recover", "--undo", "--apply"}}) {
        words.insert(words.end(), {"--on-error", "sometimes"});
        const ProcessOutcome outcome = fixture.run(words);
        COMPARE_EXIT(outcome, 2);
        const bool says = outcome.errors.find("--on-error") != Bytes::npos && outcome.errors.find("sometimes") != Bytes::npos;
        QVERIFY2(says, outcome.errors.c_str());
    }
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

QTEST_GUILESS_MAIN(TestCliOnError)
#include "tst_cli_on_error.moc"
