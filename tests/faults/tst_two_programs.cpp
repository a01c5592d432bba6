// SPDX-License-Identifier: GPL-3.0-or-later
// Two programs rename the same files at the same time: no file is lost or overwritten, nobody waits for ever, the histories
// stay whole, and everything can be taken back.
#include "tests/faults/fault_batch.h"

#include <QtTest>

#include <set>

using namespace bulkhead;

namespace {

constexpr int kRounds = 200;
constexpr int kFiles = 40;

struct Shared {
    TempDir files{inMemory()};
    TempDir state{inMemory()};

    Program program;

    Words words(const Words &arguments) const
    {
        Words words{"timeout", "-s", "KILL", "60", program.path()};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return words;
    }
    ProcessOptions options() const { return program.options(state.path()); }
    ProcessOutcome run(const Words &arguments) const { return runProcess(words(arguments), options()); }
    std::multiset<Bytes> contents() const
    {
        std::multiset<Bytes> all;
        for (const auto &[name, content] : files.snapshot())
            all.insert(content);
        return all;
    }
};

/// One round of two programs on the same files; what is wrong after it, empty where nothing is.
QByteArray faultAfterRound(int round, const Program &program, int &bothDid)
{
    const Shared shared{.program = program};
    for (int i = 0; i < kFiles; ++i)
        shared.files.writeFile("f" + std::to_string(i), std::to_string(i));
    const auto contents = shared.contents();
    const Snapshot before = shared.files.snapshot();
    // The one's targets are the other's sources: a chain upwards and a ring.
    const Words rename{"rename", "--apply", "--quiet", shared.files.path(), "--template"};
    const auto renaming = [&](const Bytes &text) {
        Words words = rename;
        words.push_back(text);
        return shared.words(words);
    };
    Process one(renaming("f{n:start=" + std::to_string(round % 7) + "}"), shared.options());
    Process other(renaming("f{n:start=" + std::to_string(kFiles - 1) + ",step=-1}"), shared.options());
    for (const ProcessOutcome &outcome : {one.wait(), other.wait()}) {
        if (outcome.exitCode != 0 && outcome.exitCode != 1)
            return "exit " + QByteArray::number(outcome.exitCode) + ": " + QByteArray::fromStdString(outcome.errors);
        bothDid += outcome.exitCode == 0 ? 1 : 0;
    }
    if (shared.contents() != contents)
        return "a file was lost";
    for (const auto &[name, content] : shared.files.snapshot()) {
        if (name.find(".bulkhead-") != Bytes::npos)
            return "left under a temporary name: " + QByteArray::fromStdString(name);
    }
    const ProcessOutcome history = shared.run({"history", "--json"});
    if (history.exitCode != 0 || history.output.find("interrupted") != Bytes::npos)
        return "history: " + QByteArray::fromStdString(history.output + history.errors);
    for (int batch = 0; batch < 2; ++batch)
        shared.run({"undo", "--apply", "--quiet"});
    return snapshotDifference(shared.files.snapshot(), before);
}

} // namespace

class TestTwoPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renameTheSameFiles();
    void control();
    void undoTheSameBatch();
};

void TestTwoPrograms::renameTheSameFiles()
{
    int bothDid = 0;
    for (int round = 0; round < kRounds; ++round) {
        const QByteArray fault = faultAfterRound(round, {}, bothDid);
        QVERIFY2(fault.isEmpty(), fault.constData());
    }
    qInfo("%d rounds, %d of %d batches wholly done", kRounds, bothDid, 2 * kRounds);
}

/// Where nobody waits and nothing refuses a taken name, the same rounds must be seen to do harm.
void TestTwoPrograms::control()
{
    int bothDid = 0;
    int round = 0;
    while (round < kRounds && faultAfterRound(round, {.dropped = "one-batch-per-folder,no-replace"}, bothDid).isEmpty())
        ++round;
    qInfo("control: harm in round %d", round);
    QVERIFY(round < kRounds);
}

void TestTwoPrograms::undoTheSameBatch()
{
    for (int round = 0; round < kRounds / 4; ++round) {
        const Shared shared;
        for (int i = 0; i < kFiles; ++i)
            shared.files.writeFile("f" + std::to_string(i), std::to_string(i));
        const Snapshot before = shared.files.snapshot();
        QCOMPARE(shared.run({"rename", "--template", "f{n:start=1}", "--apply", "--quiet", shared.files.path()}).exitCode, 0);
        Process one(shared.words({"undo", "1", "--apply", "--quiet"}), shared.options());
        Process other(shared.words({"undo", "1", "--apply", "--quiet"}), shared.options());
        one.wait();
        other.wait();
        COMPARE_SNAPSHOTS(shared.files.snapshot(), before);
    }
}

QTEST_GUILESS_MAIN(TestTwoPrograms)
#include "tst_two_programs.moc"
