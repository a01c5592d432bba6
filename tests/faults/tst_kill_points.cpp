// SPDX-License-Identifier: GPL-3.0-or-later
// Killed at every system call from the first touch of the history on, and recovered: everything is where it was, or where it
// was meant to be. usage: tst_kill_points [undo | finish]
#include "tests/faults/kill_everywhere.h"

#include <QtTest>

using namespace bulkhead;

class TestKillPoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killed_data();
    void killed();
    void control();
    void killedTwice_data();
    void killedTwice();
};

namespace {

/// Every how manieth call of the first program is tried where the second one is killed, too.
constexpr std::size_t kFirstStride = 17;
constexpr std::size_t kSecondStride = 5;
constexpr std::size_t kControlStride = 2;

void addWays()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("undo") << QByteArray("--undo");
    QTest::newRow("finish") << QByteArray("--finish");
}

} // namespace

void TestKillPoints::killed_data()
{
    addWays();
}

void TestKillPoints::killed()
{
    QFETCH(QByteArray, how);
    QByteArray faults;
    FaultBatch batch;
    const KillTally tally = killEverywhere(batch, Killed::Batch, how.toStdString(), 1, faults);
    tally.print(how.constData());
    QVERIFY(tally.points > 0);
    QVERIFY2(tally.bad == 0, faults.constData());
    QCOMPARE(tally.notKilled, std::size_t(0));
}

/// Without an intent on the disk the same kills must be seen to do harm.
void TestKillPoints::control()
{
    QByteArray faults;
    FaultBatch batch({.dropped = "intent-first"});
    const KillTally tally = killEverywhere(batch, Killed::Batch, "--undo", kControlStride, faults);
    tally.print("control");
    QVERIFY(tally.bad > 0);
}

void TestKillPoints::killedTwice_data()
{
    addWays();
}

void TestKillPoints::killedTwice()
{
    QFETCH(QByteArray, how);
    FaultBatch batch;
    QByteArray faults;
    const KillTally tally = killTwice(batch, {how.toStdString(), how.toStdString()}, kFirstStride, kSecondStride, faults);
    tally.print(how.constData());
    QVERIFY2(tally.bad == 0, faults.constData());
    QCOMPARE(tally.notKilled, std::size_t(0));
}

QTEST_GUILESS_MAIN(TestKillPoints)
#include "tst_kill_points.moc"
