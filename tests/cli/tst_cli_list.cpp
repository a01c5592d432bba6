// SPDX-License-Identifier: GPL-3.0-or-later
// Names from lists, and plans as lists.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

using namespace bulkhead;

using Names = std::vector<Bytes>;

Q_DECLARE_METATYPE(Names)

namespace {

const Bytes kNotUtf8 = "caf\xe9.txt";

struct Folder : CliFixture {
    TempDir lists;

    explicit Folder(const Names &names)
    {
        for (const Bytes &name : names)
            files.writeFile(name, name);
    }
    Bytes list(const Bytes &name, BytesView content) const
    {
        lists.writeFile(name, content);
        return lists.path(name);
    }
    /// Each file was made with its name as content.
    Bytes renamedFrom(const Bytes &name) const { return files.exists(name) ? files.readFile(name) : Bytes("nothing"); }
};

} // namespace

class TestCliList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inOrder()
    {
        const Folder folder({"a.txt", "b.txt", kNotUtf8});
        const Bytes list = folder.list("names", "x\r\n\r\n\xff\xfe\r\n");
        COMPARE_EXIT(folder.run({"rename", "--names", list, "--apply", "."}), 0);
        QCOMPARE(folder.renamedFrom("x.txt"), Bytes("a.txt"));
        QCOMPARE(folder.renamedFrom("b.txt"), Bytes("b.txt"));
        QCOMPARE(folder.renamedFrom("\xff\xfe.txt"), kNotUtf8);
    }

    void fromStandardInput()
    {
        const Folder folder({"a.txt", "b.txt"});
        COMPARE_EXIT(folder.run({"rename", "--names", "-", "--scope", "name", "--apply", "."}, {.input = "x.jpg\ny\n"}), 0);
        QCOMPARE(folder.renamedFrom("x.jpg"), Bytes("a.txt"));
        QCOMPARE(folder.renamedFrom("y"), Bytes("b.txt"));
    }

    void byName()
    {
        const Folder folder({"a.txt", kNotUtf8, "c.txt"});
        const Bytes list = folder.list("names.csv", "old,new\n" + kNotUtf8 + ",\"x, y\xfe\"\nnobody,z\n");
        const ProcessOutcome outcome = folder.run({"rename", "--names", list, "--apply", "."});
        COMPARE_EXIT(outcome, 0);
        QVERIFY(outcome.errors.find("warning: --names.file: 1 entry matches no row, the first is 'nobody'") != Bytes::npos);
        QCOMPARE(folder.renamedFrom("x, y\xfe"), kNotUtf8);
        QCOMPARE(folder.renamedFrom("a.txt"), Bytes("a.txt"));
    }

    void mistakes_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("too short") << QByteArray("l") << QByteArray("x\n") << QByteArray("the list has 1 name for 2 rows");
        QTest::newRow("too long") << QByteArray("l") << QByteArray("x\ny\nz\n") << QByteArray("the list has 3 names for 2 rows");
        QTest::newRow("no column") << QByteArray("l.csv") << QByteArray("old\na\n") << QByteArray("the list has no column 'new' at line 1");
        QTest::newRow("a quote") << QByteArray("l.csv") << QByteArray("old,new\n\"a,b\n")
                                 << QByteArray("a quote is never closed at line 2");
        QTest::newRow("twice") << QByteArray("l.csv") << QByteArray("old,new\n\xff,b\n\xff,c\n") << QByteArray("is there twice at line 3");
        QTest::newRow("missing") << QByteArray("") << QByteArray() << QByteArray("cannot be read: it is not there");
    }
    void mistakes()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, said);
        const Folder folder({"a", "b"});
        const Bytes list = name.isEmpty() ? folder.lists.path("none") : folder.list(name.toStdString(), content.toStdString());
        const ProcessOutcome outcome = folder.run({"rename", "--names", list, "--apply", "."});
        COMPARE_EXIT(outcome, 2);
        QVERIFY2(outcome.errors.find(said.toStdString()) != Bytes::npos, outcome.errors.c_str());
        QVERIFY(outcome.errors.find("--names.file: ") != Bytes::npos);
        QCOMPARE(folder.renamedFrom("a"), Bytes("a"));
    }

    void standardInputOnce()
    {
        const Folder folder({"a"});
        COMPARE_EXIT(folder.run({"rename", "--names", "-", "--files-from", "-"}, {.input = "a\n"}), 2);
        COMPARE_EXIT(folder.run({"rename", "--names", "-", "--names", "-", "."}, {.input = "a\n"}), 2);
    }

    void columns()
    {
        const Folder folder({"1.mp3", "2.mp3"});
        const Bytes list = folder.list("l.csv", "old,new,Artist\n1.mp3,One.mp3,A\n2.mp3,Two.mp3,B\n");
        COMPARE_EXIT(folder.run({"rename", "--names", list, "--template", "{csv:Artist} - {stem}", "--apply", "."}), 0);
        QCOMPARE(folder.renamedFrom("A - One.mp3"), Bytes("1.mp3"));
        QCOMPARE(folder.renamedFrom("B - Two.mp3"), Bytes("2.mp3"));
    }

    void aPlanGoesOutAndComesBack()
    {
        const Folder folder({"one/a.txt", "two/a.txt", "two/" + kNotUtf8, "two/x,\"y\nz", "two/same"});
        const Bytes plan = folder.lists.path("plan.csv");
        const Names rules{"--template", "{parent}-{stem}", "--exclude", "same"};
        Names exporting{"rename", "--export", plan, "--recursive", "."};
        exporting.insert(exporting.end(), rules.begin(), rules.end());
        COMPARE_EXIT(folder.run(exporting), 0);
        QCOMPARE(folder.renamedFrom("one/a.txt"), Bytes("one/a.txt"));
        const ProcessOutcome applied = folder.run({"rename", "--names", plan, "--recursive", "--apply", "."});
        COMPARE_EXIT(applied, 0);
        QCOMPARE(applied.errors.find("warning: --names"), Bytes::npos);
        QCOMPARE(folder.renamedFrom("one/one-a.txt"), Bytes("one/a.txt"));
        QCOMPARE(folder.renamedFrom("two/two-a.txt"), Bytes("two/a.txt"));
        QCOMPARE(folder.renamedFrom("two/two-" + kNotUtf8), "two/" + kNotUtf8);
        QCOMPARE(folder.renamedFrom("two/two-x,\"y\nz"), Bytes("two/x,\"y\nz"));
        QCOMPARE(folder.renamedFrom("two/same"), Bytes("two/same"));
    }

    void jsonLines()
    {
        const Folder folder({"a", kNotUtf8, "b"});
        const Bytes plan = folder.lists.path("plan.jsonl");
        COMPARE_EXIT(folder.run({"rename", "--case", "upper", "--exclude", "b", "--export", plan, "."}), 0);
        QList<QJsonObject> rows;
        for (const QByteArray &line : QByteArray::fromStdString(folder.lists.readFile("plan.jsonl")).split('\n')) {
            if (!line.isEmpty())
                rows.append(QJsonDocument::fromJson(line).object());
        }
        QCOMPARE(rows.size(), 2);
        QVERIFY(rows[0].value(QLatin1String("to")).toString().endsWith(QLatin1String("/A")));
        const auto bytes = QByteArray::fromBase64(rows[1].value(QLatin1String("to_bytes")).toString().toLatin1());
        QVERIFY(bytes.endsWith("/CAF\xe9.txt"));
    }

    void nothingIsOverwritten()
    {
        const Folder folder({"a"});
        const Bytes plan = folder.list("plan.csv", "mine");
        const ProcessOutcome outcome = folder.run({"rename", "--case", "upper", "--export", plan, "--apply", "."});
        COMPARE_EXIT(outcome, 1);
        QVERIFY(outcome.errors.find("it exists already") != Bytes::npos);
        QCOMPARE(folder.lists.readFile("plan.csv"), Bytes("mine"));
        QCOMPARE(folder.renamedFrom("a"), Bytes("a"));
        COMPARE_EXIT(folder.run({"rename", "--case", "upper", "--export", folder.lists.path("plan.txt"), "."}), 2);
    }
};

QTEST_GUILESS_MAIN(TestCliList)
#include "tst_cli_list.moc"
