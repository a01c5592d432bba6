// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bulkhead;

using Got = CsvReader::Got;
using Records = std::vector<std::vector<Bytes>>;

Q_DECLARE_METATYPE(Records)

namespace {

struct Outcome {
    Records records;
    Got end = Got::End;
    std::size_t line = 0;
    std::size_t offset = 0;
};

Outcome readAll(BytesView text)
{
    CsvReader reader(text);
    Outcome outcome;
    std::vector<Bytes> fields;
    for (outcome.end = reader.next(fields); outcome.end == Got::Record; outcome.end = reader.next(fields))
        outcome.records.push_back(fields);
    outcome.line = reader.line();
    outcome.offset = reader.offset();
    return outcome;
}

} // namespace

class TestCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Records>("records");
        QTest::newRow("nothing") << QByteArray() << Records{};
        QTest::newRow("only a mark") << QByteArray("\xEF\xBB\xBF") << Records{};
        QTest::newRow("an empty line") << QByteArray("\n") << Records{{""}};
        QTest::newRow("no end") << QByteArray("a,b") << Records{{"a", "b"}};
        QTest::newRow("lf and crlf") << QByteArray("a,b\nc,d\r\n") << Records{{"a", "b"}, {"c", "d"}};
        QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF\"old\",new") << Records{{"old", "new"}};
        QTest::newRow("empty fields") << QByteArray(",\n,,") << Records{{"", ""}, {"", "", ""}};
        QTest::newRow("quoted") << QByteArray("\"a,\"\"b\"\"\",\"c\r\nd\"\n") << Records{{"a,\"b\"", "c\r\nd"}};
        QTest::newRow("quoted at the end") << QByteArray("a,\"\"") << Records{{"a", ""}};
        QTest::newRow("a quote inside") << QByteArray("12\" disk,b") << Records{{"12\" disk", "b"}};
        QTest::newRow("a cr alone") << QByteArray("a\rb\n") << Records{{"a\rb"}};
        QTest::newRow("cjk and undecodable") << QByteArray("照片,\xff\xfe\n") << Records{{"照片", "\xff\xfe"}};
        QTest::newRow("nul") << QByteArray("a\0b,c", 5) << Records{{Bytes("a\0b", 3), "c"}};
    }
    void reads()
    {
        QFETCH(QByteArray, text);
        QFETCH(Records, records);
        const Outcome outcome = readAll(text.toStdString());
        QCOMPARE(int(outcome.end), int(Got::End));
        QVERIFY(outcome.records == records);
    }

    void faults_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("offset");
        QTest::newRow("never closed") << QByteArray("a,b\nc,\"d\n\n") << int(Got::UnclosedQuote) << 2 << 6;
        QTest::newRow("doubled at the end") << QByteArray("\"a\"\"") << int(Got::UnclosedQuote) << 1 << 0;
        QTest::newRow("text behind") << QByteArray("\"a\nb\"c\n") << int(Got::TextBehindQuote) << 2 << 5;
        QTest::newRow("a space behind") << QByteArray("x\r\n\"a\" ,b") << int(Got::TextBehindQuote) << 2 << 6;
    }
    void faults()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, fault);
        QFETCH(int, line);
        QFETCH(int, offset);
        const Outcome outcome = readAll(text.toStdString());
        QCOMPARE(int(outcome.end), fault);
        QCOMPARE(int(outcome.line), line);
        QCOMPARE(int(outcome.offset), offset);
    }

    void laws()
    {
        const auto anyField = rc::gen::map(rc::gen::container<std::vector<Bytes>>(rc::gen::elementOf(std::vector<Bytes>{
                                               "a", ",", "\"", "\r", "\n", "\xEF\xBB\xBF", "\xff", "照", Bytes(1, '\0'), " "})),
            [](const std::vector<Bytes> &pieces) {
                Bytes field;
                for (const Bytes &piece : pieces)
                    field += piece;
                return field;
            });
        QVERIFY(rc::check("what was written is read", [&] {
            const auto records = *rc::gen::container<Records>(rc::gen::nonEmpty(rc::gen::container<std::vector<Bytes>>(anyField)));
            Bytes text;
            for (const auto &record : records)
                appendCsvRecord(text, std::vector<BytesView>(record.begin(), record.end()));
            const Outcome outcome = readAll(text);
            RC_ASSERT(outcome.end == Got::End);
            RC_ASSERT(outcome.records == records);
        }));
        QVERIFY(rc::check("any bytes end", [&] {
            const Bytes text = *anyField;
            const Outcome outcome = readAll(text);
            RC_ASSERT(outcome.offset <= text.size());
        }));
    }
};

QTEST_APPLESS_MAIN(TestCsv)
#include "tst_csv.moc"
