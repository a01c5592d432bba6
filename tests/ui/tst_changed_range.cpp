// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/changed_range.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bulkhead;

class TestChangedRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changed_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("part");
        QTest::newRow("same") << "a.txt"
                              << "a.txt"
                              << "";
        QTest::newRow("middle") << "IMG_1.jpg"
                                << "trip-1.jpg"
                                << "trip-";
        QTest::newRow("all") << "abc"
                             << "xyz"
                             << "xyz";
        QTest::newRow("prefix added") << "a.txt"
                                      << "1-a.txt"
                                      << "1-";
        QTest::newRow("removed") << "a-b.txt"
                                 << "ab.txt"
                                 << "";
        QTest::newRow("repeated letters") << "aaa"
                                          << "aaaa"
                                          << "a";
        QTest::newRow("empty before") << ""
                                      << "x"
                                      << "x";
        QTest::newRow("empty after") << "x"
                                     << ""
                                     << "";
        QTest::newRow("chinese") << QStringLiteral("照片1.jpg") << QStringLiteral("相片1.jpg") << QStringLiteral("相");
        // both begin with the same high surrogate
        QTest::newRow("surrogates begin alike")
            << QStringLiteral("\U0001F600") << QStringLiteral("\U0001F601") << QStringLiteral("\U0001F601");
        // different high, same low surrogate
        QTest::newRow("surrogates end alike") << QStringLiteral("\U0001F600") << QStringLiteral("\U0001FA00")
                                              << QStringLiteral("\U0001FA00");
    }
    void changed()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, part);
        const TextRange range = changedRange(before, after);
        QCOMPARE(after.mid(range.start, range.length), part);
    }

    void whatIsLeftIsCommon()
    {
        QVERIFY(rc::check("what lies around the range is in both", [](const std::string &a, const std::string &b) {
            const QString before = QString::fromStdString(a);
            const QString after = QString::fromStdString(b);
            const TextRange range = changedRange(before, after);
            RC_ASSERT(range.start >= 0 && range.length >= 0 && range.start + range.length <= after.size());
            const QString head = after.left(range.start);
            const QString tail = after.mid(range.start + range.length);
            RC_ASSERT(before.startsWith(head) && before.endsWith(tail) && before.size() >= head.size() + tail.size());
        }));
    }

    void elided_data()
    {
        QTest::addColumn<int>("start");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("elided");
        QTest::addColumn<QString>("part");
        const QString whole = QStringLiteral("abcdefghij");
        const QString middle = QStringLiteral("abc…hij"); // d e f g are hidden
        QTest::newRow("not elided") << 2 << 3 << whole << "cde";
        QTest::newRow("in front") << 0 << 2 << middle << "ab";
        QTest::newRow("behind") << 8 << 2 << middle << "ij";
        QTest::newRow("hidden") << 4 << 2 << middle << QStringLiteral("…");
        QTest::newRow("across") << 2 << 6 << middle << QStringLiteral("c…h");
        QTest::newRow("nothing") << 1 << 0 << middle << "";
    }
    void elided()
    {
        QFETCH(int, start);
        QFETCH(int, length);
        QFETCH(QString, elided);
        QFETCH(QString, part);
        const TextRange range = elidedRange({start, length}, 10, elided);
        QCOMPARE(elided.mid(range.start, range.length), part);
    }
};

QTEST_APPLESS_MAIN(TestChangedRange)
#include "tst_changed_range.moc"
