// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui_arguments.h"

#include <QtTest>

using namespace bulkhead;

using Wanted = GuiArguments::Wanted;

class TestGuiArguments : public QObject
{
    Q_OBJECT

    static GuiArguments parse(std::vector<Bytes> arguments, BytesView directory = "/here")
    {
        std::vector<char *> pointers{const_cast<char *>("bulkhead")};
        for (Bytes &argument : arguments)
            pointers.push_back(argument.data());
        return parseGuiArguments(int(pointers.size()), pointers.data(), directory);
    }

private Q_SLOTS:
    void inAFolderThatIsGone()
    {
        for (const Bytes argument : {"a", "--recipe=r", "--stall-report=s"}) {
            const GuiArguments arguments = parse({"/b", argument}, {});
            QCOMPARE(int(arguments.wanted), int(Wanted::Nowhere));
            QCOMPARE(arguments.mistake, argument.substr(argument.find('=') + 1));
        }
        QCOMPARE(int(parse({"/b"}, {}).wanted), int(Wanted::Window));
    }
    void paths()
    {
        const GuiArguments arguments = parse({"a.txt", "/b", "caf\xe9", "sub/", "--", "--recipe", "-x"});
        QCOMPARE(int(arguments.wanted), int(Wanted::Window));
        const std::vector<Bytes> expected{"/here/a.txt", "/b", "/here/caf\xe9", "/here/sub", "/here/--recipe", "/here/-x"};
        QCOMPARE(arguments.paths, expected);
        QVERIFY(arguments.recipe.empty());
    }

    void recipe_data()
    {
        QTest::addColumn<QList<QByteArray>>("words");
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("apart") << QList<QByteArray>{"--recipe", "r.json"} << QByteArray("/here/r.json");
        QTest::newRow("together") << QList<QByteArray>{"--recipe=r.json"} << QByteArray("/here/r.json");
        QTest::newRow("absolute, not text") << QList<QByteArray>{"--recipe", "/r\xff"} << QByteArray("/r\xff");
    }
    void recipe()
    {
        QFETCH(QList<QByteArray>, words);
        QFETCH(QByteArray, path);
        std::vector<Bytes> arguments;
        for (const QByteArray &word : words)
            arguments.push_back(word.toStdString());
        QCOMPARE(QByteArray::fromStdString(parse(arguments).recipe), path);
    }

    void stallReport()
    {
        QCOMPARE(parse({"--stall-report", "r.json", "a"}).stallReport, Bytes("/here/r.json"));
        const GuiArguments arguments = parse({"--recipe=r", "--stall-report=/s\xff"});
        QCOMPARE(arguments.stallReport, Bytes("/s\xff"));
        QCOMPARE(arguments.recipe, Bytes("/here/r"));
        QVERIFY(parse({"a"}).stallReport.empty());
        QVERIFY(BytesView(kGuiHelp).find("--stall-report FILE") != BytesView::npos);
    }

    void others()
    {
        QCOMPARE(int(parse({"--version"}).wanted), int(Wanted::Version));
        QCOMPARE(int(parse({"a", "--help"}).wanted), int(Wanted::Help));
        for (const char *incomplete : {"--recipe", "--stall-report", "--recipes", "--stall-reports=r", "--recip=r"})
            QCOMPARE(int(parse({incomplete}).wanted), int(Wanted::Mistake));
        const GuiArguments wrong = parse({"--recursive"});
        QCOMPARE(int(wrong.wanted), int(Wanted::Mistake));
        QCOMPARE(wrong.mistake, Bytes("--recursive"));
        QCOMPARE(int(parse({}).wanted), int(Wanted::Window));
    }
};

QTEST_APPLESS_MAIN(TestGuiArguments)
#include "tst_gui_arguments.moc"
