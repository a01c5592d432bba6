// SPDX-License-Identifier: GPL-3.0-or-later
// A history whose file is damaged is kept under another name and a new one is begun; nothing else ever is.
#include "core/history/kept_aside.h"
#include "core/history/open_history.h"
#include "core/history/sqlite_connection.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <algorithm>
#include <sys/wait.h>
#include <unistd.h>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr BytesView kFile = "state/history.sqlite";
constexpr BytesView kLog = "state/history.sqlite-wal";
constexpr std::chrono::milliseconds kPatience(10'000);
constexpr std::chrono::milliseconds kAtOnce(0);

struct Opened {
    std::optional<Error> keptAside;
    Result<std::unique_ptr<History>> history;

    explicit Opened(const TempDir &temp, std::chrono::milliseconds patience = kPatience)
        : history(openHistoryOrBeginAnew(temp.path("state"), patience, keptAside))
    {
    }
    ErrorCode code() const { return history ? ErrorCode::None : history.error().code; }
};

/// Changes the database behind the program's back.
void spoil(const TempDir &temp, const char *sql)
{
    const auto connection = Connection::open(temp.path(kFile), kAtOnce);
    sqlite3_db_config((*connection)->handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    const auto done = (*connection)->run((Bytes("PRAGMA writable_schema = ON; ") + sql).c_str(), "spoil");
    QVERIFY2(done, done ? "" : describeError(done.error()).c_str());
}

/// What is in the state folder, but for the lock file.
Snapshot stateOf(const TempDir &temp)
{
    Snapshot state = snapshotOf(temp.path("state"));
    std::erase_if(state, [](const auto &entry) { return entry.first == "owners.lock" || entry.first.ends_with("-shm"); });
    return state;
}

Snapshot keptOf(const TempDir &temp)
{
    Snapshot kept = stateOf(temp);
    std::erase_if(kept, [](const auto &entry) { return entry.first.find(".damaged-") == Bytes::npos; });
    return kept;
}

void writeGarbage(const TempDir &temp, const Bytes &garbage = "this is no database")
{
    temp.makeDir("state");
    temp.setMode("state", 0700);
    temp.writeFile(kFile, garbage);
}

/// Runs `body` in processes that begin at the same moment; false where one of them failed.
bool allAtOnce(int processes, const std::function<int()> &body)
{
    int gate[2];
    if (::pipe(gate) != 0)
        return false;
    std::vector<pid_t> children;
    for (int i = 0; i < processes; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(gate[1]);
            char byte;
            (void)!::read(gate[0], &byte, 1); // until the gate is closed
            ::_exit(body());
        }
        children.push_back(child);
    }
    ::close(gate[0]);
    ::close(gate[1]);
    bool fine = true;
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        fine = fine && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    return fine;
}

} // namespace

class TestHistoryAside : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedContent_data();
    void damagedContent();
    void cutShort_data();
    void cutShort();
    void damagedTables_data();
    void damagedTables();
    void logGoesWithTheFile();
    void nothingIsReplaced();
    void allOrNothing();
    void cutOffInBetween();
    void logWithoutItsFile_data();
    void logWithoutItsFile();
    void nothingElseIsMoved_data();
    void nothingElseIsMoved();
    void damagedBatchIsNoDamagedFile();
    void fileInUseStays();
    void severalAtOnce();
    void flippedBytesNeverStopWork();
};

void TestHistoryAside::damagedContent_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("#!/bin/sh\necho hello\n").repeated(100);
    QTest::newRow("short text") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("header and rubbish") << QByteArray("SQLite format 3\0", 16) + QByteArray(8176, '\xa5');
}

void TestHistoryAside::damagedContent()
{
    QFETCH(QByteArray, content);
    const TempDir temp;
    const Bytes bytes = content.toStdString();
    writeGarbage(temp, bytes);
    {
        const Opened opened(temp);
        QCOMPARE(opened.code(), ErrorCode::None);
        QVERIFY(opened.keptAside);
        QCOMPARE(opened.keptAside->code, ErrorCode::KeptAside);
        QVERIFY(!opened.keptAside->detail.empty());
        QVERIFY2(opened.keptAside->path.starts_with(temp.path(kFile) + ".damaged-2"), opened.keptAside->path.c_str());
        QCOMPARE(temp.readFile(opened.keptAside->path.substr(temp.path().size() + 1)), bytes);
        QCOMPARE(writeBatch(**opened.history, sampleBatch(5)), 1);
    }
    const Opened again(temp);
    QVERIFY(!again.keptAside);
    QCOMPARE((*again.history)->batches(10)->size(), std::size_t(1));
    QCOMPARE(keptOf(temp).size(), std::size_t(1));
}

