// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/pause_gate.h"

#include <QtTest>

#include <semaphore>
#include <thread>

using namespace bulkhead;

class TestPauseGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openGateLetsThrough()
    {
        PauseGate gate;
        QVERIFY(!gate.isPaused());
        gate.pass({}); // returns
    }

    void pausedThenResumed()
    {
        PauseGate gate;
        gate.pause();
        gate.resume();
        QVERIFY(!gate.isPaused());
        gate.pass({});
    }

    void holdsUntilResumed()
    {
        PauseGate gate;
        gate.pause();
        std::binary_semaphore reached{0};
        std::atomic<bool> passed{false};
        std::jthread worker([&](std::stop_token stop) {
            reached.release();
            gate.pass(stop);
            passed = true;
        });
        reached.acquire();
        QVERIFY(!passed);
        gate.resume();
        worker.join();
        QVERIFY(passed);
    }

    void stopEndsTheWait()
    {
        PauseGate gate;
        gate.pause();
        std::binary_semaphore reached{0};
        std::jthread worker([&](std::stop_token stop) {
            reached.release();
            gate.pass(stop);
        });
        reached.acquire();
        worker.request_stop();
        worker.join(); // returns, though nobody resumed
        QVERIFY(gate.isPaused());
    }

    void oneGateServesManyPasses()
    {
        PauseGate gate;
        std::counting_semaphore<> rounds{0};
        std::jthread worker([&](std::stop_token stop) {
            for (int i = 0; i < 2 && !stop.stop_requested(); ++i) {
                rounds.release();
                gate.pass(stop);
            }
        });
        rounds.acquire();
        rounds.acquire();
        worker.join();
        gate.pause();
        QVERIFY(gate.isPaused());
        gate.pause(); // twice is once
        gate.resume();
        QVERIFY(!gate.isPaused());
    }
};

QTEST_APPLESS_MAIN(TestPauseGate)
#include "tst_pause_gate.moc"
