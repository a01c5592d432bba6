// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line does not touch, whatever it is told.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

class TestCliSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inAFolderThatIsGone();
    void itsOwnHistoryStays_data();
    void itsOwnHistoryStays();
};

/// A relative path must not be taken for one below the root.
void TestCliSafety::inAFolderThatIsGone()
{
    CliFixture fixture;
    fixture.files.makeDir("gone");
    const ProcessOutcome outcome = runProcess({"sh", "-c", "rmdir \"$PWD\" && \"$0\" rename --replace a b .", BULKHEAD_CLI},
        fixture.completed({.workingDirectory = fixture.files.path("gone")}));
    COMPARE_EXIT(outcome, 2);
    QVERIFY2(outcome.errors.find("the current folder is no longer there") != Bytes::npos, outcome.errors.c_str());
}

void TestCliSafety::itsOwnHistoryStays_data()
{
    QTest::addColumn<Bytes>("stateHome");
    QTest::addColumn<Bytes>("find");
    QTest::addColumn<Bytes>("path");
    QTest::addColumn<Bytes>("refused");
    const auto row = [](const char *title, const char *stateHome, const char *find, const char *path, const char *refused) {
        QTest::newRow(title) << Bytes(stateHome) << Bytes(find) << Bytes(path) << Bytes(refused);
    };
    row("the database", "state", "history", "state/bulkhead", "state/bulkhead/history.sqlite");
    row("its folder", "state", "bulk", "state", "state/bulkhead");
    row("a folder above", "above/state", "abo", ".", "above");
    row("before it was ever made", "above/new", "abo", ".", "above");
    row("by way of a link", "link/state", "abo", ".", "above");
    row("a link on the way", "link/state", "lin", ".", "link");
}

/// Whoever renames it can take nothing back.
void TestCliSafety::itsOwnHistoryStays()
{
    QFETCH(Bytes, stateHome);
    QFETCH(Bytes, find);
    QFETCH(Bytes, path);
    QFETCH(Bytes, refused);
    CliFixture fixture;
    fixture.files.makeDir("above");
    fixture.files.makeLink("link", "above");
    ProcessOptions options;
    options.environment = {{"XDG_STATE_HOME", fixture.files.path(stateHome)}};
    if (stateHome.find("new") == Bytes::npos) {
        fixture.files.writeFile("first");
        COMPARE_EXIT(fixture.run({"rename", "--replace", "first", "f", "--apply", "."}, options), 0);
    }
    const Snapshot before = fixture.files.snapshot();
    const ProcessOutcome outcome = fixture.run({"rename", "--replace", find, "x", "--what", "all", "--apply", "--json", path}, options);
    COMPARE_EXIT(outcome, 1);
    bool found = false;
    for (const QJsonObject &line : CliFixture::lines(outcome)) {
        found = found
            || (line.value(QLatin1String("issue")) == QLatin1String("holds-history")
                && line.value(QLatin1String("from")).toString().endsWith(QString::fromStdString(refused)));
    }
    QVERIFY2(found, outcome.output.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

QTEST_APPLESS_MAIN(TestCliSafety)
#include "tst_cli_safety.moc"
