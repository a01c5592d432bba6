// SPDX-License-Identifier: GPL-3.0-or-later
// 20,000 renames, killed at random moments, recovered one way or the other.
#include "tests/faults/fault_batch.h"

#include <QtTest>

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

using namespace bulkhead;

namespace {

constexpr int kFiles = 20'000;
constexpr int kRounds = 24;

using Clock = std::chrono::steady_clock;

class ManyFiles
{
public:
    explicit ManyFiles(Program program = {})
        : m_program(std::move(program))
    {
        for (int i = 0; i < kFiles; ++i)
            m_files.writeFile("a" + std::to_string(i), std::to_string(i));
    }

    Words words(const Words &arguments) const
    {
        Words words{m_program.path()};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return words;
    }
    Words renaming() const { return words({"rename", "--regex", "^a", "b", "--apply", "--quiet", folder()}); }
    ProcessOutcome run(const Words &arguments) const { return runProcess(words(arguments), options()); }
    ProcessOptions options() const { return m_program.options(m_state.path()); }
    const Bytes &folder() const { return m_files.path(); }

    /// How many are called `prefix`N with N in them; -1 where anything else is there.
    int count(char prefix) const
    {
        int found = 0;
        for (const auto &[name, content] : m_files.snapshot()) {
            if (content != "file:" + name.substr(1) || (name[0] != 'a' && name[0] != 'b'))
                return -1;
            found += name[0] == prefix ? 1 : 0;
        }
        return found;
    }

private:
    Program m_program;
    TempDir m_files{inMemory()};
    TempDir m_state{inMemory()};
};

} // namespace

class TestRandomKills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedAndRecovered();
    void control();
};

void TestRandomKills::killedAndRecovered()
{
    const ManyFiles many;
    const auto begin = Clock::now();
    QCOMPARE(runProcess(many.renaming(), many.options()).exitCode, 0);
    const auto whole = Clock::now() - begin;
    QCOMPARE(many.count('b'), kFiles);
    QCOMPARE(many.run({"undo", "--apply", "--quiet"}).exitCode, 0);
    QCOMPARE(many.count('a'), kFiles);

    std::mt19937 random(20'000);
    int interrupted = 0;
    int midway = 0;
    for (int round = 0; round < kRounds; ++round) {
        Process program(many.renaming(), many.options());
        // The moment is the point: no gate could choose it better than chance.
        std::this_thread::sleep_for(whole * std::uniform_int_distribution<int>(20, 110)(random) / 100);
        program.signal(SIGKILL);
        program.wait();
        const int renamed = many.count('b');
        QVERIFY2(renamed >= 0, "a name or a content that nobody gave");
        midway += renamed > 0 && renamed < kFiles ? 1 : 0;

        const bool finish = round % 2 == 1;
        const bool wasInterrupted = many.run({"recover", "--json"}).output.find("interrupted") != Bytes::npos;
        interrupted += wasInterrupted ? 1 : 0;
        const ProcessOutcome recovered = many.run({"recover", finish ? "--finish" : "--undo", "--apply", "--quiet"});
        QVERIFY2(recovered.exitCode == 0, recovered.errors.c_str());
        const int now = many.count('b');
        if (wasInterrupted)
            QCOMPARE(now, finish ? kFiles : 0);
        else
            QVERIFY(now == 0 || now == kFiles);
        if (now == kFiles)
            QCOMPARE(many.run({"undo", "--apply", "--quiet"}).exitCode, 0);
        QCOMPARE(many.count('a'), kFiles);
    }
    qInfo("killed %d times: %d batches interrupted, %d of them midway", kRounds, interrupted, midway);
    QVERIFY2(interrupted > 0, "no kill came in time: nothing was shown");
}

/// Without an intent on the disk, a kill midway must be seen to do harm.
void TestRandomKills::control()
{
    const ManyFiles many({.dropped = "intent-first"});
    int renamed = 0;
    for (int attempt = 0; attempt < 60 && (renamed == 0 || renamed == kFiles); ++attempt) {
        if (renamed == kFiles)
            QCOMPARE(many.run({"rename", "--regex", "^b", "a", "--apply", "--quiet", many.folder()}).exitCode, 0);
        Process program(many.renaming(), many.options());
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + 3 * attempt));
        program.signal(SIGKILL);
        program.wait();
        renamed = many.count('b');
    }
    QVERIFY2(renamed > 0 && renamed < kFiles, "no kill came midway");
    QCOMPARE(many.run({"recover", "--undo", "--apply", "--quiet"}).exitCode, 0);
    QCOMPARE(many.count('b'), renamed);
}

QTEST_GUILESS_MAIN(TestRandomKills)
#include "tst_random_kills.moc"
