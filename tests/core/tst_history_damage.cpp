// SPDX-License-Identifier: GPL-3.0-or-later
// A history that is damaged, of another version, or not ours: a clear error, and nothing overwritten.
#include "core/history/history.h"
#include "core/history/open_history.h"
#include "core/history/sqlite_connection.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr BytesView kFile = "state/history.sqlite";

ErrorCode openCode(const Bytes &folder)
{
    const auto history = History::open(folder);
    return history ? ErrorCode::None : history.error().code;
}

/// Changes the database behind the program's back, checks of the tables off.
void spoil(const Bytes &path, const char *sql)
{
    const auto connection = Connection::open(path, std::chrono::milliseconds(0));
    const auto done = (*connection)->run((Bytes("PRAGMA ignore_check_constraints = ON; ") + sql).c_str(), "spoil");
    QVERIFY2(done, done ? "" : describeError(done.error()).c_str());
}

} // namespace

class TestHistoryDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileThatIsNotOurs_data();
    void fileThatIsNotOurs();
    void databaseOfAnotherProgram();
    void newerVersion();
    void cutShort_data();
    void cutShort();
    void emptyFileIsANewHistory();
    void tablesMissing();
    void oneBadBatchLeavesTheOthers_data();
    void oneBadBatchLeavesTheOthers();
    void flippedBytesAreNeverRead();
    void noNumberLeft_data();
    void noNumberLeft();
    void badInterruptedBatchHidesNoOther_data();
    void badInterruptedBatchHidesNoOther();
    void badBatchAtWorkIsNotInterrupted();
    void linkForAFolder();
    void linkAboveTheFolder();
    void linkForTheFile();
    void thingsInTheWay();
    void folderThatOthersMayWrite();
    void folderOfAnotherUser();
};

void TestHistoryDamage::fileThatIsNotOurs_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("#!/bin/sh\necho hello\n").repeated(100);
    QTest::newRow("short text") << QByteArray("hello");
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("header and rubbish") << QByteArray("SQLite format 3\0", 16) + QByteArray(8176, '\xa5');
}

void TestHistoryDamage::fileThatIsNotOurs()
{
    QFETCH(QByteArray, content);
    const TempDir temp;
    temp.makeDir("state");
    const Bytes bytes(content.constData(), std::size_t(content.size()));
    temp.writeFile(kFile, bytes);
    const auto history = History::open(temp.path("state"));
    QVERIFY(!history);
    QCOMPARE(history.error().code, ErrorCode::Damaged);
    QCOMPARE(history.error().path, temp.path(kFile));
    QCOMPARE(temp.readFile(kFile), bytes);
}

void TestHistoryDamage::databaseOfAnotherProgram()
{
    const TempDir temp;
    temp.makeDir("state");
    temp.writeFile(kFile);
    spoil(temp.path(kFile), "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')");
    const Bytes before = temp.readFile(kFile);
    QCOMPARE(openCode(temp.path("state")), ErrorCode::Damaged);
    QCOMPARE(temp.readFile(kFile), before);
    spoil(temp.path(kFile), "PRAGMA application_id = 1; PRAGMA user_version = 1");
    QCOMPARE(openCode(temp.path("state")), ErrorCode::Damaged);
}

void TestHistoryDamage::newerVersion()
{
    const TempDir temp;
    writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(10));
    spoil(temp.path(kFile), "PRAGMA user_version = 2");
    const Bytes before = temp.readFile(kFile);
    const auto history = History::open(temp.path("state"));
    QCOMPARE(history.error().code, ErrorCode::TooNew);
    QCOMPARE(history.error().detail, Bytes("2"));
    QCOMPARE(temp.readFile(kFile), before);
}

void TestHistoryDamage::cutShort_data()
{
    QTest::addColumn<int>("percent");
    for (const int percent : {0, 1, 10, 50, 90, 99})
        QTest::newRow(qPrintable(QString::number(percent))) << percent;
}

