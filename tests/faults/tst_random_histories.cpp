// SPDX-License-Identifier: GPL-3.0-or-later
// Batches, undos, redos and recoveries in any order, some of them killed, names taken by strangers meanwhile: in the end
// plain `undo`, again and again, brings every file home.
#include "tests/cli/cli_fixture.h"

#include <QtTest>

#include <random>

using namespace bulkhead;

namespace {

constexpr int kFiles = 4;
constexpr int kHistories = 60;
constexpr int kMostUndos = 20; ///< More than a history has batches.

class RandomHistory
{
public:
    explicit RandomHistory(unsigned seed)
        : m_random(seed)
    {
        for (int i = 0; i < kFiles; ++i)
            m_fixture.files.writeFile(name(i, 0), std::to_string(i));
        m_home = m_fixture.files.snapshot();
    }

    void goOn()
    {
        const int steps = 3 + pick(6);
        for (int step = 0; step < steps; ++step)
            takeStep();
    }

    /// True where all files are where they were at first.
    bool bringHome()
    {
        unblock();
        run({"recover", "--undo", "--apply"});
        for (int undo = 0; undo < kMostUndos; ++undo) {
            if (run({"undo", "--apply"}).errors.find("nothing to undo") != Bytes::npos)
                return m_fixture.files.snapshot() == m_home;
        }
        return false;
    }

    const Bytes &log() const { return m_log; }

private:
    static Bytes name(int file, int version) { return "f" + std::to_string(file) + "-" + std::to_string(version); }
    int pick(int count) { return std::uniform_int_distribution(0, count - 1)(m_random); }

    void takeStep()
    {
        switch (pick(7)) {
        case 0:
        case 1:
            return renameSome();
        case 2:
            return runMaybeKilled({"undo", "--apply"});
        case 3:
            return runMaybeKilled({"redo", "--apply"});
        case 4:
            run({"recover", pick(2) ? "--undo" : "--finish", "--apply"});
            return;
        case 5:
            return block();
        default:
            return unblock();
        }
    }

    void renameSome()
    {
        std::vector<Bytes> words{
            "rename", "--regex", "-.*$", "-" + std::to_string(++m_version), "--scope", "name", "--what", "files", "--apply"};
        const auto all = m_fixture.files.snapshot();
        const std::size_t options = words.size();
        for (const auto &[path, content] : all) {
            if (content.starts_with("file:") && !path.starts_with('.') && pick(3))
                words.push_back(path);
        }
        if (words.size() > options)
            runMaybeKilled(std::move(words));
    }

    /// A folder of a stranger under a name that a file has had, or will have.
    void block()
    {
        const Bytes taken = name(pick(kFiles), pick(m_version + 1));
        if (m_fixture.files.exists(taken))
            return;
        m_fixture.files.makeDir(taken);
        m_blockers.push_back(taken);
        m_log += "block " + taken + "\n";
    }

    void unblock()
    {
        for (const Bytes &path : m_blockers)
            m_fixture.files.remove(path);
        m_blockers.clear();
    }

    void runMaybeKilled(std::vector<Bytes> words)
    {
        if (pick(2)) {
            run(words);
            return;
        }
        const Bytes when = std::to_string(1 + pick(kFiles));
        words.insert(words.begin(),
            {"strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=renameat2", "-e", "signal=none", "-e",
                "inject=renameat2:signal=SIGKILL:when=" + when, BULKHEAD_CLI});
        note(words, runProcess(words, m_fixture.completed({})));
    }

    ProcessOutcome run(const std::vector<Bytes> &words)
    {
        ProcessOutcome outcome = m_fixture.run(words);
        note(words, outcome);
        return outcome;
    }

    void note(const std::vector<Bytes> &words, const ProcessOutcome &outcome)
    {
        for (const Bytes &word : words)
            m_log += word + " ";
        m_log += "-> " + std::to_string(outcome.exitCode) + " " + outcome.errors + "\n";
        for (const auto &entry : m_fixture.files.snapshot())
            m_log += "    " + entry.first + "\n";
    }

    CliFixture m_fixture;
    std::mt19937 m_random;
    Snapshot m_home;
    int m_version = 0;
    std::vector<Bytes> m_blockers;
    Bytes m_log;
};

} // namespace

class TestRandomHistories : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allComeHome()
    {
        const auto first = unsigned(qEnvironmentVariableIntValue("BULKHEAD_SEED")); // Another one tries others.
        for (unsigned i = 0; i < kHistories; ++i) {
            RandomHistory history(first + i);
            history.goOn();
            QVERIFY2(history.bringHome(), ("seed " + std::to_string(first + i) + "\n" + history.log()).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestRandomHistories)
#include "tst_random_histories.moc"
