// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/name_warnings.h"

#include <QtTest>

#include <thread>

using namespace bulkhead;

class TestNameWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warns_data();
    void warns();
    void everyWarningIsAmongThoseEverywhereButWindows();
    void manyThreadsAtOnce();
};

namespace {

/// "begins-with-dash becomes-hidden"
QByteArray namesOf(NameWarnings warnings)
{
    QByteArrayList names;
    for (const NameWarning warning : kNameWarnings) {
        if (warnings.testFlag(warning))
            names += nameWarningName(warning);
    }
    return names.join(' ');
}

void row(const char *id, const char *before, const char *after, const char *expected)
{
    QTest::newRow(id) << QByteArray(before) << QByteArray(after) << QByteArray(expected);
}

} // namespace

void TestNameWarnings::warns_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("expected");

    row("usual", "a.txt", "Holiday in Rome (2).jpg", "");
    row("empty", "", "", "");
    row("B10 options", "a", "-rf", "begins-with-dash");
    row("B10 a dash alone", "a", "-", "begins-with-dash");
    row("B10 dash inside", "a", "a-b", "");
    row("B10 had a dash before", "-a", "-b", "");
    row("B11 hidden", "a", ".a", "becomes-hidden");
    row("B11 dots", "a", "...", "becomes-hidden not-for-windows");
    row("B11 was hidden before", ".a", ".b", "");
    row("B11 becomes visible", ".a", "a", "");
    row("B11 shell characters", "a", "$(id);`id`%s~", "");
    row("folders: the last component counts", "a", "-x/.y/z", "");
    row("folders: a file hidden in one", "a", "x/.z", "becomes-hidden");

    row("U04 override", "photo", "photo\u202Egpj.exe", "bidi-marks");
    row("U04 first and last embedding", "a", "\u202Aa\u202E", "bidi-marks");
    row("U04 first isolate", "a", "\u2066a", "bidi-marks");
    row("U04 last isolate", "a", "a\u2069", "bidi-marks");
    row("U04 left-to-right mark", "a", "a\u200E", "bidi-marks");
    row("U04 right-to-left mark", "a", "a\u200F", "bidi-marks");
    row("U04 Arabic letter mark", "a", "a\u061C", "bidi-marks");
    row("U04 neighbours of the marks", "a", "a\u200D\u202F\u206A\u061B", "");
    row("U04 had marks before", "\u202Ea", "\u202Eb", "");
    row("U04 Hebrew needs no mark", "a", "\u05e9\u05dc\u05d5\u05dd.txt", "");

    row("U06 Cyrillic among Latin", "a", "p\u0430ypal.txt", "confusable");
    row("U06 Latin among Cyrillic", "a", "\u041c\u043e\u0441\u043a\u0432a", "confusable");
    row("U06 Greek among Latin", "a", "g\u03bfogle", "confusable");
    row("U06 behind other words", "a", "my 2nd p\u0430ypal", "confusable");
    row("U06 undecodable byte ends a word", "a", "p\xff\u0430", "");
    row("U06 was mixed before", "p\u0430ypal", "p\u0430ypal 2", "");
    row("U06 Cyrillic, Latin extension", "a", "\u041c\u043e\u0441\u043a\u0432\u0430.jpg", "");
    row("U06 words in two scripts", "a", "IMG \u041c\u043e\u0441\u043a\u0432\u0430 2020_\u0430", "");
    row("U06 a unit", "a", "10k\u03a9", "");
    row("U06 accents are Latin", "a", "e\u0301t\u00e9 na\u00efve", "");
    row("U06 Chinese and Latin", "a", "\u5317\u4eacBeijing\u53e3.jpg", "");
    row("U06 Japanese and Latin", "a", "T\u30b7\u30e3\u30c4\u306e\u5199\u771fv2", "");
    row("U06 Korean and Latin", "a", "\uc11c\uc6b8Seoul\u6f22", "");
    row("U06 Chinese and Greek", "a", "\u03b2\u7248", "");
    row("U06 emoji", "a", "a\U0001F600b", "");

    for (const char *name :
        {"CON", "nul.txt", "COM1", "COM\u00b9", "lpt\u00b3.log", "LPT9.tar.gz", "AUX", "Prn ", "con .txt", "COM\u00b2 .x"})
        QTest::addRow("W01 %s", name) << QByteArray("a") << QByteArray(name) << QByteArray("not-for-windows");
    for (const char *name : {"CONSOLE", "nul1", "COM", "COM0", "COM10", "LPT\u2074", "a.con", "co", "console.aux"})
        QTest::addRow("W01 not %s", name) << QByteArray("a") << QByteArray(name) << QByteArray();
    for (const char c : QByteArray("\"*:<>?\\|\n\x1f"))
        QTest::addRow("W02 0x%02x", c) << QByteArray("a") << QByteArray("a") + c + "b" << QByteArray("not-for-windows");
    row("W02 was not for Windows before", "a:b", "a:c", "");
    row("W03 dot at the end", "a", "a.", "not-for-windows");
    row("W03 space at the end", "a", "a ", "not-for-windows");
    row("W04 time of day", "a", "12:30.txt", "not-for-windows");
    row("several at once", "a", "-p\u0430y\u202E:", "begins-with-dash bidi-marks confusable not-for-windows");
}

void TestNameWarnings::warns()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QTEST(namesOf(warningsOf(before.toStdString(), after.toStdString())), "expected");
}

void TestNameWarnings::everyWarningIsAmongThoseEverywhereButWindows()
{
    NameWarnings all;
    for (const NameWarning warning : kNameWarnings)
        all |= warning;
    QCOMPARE(all & ~kWarningsEverywhere, NameWarnings(NameWarning::NotForWindows));
}

void TestNameWarnings::manyThreadsAtOnce()
{
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&wrong] {
                for (int i = 0; i < 500; ++i)
                    wrong += warningsOf("a", "p\u0430ypal") != NameWarnings(NameWarning::Confusable);
            });
        }
    }
    QCOMPARE(wrong.load(), 0);
}

QTEST_APPLESS_MAIN(TestNameWarnings)
#include "tst_name_warnings.moc"