void TestHistoryDamage::cutShort()
{
    QFETCH(int, percent);
    const TempDir temp;
    writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(20'000));
    const Bytes whole = temp.readFile(kFile);
    const Bytes cut = whole.substr(0, std::max<std::size_t>(100, whole.size() * std::size_t(percent) / 100));
    temp.writeFile(kFile, cut);
    QCOMPARE(openCode(temp.path("state")), ErrorCode::Damaged);
    QCOMPARE(temp.readFile(kFile), cut);
    temp.writeFile(kFile, whole);
    QCOMPARE(openCode(temp.path("state")), ErrorCode::None);
}

void TestHistoryDamage::emptyFileIsANewHistory()
{
    // What a kill between making the file and writing the tables leaves.
    const TempDir temp;
    temp.makeDir("state");
    temp.writeFile(kFile);
    QCOMPARE(writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(1)), 1);
    temp.writeFile("other/history.sqlite");
    spoil(temp.path("other/history.sqlite"), "PRAGMA journal_mode = WAL");
    QVERIFY(!temp.readFile("other/history.sqlite").empty());
    QCOMPARE(writeBatch(*openSampleHistory(temp.path("other")), sampleBatch(1)), 1);
}

void TestHistoryDamage::tablesMissing()
{
    const TempDir temp;
    writeBatch(*openSampleHistory(temp.path("state")), sampleBatch(10));
    spoil(temp.path(kFile), "ALTER TABLE batch RENAME COLUMN token TO tokens");
    QCOMPARE(openCode(temp.path("state")), ErrorCode::Damaged);
    spoil(temp.path(kFile), "DROP TABLE chunk");
    QCOMPARE(openCode(temp.path("state")), ErrorCode::Damaged);
}

void TestHistoryDamage::oneBadBatchLeavesTheOthers_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("listed"); // Its row is good; only what it holds is not.
    const auto row = [](const char *title, const char *sql, bool listed = true) { QTest::newRow(title) << QByteArray(sql) << listed; };
    row("a byte of the rows",
        "UPDATE chunk SET data = cast(substr(data, 1, 999) || x'00' || substr(data, 1001) AS BLOB)"
        " WHERE batch = 2 AND kind = 3 AND number = 1");
    row("rows cut off", "UPDATE chunk SET data = cast(substr(data, 1, 1000) AS BLOB) WHERE batch = 2 AND kind = 3 AND number = 1");
    row("rows empty", "UPDATE chunk SET data = x'' WHERE batch = 2 AND kind = 3 AND number = 0");
    row("last rows gone", "DELETE FROM chunk WHERE batch = 2 AND kind = 3 AND number = 2");
    row("middle rows gone", "DELETE FROM chunk WHERE batch = 2 AND kind = 3 AND number = 1");
    row("rows of another batch",
        "UPDATE chunk SET data = (SELECT data FROM chunk WHERE batch = 1 AND kind = 3 AND number = 1)"
        " WHERE batch = 2 AND kind = 3 AND number = 1");
    row("folders gone", "DELETE FROM chunk WHERE batch = 2 AND kind = 0");
    row("made folders gone", "DELETE FROM chunk WHERE batch = 2 AND kind = 1");
    row("removed folders gone", "DELETE FROM chunk WHERE batch = 2 AND kind = 2");
    row("results gone", "DELETE FROM chunk WHERE batch = 2 AND kind = 4");
    row("results empty", "UPDATE chunk SET data = zeroblob(length(data)) WHERE batch = 2 AND kind = 4");
    row("unknown kind", "UPDATE chunk SET kind = 9 WHERE batch = 2 AND kind = 4");
    row("kind below zero", "UPDATE chunk SET kind = -1 WHERE batch = 2 AND kind = 0");
    row("everything gone", "DELETE FROM chunk WHERE batch = 2");
    row("token with a way out", "UPDATE batch SET token = cast('../../../x' AS BLOB) WHERE id = 2", false);
    row("another token", "UPDATE batch SET token = cast('aaaaaaaaaa' AS BLOB) WHERE id = 2", false);
    row("another direction", "UPDATE batch SET direction = 1 WHERE id = 2", false);
    row("no such direction", "UPDATE batch SET direction = 77 WHERE id = 2", false);
    row("no such state", "UPDATE batch SET state = -5 WHERE id = 2", false);
    row("more rows than any batch", "UPDATE batch SET rows = 9223372036854775807 WHERE id = 2", false);
    row("fewer rows than none", "UPDATE batch SET rows = -1 WHERE id = 2", false);
    row("done below zero", "UPDATE batch SET done = -1 WHERE id = 2", false);
    row("takes another one back", "UPDATE batch SET reverses = 1 WHERE id = 2", false);
}

