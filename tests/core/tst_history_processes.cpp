// SPDX-License-Identifier: GPL-3.0-or-later
// The history between processes and threads: who is alive, who died when, and nobody's record lost.
#include "core/history/history.h"
#include "core/history/open_history.h"
#include "core/history/owner_lock.h"
#include "core/history/sqlite_connection.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <signal.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// A one-way gate between processes.
class Pipe
{
public:
    Pipe()
    {
        if (::pipe(m_ends) != 0)
            std::abort();
    }
    ~Pipe()
    {
        for (const int end : m_ends)
            ::close(end);
    }
    void closeWriting()
    {
        ::close(m_ends[1]);
        m_ends[1] = ::dup(m_ends[0]);
    }
    void send(const Bytes &message) const
    {
        if (::write(m_ends[1], message.data(), message.size()) != ssize_t(message.size()))
            ::_exit(3);
    }
    /// Waits for one byte; NUL where the other side is gone.
    char receive() const
    {
        char byte = '\0';
        return ::read(m_ends[0], &byte, 1) == 1 ? byte : '\0';
    }
    /// Waits for a line; empty where the other side is gone.
    Bytes line() const
    {
        Bytes line;
        for (char byte = receive(); byte != '\0' && byte != '\n'; byte = receive())
            line += byte;
        return line;
    }

private:
    int m_ends[2] = {-1, -1};
};

/// A process that runs `body` and ends by _exit: nothing is cleaned up, as with a kill. Killed at the latest with this.
class Child
{
public:
    explicit Child(const std::function<int()> &body)
        : m_pid(::fork())
    {
        if (m_pid == 0)
            ::_exit(body());
    }
    Child(Child &&other) noexcept
        : m_pid(std::exchange(other.m_pid, -1))
    {
    }
    Child &operator=(Child &&) = delete;
    ~Child()
    {
        kill();
        (void)exitCode();
    }

