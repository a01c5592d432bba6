// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

/// Names that are legal but may surprise: said, and done all the same.
class TestCliWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warns_data();
    void warns();
    void oneLineForAName();
    void tenNamesAndHowManyMore();
    void quietKeepsThem();
    void jsonHasThemInTheRow();
    void onlyWhatWasRenamed();
    void undoDoesNotWarn();
};

namespace {

using Words = std::vector<Bytes>;

/// "warning: ..." of every line on stderr that is one.
QByteArrayList warningLines(const ProcessOutcome &outcome)
{
    QByteArrayList lines;
    for (const QByteArray &line : QByteArray::fromStdString(outcome.errors).split('\n')) {
        if (line.startsWith("bulkhead-cli: warning: "))
            lines += line.mid(int(qstrlen("bulkhead-cli: ")));
    }
    return lines;
}

Words renameTo(const Bytes &name)
{
    return {"rename", "--template", name, "--scope", "name", "a"};
}

Words with(Words words, const Words &more)
{
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

QJsonArray warningsIn(const ProcessOutcome &outcome)
{
    return CliFixture::lines(outcome).constFirst().value(QLatin1String("warnings")).toArray();
}

} // namespace

void TestCliWarnings::warns_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("forWindows");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *id, const char *name, bool forWindows, const char *said) {
        QTest::newRow(id) << QByteArray(name) << forWindows << QByteArray(said);
    };
    row("usual", "b", true, "");
    row("B10 dash", "-rf", false, "warning: -rf: begins with a dash; programs may take it for an option");
    row("B11 hidden", ".b", false, "warning: .b: begins with a dot; most programs will not list it");
    row("U04 override", "b\u202Egpj.exe", false,
        "warning: \"b\\u202egpj.exe\": holds invisible marks of direction; it may be shown in another order than it is written");
    row("U06 Cyrillic a", "p\u0430y", false, "warning: p\u0430y: mixes Latin letters with letters of another script that look like them");
    row("W01 not asked about Windows", "CON", false, "");
    row("W01 device", "CON", true, "warning: CON: Windows does not take this name");
    row("W04 colon", "a:b", true, "warning: a:b: Windows does not take this name");
}

void TestCliWarnings::warns()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, forWindows);
    QFETCH(QByteArray, said);
    const CliFixture fixture;
    fixture.files.writeFile("a");
    const Words words = with(renameTo(name.toStdString()), forWindows ? Words{"--windows"} : Words{});

    const ProcessOutcome preview = fixture.run(words);
    COMPARE_EXIT(preview, 0);
    QCOMPARE(warningLines(preview).join('\n'), said);
    const ProcessOutcome applied = fixture.run(with(words, {"--apply"}));
    COMPARE_EXIT(applied, 0);
    QCOMPARE(warningLines(applied).join('\n'), said);
    QVERIFY(fixture.files.snapshot().contains(name.toStdString()));
}

void TestCliWarnings::oneLineForAName()
{
    const CliFixture fixture;
    fixture.files.writeFile("a");
    const QByteArrayList lines = warningLines(fixture.run(with(renameTo("-b:"), {"--windows"})));
    QCOMPARE(lines.join('\n'),
        QByteArray("warning: -b:: begins with a dash; programs may take it for an option; Windows does not take this name"));
}

void TestCliWarnings::tenNamesAndHowManyMore()
{
    const CliFixture fixture;
    for (int i = 0; i < 12; ++i)
        fixture.files.writeFile("f" + std::to_string(i));
    const QByteArrayList lines = warningLines(fixture.run({"rename", "--replace", "f", ".f", "."}));
    QCOMPARE(lines.size(), 11);
    QCOMPARE(lines.last(), QByteArray("warning: ... and 2 more names with warnings"));
}

void TestCliWarnings::quietKeepsThem()
{
    const CliFixture fixture;
    fixture.files.writeFile("a");
    const ProcessOutcome outcome = fixture.run(with(renameTo(".b"), {"--quiet"}));
    COMPARE_EXIT(outcome, 0);
    QCOMPARE(outcome.output, Bytes());
    QCOMPARE(warningLines(outcome).size(), 1);
}

void TestCliWarnings::jsonHasThemInTheRow()
{
    const CliFixture fixture;
    fixture.files.writeFile("a");
    const Words words = with(renameTo("-b:"), {"--json"});
    const ProcessOutcome preview = fixture.run(words);
    COMPARE_EXIT(preview, 0);
    QCOMPARE(warningsIn(preview), QJsonArray{QStringLiteral("begins-with-dash")});
    QCOMPARE(warningLines(preview).size(), 0);
    const ProcessOutcome applied = fixture.run(with(words, {"--windows", "--apply"}));
    COMPARE_EXIT(applied, 0);
    QCOMPARE(warningsIn(applied), (QJsonArray{QStringLiteral("begins-with-dash"), QStringLiteral("not-for-windows")}));

    const ProcessOutcome usual = fixture.run({"rename", "--json", "--replace", "-b", "c", "--", "-b:"});
    COMPARE_EXIT(usual, 0);
    QVERIFY(!CliFixture::lines(usual).constFirst().contains(QLatin1String("warnings")));
}

void TestCliWarnings::onlyWhatWasRenamed()
{
    const CliFixture fixture;
    fixture.files.writeFile("a");
    fixture.state.writeFile("bulkhead"); // no folder for the history, so nothing is renamed
    const ProcessOutcome outcome = fixture.run(with(renameTo(".b"), {"--apply"}));
    COMPARE_EXIT(outcome, 1);
    QCOMPARE(warningLines(outcome).size(), 0);
    QVERIFY(fixture.files.snapshot().contains("a"));
}

void TestCliWarnings::undoDoesNotWarn()
{
    const CliFixture fixture;
    fixture.files.writeFile(".a");
    COMPARE_EXIT(fixture.run({"rename", "--regex", "^.", "", "--scope", "name", "--apply", ".a"}), 0);
    QVERIFY(fixture.files.snapshot().contains("a"));
    const ProcessOutcome undo = fixture.run({"undo", "--apply"});
    COMPARE_EXIT(undo, 0);
    QCOMPARE(warningLines(undo).size(), 0);
    QVERIFY(fixture.files.snapshot().contains(".a"));
}

QTEST_GUILESS_MAIN(TestCliWarnings)
#include "tst_cli_warnings.moc"