void TestHistoryDamage::oneBadBatchLeavesTheOthers()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, listed);
    const TempDir temp;
    SampleBatch batch = sampleBatch(10'000);
    for (SampleMove &move : batch.moves)
        move.result = MoveResult::Done;
    {
        const auto history = openSampleHistory(temp.path("state"));
        for (int i = 0; i < 3; ++i)
            writeBatch(*history, batch);
    }
    spoil(temp.path(kFile), sql.constData());

    const auto history = openSampleHistory(temp.path("state"));
    const auto bad = history->contents(2);
    QVERIFY(!bad);
    QCOMPARE(bad.error().code, ErrorCode::Damaged);
    QVERIFY2(bad.error().detail.starts_with("batch 2"), bad.error().detail.c_str());
    for (const BatchId good : {1, 3})
        QVERIFY(movesOf(*history->contents(good)) == batch.moves);
    QCOMPARE(history->batches(10)->size(), std::size_t(listed ? 3 : 2));
    QCOMPARE(history->batch(2).ok(), listed);
    QVERIFY(history->interrupted()->empty());
    // It can be put away, and work goes on.
    const auto forgotten = history->forget(2);
    QVERIFY2(forgotten, forgotten ? "" : describeError(forgotten.error()).c_str());
    QCOMPARE(writeBatch(*history, batch), 4);
    QCOMPARE(history->batches(10)->size(), std::size_t(3));
}

void TestHistoryDamage::flippedBytesAreNeverRead()
{
    const TempDir temp;
    SampleBatch batch = sampleBatch(300);
    for (SampleMove &move : batch.moves)
        move.result = MoveResult::Done;
    {
        const auto history = openSampleHistory(temp.path("state"));
        for (int i = 0; i < 3; ++i)
            writeBatch(*history, batch);
    }
    const Bytes whole = temp.readFile(kFile);
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); at += 251) {
        Bytes flipped = whole;
        flipped[at] ^= char(1 << at % 8);
        temp.remove("state");
        temp.writeFile(kFile, flipped);
        temp.setMode("state", 0700);
        const auto history = History::open(temp.path("state"));
        if (!history) {
            ++refused;
            QVERIFY2(history.error().code == ErrorCode::Damaged || history.error().code == ErrorCode::TooNew,
                describeError(history.error()).c_str());
            continue;
        }
        for (const BatchId id : {1, 2, 3}) {
            const auto contents = (*history)->contents(id);
            if (contents) {
                QVERIFY(movesOf(*contents) == batch.moves);
                continue;
            }
            ++refused;
            QVERIFY2(contents.error().code == ErrorCode::Damaged || contents.error().code == ErrorCode::NotFound,
                describeError(contents.error()).c_str());
        }
    }
    QVERIFY2(refused > 50, qPrintable(QString::number(refused)));
}

