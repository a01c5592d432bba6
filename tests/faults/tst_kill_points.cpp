// SPDX-License-Identifier: GPL-3.0-or-later
// Killed at every system call from the first touch of the history on, and recovered: everything is where it was, or where it
// was meant to be. usage: tst_kill_points [undo | finish]
#include "tests/faults/fault_batch.h"

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

constexpr int kKilled = 137;
/// Every how manieth call of the first program is tried where the second one is killed, too.
constexpr std::size_t kFirstStride = 17;
constexpr std::size_t kSecondStride = 5;
constexpr std::size_t kControlStride = 2;

struct Tally {
    std::size_t points = 0;
    std::size_t bad = 0;
    std::size_t notKilled = 0;

    void print(const char *what) const { qInfo("%s: kill points %zu, bad %zu, not killed %zu", what, points, bad, notKilled); }
};

QByteArray text(const Call &call)
{
    return QByteArray::fromStdString(call.name) + " " + QByteArray::number(call.number);
}

void addWays()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("undo") << QByteArray("--undo");
    QTest::newRow("finish") << QByteArray("--finish");
}

/// What is wrong with the tree after the recovery; empty where nothing is.
QByteArray faultAfterRecovery(const FaultBatch &batch, const Bytes &how)
{
    const ProcessOutcome listed = batch.run({"recover", "--json"});
    const bool interrupted = listed.output.find("interrupted") != Bytes::npos;
    const ProcessOutcome recovered = batch.run({"recover", how, "--apply"});
    if (recovered.exitCode != 0)
        return "recover: exit " + QByteArray::number(recovered.exitCode) + ": " + QByteArray::fromStdString(recovered.errors);
    const Snapshot now = batch.now();
    if (!interrupted) // It died before its intent, or after its end.
        return now == batch.before() || now == batch.after() ? QByteArray() : snapshotDifference(now, batch.before());
    return snapshotDifference(now, how == "--undo" ? batch.before() : batch.after());
}

/// Kills at every `stride`th call.
Tally killEverywhere(const Program &program, const Bytes &how, std::size_t stride, QByteArray &faults)
{
    FaultBatch batch(program);
    const std::vector<Call> calls = batch.calls(batch.applyWords());
    Tally tally;
    for (std::size_t at = 0; at < calls.size(); at += stride) {
        batch.reset();
        ++tally.points;
        tally.notKilled += batch.runInjected(batch.applyWords(), {calls[at], "signal=SIGKILL"}).exitCode != kKilled;
        const QByteArray fault = faultAfterRecovery(batch, how);
        if (!fault.isEmpty()) {
            ++tally.bad;
            faults += "\n" + text(calls[at]) + ": " + fault;
        }
    }
    return tally;
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
    const Tally tally = killEverywhere({}, how.toStdString(), 1, faults);
    tally.print(how.constData());
    QVERIFY(tally.points > 0);
    QVERIFY2(tally.bad == 0, faults.constData());
    QCOMPARE(tally.notKilled, std::size_t(0));
}

/// Without an intent on the disk the same kills must be seen to do harm.
void TestKillPoints::control()
{
    QByteArray faults;
    const Tally tally = killEverywhere({.dropped = "intent-first"}, "--undo", kControlStride, faults);
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
    const Words recover{"recover", how.toStdString(), "--apply"};
    const std::vector<Call> calls = batch.calls(batch.applyWords());
    Tally tally;
    QByteArray faults;
    std::size_t phase = 0;
    for (std::size_t first = 0; first < calls.size(); first += kFirstStride) {
        const Injection kill{calls[first], "signal=SIGKILL"};
        batch.reset();
        batch.runInjected(batch.applyWords(), kill);
        const std::vector<Call> then = batch.calls(recover);
        phase = (phase + 1) % kSecondStride; // Other calls in each round.
        for (std::size_t second = phase; second < then.size(); second += kSecondStride) {
            batch.reset();
            ++tally.points;
            batch.runInjected(batch.applyWords(), kill);
            tally.notKilled += batch.runInjected(recover, {then[second], "signal=SIGKILL"}).exitCode != kKilled;
            const QByteArray fault = faultAfterRecovery(batch, how.toStdString());
            if (!fault.isEmpty()) {
                ++tally.bad;
                faults += "\n" + text(calls[first]) + ", then " + text(then[second]) + ": " + fault;
            }
        }
    }
    tally.print(how.constData());
    QVERIFY2(tally.bad == 0, faults.constData());
    QCOMPARE(tally.notKilled, std::size_t(0));
}

QTEST_GUILESS_MAIN(TestKillPoints)
#include "tst_kill_points.moc"