void TestHistoryAside::cutShort_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {0, 1, 10, 50, 90, 99})
        QTest::newRow(qPrintable(QString::number(percent))) << percent;
}

void TestHistoryAside::cutShort()
{
    QFETCH(int, percent);
    const TempDir temp;
    writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(20'000));
    const Bytes whole = temp.readFile(kFile);
    const Bytes cut = whole.substr(0, std::max<std::size_t>(100, whole.size() * std::size_t(percent) / 100));
    temp.writeFile(kFile, cut);
    const Opened opened(temp);
    QCOMPARE(opened.code(), ErrorCode::None);
    QVERIFY(opened.keptAside);
    QCOMPARE(temp.readFile(opened.keptAside->path.substr(temp.path().size() + 1)), cut);
    QCOMPARE(writeBatch(**opened.history, sampleBatch(5)), 1);
}

void TestHistoryAside::damagedTables_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("a column missing") << QByteArray("ALTER TABLE batch RENAME COLUMN token TO tokens");
    QTest::newRow("a table missing") << QByteArray("DROP TABLE chunk");
    QTest::newRow("of another program") << QByteArray("PRAGMA application_id = 7");
    QTest::newRow("version below the first") << QByteArray("PRAGMA user_version = 0");
    QTest::newRow("tables that cannot be read") << QByteArray("UPDATE sqlite_schema SET sql = 'CREATE TABLE batch ((('");
    QTest::newRow("a table elsewhere") << QByteArray("UPDATE sqlite_schema SET rootpage = 77777 WHERE name = 'chunk'");
    QTest::newRow("a table on a page of another kind") << QByteArray(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'batch_running') WHERE name = 'chunk'");
    QTest::newRow("no number left") << QByteArray("UPDATE sqlite_sequence SET seq = 9223372036854775807");
}

void TestHistoryAside::damagedTables()
{
    QFETCH(QByteArray, sql);
    const TempDir temp;
    writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(10));
    spoil(temp, sql.constData());
    const Snapshot damaged = stateOf(temp);
    const Opened opened(temp);
    QCOMPARE(opened.code(), ErrorCode::None);
    QVERIFY(opened.keptAside);
    QCOMPARE(keptOf(temp).size(), damaged.size());
    QCOMPARE(keptOf(temp).begin()->second, damaged.begin()->second);
    QCOMPARE(writeBatch(**opened.history, sampleBatch(5)), 1);
}

/// Its latest batches may be in the log alone.
void TestHistoryAside::logGoesWithTheFile()
{
    const TempDir temp;
    QVERIFY(allAtOnce(1, [&temp] {
        static const auto history = openSampleHistory(temp.path("state")); // never closed: the log stays
        writeBatch(*history, sampleBatch(10));
        spoil(temp, "DROP TABLE chunk");
        return 0;
    }));
    const Bytes file = temp.readFile(kFile);
    const Bytes log = temp.readFile(kLog);
    QVERIFY(!log.empty());
    const Snapshot damaged = stateOf(temp);

    QCOMPARE(History::open(temp.path("state")).error().code, ErrorCode::Damaged);
    COMPARE_SNAPSHOTS(stateOf(temp), damaged);
    const Opened opened(temp);
    QCOMPARE(opened.code(), ErrorCode::None);
    const Bytes kept = opened.keptAside->path.substr(temp.path().size() + 1);
    QCOMPARE(temp.readFile(kept), file);
    QCOMPARE(temp.readFile(kept + "-wal"), log);
    QVERIFY((*opened.history)->batches(10)->empty());
    // Whoever can mend the file finds the batch in it.
    const auto mended = Connection::open(temp.path(kept), kAtOnce);
    QCOMPARE(*(*mended)->number("SELECT count(*) FROM batch", "count"), 1);
}

void TestHistoryAside::nothingIsReplaced()
{
    const TempDir temp;
    for (const char *content : {"first", "second", "third"}) {
        writeGarbage(temp, content);
        QVERIFY(Opened(temp).keptAside);
    }
    std::vector<Bytes> kept;
    for (const auto &entry : keptOf(temp))
        kept.push_back(entry.second);
    std::ranges::sort(kept);
    QCOMPARE(kept, (std::vector<Bytes>{"file:first", "file:second", "file:third"}));
}

