// SPDX-License-Identifier: GPL-3.0-or-later
// Every error at every call: no content is lost, no file stays under a temporary name, and what was done can be taken back.
#include "tests/faults/fault_batch.h"

#include <QtTest>

#include <algorithm>

using namespace bulkhead;

class TestErrorPoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errors_data();
    void errors();
    void control();
};

namespace {

Snapshot files(Snapshot snapshot)
{
    std::erase_if(snapshot, [](const auto &entry) { return entry.second == "dir"; });
    return snapshot;
}

std::vector<Bytes> contents(const Snapshot &snapshot)
{
    std::vector<Bytes> all;
    for (const auto &[path, content] : files(snapshot))
        all.push_back(content);
    std::sort(all.begin(), all.end());
    return all;
}

enum class Lasting : std::uint8_t { Once, FromThenOn };

/// What is wrong after a run that met an error; empty where nothing is.
QByteArray faultAfterError(const FaultBatch &batch, const ProcessOutcome &outcome, Lasting lasting)
{
    const Snapshot then = batch.now();
    if (contents(then) != contents(batch.before()))
        return "content lost: " + snapshotDifference(then, batch.before());
    if (outcome.exitCode == 0 && then != batch.after())
        return "says that all is well: " + snapshotDifference(then, batch.after());
    if (outcome.exitCode > 130)
        return "died: exit " + QByteArray::number(outcome.exitCode);
    // An error that lasts keeps files from being brought back; one that passes does not.
    if (lasting == Lasting::Once && !batch.strayName().empty())
        return "left under a temporary name: " + QByteArray::fromStdString(batch.strayName());
    for (const Words &takeBack : {Words{"recover", "--undo", "--apply"}, Words{"undo", "--apply"}}) {
        const ProcessOutcome back = batch.run(takeBack);
        if (back.exitCode != 0)
            return QByteArray::fromStdString(takeBack[0] + ": " + back.errors);
        // Where no folder can be opened any more, one that was made stays, empty.
        if (batch.now() == batch.before() || (lasting == Lasting::FromThenOn && files(batch.now()) == files(batch.before())))
            return {};
    }
    return "not taken back: " + snapshotDifference(batch.now(), batch.before());
}

struct Tally {
    std::size_t tried = 0;
    std::size_t bad = 0;
};

/// Each of the errors at each of the calls.
Tally failEverywhere(const Program &program, const QByteArray &calls, const QByteArray &errors, Lasting lasting, QByteArray &faults)
{
    FaultBatch batch(program);
    const QList<QByteArray> names = calls.split(' ');
    std::vector<Call> points = batch.calls(batch.applyWords());
    std::erase_if(points, [&names](const Call &call) { return !names.contains(QByteArray::fromStdString(call.name)); });
    Tally tally;
    for (const QByteArray &error : errors.split(' ')) {
        for (const Call &call : points) {
            batch.reset();
            ++tally.tried;
            const Injection injection{call, "error=" + error.toStdString(), lasting == Lasting::FromThenOn};
            const QByteArray fault = faultAfterError(batch, batch.runInjected(batch.applyWords(), injection), lasting);
            if (fault.isEmpty())
                continue;
            ++tally.bad;
            faults += "\n" + error + " at " + QByteArray::fromStdString(call.name) + " " + QByteArray::number(call.number) + ": " + fault;
        }
    }
    return tally;
}

} // namespace

void TestErrorPoints::errors_data()
{
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<QByteArray>("errors");
    QTest::addColumn<bool>("lasting");
    const auto row = [](const char *calls, const char *errors, Lasting lasting = Lasting::Once) {
        QTest::addRow("%s%s", calls, lasting == Lasting::FromThenOn ? ", lasting" : "")
            << QByteArray(calls) << QByteArray(errors) << (lasting == Lasting::FromThenOn);
    };
    row("renameat2", "ENOSPC EDQUOT EIO EINTR EACCES EPERM EROFS EBUSY ESTALE ENOENT ELOOP EXDEV ENOMEM");
    row("renameat2", "ENOSPC EIO EACCES EBUSY", Lasting::FromThenOn);
    row("openat openat2", "EMFILE ENFILE EIO EACCES ELOOP ESTALE ENOENT EINTR");
    row("openat openat2", "EMFILE EIO", Lasting::FromThenOn);
    row("statx newfstatat fstat", "EIO ENOENT ESTALE EACCES");
    row("fsync fdatasync syncfs", "EIO ENOSPC EDQUOT");
    row("fsync fdatasync syncfs", "EIO", Lasting::FromThenOn);
    row("pwrite64 write ftruncate fallocate", "ENOSPC EIO EDQUOT");
    row("pwrite64 write ftruncate fallocate", "ENOSPC", Lasting::FromThenOn);
    row("mkdirat unlinkat unlink mknodat", "ENOSPC EIO EACCES");
    row("close", "EIO ENOSPC");
}

void TestErrorPoints::errors()
{
    QFETCH(QByteArray, calls);
    QFETCH(QByteArray, errors);
    QFETCH(bool, lasting);
    QByteArray faults;
    const Tally tally = failEverywhere({}, calls, errors, lasting ? Lasting::FromThenOn : Lasting::Once, faults);
    qInfo("errors %zu, bad %zu", tally.tried, tally.bad);
    QVERIFY(tally.tried > 0);
    QVERIFY2(tally.bad == 0, faults.constData());
}

/// Where a ring is not taken back, the same errors must be seen to leave files under temporary names.
void TestErrorPoints::control()
{
    QByteArray faults;
    const Tally tally = failEverywhere({.dropped = "take-back"}, "renameat2", "ENOSPC", Lasting::Once, faults);
    qInfo("control: errors %zu, bad %zu", tally.tried, tally.bad);
    QVERIFY(tally.bad > 0);
}

QTEST_GUILESS_MAIN(TestErrorPoints)
#include "tst_error_points.moc"
