// SPDX-License-Identifier: GPL-3.0-or-later
// Two programs rename the same files at the same time: no file is lost or overwritten, nobody waits for ever, the histories
// stay whole, and everything can be taken back.
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <set>
#include <unistd.h>

using namespace bulkhead;

namespace {

using Words = std::vector<Bytes>;
constexpr int kRounds = 200;
constexpr int kFiles = 40;

Bytes inMemory()
{
    return ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "";
}

struct Shared {
    TempDir files{inMemory()};
    TempDir state{inMemory()};

    Words words(const Words &arguments) const
    {
        Words words{"timeout", "-s", "KILL", "60", BULKHEAD_CLI};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return words;
    }
    ProcessOptions options() const
    {
        ProcessOptions options;
        options.environment = {{"XDG_STATE_HOME", state.path()}, {"LC_ALL", "C.UTF-8"}};
        return options;
    }
    ProcessOutcome run(const Words &arguments) const { return runProcess(words(arguments), options()); }
    std::multiset<Bytes> contents() const
    {
        std::multiset<Bytes> all;
        for (const auto &[name, content] : files.snapshot())
            all.insert(content);
        return all;
    }
};

} // namespace

class TestTwoPrograms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renameTheSameFiles();
    void undoTheSameBatch();
};

void TestTwoPrograms::renameTheSameFiles()
{
    int bothDid = 0;
    for (int round = 0; round < kRounds; ++round) {
        const Shared shared;
        for (int i = 0; i < kFiles; ++i)
            shared.files.writeFile("f" + std::to_string(i), std::to_string(i));
        const auto contents = shared.contents();
        const Snapshot before = shared.files.snapshot();
        // The one's targets are the other's sources: a chain upwards and a ring.
        Process one(shared.words({"rename", "--template", "f{n:start=" + std::to_string(round % 7) + "}", "--apply", "--quiet",
                        shared.files.path()}),
            shared.options());
        Process other(shared.words({"rename", "--template", "f{n:start=" + std::to_string(kFiles - 1) + ",step=-1}", "--apply", "--quiet",
                          shared.files.path()}),
            shared.options());
        const ProcessOutcome first = one.wait();
        const ProcessOutcome second = other.wait();
        QVERIFY2(first.exitCode == 0 || first.exitCode == 1, first.errors.c_str());
        QVERIFY2(second.exitCode == 0 || second.exitCode == 1, second.errors.c_str());
        bothDid += first.exitCode == 0 && second.exitCode == 0 ? 1 : 0;
        QCOMPARE(shared.contents(), contents);
        for (const auto &[name, content] : shared.files.snapshot())
            QVERIFY2(name.find(".bulkhead-") == Bytes::npos, name.c_str());

        const ProcessOutcome history = shared.run({"history", "--json"});
        QCOMPARE(history.exitCode, 0);
        QVERIFY2(history.output.find("interrupted") == Bytes::npos, history.output.c_str());
        for (int batch = 0; batch < 2; ++batch)
            shared.run({"undo", "--apply", "--quiet"});
        QCOMPARE(shared.contents(), contents);
        COMPARE_SNAPSHOTS(shared.files.snapshot(), before);
    }
    qInfo("%d rounds, both wholly done in %d", kRounds, bothDid);
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
