// SPDX-License-Identifier: GPL-3.0-or-later
// bulkhead-cli import: its options, which the manual lists, its exit codes, and a recipe that rename takes.
#include "tests/cli/cli_fixture.h"
#include "tests/support/import_rows.h"

using namespace bulkhead;
using namespace bulkhead::test;

class TestCliImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manual_data();
    void manual();
    void exitCode_data();
    void exitCode();
    void intoRename();
};

void TestCliImport::manual_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("rules");
    for (const ManualRow &row : manualRows(QFINDTESTDATA("../../resources/manual/coming-from.md"))) {
        if (row.table.startsWith(QLatin1String("cli:")))
            QTest::newRow(qUtf8Printable(row.table + u' ' + row.theirs)) << row.table.mid(5) << row.theirs << row.ours;
    }
}

void TestCliImport::manual()
{
    QFETCH(QString, from);
    QFETCH(QString, words);
    QFETCH(QString, rules);
    const CliFixture fixture;
    std::vector<Bytes> arguments = {"import", "--from", from.toStdString()};
    for (const QString &word : words.split(u' '))
        arguments.push_back(word.toStdString());
    const ProcessOutcome outcome = fixture.run(arguments);
    COMPARE_EXIT(outcome, 0);
    const QJsonValue made = QJsonDocument::fromJson(QByteArray::fromStdString(outcome.output)).object().value(QLatin1String("rules"));
    const QJsonDocument wanted = QJsonDocument::fromJson('[' + rules.toUtf8() + ']');
    QVERIFY(!wanted.array().isEmpty());
    QCOMPARE(QJsonDocument(made.toArray()).toJson(), wanted.toJson());
}

void TestCliImport::exitCode_data()
{
    QTest::addColumn<QList<QByteArray>>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("said");
    using Words = QList<QByteArray>;
    QTest::newRow("all said") << Words{"--from", "krename", "[1-4]"} << 0 << QByteArray();
    QTest::newRow("replaced by nothing") << Words{"--from", "f2", "-f", "a", "-r", ""} << 0 << QByteArray();
    QTest::newRow("searches without replacement") << Words{"--from", "f2", "-f", "a", "-f", "b"} << 0 << QByteArray();
    QTest::newRow("lost") << Words{"--from", "krename", "照[user]"} << 1
                          << QByteArray("name: '[user]' at column 2 has no counterpart here");
    QTest::newRow("unknown") << Words{"--from", "f2", "-f", "a", "-r", "{foo}"} << 1 << QByteArray("is no token of that program");
    QTest::newRow("no program") << Words{"x"} << 2 << QByteArray("--from");
    QTest::newRow("another program") << Words{"--from", "ant", "x"} << 2 << QByteArray("ant");
    QTest::newRow("nothing") << Words{"--from", "krename"} << 2 << QByteArray("name");
    QTest::newRow("nothing to find") << Words{"--from", "f2"} << 2 << QByteArray("pairs");
    QTest::newRow("an option of another") << Words{"--from", "f2", "-f", "a", "--regex"} << 2 << QByteArray("not for f2");
    QTest::newRow("a template for another") << Words{"--from", "f2", "x"} << 2 << QByteArray("not for f2");
    QTest::newRow("two searches") << Words{"--from", "powerrename", "-f", "a", "-f", "b"} << 2 << QByteArray("one FIND");
    QTest::newRow("bad regex") << Words{"--from", "f2", "-f", "(", "-r", "b"} << 2 << QByteArray("pairs[0].find");
    QTest::newRow("undecodable") << Words{"--from", "krename", "\xff"} << 2 << QByteArray("name");
}

void TestCliImport::exitCode()
{
    QFETCH(QList<QByteArray>, words);
    QFETCH(int, code);
    QFETCH(QByteArray, said);
    const CliFixture fixture;
    std::vector<Bytes> arguments = {"import"};
    for (const QByteArray &word : words)
        arguments.push_back(word.toStdString());
    const ProcessOutcome outcome = fixture.run(arguments);
    COMPARE_EXIT(outcome, code);
    QVERIFY2(outcome.errors.find(said.toStdString()) != Bytes::npos, outcome.errors.c_str());
    QCOMPARE(outcome.output.empty(), code == 2);
    QCOMPARE(outcome.errors.empty(), code == 0);
}

/// What it prints is what rename reads.
void TestCliImport::intoRename()
{
    const CliFixture fixture;
    fixture.files.writeFile("ab.txt");
    const ProcessOutcome imported = fixture.run({"import", "--from", "krename", "[2] {$} ##"});
    ProcessOptions options;
    options.input = imported.output;
    COMPARE_EXIT(fixture.run({"rename", "--recipe", "-", "--apply", "ab.txt"}, options), 0);
    QVERIFY(fixture.files.exists("b {ab} 01.txt"));
}

QTEST_GUILESS_MAIN(TestCliImport)
#include "tst_cli_import.moc"
