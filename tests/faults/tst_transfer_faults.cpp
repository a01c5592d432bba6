// SPDX-License-Identifier: GPL-3.0-or-later
// Copies and links under kill and error: the originals are never touched, what was made is whole or gone, and can be taken back.
#include "tests/faults/kill_everywhere.h"

#include <QtTest>

#include <algorithm>

using namespace bulkhead;

class TestTransferFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killed_data();
    void killed();
    void killedWhileTakenBack_data();
    void killedWhileTakenBack();
    void killedTwice_data();
    void killedTwice();
    void killedTwiceAndTurnedRound_data();
    void killedTwiceAndTurnedRound();
    void control();
    void errors_data();
    void errors();
};

namespace {

// Each call in turn takes a quarter of an hour. What links do otherwise than copies is little.
constexpr std::size_t kCopyStride = 3;
constexpr std::size_t kLinkStride = 5;
constexpr std::size_t kFirstStride = 41;
constexpr std::size_t kSecondStride = 17;

void addWays()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("how");
    for (const char *option : {"--copy-to", FaultBatch::kAcross, "--hard-link-to", "--symlink-to"}) {
        for (const char *how : {"--undo", "--finish"})
            QTest::addRow("%s %s", option, how) << QByteArray(option) << QByteArray(how);
    }
}

std::size_t strideOf(const QByteArray &option)
{
    return option == "--copy-to" || option == FaultBatch::kAcross ? kCopyStride : kLinkStride;
}

void check(const KillTally &tally, const QByteArray &faults)
{
    tally.print(QTest::currentDataTag());
    QVERIFY(tally.points > 0);
    QVERIFY2(tally.bad == 0, faults.constData());
    QCOMPARE(tally.notKilled, std::size_t(0));
}

/// What is wrong after a run that met an error; empty where nothing is.
QByteArray faultAfterError(const FaultBatch &batch, const ProcessOutcome &outcome)
{
    const Snapshot then = batch.now();
    const auto holds = [](const Snapshot &snapshot, const auto &entry) {
        const auto found = snapshot.find(entry.first);
        return found != snapshot.end() && found->second == entry.second;
    };
    const auto isSomewhere = [&then](const Bytes &content) {
        return std::ranges::any_of(then, [&content](const auto &entry) { return entry.second == content; });
    };
    for (const auto &entry : batch.before()) {
        if (holds(batch.after(), entry) ? !holds(then, entry) : !isSomewhere(entry.second))
            return "an original was touched: " + QByteArray::fromStdString(entry.first);
    }
    for (const auto &entry : then) {
        if (!holds(batch.after(), entry) && !holds(batch.before(), entry))
            return "made what nobody asked for: " + QByteArray::fromStdString(entry.first);
    }
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

void TestTransferFaults::killed_data()
{
    addWays();
}

void TestTransferFaults::killed()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, how);
    if (option == FaultBatch::kAcross && !FaultBatch::canCross())
        QSKIP("there is no other disk");
    FaultBatch batch({}, option.toStdString());
    QVERIFY(batch.after().size() > batch.before().size()); // Folders at least.
    QByteArray faults;
    check(killEverywhere(batch, Killed::Batch, how.toStdString(), strideOf(option), faults), faults);
}

void TestTransferFaults::killedWhileTakenBack_data()
{
    addWays();
}

void TestTransferFaults::killedWhileTakenBack()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, how);
    if (option == FaultBatch::kAcross && !FaultBatch::canCross())
        QSKIP("there is no other disk");
    FaultBatch batch({}, option.toStdString());
    QByteArray faults;
    check(killEverywhere(batch, Killed::Undo, how.toStdString(), strideOf(option), faults), faults);
}

void TestTransferFaults::killedTwice_data()
{
    addWays();
}

void TestTransferFaults::killedTwice()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, how);
    if (option == FaultBatch::kAcross && !FaultBatch::canCross())
        QSKIP("there is no other disk");
    FaultBatch batch({}, option.toStdString());
    QByteArray faults;
    check(killTwice(batch, {how.toStdString(), how.toStdString()}, kFirstStride, kSecondStride, faults), faults);
}

/// Who comes back may want the other way.
void TestTransferFaults::killedTwiceAndTurnedRound_data()
{
    addWays();
}

void TestTransferFaults::killedTwiceAndTurnedRound()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, how);
    if (option == FaultBatch::kAcross && !FaultBatch::canCross())
        QSKIP("there is no other disk");
    FaultBatch batch({}, option.toStdString());
    QByteArray faults;
    const Bytes other = how == "--undo" ? "--finish" : "--undo";
    check(killTwice(batch, {how.toStdString(), other}, kFirstStride, kSecondStride, faults), faults);
}

/// Without a record on the disk the same kills must be seen to leave copies behind.
void TestTransferFaults::control()
{
    FaultBatch batch({.dropped = "intent-first"}, "--copy-to");
    QByteArray faults;
    const KillTally tally = killEverywhere(batch, Killed::Batch, "--undo", 3, faults);
    tally.print("control");
    QVERIFY(tally.bad > 0);
}

void TestTransferFaults::errors_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<QByteArray>("errors");
    const auto row = [](const char *option, const char *calls, const char *errors) {
        QTest::addRow("%s, %s", option, calls) << QByteArray(option) << QByteArray(calls) << QByteArray(errors);
    };
    row("--copy-to", "renameat2", "ENOSPC EIO EINTR EACCES EBUSY ESTALE ENOENT");
    row("--copy-to", "openat openat2", "EMFILE EIO EACCES ELOOP ENOENT");
    row("--copy-to", "statx fstat newfstatat", "EIO ENOENT EACCES");
    row("--copy-to", "copy_file_range ioctl lseek ftruncate pwrite64 write", "ENOSPC EIO EDQUOT EINVAL");
    row("--copy-to", "fchmod fchown utimensat flistxattr fsetxattr", "EPERM EIO");
    row("--copy-to", "fsync fdatasync syncfs", "EIO ENOSPC");
    row("--copy-to", "mkdirat unlinkat close", "ENOSPC EIO");
    row(FaultBatch::kAcross, "renameat2 unlinkat", "ENOSPC EIO EINTR EACCES EPERM EBUSY ENOENT");
    row(FaultBatch::kAcross, "openat openat2 statx", "EMFILE EIO EACCES ENOENT");
    row(FaultBatch::kAcross, "copy_file_range pread64 pwrite64 write ftruncate", "ENOSPC EIO");
    row(FaultBatch::kAcross, "fsync fdatasync syncfs close", "EIO ENOSPC");
    row("--hard-link-to", "linkat renameat2", "EPERM EMLINK ENOSPC EIO EEXIST");
    row("--symlink-to", "symlinkat renameat2", "EPERM ENOSPC EIO EEXIST");
}

void TestTransferFaults::errors()
{
    QFETCH(QByteArray, option);
    QFETCH(QByteArray, calls);
    QFETCH(QByteArray, errors);
    if (option == FaultBatch::kAcross && !FaultBatch::canCross())
        QSKIP("there is no other disk");
    FaultBatch batch({}, option.toStdString());
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

QTEST_GUILESS_MAIN(TestTransferFaults)
#include "tst_transfer_faults.moc"
