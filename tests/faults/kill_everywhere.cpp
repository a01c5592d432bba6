// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/kill_everywhere.h"

namespace bulkhead {

QByteArray textOf(const Call &call)
{
    return QByteArray::fromStdString(call.name) + " " + QByteArray::number(call.number);
}

QByteArray faultAfterRecovery(const FaultBatch &batch, const Bytes &how, const Snapshot &from, const Snapshot &to)
{
    const ProcessOutcome listed = batch.run({"recover", "--json"});
    const bool interrupted = listed.output.find("interrupted") != Bytes::npos;
    const ProcessOutcome recovered = batch.run({"recover", how, "--apply"});
    if (recovered.exitCode != 0)
        return "recover: exit " + QByteArray::number(recovered.exitCode) + ": " + QByteArray::fromStdString(recovered.errors);
    const Snapshot now = batch.now();
    if (!interrupted) // It died before its intent, or after its end.
        return now == from || now == to ? QByteArray() : snapshotDifference(now, from);
    return snapshotDifference(now, how == "--undo" ? from : to);
}

namespace {

/// What one plain undo leaves otherwise than it was, once a batch was finished; empty where nothing.
QByteArray faultAfterUndo(const FaultBatch &batch)
{
    if (batch.now() == batch.before())
        return {};
    const ProcessOutcome undone = batch.run({"undo", "--apply"});
    if (undone.exitCode != 0)
        return "undo: exit " + QByteArray::number(undone.exitCode) + ": " + QByteArray::fromStdString(undone.errors);
    return snapshotDifference(batch.now(), batch.before());
}

} // namespace

KillTally killEverywhere(FaultBatch &batch, Killed what, const Bytes &how, std::size_t stride, QByteArray &faults)
{
    const bool isUndo = what == Killed::Undo;
    const auto begin = [&] {
        batch.reset();
        if (isUndo)
            batch.run(batch.applyWords());
        return isUndo ? Words{"undo", "--apply"} : batch.applyWords();
    };
    const Snapshot &from = isUndo ? batch.after() : batch.before();
    const Snapshot &to = isUndo ? batch.before() : batch.after();
    const std::vector<Call> calls = batch.calls(begin());
    KillTally tally;
    for (std::size_t at = 0; at < calls.size(); at += stride) {
        const Words words = begin();
        ++tally.points;
        tally.notKilled += batch.runInjected(words, {calls[at], "signal=SIGKILL"}).exitCode != kKilled;
        const QByteArray fault = faultAfterRecovery(batch, how, from, to);
        if (!fault.isEmpty()) {
            ++tally.bad;
            faults += "\n" + textOf(calls[at]) + ": " + fault;
        }
    }
    return tally;
}

KillTally killTwice(FaultBatch &batch, const Recoveries &how, std::size_t firstStride, std::size_t secondStride, QByteArray &faults)
{
    const Words recover{"recover", how.killed, "--apply"};
    batch.reset();
    const std::vector<Call> calls = batch.calls(batch.applyWords());
    KillTally tally;
    std::size_t phase = 0;
    for (std::size_t first = 0; first < calls.size(); first += firstStride) {
        const Injection kill{calls[first], "signal=SIGKILL"};
        batch.reset();
        batch.runInjected(batch.applyWords(), kill);
        const std::vector<Call> then = batch.calls(recover);
        phase = (phase + 1) % secondStride; // Other calls in each round.
        for (std::size_t second = phase; second < then.size(); second += secondStride) {
            batch.reset();
            ++tally.points;
            batch.runInjected(batch.applyWords(), kill);
            tally.notKilled += batch.runInjected(recover, {then[second], "signal=SIGKILL"}).exitCode != kKilled;
            QByteArray fault = faultAfterRecovery(batch, how.last, batch.before(), batch.after());
            if (fault.isEmpty())
                fault = faultAfterUndo(batch);
            if (!fault.isEmpty()) {
                ++tally.bad;
                faults += "\n" + textOf(calls[first]) + ", then " + textOf(then[second]) + ": " + fault;
            }
        }
    }
    return tally;
}

} // namespace bulkhead
