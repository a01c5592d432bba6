// SPDX-License-Identifier: GPL-3.0-or-later
// The man pages that the build made: all three, whole, and such that whatis finds them.
#include "tests/support/process.h"

#include <QtTest>

using namespace bulkhead;

#ifndef BULKHEAD_MAN_FOLDER
#define BULKHEAD_MAN_FOLDER ""
#endif

namespace {

QString pageNamed(const QString &name)
{
    QFile file(QStringLiteral(BULKHEAD_MAN_FOLDER "/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestManPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void page_data();
    void page();
};

void TestManPages::initTestCase()
{
    if (qstrlen(BULKHEAD_MAN_FOLDER) == 0)
        QSKIP("lowdown was not there when this was built");
}

void TestManPages::page_data()
{
    QTest::addColumn<QString>("about");
    QTest::addColumn<QStringList>("sections");
    QTest::addColumn<QStringList>("words");
    const QStringList common{QStringLiteral("NAME"), QStringLiteral("DESCRIPTION"), QStringLiteral("SEE ALSO")};
    QTest::newRow("bulkhead.1") << QStringLiteral("rename many files in a window, with preview and undo")
                                << common
            + QStringList{QStringLiteral("SYNOPSIS"), QStringLiteral("OPTIONS"), QStringLiteral("EXIT STATUS"), QStringLiteral("FILES")}
                                << QStringList{QStringLiteral("\\-\\-stall\\-report"), QStringLiteral("Ctrl+Return")};
    QTest::newRow("bulkhead-cli.1") << QStringLiteral("rename many files, with preview and undo")
                                    << common
            + QStringList{QStringLiteral("SYNOPSIS"), QStringLiteral("RENAME"), QStringLiteral("UNDO"), QStringLiteral("EXIT STATUS"),
                QStringLiteral("FILES"), QStringLiteral("EXAMPLES")}
                                    << QStringList{QStringLiteral("\\-\\-on\\-conflict"), QStringLiteral("No batch was interrupted.")};
    QTest::newRow("bulkhead-recipe.5") << QStringLiteral("what Bulkhead does to names: rules and templates")
                                       << common
            + QStringList{QStringLiteral("RULES"), QStringLiteral("TEMPLATES"), QStringLiteral("PROBLEMS"), QStringLiteral("EXAMPLES")}
                                       << QStringList{QStringLiteral("\n.SS\nrenumber\n"), QStringLiteral("xxh3"),
                                              QStringLiteral("duplicate\\-target")};
}

void TestManPages::page()
{
    QFETCH(QString, about);
    QFETCH(QStringList, sections);
    QFETCH(QStringList, words);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString text = pageNamed(name);
    QVERIFY(text.size() > 4000);
    for (const char *other : {"<!--", "rules.md", "templates.md", "recipes.md", "problems.md", "command-line.md"})
        QVERIFY2(!text.contains(QLatin1String(other)), other);
    for (const QString &section : sections)
        QVERIFY2(text.contains(QStringLiteral("\n.SH\n%1\n").arg(section)), qPrintable(section));
    for (const QString &word : words)
        QVERIFY2(text.contains(word), qPrintable(word));
    const QString program = QStandardPaths::findExecutable(QStringLiteral("lexgrog"));
    if (program.isEmpty())
        QSKIP("lexgrog (man-db) is not there");
    const ProcessOutcome outcome = runProcess({program.toStdString(), BULKHEAD_MAN_FOLDER "/" + name.toStdString()});
    const QString expected = QStringLiteral(": \"%1 - %2\"\n").arg(name.section(u'.', 0, 0), about);
    QVERIFY2(QString::fromStdString(outcome.output).endsWith(expected), outcome.output.c_str());
}

QTEST_APPLESS_MAIN(TestManPages)
#include "tst_man_pages.moc"
