// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line says of batches that move, copy or link, and of taking them back.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

namespace {

bool says(const ProcessOutcome &outcome, const Bytes &text)
{
    return outcome.errors.find(text) != Bytes::npos;
}

/// a/1.txt to a/3.txt, and what becomes N1.txt to N3.txt in `out`.
struct Files : CliFixture {
    Files()
    {
        for (const char *name : {"1", "2", "3"})
            files.writeFile(Bytes("a/") + name + ".txt", name);
    }
    ProcessOutcome send(const Bytes &option, std::vector<Bytes> more = {}) const
    {
        std::vector<Bytes> arguments{"rename", "--template", "N{n}", option, "out"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        arguments.push_back("a");
        return run(arguments);
    }
};

} // namespace

#define VERIFY_SAYS(outcome, text) QVERIFY2(says(outcome, text), (outcome).errors.c_str())

class TestCliTransferText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTransferHasItsWords_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QByteArray>("action"); // "" = a row says none
        QTest::addColumn<QByteArray>("past");
        QTest::addColumn<QByteArray>("third");
        QTest::addColumn<QByteArray>("word"); // of history
        QTest::newRow("move") << QByteArray("--move-to") << QByteArray() << QByteArray("moved") << QByteArray("moves")
                              << QByteArray("rename");
        QTest::newRow("copy") << QByteArray("--copy-to") << QByteArray("copy") << QByteArray("copied") << QByteArray("copies")
                              << QByteArray("copy");
        QTest::newRow("hard link") << QByteArray("--hard-link-to") << QByteArray("hardlink") << QByteArray("linked") << QByteArray("links")
                                   << QByteArray("hardlink");
        QTest::newRow("symbolic link") << QByteArray("--symlink-to") << QByteArray("symlink") << QByteArray("linked") << QByteArray("links")
                                       << QByteArray("symlink");
    }
    void everyTransferHasItsWords()
    {
        QFETCH(QByteArray, option);
        QFETCH(QByteArray, action);
        QFETCH(QByteArray, past);
        QFETCH(QByteArray, third);
        QFETCH(QByteArray, word);
        const Files fixture;
        const Bytes how = option.toStdString(), done = past.toStdString();
        const ProcessOutcome preview = fixture.send(how);
        COMPARE_EXIT(preview, 0);
        QCOMPARE(preview.output, Bytes("a/1.txt -> out/N1.txt\na/2.txt -> out/N2.txt\na/3.txt -> out/N3.txt\n"));
        QCOMPARE(preview.errors, "3 of 3 files will be " + done + ". This is a preview: --apply " + third.toStdString() + ".\n");

        const QJsonObject row = CliFixture::lines(fixture.send(how, {"--json"})).first();
        QCOMPARE(row.value(QLatin1String("action")).toString().toUtf8(), action);
        QCOMPARE(row.value(QLatin1String("status")).toString().toUtf8(), action.isEmpty() ? QByteArray("rename") : action);

        const ProcessOutcome applied = fixture.send(how, {"--apply"});
        COMPARE_EXIT(applied, 0);
        VERIFY_SAYS(applied, "3 files " + done + ". To take it back: bulkhead-cli undo 1 --apply\n");
        const ProcessOutcome history = fixture.run({"history"});
        QVERIFY2(history.output.find("  " + word.toStdString() + ": done, 3 of 3 ") != Bytes::npos, history.output.c_str());
    }

    void undoingACopyRemoves_data()
    {
        QTest::addColumn<QByteArray>("option");
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("many");
        QTest::newRow("copies") << QByteArray("--copy-to") << QByteArray("copy") << QByteArray("copies");
        QTest::newRow("hard links") << QByteArray("--hard-link-to") << QByteArray("hard link") << QByteArray("hard links");
        QTest::newRow("symbolic links") << QByteArray("--symlink-to") << QByteArray("symbolic link") << QByteArray("symbolic links");
    }
    void undoingACopyRemoves()
    {
        QFETCH(QByteArray, option);
        QFETCH(QByteArray, many);
        const Files fixture;
        COMPARE_EXIT(fixture.send(option.toStdString(), {"--apply"}), 0);
        const ProcessOutcome preview = fixture.run({"undo"});
        COMPARE_EXIT(preview, 0);
        QCOMPARE(preview.output, Bytes("remove out/N1.txt\nremove out/N2.txt\nremove out/N3.txt\n"));
        QCOMPARE(preview.errors, "Batch 1: 3 " + many.toStdString() + " will be removed. This is a preview: add --apply.\n");

        const QJsonObject planned = CliFixture::lines(fixture.run({"undo", "--json"})).first();
        QCOMPARE(planned.value(QLatin1String("status")).toString(), QStringLiteral("remove"));
        QCOMPARE(planned.value(QLatin1String("action")).toString(), QStringLiteral("remove"));
        QCOMPARE(planned.value(QLatin1String("from")).toString().toStdString(), fixture.files.path("out/N1.txt"));
        QCOMPARE(planned.value(QLatin1String("to")).toString(), QString());

        const ProcessOutcome undone = fixture.run({"undo", "--apply", "--json"});
        COMPARE_EXIT(undone, 0);
        const QJsonObject row = CliFixture::lines(undone).first();
        QCOMPARE(row.value(QLatin1String("status")).toString(), QStringLiteral("done"));
        QCOMPARE(row.value(QLatin1String("action")).toString(), QStringLiteral("remove"));
        VERIFY_SAYS(undone, "3 " + many.toStdString() + " removed. This was batch 2. To go back: bulkhead-cli redo 2 --apply\n");
        QVERIFY(!fixture.files.exists("out"));
        QVERIFY(fixture.files.exists("a/1.txt"));
    }

    void doingItAgainCopies()
    {
        const Files fixture;
        COMPARE_EXIT(fixture.send("--copy-to", {"--apply"}), 0);
        COMPARE_EXIT(fixture.run({"undo", "--apply"}), 0);
        const ProcessOutcome preview = fixture.run({"redo"});
        QCOMPARE(preview.output, Bytes("a/1.txt -> out/N1.txt\na/2.txt -> out/N2.txt\na/3.txt -> out/N3.txt\n"));
        VERIFY_SAYS(preview, "Batch 2: 3 files will be copied.");
        const ProcessOutcome history = fixture.run({"history"});
        QVERIFY2(history.output.find("undo of 1: done, 3 of 3 copies") != Bytes::npos, history.output.c_str());
    }

    void aCopyThatIsLeftIsNamed()
    {
        const Files fixture;
        COMPARE_EXIT(fixture.send("--copy-to", {"--apply"}), 0);
        fixture.files.writeFile("out/N2.txt", "worked on since");
        const ProcessOutcome undone = fixture.run({"undo", "--apply"});
        COMPARE_EXIT(undone, 1);
        QCOMPARE(undone.output, Bytes("remove out/N1.txt\nremove out/N3.txt\n"));
        VERIFY_SAYS(undone, "out/N2.txt: ");
        VERIFY_SAYS(undone, "2 copies removed.");
        QVERIFY(fixture.files.exists("out/N2.txt"));
    }

    void whatIsInTheWayStopsTheCopy()
    {
        const Files fixture;
        fixture.files.writeFile("out/N2.txt", "somebody's");
        const ProcessOutcome preview = fixture.send("--copy-to");
        COMPARE_EXIT(preview, 1);
        VERIFY_SAYS(preview, "2 of 3 files will be copied, 1 conflict. Nothing can be copied until the conflicts and errors are gone");
        const ProcessOutcome applied = fixture.send("--copy-to", {"--apply"});
        COMPARE_EXIT(applied, 1);
        VERIFY_SAYS(applied, "nothing was copied: 1 conflict");
    }

    void renamesSayNothingNew()
    {
        const Files fixture;
        const ProcessOutcome preview = fixture.run({"rename", "--template", "N{n}", "a"});
        QCOMPARE(preview.errors, Bytes("3 of 3 names will change. This is a preview: --apply renames.\n"));
        const ProcessOutcome json = fixture.run({"rename", "--template", "N{n}", "--json", "a"});
        QVERIFY2(json.output.find("action") == Bytes::npos, json.output.c_str());
    }
};

QTEST_GUILESS_MAIN(TestCliTransferText)
#include "tst_cli_transfer_text.moc"