void TestHistoryAside::allOrNothing()
{
    const TempDir temp;
    writeGarbage(temp);
    temp.writeFile(kLog, "log");
    temp.makeDir("state/history.sqlite-journal"); // A folder cannot be linked: the last of the parts fails.
    const Snapshot before = stateOf(temp);
    const auto kept = keepAside(*StateFolder::open(temp.path("state")));
    QVERIFY(!kept);
    QCOMPARE(kept.error().path, temp.path("state/history.sqlite-journal"));
    COMPARE_SNAPSHOTS(stateOf(temp), before);
}

/// Killed, or the power cut, between one call and the next.
void TestHistoryAside::cutOffInBetween()
{
    const TempDir temp;
    writeGarbage(temp, "garbage");
    temp.makeHardLink("state/history.sqlite.damaged-20200101T000000Z", kFile);
    QVERIFY(Opened(temp).keptAside);
    for (const auto &entry : keptOf(temp))
        QCOMPARE(entry.second, Bytes("file:garbage"));
}

void TestHistoryAside::logWithoutItsFile_data()
{
    QTest::addColumn<bool>("emptied");
    QTest::newRow("deleted") << false;
    QTest::newRow("emptied") << true;
}

/// SQLite alone would delete the log, and with it a batch that was interrupted.
void TestHistoryAside::logWithoutItsFile()
{
    QFETCH(bool, emptied);
    const TempDir temp;
    QVERIFY(allAtOnce(1, [&temp] {
        static const auto history = openSampleHistory(temp.path("state")); // never closed: the log stays
        writeBatch(*history, sampleBatch(10));
        return 0;
    }));
    const Bytes log = temp.readFile(kLog);
    temp.remove(kFile);
    if (emptied)
        temp.writeFile(kFile);
    QCOMPARE(History::open(temp.path("state")).error().code, ErrorCode::Damaged);
    QCOMPARE(temp.readFile(kLog), log);

    const Opened opened(temp);
    QCOMPARE(opened.code(), ErrorCode::None);
    QVERIFY(opened.keptAside);
    QCOMPARE(temp.readFile(opened.keptAside->path.substr(temp.path().size() + 1) + "-wal"), log);
    QCOMPARE(writeBatch(**opened.history, sampleBatch(5)), 1);
}

void TestHistoryAside::nothingElseIsMoved_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<int>("code");
    const auto row = [](const char *what, ErrorCode code) { QTest::newRow(what) << QByteArray(what) << int(code); };
    row("newer version", ErrorCode::TooNew);
    row("newer version with tables of another kind", ErrorCode::TooNew);
    row("locked", ErrorCode::Locked);
    row("of another user", ErrorCode::PermissionDenied);
    row("link", ErrorCode::SymbolicLinkLoop);
    row("folder in its place", ErrorCode::NotAFile);
    row("pipe in its place", ErrorCode::NotAFile);
    row("log that is a link", ErrorCode::SymbolicLinkLoop);
}

void TestHistoryAside::nothingElseIsMoved()
{
    QFETCH(QByteArray, what);
    QFETCH(int, code);
    const TempDir temp;
    writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(10));
    std::shared_ptr<Connection> blocker;
    if (what == "newer version") {
        spoil(temp, "PRAGMA user_version = 2");
    } else if (what == "newer version with tables of another kind") {
        spoil(temp, "PRAGMA user_version = 2; UPDATE sqlite_schema SET sql = 'CREATE TABLE batch (((' WHERE name = 'batch'");
    } else if (what == "locked") {
        blocker = *Connection::open(temp.path(kFile), kAtOnce);
        QVERIFY(blocker->run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE batch SET done = 1; COMMIT", "block"));
    } else if (what == "of another user") {
        if (::geteuid() != 0)
            QSKIP("needs root");
        QCOMPARE(::chown(temp.path(kFile).c_str(), 65534, 65534), 0);
    } else if (what == "link") {
        temp.writeFile("precious", "precious");
        temp.remove(kFile);
        temp.makeLink(kFile, temp.path("precious"));
    } else if (what == "log that is a link") {
        temp.writeFile("precious", "precious");
        temp.makeLink(kLog, temp.path("precious"));
    } else {
        temp.remove(kFile);
        what == "pipe in its place" ? temp.makeFifo(kFile) : temp.makeDir(kFile);
    }
    const Snapshot before = temp.snapshot();
    const Opened opened(temp, kAtOnce);
    QCOMPARE(int(opened.code()), code);
    QVERIFY(!opened.keptAside);
    COMPARE_SNAPSHOTS(temp.snapshot(), before);
}

