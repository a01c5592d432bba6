// SPDX-License-Identifier: GPL-3.0-or-later
// Times and permissions under kill and error: with its names a file has what goes with them, and all can be taken back.
#include "core/base/path.h"
#include "tests/faults/kill_everywhere.h"

#include <QtTest>

#include <algorithm>

using namespace bulkhead;

class TestAttributeFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killed_data();
    void killed();
    void killedWhileTakenBack_data();
    void killedWhileTakenBack();
    void killedTwice_data();
    void killedTwice();
    void control();
    void errors_data();
    void errors();
};

namespace {

constexpr std::size_t kFirstStride = 37;
constexpr std::size_t kSecondStride = 13;

void addWays()
{
    QTest::addColumn<QByteArray>("how");
    QTest::newRow("undo") << QByteArray("--undo");
    QTest::newRow("finish") << QByteArray("--finish");
}

void check(const KillTally &tally, const QByteArray &faults)
{
    tally.print(QTest::currentDataTag());
    QVERIFY(tally.points > 0);
    QVERIFY2(tally.bad == 0, faults.constData());
    QCOMPARE(tally.notKilled, std::size_t(0));
}

std::size_t fileCount(const Snapshot &snapshot)
{
    return std::size_t(std::ranges::count_if(snapshot, [](const auto &entry) { return entry.second != "dir"; }));
}

/// What is wrong after a run that met an error; empty where nothing is.
QByteArray faultAfterError(const FaultBatch &batch, const ProcessOutcome &outcome)
{
    const Snapshot then = batch.now();
    // The folders above may have failed by themselves.
    const auto holds = [](const Snapshot &snapshot, const auto &entry) {
        return std::ranges::any_of(snapshot,
            [&entry](const auto &other) { return fileName(other.first) == fileName(entry.first) && other.second == entry.second; });
    };
    for (const auto &entry : then) {
        if (!holds(batch.after(), entry) && !holds(batch.before(), entry) && entry.second != "dir")
            return "neither as it was nor as it is meant to be: " + QByteArray::fromStdString(entry.first + " " + entry.second);
    }
    if (fileCount(then) != fileCount(batch.before()))
        return "a file is missing";
    if (outcome.exitCode == 0 && then != batch.after())
        return "says that all is well: " + snapshotDifference(then, batch.after());
    if (outcome.exitCode > 130)
        return "died: exit " + QByteArray::number(outcome.exitCode);
    for (const Words &takeBack : {Words{"recover", "--undo", "--apply"}, Words{"undo", "--apply"}}) {
        const ProcessOutcome back = batch.run(takeBack);
        if (back.exitCode != 0)
            return QByteArray::fromStdString(takeBack[0] + ": " + back.errors);
    }
    return snapshotDifference(batch.now(), batch.before());
}

} // namespace

void TestAttributeFaults::killed_data()
{
    addWays();
}

void TestAttributeFaults::killed()
{
    QFETCH(QByteArray, how);
    FaultBatch batch({}, FaultBatch::kAttributes);
    QCOMPARE(fileCount(batch.before()), fileCount(batch.after()));
    QByteArray faults;
    check(killEverywhere(batch, Killed::Batch, how.toStdString(), 1, faults), faults);
}

void TestAttributeFaults::killedWhileTakenBack_data()
{
    addWays();
}

void TestAttributeFaults::killedWhileTakenBack()
{
    QFETCH(QByteArray, how);
    FaultBatch batch({}, FaultBatch::kAttributes);
    QByteArray faults;
    check(killEverywhere(batch, Killed::Undo, how.toStdString(), 1, faults), faults);
}

void TestAttributeFaults::killedTwice_data()
{
    addWays();
}

void TestAttributeFaults::killedTwice()
{
    QFETCH(QByteArray, how);
    FaultBatch batch({}, FaultBatch::kAttributes);
    QByteArray faults;
    check(killTwice(batch, {how.toStdString(), how.toStdString()}, kFirstStride, kSecondStride, faults), faults);
}

/// Without a record on the disk the same kills must be seen to leave changes behind.
void TestAttributeFaults::control()
{
    FaultBatch batch({.dropped = "intent-first"}, FaultBatch::kAttributes);
    QByteArray faults;
    const KillTally tally = killEverywhere(batch, Killed::Batch, "--undo", 3, faults);
    tally.print("control");
    QVERIFY(tally.bad > 0);
}

void TestAttributeFaults::errors_data()
{
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<QByteArray>("errors");
    QTest::newRow("attributes") << QByteArray("chmod utimensat") << QByteArray("EPERM EIO EROFS ENOSPC");
    QTest::newRow("looks") << QByteArray("openat statx") << QByteArray("EMFILE EIO EACCES");
    QTest::newRow("names") << QByteArray("renameat2") << QByteArray("ENOSPC EBUSY EACCES");
}

void TestAttributeFaults::errors()
{
    QFETCH(QByteArray, calls);
    QFETCH(QByteArray, errors);
    FaultBatch batch({}, FaultBatch::kAttributes);
    const QList<QByteArray> names = calls.split(' ');
    std::vector<Call> points = batch.calls(batch.applyWords());
    std::erase_if(points, [&names](const Call &call) { return !names.contains(QByteArray::fromStdString(call.name)); });
    std::size_t tried = 0;
    QByteArray faults;
    for (const QByteArray &error : errors.split(' ')) {
        for (const Call &call : points) {
            batch.reset();
            ++tried;
            const auto outcome = batch.runInjected(batch.applyWords(), {call, "error=" + error.toStdString()});
            if (const QByteArray fault = faultAfterError(batch, outcome); !fault.isEmpty())
                faults += "\n" + error + " at " + textOf(call) + ": " + fault;
        }
    }
    qInfo("errors %zu", tried);
    QVERIFY(tried > 0);
    QVERIFY2(faults.isEmpty(), faults.constData());
}

QTEST_GUILESS_MAIN(TestAttributeFaults)
#include "tst_attribute_faults.moc"
