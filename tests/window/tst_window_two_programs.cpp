// SPDX-License-Identifier: GPL-3.0-or-later
// The window and the command line at work in one folder: the one waits for the other, and no file is lost.
#include "tests/window/gui_program.h"

#include <QFile>
#include <QtTest>

#include <csignal>

using namespace bulkhead;

namespace {

constexpr int kOthers = 20;

/// 1,000 files for the command line and a few more for the window, all in one folder.
struct Shared {
    Shared()
    {
        for (int i = 0; i < kOthers; ++i) {
            const Bytes number = std::to_string(i);
            batch.files.writeFile("c_" + number, "c" + number);
            before["c_" + number] = after["d_" + number] = "file:c" + number;
        }
        batch.recipes.writeFile("d.bulkhead.json", R"({"bulkhead":1,"job":"rename","rules":[{"rule":"replace","find":"c_","with":"d_"}]})");
        before.insert(batch.before.begin(), batch.before.end());
        after.insert(batch.after.begin(), batch.after.end());
    }
    int renamedByWindow() const
    {
        int count = 0;
        for (int i = 0; i < kOthers; ++i)
            count += batch.files.exists("d_" + std::to_string(i)) ? 1 : 0;
        return count;
    }

    ThousandFiles batch;
    Snapshot before;
    Snapshot after;
};

/// How often the program asked whether somebody else has a lock.
int timesAsked(const TempDir &logs)
{
    return logs.exists("fcntl") ? int(QByteArray::fromStdString(logs.readFile("fcntl")).count("F_OFD_GETLK")) : 0;
}

} // namespace

class TestWindowTwoPrograms : public QObject
{
    Q_OBJECT

    /// The command line, held in the middle of its batch; the window told to rename in the same folder, and waiting.
    bool begin();

private Q_SLOTS:
    void init()
    {
        m_shared = std::make_unique<Shared>();
        m_logs = std::make_unique<TempDir>();
        m_program = std::make_unique<GuiProgram>();
    }

    void theWindowWaits()
    {
        QVERIFY(begin());
        m_other->signal(SIGCONT);
        QCOMPARE(m_other->wait().exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_shared->renamedByWindow(), kOthers, 30'000);
        COMPARE_SNAPSHOTS(m_shared->batch.files.snapshot(), m_shared->after);
        QTRY_COMPARE(m_program->lastState(), QByteArray("done"));
    }

    void theWindowGivesUp()
    {
        QVERIFY(begin());
        QVERIFY(
            m_program->waitForMessage("Nothing was renamed: " + m_shared->batch.files.path() + ": Another running Bulkhead is using it"));
        QCOMPARE(m_shared->renamedByWindow(), 0);

        m_other->signal(SIGCONT);
        QCOMPARE(m_other->wait().exitCode, 0);
        QVERIFY(m_program->pressUntil("ctrl+Return", [this] { return m_shared->renamedByWindow() == kOthers; }));
        COMPARE_SNAPSHOTS(m_shared->batch.files.snapshot(), m_shared->after);
        QTRY_COMPARE(m_program->lastState(), QByteArray("done"));
        for (int i = 0; i < 2; ++i)
            QCOMPARE(m_program->desktop().run({BULKHEAD_CLI, "undo", "--apply", "--quiet"}).exitCode, 0);
        COMPARE_SNAPSHOTS(m_shared->batch.files.snapshot(), m_shared->before);
    }

    void cleanup()
    {
        m_other.reset();
        m_program.reset();
        m_shared.reset();
        m_logs.reset();
    }

private:
    std::unique_ptr<Shared> m_shared;
    std::unique_ptr<TempDir> m_logs;
    std::unique_ptr<GuiProgram> m_program;
    std::unique_ptr<Process> m_other;
};

bool TestWindowTwoPrograms::begin()
{
    const ThousandFiles &batch = m_shared->batch;
    m_program->startLogged(m_logs->path("fcntl"), {"--recipe", batch.recipes.path("d.bulkhead.json"), batch.files.path()});
    m_other
        = m_program->desktop().start(slowed({BULKHEAD_CLI, "rename", "--apply", "--quiet", "--recipe", batch.recipe, batch.files.path()}));
    // Late, so that the rest takes less than the window is willing to wait.
    if (!QTest::qWaitFor([&] { return batch.renamed() > ThousandFiles::kCount * 2 / 3; }, 60'000))
        return false;
    m_other->signal(SIGSTOP);
    const int before = timesAsked(*m_logs);
    // It asks again and again; to show a history takes no more than a few.
    return m_program->pressUntil("ctrl+Return", [&] { return timesAsked(*m_logs) > before + 10; }) && m_shared->renamedByWindow() == 0
        && batch.renamed() < ThousandFiles::kCount;
}

QTEST_GUILESS_MAIN(TestWindowTwoPrograms)
#include "tst_window_two_programs.moc"