void TestHistoryDamage::noNumberLeft_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("last one given") << QByteArray("UPDATE sqlite_sequence SET seq = 9223372036854775807");
    QTest::newRow("no whole number") << QByteArray("UPDATE sqlite_sequence SET seq = 9.5e18");
    QTest::newRow("beyond what is given") << QByteArray("UPDATE sqlite_sequence SET seq = 9007199254740992");
    QTest::newRow("taken by a batch") << QByteArray("UPDATE batch SET id = 9223372036854775807 WHERE id = 2");
}

void TestHistoryDamage::noNumberLeft()
{
    QFETCH(QByteArray, sql);
    const TempDir temp;
    const SampleBatch batch = sampleBatch(10);
    for (int i = 0; i < 2; ++i)
        writeBatch(*openSampleHistory(temp.path("state")), batch);
    spoil(temp.path(kFile), sql.constData());
    const auto history = openSampleHistory(temp.path("state"));
    const auto begun = history->begin(batch.header);
    QVERIFY(!begun);
    QCOMPARE(begun.error().code, ErrorCode::Damaged);
    QVERIFY(movesOf(*history->contents(1)).size() == batch.moves.size()); // what is there can still be taken back
}

void TestHistoryDamage::badInterruptedBatchHidesNoOther_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("header");
    QTest::newRow("header") << QByteArray("UPDATE batch SET token = x'' WHERE id = 2") << true;
    QTest::newRow("rows") << QByteArray("UPDATE chunk SET data = x'' WHERE batch = 2") << false;
}

void TestHistoryDamage::badInterruptedBatchHidesNoOther()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, header);
    const TempDir temp;
    for (std::size_t place = 0; place < 3; ++place)
        writeIntent(*openSampleHistory(temp.path("state")), sampleBatch(10, place));
    spoil(temp.path(kFile), sql.constData());
    const auto history = openSampleHistory(temp.path("state"));
    const auto interrupted = history->interrupted();
    QVERIFY(interrupted);
    QCOMPARE(interrupted->size(), std::size_t(3));
    for (std::size_t at = 0; at < 3; ++at) {
        const InterruptedBatch &batch = (*interrupted)[at];
        QCOMPARE(batch.id, BatchId(3 - at));
        QCOMPARE(batch.info.ok(), !header || batch.id != 2);
        QCOMPARE(history->contents(batch.id).ok(), batch.id != 2);
    }
    const Error error = header ? (*interrupted)[1].info.error() : history->contents(2).error();
    QCOMPARE(error.code, ErrorCode::Damaged);
    QVERIFY2(error.detail.starts_with("batch 2: "), error.detail.c_str());
    // Only the one that nobody can recover may be forgotten.
    QCOMPARE(history->forget(1).error().code, ErrorCode::InvalidInput);
    QVERIFY(history->forget(2));
    QCOMPARE(history->interrupted()->size(), std::size_t(2));
}

void TestHistoryDamage::badBatchAtWorkIsNotInterrupted()
{
    const TempDir temp;
    const auto history = openSampleHistory(temp.path("state"));
    const auto writer = writeIntent(*history, sampleBatch(10));
    spoil(temp.path(kFile), "UPDATE batch SET token = x''");
    QVERIFY(openSampleHistory(temp.path("state"))->interrupted()->empty());
    QCOMPARE(openSampleHistory(temp.path("state"))->forget(1).error().code, ErrorCode::Locked);
}

void TestHistoryDamage::linkForAFolder()
{
    const TempDir temp;
    temp.makeDir("elsewhere");
    temp.makeLink("state", temp.path("elsewhere"));
    QCOMPARE(openCode(temp.path("state")), ErrorCode::SymbolicLinkLoop);
    QCOMPARE(openCode(temp.path("state/")), ErrorCode::SymbolicLinkLoop);
    QVERIFY(!temp.exists("elsewhere/history.sqlite"));
    temp.makeLink("dangling", temp.path("nowhere"));
    QCOMPARE(openCode(temp.path("dangling")), ErrorCode::SymbolicLinkLoop);
    QVERIFY(!temp.exists("nowhere"));
}

