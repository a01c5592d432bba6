// SPDX-License-Identifier: GPL-3.0-or-later
// What `rename` prints: lines, JSON, escapes.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

namespace {

const Bytes kNotUtf8 = "caf\xe9";
const Bytes kNewline = "a\nb";
const Bytes kEscape = "a\x1b[2Jb";

using Words = std::vector<Bytes>;
using Files = std::vector<Bytes>;

} // namespace

class TestCliOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonLines();
    void jsonOfNotUtf8();
    void terminalEscapes();
    void pipedIsRaw();
    void nulSeparated();
    void refusedBatchLooksRefused();
    void quietSaysNothing();
};

void TestCliOutput::jsonLines()
{
    CliFixture fixture;
    fixture.files.writeFile("a.txt");
    fixture.files.writeFile("keep.md");
    const ProcessOutcome preview = fixture.run({"rename", "--json", "--replace", "a", "b", "."});
    COMPARE_EXIT(preview, 0);
    const QList<QJsonObject> rows = CliFixture::lines(preview);
    QCOMPARE(rows.size(), 3);
    const QString folder = QString::fromStdString(fixture.files.path());
    QCOMPARE(rows[0].value(QLatin1String("from")).toString(), folder + QStringLiteral("/a.txt"));
    QCOMPARE(rows[0].value(QLatin1String("to")).toString(), folder + QStringLiteral("/b.txt"));
    QCOMPARE(rows[0].value(QLatin1String("status")).toString(), QStringLiteral("rename"));
    QCOMPARE(rows[1].value(QLatin1String("status")).toString(), QStringLiteral("same"));
    const QJsonObject expected{{QStringLiteral("rows"), 2}, {QStringLiteral("changed"), 1}, {QStringLiteral("conflicts"), 0},
        {QStringLiteral("errors"), 0}, {QStringLiteral("done"), 0}, {QStringLiteral("failed"), 0},
        {QStringLiteral("batch"), QJsonValue::Null}};
    QCOMPARE(CliFixture::summary(preview), expected);

    const ProcessOutcome applied = fixture.run({"rename", "--json", "--apply", "--replace", "a", "b", "."});
    COMPARE_EXIT(applied, 0);
    QCOMPARE(CliFixture::lines(applied)[0].value(QLatin1String("status")).toString(), QStringLiteral("done"));
    QCOMPARE(CliFixture::summary(applied).value(QLatin1String("done")).toInt(), 1);
    QVERIFY(CliFixture::summary(applied).value(QLatin1String("batch")).toInt() > 0);

    const ProcessOutcome history = fixture.run({"history", "--json"});
    QCOMPARE(CliFixture::lines(history).size(), 1);
    QCOMPARE(CliFixture::lines(history)[0].value(QLatin1String("state")).toString(), QStringLiteral("done"));
}

void TestCliOutput::jsonOfNotUtf8()
{
    CliFixture fixture;
    fixture.files.writeFile(kNotUtf8);
    const ProcessOutcome preview = fixture.run({"rename", "--json", "--replace", "caf", "c", "."});
    COMPARE_EXIT(preview, 0);
    const QJsonObject row = CliFixture::lines(preview).first();
    QCOMPARE(
        QByteArray::fromBase64(row.value(QLatin1String("from_bytes")).toString().toLatin1()).toStdString(), fixture.files.path(kNotUtf8));
    QCOMPARE(QByteArray::fromBase64(row.value(QLatin1String("to_bytes")).toString().toLatin1()).toStdString(), fixture.files.path("c\xe9"));
}

void TestCliOutput::terminalEscapes()
{
    CliFixture fixture;
    fixture.files.writeFile(kEscape);
    fixture.files.writeFile(kNewline);
    ProcessOptions options;
    options.terminal = true;
    options.environment = {{"TERM", "xterm"}};
    const ProcessOutcome outcome = fixture.run({"rename", "--replace", "a", "z", "."}, options);
    COMPARE_EXIT(outcome, 0);
    QVERIFY2(outcome.output.find("\x1b[2J") == Bytes::npos, "no escape sequence of a name reaches the terminal");
    QVERIFY(outcome.output.find("\\x1b[2J") != Bytes::npos);
    QVERIFY(outcome.output.find("z\\nb") != Bytes::npos);
}

void TestCliOutput::pipedIsRaw()
{
    CliFixture fixture;
    fixture.files.writeFile(kEscape);
    const ProcessOutcome outcome = fixture.run({"rename", "--replace", "a", "z", "."});
    QCOMPARE(outcome.output, kEscape + " -> z\x1b[2Jb\n");
}

void TestCliOutput::nulSeparated()
{
    CliFixture fixture;
    fixture.files.writeFile(kNewline);
    const ProcessOutcome outcome = fixture.run({"rename", "-0", "--replace", "a", "z", "."});
    COMPARE_EXIT(outcome, 0);
    QCOMPARE(outcome.output, fixture.files.path(kNewline) + Bytes(1, '\0') + fixture.files.path("z\nb") + Bytes(1, '\0'));
}

/// A row that has no conflict itself was not renamed either, and nothing may look as if it had been.
void TestCliOutput::refusedBatchLooksRefused()
{
    CliFixture fixture;
    for (const Bytes &name : Files{"a1", "a2", "z2"})
        fixture.files.writeFile(name);
    const Words command{"rename", "--replace", "a", "z", "--apply", "."};
    const ProcessOutcome text = fixture.run(command);
    COMPARE_EXIT(text, 1);
    QCOMPARE(QByteArray::fromStdString(text.output), QByteArray());
    QVERIFY2(text.errors.find("nothing was renamed") != Bytes::npos, text.errors.c_str());

    Words asJson = command;
    asJson.push_back("--json");
    const ProcessOutcome json = fixture.run(asJson);
    COMPARE_EXIT(json, 1);
    const QList<QJsonObject> lines = CliFixture::lines(json);
    QCOMPARE(lines[0].value(QLatin1String("status")).toString(), QStringLiteral("cancelled"));
    QCOMPARE(lines[1].value(QLatin1String("status")).toString(), QStringLiteral("conflict"));
    QVERIFY(CliFixture::summary(json).value(QLatin1String("batch")).isNull());
}

void TestCliOutput::quietSaysNothing()
{
    CliFixture fixture;
    fixture.files.writeFile("a");
    const ProcessOutcome outcome = fixture.run({"rename", "-q", "--replace", "a", "z", "--apply", "."});
    QCOMPARE(outcome, (ProcessOutcome{0, {}, {}}));
}

QTEST_APPLESS_MAIN(TestCliOutput)
#include "tst_cli_output.moc"