void TestHistoryAside::damagedBatchIsNoDamagedFile()
{
    const TempDir temp;
    for (int i = 0; i < 2; ++i)
        writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(10));
    spoil(temp, "UPDATE batch SET token = x'' WHERE id = 1; UPDATE chunk SET data = x'' WHERE batch = 2");
    const Opened opened(temp);
    QCOMPARE(opened.code(), ErrorCode::None);
    QVERIFY(!opened.keptAside);
    QCOMPARE(writeBatch(**opened.history, sampleBatch(5)), 3);
}

/// A batch may be at work on it, and would be lost.
void TestHistoryAside::fileInUseStays()
{
    const TempDir temp;
    auto user = openSampleHistory(temp.path("state"));
    auto writer = writeIntent(*user, sampleBatch(10));
    spoil(temp, "DROP TABLE chunk");
    const Snapshot before = stateOf(temp);
    for (int holders = 2; holders > 0; --holders) {
        const Opened opened(temp, kAtOnce);
        QCOMPARE(opened.code(), ErrorCode::Locked);
        QCOMPARE(opened.history.error().path, temp.path(kFile));
        QVERIFY(!opened.history.error().detail.empty());
        QVERIFY(!opened.keptAside);
        COMPARE_SNAPSHOTS(stateOf(temp), before);
        if (holders == 2)
            user.reset(); // The writer outlives its history.
    }
    writer.reset();
    const Opened opened(temp, kAtOnce);
    QCOMPARE(opened.code(), ErrorCode::None);
    QVERIFY(opened.keptAside);
}

void TestHistoryAside::severalAtOnce()
{
    constexpr int kProcesses = 5;
    for (int round = 0; round < 10; ++round) {
        const TempDir temp;
        writeGarbage(temp);
        const bool fine = allAtOnce(kProcesses, [&temp] {
            const Opened opened(temp);
            if (!opened.history) {
                std::fprintf(stderr, "%s\n", describeError(opened.history.error()).c_str());
                return 1;
            }
            writeBatch(**opened.history, sampleBatch(3, std::size_t(::getpid())));
            return 0;
        });
        QVERIFY(fine);
        const Snapshot kept = keptOf(temp);
        QCOMPARE(kept.size(), std::size_t(1));
        QCOMPARE(kept.begin()->second, Bytes("file:this is no database"));
        QCOMPARE(openSampleHistory(temp.path("state"))->batches(10)->size(), std::size_t(kProcesses));
    }
}

/// Either the file is still good for a batch, or a new one takes its place.
void TestHistoryAside::flippedBytesNeverStopWork()
{
    const TempDir temp;
    {
        const auto history = openSampleHistory(temp.path("state"));
        for (int i = 0; i < 3; ++i)
            writeBatch(*history, sampleBatch(300));
    }
    const Bytes whole = temp.readFile(kFile);
    int newOnes = 0;
    for (std::size_t at = 0; at < whole.size(); at += 1009) {
        Bytes flipped = whole;
        flipped[at] ^= char(1 << at % 8);
        temp.remove("state");
        writeGarbage(temp, flipped);
        const Opened opened(temp);
        if (opened.code() == ErrorCode::TooNew)
            continue;
        QVERIFY2(opened.history, opened.history ? "" : describeError(opened.history.error()).c_str());
        newOnes += opened.keptAside.has_value();
        auto writer = (*opened.history)->begin(sampleBatch(5).header);
        QVERIFY2(writer, qPrintable(QString::number(at)));
        describe(**writer, sampleBatch(5));
        const auto sealed = (*writer)->seal();
        QVERIFY2(sealed, sealed ? "" : (std::to_string(at) + ": " + describeError(sealed.error())).c_str());
        const auto finished = (*writer)->finish(BatchState::Done, std::vector<MoveResult>(5, MoveResult::Done));
        QVERIFY2(finished, finished ? "" : (std::to_string(at) + ": " + describeError(finished.error())).c_str());
    }
    QVERIFY2(newOnes > 0, qPrintable(QString::number(newOnes)));
}

QTEST_APPLESS_MAIN(TestHistoryAside)
#include "tst_history_aside.moc"
