// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/fact_text.h"
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

class TestFactText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void components_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected"); // empty: none
        const auto row = [](const char *name, QByteArray value, QByteArray expected) { QTest::newRow(name) << value << expected; };
        row("ASCII", "Canon EOS R5", "Canon EOS R5");
        row("CJK", "尼康 Z9", "尼康 Z9");
        row("combining", "Cafe\xCC\x81", "Cafe\xCC\x81");
        row("undecodable",
            "a\xFF"
            "b",
            "a\xFF"
            "b");
        row("empty", "", "");
        row("blank", " \t\r\n ", "");
        row("padded by NULs", QByteArray("Nikon\0\0\0", 8), "Nikon");
        row("spaces around", "  X100V ", "X100V");
        row("a slash", "1/200 s", "1_200 s");
        row("controls",
            "a\nb\x01"
            "c\x7F",
            "a_b_c_");
        row("NUL inside", QByteArray("a\0b", 3), "a_b");
        row("two dots", "..", "..");
        row("1,000 bytes", QByteArray(1000, 'a'), QByteArray(1000, 'a'));
        row("1,001 bytes", QByteArray(1001, 'a'), QByteArray(1000, 'a'));
        row("cut between characters", QByteArray(999, 'a') + "照", QByteArray(999, 'a'));
    }
    void components()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        const Fact fact = componentFact(bytesOf(value));
        QCOMPARE(fact.state, expected.isEmpty() ? Fact::State::None : Fact::State::Value);
        QCOMPARE(shown(fact.text), shown(bytesOf(expected)));
    }

    void times_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // nanoseconds; empty: none
        const auto row = [](const char *name, QByteArray text, QByteArray expected) { QTest::newRow(name) << text << expected; };
        row("Exif", "2024:05:31 14:07:09", "1717164429000000000");
        row("XMP with zone", "2024-05-31T14:07:09+02:00", "1717164429000000000");
        row("a fraction", "2024-05-31T14:07:09.25", "1717164429250000000");
        row("ten digits of a fraction", "2024-05-31T14:07:09.1234567891", "1717164429123456789");
        row("no seconds", "2024-05-31T14:07Z", "1717164420000000000");
        row("the day alone", "2024:05:31", "1717113600000000000");
        row("before 1970", "1969:12:31 23:59:59", "-1000000000");
        row("leap day", "2024:02:29 00:00:00", "1709164800000000000");
        row("no leap day", "2023:02:29 00:00:00", "");
        row("a camera without a clock", "0000:00:00 00:00:00", "");
        row("blank", "    :  :     :  :  ", "");
        row("month 13", "2024:13:01 00:00:00", "");
        row("hour 24", "2024:05:31 24:00:00", "");
        row("short", "2024:05", "");
        row("words", "yesterday", "");
        row("empty", "", "");
        row("past 2262", "9999:01:01 00:00:00", "");
    }
    void times()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const Fact fact = timeFact(bytesOf(text));
        QCOMPARE(fact.state, expected.isEmpty() ? Fact::State::None : Fact::State::Value);
        QCOMPARE(shown(fact.text), expected);
    }
};

QTEST_APPLESS_MAIN(TestFactText)
#include "tst_fact_text.moc"
