// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/stall_record.h"

#include <QtTest>

using namespace bulkhead;
using namespace std::chrono_literals;

class TestStallRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothing()
    {
        const StallRecord record;
        QCOMPARE(record.answers(), 0);
        QCOMPARE(record.longest().count(), 0);
        QCOMPARE(record.within(0.99).count(), 0);
        QVERIFY(record.histogram().empty());
        QVERIFY(record.worst().empty());
    }

    void countsFramesAndStalls()
    {
        StallRecord record;
        for (const auto wait : {1ns, kOneFrame.count() * 1ns, 16'700'001ns, 49'999'999ns, std::chrono::nanoseconds(50ms), 51'000'000ns})
            record.add(wait);
        QCOMPARE(record.answers(), 6);
        QCOMPARE(record.overFrame(), 4);
        QCOMPARE(record.stalls(), 2);
        QCOMPARE(record.longest(), std::chrono::nanoseconds(51ms));
    }

    void aShareOfTheAnswersCameWithin()
    {
        StallRecord record;
        for (int i = 0; i < 99; ++i)
            record.add(900us);
        record.add(70ms);
        QCOMPARE(record.within(0.5), std::chrono::nanoseconds(1ms)); // the end of its bucket
        QCOMPARE(record.within(0.99), std::chrono::nanoseconds(1ms));
        QCOMPARE(record.within(1), std::chrono::nanoseconds(70ms)); // never more than the longest
        record.add(70ms);
        QCOMPARE(record.within(0.99), std::chrono::nanoseconds(70ms));
    }

    void theHistogramHasThemAll()
    {
        StallRecord record;
        for (const auto wait : {100us, 125us, 126us, 16'700us, 16'701us})
            record.add(wait);
        record.add(20s);
        const std::vector<StallRecord::Bucket> buckets = record.histogram();
        QCOMPARE(buckets.size(), 5u);
        QCOMPARE(buckets[0].upTo, std::chrono::nanoseconds(125us));
        QCOMPARE(buckets[0].answers, 2);
        QCOMPARE(buckets[1].answers, 1);
        QCOMPARE(buckets[2].upTo, std::chrono::nanoseconds(16'700us));
        QCOMPARE(buckets[3].upTo, std::chrono::nanoseconds(20ms));
        QCOMPARE(buckets[4].upTo, std::chrono::nanoseconds(20s));
    }

    void keepsTheTenWorst()
    {
        StallRecord record;
        for (int i = 1; i <= 30; ++i) {
            const int milliseconds = 20 + i * 7 % 31; // each once, in no order
            record.add(milliseconds * 1ms);
            record.describe({.wait = milliseconds * 1ms, .action = std::to_string(milliseconds)});
        }
        QCOMPARE(record.worst().size(), StallRecord::kWorst);
        for (std::size_t i = 0; i < StallRecord::kWorst; ++i)
            QCOMPARE(record.worst()[i].action, std::to_string(50 - i));
    }
};

QTEST_APPLESS_MAIN(TestStallRecord)
#include "tst_stall_record.moc"
