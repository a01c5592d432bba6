// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/progress_meter.h"

#include <QtTest>

#include <latch>
#include <thread>

using namespace bulkhead;

class TestProgressMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAtNothing()
    {
        const ProgressMeter::Reading reading = ProgressMeter().read();
        QCOMPARE(reading.done, 0);
        QCOMPARE(reading.total, 0);
        QCOMPARE(reading.bytes, 0);
        QCOMPARE(reading.failed, 0);
        QVERIFY(reading.current.empty());
    }

    void addsUp()
    {
        ProgressMeter meter;
        meter.setTotal(7);
        meter.addDone();
        meter.addDone(4);
        meter.addFailed(2);
        meter.addBytes(4096);
        meter.setCurrent("/a/caf\xe9");
        const ProgressMeter::Reading reading = meter.read();
        QCOMPARE(reading.total, 7);
        QCOMPARE(reading.done, 5);
        QCOMPARE(reading.failed, 2);
        QCOMPARE(reading.bytes, 4096);
        QCOMPARE(reading.current, Bytes("/a/caf\xe9"));
    }

    void readersSeeItGrowAndNeverTear()
    {
        constexpr int kSteps = 20'000;
        ProgressMeter meter;
        std::latch go(2);
        std::jthread writer([&] {
            go.arrive_and_wait();
            for (int i = 0; i < kSteps; ++i) {
                meter.setCurrent(i % 2 ? BytesView("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") : BytesView("b"));
                meter.addDone();
            }
        });
        go.arrive_and_wait();
        std::int64_t last = 0;
        while (last < kSteps) {
            const ProgressMeter::Reading reading = meter.read();
            QVERIFY(reading.done >= last);
            QVERIFY(reading.current.empty() || reading.current == "b" || reading.current == Bytes(40, 'a'));
            last = reading.done;
        }
        QCOMPARE(last, kSteps);
    }
};

QTEST_APPLESS_MAIN(TestProgressMeter)
#include "tst_progress_meter.moc"