void TestHistoryDamage::linkAboveTheFolder()
{
    // A home folder reached through a link is nobody's attack.
    const TempDir temp;
    temp.makeDir("disk2/home");
    temp.makeLink("home", temp.path("disk2/home"));
    writeBatch(*openSampleHistory(temp.path("home/.local/state/bulkhead")), sampleBatch(1));
    QVERIFY(temp.exists("disk2/home/.local/state/bulkhead/history.sqlite"));
}

void TestHistoryDamage::linkForTheFile()
{
    const TempDir temp;
    temp.makeDir("state");
    temp.writeFile("precious", "precious");
    temp.makeLink(kFile, temp.path("precious"));
    QCOMPARE(openCode(temp.path("state")), ErrorCode::SymbolicLinkLoop);
    QCOMPARE(temp.readFile("precious"), Bytes("precious"));
    temp.remove(kFile);
    temp.remove("state/owners.lock");
    temp.makeLink("state/owners.lock", temp.path("precious"));
    QCOMPARE(openCode(temp.path("state")), ErrorCode::SymbolicLinkLoop);
    temp.remove("state");
    openSampleHistory(temp.path("state"));
    temp.makeLink("state/history.sqlite-wal", temp.path("precious"));
    QCOMPARE(openCode(temp.path("state")), ErrorCode::SymbolicLinkLoop);
    QCOMPARE(temp.readFile("precious"), Bytes("precious"));
}

void TestHistoryDamage::thingsInTheWay()
{
    const TempDir temp;
    temp.writeFile("file");
    QCOMPARE(openCode(temp.path("file")), ErrorCode::NotADirectory);
    QCOMPARE(openCode(temp.path("file/state")), ErrorCode::NotADirectory);
    temp.makeDir("a/history.sqlite");
    temp.setMode("a", 0700);
    QCOMPARE(openCode(temp.path("a")), ErrorCode::NotAFile);
    temp.makeDir("b");
    temp.setMode("b", 0700);
    temp.makeFifo("b/history.sqlite");
    QCOMPARE(openCode(temp.path("b")), ErrorCode::NotAFile);
}

void TestHistoryDamage::folderThatOthersMayWrite()
{
    const TempDir temp;
    temp.makeDir("state");
    for (const mode_t mode : {0770, 0702, 0777, 01777}) {
        temp.setMode("state", mode);
        const auto history = History::open(temp.path("state"));
        QVERIFY(!history);
        QCOMPARE(history.error().code, ErrorCode::PermissionDenied);
        QCOMPARE(history.error().detail, Bytes("writable-by-others"));
    }
    QVERIFY(!temp.exists(kFile));
    temp.setMode("state", 0755);
    QCOMPARE(openCode(temp.path("state")), ErrorCode::None);
}

void TestHistoryDamage::folderOfAnotherUser()
{
    if (::geteuid() != 0)
        QSKIP("needs root to give a folder away");
    const TempDir temp;
    temp.makeDir("state");
    temp.setMode("state", 0700);
    QCOMPARE(::chown(temp.path("state").c_str(), 65534, 65534), 0);
    const auto history = History::open(temp.path("state"));
    QVERIFY(!history);
    QCOMPARE(history.error().code, ErrorCode::PermissionDenied);
    QCOMPARE(history.error().detail, Bytes("owner"));
    QVERIFY(!temp.exists(kFile));
    QCOMPARE(::chown(temp.path("state").c_str(), 0, 0), 0);
    openSampleHistory(temp.path("state"));
    QCOMPARE(::chown(temp.path(kFile).c_str(), 65534, 65534), 0);
    QCOMPARE(openCode(temp.path("state")), ErrorCode::PermissionDenied);
}

QTEST_APPLESS_MAIN(TestHistoryDamage)
#include "tst_history_damage.moc"
