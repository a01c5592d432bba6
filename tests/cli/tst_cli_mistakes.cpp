// SPDX-License-Identifier: GPL-3.0-or-later
// What people get wrong on the command line of `rename`, and what they are told.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

namespace {

using Words = std::vector<Bytes>;

} // namespace

Q_DECLARE_METATYPE(Words)

class TestCliMistakes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void usageErrors_data();
    void usageErrors();
    void recipeErrors_data();
    void recipeErrors();
    void missingAndTwice();
};

void TestCliMistakes::usageErrors_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no subcommand") << Words{} << QByteArray("subcommand");
    QTest::newRow("unknown option") << Words{"rename", "--no-such-option", "."} << QByteArray("--no-such-option");
    QTest::newRow("one value for two") << Words{"rename", "--replace", "a"} << QByteArray("--replace");
    QTest::newRow("no path") << Words{"rename", "--replace", "a", "b"} << QByteArray("PATH");
    QTest::newRow("bad what") << Words{"rename", "--what", "dirs", "."} << QByteArray("--what");
    QTest::newRow("bad order") << Words{"rename", "--order", "colour", "."} << QByteArray("--order");
    QTest::newRow("bad number") << Words{"rename", "--number", "start", "."} << QByteArray("--number");
    QTest::newRow("bad renumber") << Words{"rename", "--renumber", "which=last", "."} << QByteArray("--renumber.add");
    QTest::newRow("bad date") << Words{"rename", "--date", "yyyy-MM-dd", "."} << QByteArray("--date");
    QTest::newRow("date in an unknown zone") << Words{"rename", "--date", "zone=Mars", "."} << QByteArray("--date.zone");
    QTest::newRow("bad conflict policy") << Words{"rename", "--on-conflict", "overwrite", "."} << QByteArray("--on-conflict");
    QTest::newRow("no such command") << Words{"bogus"} << QByteArray("'bogus' is not a command");
    QTest::newRow("history has no paths") << Words{"history", "-0"} << QByteArray("-0");
    QTest::newRow("undo of a word") << Words{"undo", "last"} << QByteArray("'last' is not the number of a batch");
    QTest::newRow("undo of a negative number") << Words{"undo", "--", "-1"} << QByteArray("'-1' is not the number of a batch");
    QTest::newRow("recover both ways") << Words{"recover", "--undo", "--finish"} << QByteArray("--finish");
    QTest::newRow("recipe file not there") << Words{"rename", "--recipe", "nowhere.json", "."} << QByteArray("nowhere.json");
    QTest::newRow("list not there") << Words{"rename", "--replace", "a", "b", "--files-from", "nowhere"} << QByteArray("nowhere");
}

void TestCliMistakes::usageErrors()
{
    QFETCH(Words, words);
    QFETCH(QByteArray, says);
    const CliFixture fixture;
    const ProcessOutcome outcome = fixture.run(words);
    COMPARE_EXIT(outcome, 2);
    QVERIFY2(outcome.errors.find(says.toStdString()) != Bytes::npos, outcome.errors.c_str());
    QCOMPARE(outcome.output, Bytes());
}

void TestCliMistakes::recipeErrors_data()
{
    QTest::addColumn<Words>("words");
    QTest::addColumn<QByteArray>("recipe");
    QTest::addColumn<QByteArray>("says");
    const QByteArray none;
    QTest::newRow("regex") << Words{"--regex", "a(b", "c"} << none << QByteArray("--regex.find: invalid regular expression");
    QTest::newRow("regex column") << Words{"--regex", "a(b", "c"} << none << QByteArray("at column");
    QTest::newRow("second rule") << Words{"--replace", "a", "b", "--regex", "[", "c"} << none << QByteArray("--regex.find");
    QTest::newRow("template token") << Words{"--template", "a{nope}"} << none << QByteArray("unknown token 'nope' at column 3");
    QTest::newRow("template filter") << Words{"--template", "{stem|nope}"} << none << QByteArray("unknown filter 'nope'");
    QTest::newRow("template brace") << Words{"--template", "a{stem"} << none << QByteArray("never closed");
    QTest::newRow("case") << Words{"--case", "loud"} << none << QByteArray("--case.to: must be one of lower");
    QTest::newRow("rule without kind") << Words{"--rule", "{}"} << none << QByteArray("--rule.rule: is missing");
    QTest::newRow("broken JSON of a rule") << Words{"--rule", "{"} << none << QByteArray("--rule: not valid JSON");
    QTest::newRow("broken JSON") << Words{} << QByteArray("{") << QByteArray("not valid JSON");
    QTest::newRow("column of broken JSON") << Words{} << QByteArray("{\"é\": \"照片\" \"b\": 2}") << QByteArray("at column 13");
    QTest::newRow("newer version") << Words{} << QByteArray("{\"bulkhead\":2,\"job\":\"rename\",\"rules\":[]}") << QByteArray("newer");
    QTest::newRow("other job") << Words{} << QByteArray("{\"bulkhead\":1,\"job\":\"edit\",\"rules\":[]}") << QByteArray("edit");
    QTest::newRow("step 0") << Words{} << QByteArray("{\"bulkhead\":1,\"job\":\"rename\",\"rules\":[{\"rule\":\"number\",\"step\":0}]}")
                            << QByteArray("rules[0].step: must not be 0");
    QTest::newRow("unknown field") << Words{}
                                   << QByteArray("{\"bulkhead\":1,\"job\":\"rename\",\"rules\":[{\"rule\":\"trim\",\"colour\":1}]}")
                                   << QByteArray("rules[0].colour: unknown field");
}

void TestCliMistakes::recipeErrors()
{
    QFETCH(Words, words);
    QFETCH(QByteArray, recipe);
    QFETCH(QByteArray, says);
    CliFixture fixture;
    fixture.files.writeFile("ab");
    const Snapshot before = fixture.files.snapshot();
    Words command{"rename", "--apply"};
    command.insert(command.end(), words.begin(), words.end());
    ProcessOptions options;
    if (!recipe.isEmpty()) {
        command.insert(command.end(), {"--recipe", "-"});
        options.input = recipe.toStdString();
    }
    command.push_back(".");
    const ProcessOutcome outcome = fixture.run(command, options);
    COMPARE_EXIT(outcome, 2);
    QVERIFY2(outcome.errors.find(says.toStdString()) != Bytes::npos, outcome.errors.c_str());
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), before);
}

void TestCliMistakes::missingAndTwice()
{
    CliFixture fixture;
    fixture.files.writeFile("a1", "1");
    const ProcessOutcome outcome
        = fixture.run({"rename", "--json", "--replace", "a", "z", "--apply", "a1", "./a1", fixture.files.path("a1"), "gone"});
    COMPARE_EXIT(outcome, 1);
    const QList<QJsonObject> lines = CliFixture::lines(outcome);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].value(QLatin1String("from")).toString(), QString::fromStdString(fixture.files.path("gone")));
    QCOMPARE(lines[0].value(QLatin1String("issue")).toString(), QStringLiteral("not-found"));
    const QJsonObject summary = CliFixture::summary(outcome);
    QCOMPARE(summary.value(QLatin1String("rows")).toInt(), 2);
    QCOMPARE(summary.value(QLatin1String("errors")).toInt(), 1);
    QCOMPARE(summary.value(QLatin1String("done")).toInt(), 1);
    COMPARE_SNAPSHOTS(fixture.files.snapshot(), (Snapshot{{"z1", "file:1"}}));
}

QTEST_APPLESS_MAIN(TestCliMistakes)
#include "tst_cli_mistakes.moc"