    void kill() const
    {
        if (m_pid > 0)
            ::kill(m_pid, SIGKILL);
    }
    /// Waits; 128 + signal where it was killed.
    int exitCode()
    {
        int status = 0;
        const pid_t child = std::exchange(m_pid, -1);
        if (child <= 0 || ::waitpid(child, &status, 0) != child)
            return -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    /// Without waiting and without taking its exit code.
    bool hasEnded() const
    {
        siginfo_t info = {};
        return ::waitid(P_PID, id_t(m_pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == m_pid;
    }

private:
    pid_t m_pid;
};

/// Batches of a size that tells who wrote them. Each takes another one back: that is looked up before it is written.
int writeMany(const Bytes &state, int count, std::size_t moves)
{
    const auto history = openSampleHistory(state);
    SampleBatch batch = sampleBatch(moves, moves);
    batch.header.reverses = BatchId(1'000'000 + moves);
    for (int i = 0; i < count; ++i)
        writeBatch(*history, batch);
    return 0;
}

/// True where every batch is there once, whole, with the rows of one of the writers.
void verifyWritten(const Bytes &state, int count, const std::vector<std::size_t> &sizes)
{
    const auto history = openSampleHistory(state);
    const auto batches = history->batches(10'000);
    QVERIFY(batches);
    QCOMPARE(batches->size(), std::size_t(count) * sizes.size());
    std::map<std::size_t, int> bySize;
    for (const BatchInfo &info : *batches) {
        QCOMPARE(info.state, BatchState::Done);
        const auto contents = history->contents(info.id);
        QVERIFY2(contents, contents ? "" : describeError(contents.error()).c_str());
        QCOMPARE(contents->moves.back().target, BytesView(sampleBatch(contents->moves.size()).moves.back().target));
        ++bySize[contents->moves.size()];
    }
    for (const std::size_t size : sizes)
        QCOMPARE(bySize[size], count);
}

} // namespace

class TestHistoryProcesses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownerIsAliveUntilItDies();
    void deathBeforeTheIntentLeavesNothing();
    void deathInsideTheTransactionLeavesNothing();
    void lockOfADeadProcessIsFree();
    void twoProcessesWrite();
    void threadsWrite();
    void manyOpenANewHistoryAtOnce();
    void killedAnywhereNothingSealedIsLost();
    void oneOfTwoRecoveriesWins();
    void finishingIsNeverMistakenForDying();
};

void TestHistoryProcesses::ownerIsAliveUntilItDies()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    const SampleBatch batch = sampleBatch(1'000);
    Pipe sealed;
    Pipe mayDie;
    Child child([&] {
        const auto history = openSampleHistory(state);
        const auto writer = writeIntent(*history, batch);
        sealed.send("s");
        (void)mayDie.receive();
        return 9;
    });
    QCOMPARE(sealed.receive(), 's');
    const auto history = openSampleHistory(state);
    const auto running = history->batch(1);
    QVERIFY(running);
    QCOMPARE(running->state, BatchState::Running);
    QVERIFY(running->ownerAlive);
    QVERIFY(history->interrupted()->empty());
    QCOMPARE(history->markRecovered(1, 1, 0).error().code, ErrorCode::Locked);

    mayDie.send("d");
    QCOMPARE(child.exitCode(), 9);
    const auto interrupted = history->interrupted();
    QCOMPARE(interrupted->size(), std::size_t(1));
    QCOMPARE(interrupted->front().id, 1);
    QVERIFY(!interrupted->front().info->ownerAlive);
    const auto contents = history->contents(1);
    QVERIFY(movesOf(*contents) == batch.moves);
    QCOMPARE(contents->info.state, BatchState::Running);
    QVERIFY(!contents->info.ownerAlive);
}

void TestHistoryProcesses::deathBeforeTheIntentLeavesNothing()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    Child child([&] {
        const auto history = openSampleHistory(state);
        auto writer = history->begin({});
        describe(**writer, sampleBatch(10'000));
        return 9;
    });
    QCOMPARE(child.exitCode(), 9);
    const auto history = openSampleHistory(state);
    QVERIFY(history->batches(10)->empty());
    QVERIFY(history->interrupted()->empty());
}

void TestHistoryProcesses::deathInsideTheTransactionLeavesNothing()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    openSampleHistory(state);
    Child child([&] {
        const auto connection = Connection::open(state + "/history.sqlite", std::chrono::milliseconds(0));
        const auto writing = WriteTransaction::begin(**connection, "die");
        (void)(*connection)->run("INSERT INTO chunk (batch, kind, number, data) VALUES (1, 3, 0, zeroblob(9000000))", "die");
        (void)sqlite3_db_cacheflush((*connection)->handle()); // Into the log, uncommitted.
        return 9;
    });
    QCOMPARE(child.exitCode(), 9);
    const auto history = openSampleHistory(state);
    QVERIFY(history->batches(10)->empty());
    QCOMPARE(writeBatch(*history, sampleBatch(100)), 1);
    QCOMPARE(history->contents(1)->moves.size(), std::size_t(100));
}

void TestHistoryProcesses::lockOfADeadProcessIsFree()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    openSampleHistory(state);
    const auto folder = StateFolder::open(state);
    auto lock = OwnerLock::open(*folder);
    Pipe taken;
    Pipe mayDie;
    Child child([&] {
        auto own = OwnerLock::open(*StateFolder::open(state));
        const auto got = own->tryTake(7);
        taken.send(got && *got ? "y" : "n");
        (void)mayDie.receive();
        return 0;
    });
    QCOMPARE(taken.receive(), 'y');
    QVERIFY(*lock->isTaken(7));
    QVERIFY(!*lock->isTaken(6) && !*lock->isTaken(8));
    QVERIFY(!*lock->tryTake(7));
    QVERIFY(*lock->tryTake(8));
    QVERIFY(!*lock->isTaken(8)); // One's own does not count.
    QVERIFY(*OwnerLock::open(*folder)->isTaken(8));
    child.kill();
    QCOMPARE(child.exitCode(), 128 + SIGKILL);
    QVERIFY(!*lock->isTaken(7));
    QVERIFY(*lock->tryTake(7));
    lock->release(7);
    QVERIFY(!*OwnerLock::open(*folder)->isTaken(7));
}

void TestHistoryProcesses::twoProcessesWrite()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    constexpr int count = 50;
    Child first([&] { return writeMany(state, count, 100); });
    Child second([&] { return writeMany(state, count, 5'000); });
    QCOMPARE(first.exitCode(), 0);
    QCOMPARE(second.exitCode(), 0);
    verifyWritten(state, count, {100, 5'000});
}

void TestHistoryProcesses::threadsWrite()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    constexpr int count = 15;
    std::vector<std::size_t> sizes{10, 300, 5'000};
    std::vector<std::thread> threads;
    for (const std::size_t size : sizes)
        threads.emplace_back([&state, size] { writeMany(state, count, size); });
    for (std::thread &thread : threads)
        thread.join();
    verifyWritten(state, count, sizes);
}

void TestHistoryProcesses::manyOpenANewHistoryAtOnce()
{
    for (int round = 0; round < 5; ++round) {
        const TempDir temp;
        const Bytes state = temp.path("deep/state");
        Pipe start;
        std::vector<Child> children;
        for (std::size_t i = 0; i < 6; ++i) {
            children.push_back(Child([&, i] {
                (void)start.receive();
                return writeMany(state, 1, 10 + i);
            }));
        }
        start.send("ssssss");
        for (Child &child : children)
            QCOMPARE(child.exitCode(), 0);
        verifyWritten(state, 1, {10, 11, 12, 13, 14, 15});
    }
}

void TestHistoryProcesses::killedAnywhereNothingSealedIsLost()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    std::map<BatchId, char> said; // What the killed ones had been told: s sealed, f finished.
    for (int round = 0; round < 40; ++round) {
        Pipe progress;
        Child child([&] {
            const auto history = openSampleHistory(state);
            const auto tell = [&progress](char what, BatchId id) { progress.send(std::to_string(id).insert(0, 1, what).append("\n")); };
            for (;;) {
                const SampleBatch batch = sampleBatch(std::size_t(200 + round * 50));
                const auto writer = writeIntent(*history, batch);
                tell('s', writer->id());
                if (!writer->finish(BatchState::Done, resultsOf(batch)))
                    return 1;
                tell('f', writer->id());
            }
        });
        progress.closeWriting();
        const auto note = [&said](const Bytes &line) { said[std::stoll(line.substr(1))] = line[0]; };
        for (int i = 0; i < 1 + round % 7; ++i)
            note(progress.line());
        child.kill();
        QCOMPARE(child.exitCode(), 128 + SIGKILL);
        for (Bytes line = progress.line(); !line.empty(); line = progress.line())
            note(line);
    }
    const auto history = openSampleHistory(state);
    for (const auto &[id, letter] : said) {
        const auto contents = history->contents(id);
        QVERIFY2(contents, contents ? "" : describeError(contents.error()).c_str());
        QVERIFY(contents->moves.size() >= 200);
        if (letter == 'f')
            QCOMPARE(contents->info.state, BatchState::Done);
    }
    // Whatever was being written when its writer died is whole or not there.
    const auto batches = history->batches(100'000);
    QVERIFY(batches->size() >= said.size());
    for (const BatchInfo &info : *batches) {
        const auto contents = history->contents(info.id);
        QVERIFY2(contents, contents ? "" : describeError(contents.error()).c_str());
        QVERIFY(!info.ownerAlive);
    }
    const auto connection = Connection::open(state + "/history.sqlite", std::chrono::milliseconds(0));
    auto check = Statement::prepare(**connection, "PRAGMA integrity_check", "check");
    QVERIFY(*check->step());
    QCOMPARE(check->bytes(0), BytesView("ok"));
}

void TestHistoryProcesses::oneOfTwoRecoveriesWins()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    Child victim([&] {
        const auto writer = writeIntent(*openSampleHistory(state), sampleBatch(10));
        return 9;
    });
    QCOMPARE(victim.exitCode(), 9);
    constexpr int processes = 5;
    Pipe start;
    Pipe end;
    Pipe done;
    std::vector<Child> children;
    for (int i = 0; i < processes; ++i) {
        children.push_back(Child([&] {
            const auto history = openSampleHistory(state);
            SampleBatch recovery = sampleBatch(10);
            recovery.header.direction = Direction::UndoInterrupted;
            recovery.header.reverses = 1;
            (void)start.receive();
            auto writer = history->begin(recovery.header);
            describe(**writer, recovery);
            const auto sealed = (*writer)->seal();
            done.send("x");
            (void)end.receive(); // Nobody lets go before all have tried.
            return sealed ? 0 : sealed.error().code == ErrorCode::Locked ? 1 : 2;
        }));
    }
    start.send(Bytes(processes, 's'));
    for (int i = 0; i < processes; ++i)
        QCOMPARE(done.receive(), 'x');
    end.send(Bytes(processes, 'e'));
    int won = 0;
    for (Child &child : children) {
        const int code = child.exitCode();
        QVERIFY(code == 0 || code == 1);
        won += code == 0;
    }
    QCOMPARE(won, 1);
}

void TestHistoryProcesses::finishingIsNeverMistakenForDying()
{
    const TempDir temp;
    const Bytes state = temp.path("state");
    openSampleHistory(state);
    Child child([&] { return writeMany(state, 300, 3); });
    const auto history = openSampleHistory(state);
    int looks = 0;
    while (!child.hasEnded()) {
        const auto interrupted = history->interrupted();
        QVERIFY(interrupted);
        QVERIFY(interrupted->empty());
        const auto newest = history->batches(3);
        for (const BatchInfo &info : *newest)
            QVERIFY(info.state == BatchState::Done || info.ownerAlive);
        ++looks;
    }
    QCOMPARE(child.exitCode(), 0);
    QVERIFY(looks > 10);
    QCOMPARE(history->batches(1'000)->size(), std::size_t(300));
}

QTEST_APPLESS_MAIN(TestHistoryProcesses)
#include "tst_history_processes.moc"
