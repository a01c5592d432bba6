// SPDX-License-Identifier: GPL-3.0-or-later
// An event loop that is held up until the watchdog has noticed: nothing here depends on how fast the machine is.
#include "tests/ui/ui_test.h"

#include "ui/diagnostics/stall_monitor.h"

#include <semaphore>

using namespace bulkhead;
using namespace bulkhead::test;

/// Its events last until the gate is opened.
class Blocker : public QObject
{
    Q_OBJECT

public:
    explicit Blocker(std::binary_semaphore &gate)
        : m_gate(gate)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        const ActionScope scope("block");
        m_gate.acquire();
        return true;
    }

private:
    std::binary_semaphore &m_gate;
};

class TestStallMonitor : public QObject
{
    Q_OBJECT

    static WatchedApplication &application() { return *static_cast<WatchedApplication *>(qApp); }
    static std::int64_t answers(const StallMonitor &monitor) { return monitor.readings().record.answers(); }
    static const Stall *named(const StallRecord &record, const Bytes &action)
    {
        for (const Stall &stall : record.worst()) {
            if (stall.action == action)
                return &stall;
        }
        return nullptr;
    }

private Q_SLOTS:
    void cleanup() { application().setMonitor(nullptr); }

    void aStallIsNoticedWhileItLastsAndNamed()
    {
        std::binary_semaphore gate(0);
        Blocker blocker(gate);
        StallMonitor monitor([&gate] { gate.release(); });
        application().setMonitor(&monitor);
        monitor.start();
        QCoreApplication::postEvent(&blocker, new QEvent(QEvent::User));
        QTRY_VERIFY(named(monitor.readings().record, "block"));
        const StallRecord record = monitor.readings().record;
        const Stall &stall = *named(record, "block");
        QVERIFY(stall.wait >= kStall);
        QVERIFY(record.longest() >= stall.wait);
        QVERIFY(record.stalls() >= 1);
        QCOMPARE(stall.event, Bytes("User to Blocker"));
        // What a call is named depends on the build; which library it is in does not.
        QVERIFY(std::any_of(stall.stack.begin(), stall.stack.end(),
            [](const Bytes &call) { return call.find("QCoreApplication::") != Bytes::npos && call.find("libQt6Core") != Bytes::npos; }));
    }

    void withinOneEventTheInnermostIsNamed()
    {
        const EventScope outer("Outer", QEvent::Timer);
        QCOMPARE(EventTrail::place().receiver, "Outer");
        {
            const EventScope inner("Inner", QEvent::Paint);
            QCOMPARE(EventTrail::place().receiver, "Inner");
            QCOMPARE(EventTrail::place().type, int(QEvent::Paint));
        }
        QCOMPARE(EventTrail::place().receiver, "Outer");
        QCOMPARE(EventTrail::place().type, int(QEvent::Timer));
    }

    void aLoopThatNeverTurnsIsAStallToo()
    {
        std::binary_semaphore gate(0);
        StallMonitor monitor([&gate] { gate.release(); });
        application().setMonitor(&monitor);
        monitor.start();
        gate.acquire();
        monitor.stop();
        const StallMonitor::Readings readings = monitor.readings();
        QCOMPARE(readings.record.answers(), 1);
        QCOMPARE(readings.record.stalls(), 1);
        QVERIFY(readings.record.longest() >= kStall);
        QVERIFY(readings.measured >= readings.record.longest());
        QCOMPARE(monitor.readings().measured, readings.measured); // it has ended
    }

    void sleepsUntilSomethingHappens()
    {
        StallMonitor monitor;
        application().setMonitor(&monitor);
        monitor.start();
        QTRY_VERIFY(monitor.isAsleep());
        const std::int64_t before = answers(monitor);
        QVERIFY(before >= 1);
        QObject receiver;
        QCoreApplication::postEvent(&receiver, new QEvent(QEvent::User));
        QTRY_VERIFY(answers(monitor) > before);
        QTRY_VERIFY(monitor.isAsleep()); // its own tokens are nothing that happens
    }

    /// A loop that is held up while nothing but a ping from outside is on its way would else be missed.
    void goesOnForAMomentAfterTheLastEvent()
    {
        StallMonitor::Timing timing;
        timing.quiet = std::chrono::hours(1);
        StallMonitor monitor(timing);
        application().setMonitor(&monitor);
        monitor.start();
        QTRY_VERIFY(answers(monitor) > 3);
        QVERIFY(!monitor.isAsleep());
    }

    void stopsWhileAsleepAndWithoutAStart()
    {
        StallMonitor monitor;
        application().setMonitor(&monitor);
        monitor.start();
        QTRY_VERIFY(monitor.isAsleep());
        monitor.stop();
        const std::int64_t before = answers(monitor);
        monitor.turn();
        QCOMPARE(answers(monitor), before);
        StallMonitor never;
        never.stop();
        QCOMPARE(answers(never), 0);
        QCOMPARE(never.readings().measured.count(), 0);
    }

    void eventsOfOtherThreadsAreNotTheWindows()
    {
        StallMonitor monitor;
        application().setMonitor(&monitor);
        monitor.start();
        QTRY_VERIFY(monitor.isAsleep());
        bool awoken = true;
        const char *seen = "";
        std::thread([&] {
            struct Looker : QObject {
                const char *&seen;
                explicit Looker(const char *&into)
                    : seen(into)
                {
                }
                bool event(QEvent *) override
                {
                    seen = EventTrail::place().receiver;
                    return true;
                }
            } looker(seen);
            QEvent event(QEvent::User);
            QCoreApplication::sendEvent(&looker, &event);
            awoken = !monitor.isAsleep();
        }).join();
        QVERIFY(!awoken);
        QCOMPARE(seen, EventTrail::place().receiver);
    }

    void beginsWithTheFirstPicture()
    {
        StallMonitor monitor;
        application().setMonitor(&monitor);
        QWidget window;
        monitor.startWithFirstFrame(window, StallMonitor::Clock::now());
        QCoreApplication::processEvents();
        QVERIFY(!monitor.readings().firstFrame);
        QCOMPARE(answers(monitor), 0);
        window.show();
        QTRY_VERIFY(monitor.readings().firstFrame);
        QTRY_VERIFY(answers(monitor) > 0);
    }
};

int main(int argc, char **argv)
{
    useNoDisplay();
    WatchedApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    TestStallMonitor test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_stall_monitor.moc"
