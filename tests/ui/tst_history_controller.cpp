// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of a history that is damaged, whole or in one of its batches.
#include "core/fs/linux_file_system.h"
#include "core/history/sqlite_connection.h"
#include "tests/support/sample_batch.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/ui_test.h"
#include "ui/controllers/commit_work.h"
#include "ui/controllers/history_controller.h"
#include "ui/mainwindow.h"

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

constexpr BytesView kFile = "state/history.sqlite";

void writeGarbage(const TempDir &folder)
{
    folder.makeDir("state");
    folder.setMode("state", 0700);
    folder.writeFile(kFile, "no database at all");
}

struct Rig : QObject {
    Rig()
    {
        connect(&history, &HistoryController::failed, this, [this](const Error &error) { errors.push_back(error); });
        connect(&history, &HistoryController::changed, this, [this] { ++changes; });
        connect(&history, &HistoryController::interruptedFound, this,
            [this](const HistoryController::Interrupted &batch) { found.push_back(batch.info.id); });
    }
    void spoil(const QByteArray &sql) const
    {
        const auto connection = Connection::open(folder.path(kFile), std::chrono::milliseconds(0));
        QVERIFY(connection && (*connection)->run(sql.constData(), "spoil"));
    }

    TempDir folder;
    JobRunner runner;
    std::shared_ptr<MemoryFileSystem> disk = std::make_shared<MemoryFileSystem>();
    HistoryController history{runner, disk, folder.path("state")};
    std::vector<Error> errors;
    std::vector<BatchId> found;
    int changes = 0;
};

} // namespace

class TestHistoryController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void damagedFileIsKeptAside()
    {
        Rig rig;
        writeGarbage(rig.folder);
        rig.history.refresh();
        QTRY_COMPARE(rig.changes, 1);
        QCOMPARE(rig.errors.size(), std::size_t(1));
        QCOMPARE(rig.errors.front().code, ErrorCode::KeptAside);
        const Bytes kept = rig.errors.front().path.substr(rig.folder.path().size() + 1);
        QCOMPARE(rig.folder.readFile(kept), Bytes("no database at all"));
        rig.history.refresh();
        QTRY_COMPARE(rig.changes, 2);
        QCOMPARE(rig.errors.size(), std::size_t(1));
        QCOMPARE(writeBatch(*openSampleHistory(rig.folder.path("state")), sampleBatch(1)), 1);
    }

    void windowSaysWhereItIs()
    {
        TempDir folder;
        writeGarbage(folder);
        JobRunner runner;
        MainWindow window(runner, makeLinuxFileSystem(), {folder.path("state"), {}}, nullptr);
        window.show();
        auto *message = window.findChild<QLabel *>(QStringLiteral("messageText"));
        QTRY_VERIFY(message->text().contains(QStringLiteral("history.sqlite.damaged-2")));
        QVERIFY2(message->text().contains(QStringLiteral("a new one was begun")), qPrintable(message->text()));
    }

    void newerVersionIsLeftAlone()
    {
        Rig rig;
        writeBatch(*openSampleHistory(rig.folder.path("state")), sampleBatch(1));
        rig.spoil("PRAGMA user_version = 7");
        const Bytes before = rig.folder.readFile(kFile);
        rig.history.refresh();
        QTRY_COMPARE(rig.changes, 1);
        QCOMPARE(rig.errors.size(), std::size_t(1));
        QCOMPARE(rig.errors.front().code, ErrorCode::TooNew);
        QCOMPARE(rig.folder.readFile(kFile), before);
    }

    void damagedBatchHidesNoOther_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("header") << QByteArray("UPDATE batch SET token = x'' WHERE id = 3");
        QTest::newRow("rows") << QByteArray("UPDATE chunk SET data = x'' WHERE batch = 3");
    }
    void damagedBatchHidesNoOther()
    {
        QFETCH(QByteArray, sql);
        Rig rig;
        for (std::size_t place = 0; place < 3; ++place)
            writeIntent(*openSampleHistory(rig.folder.path("state")), sampleBatch(5, place));
        rig.spoil(sql);
        rig.history.lookForInterrupted();
        QTRY_VERIFY(!rig.found.empty());
        QCOMPARE(rig.found.front(), 2);
        QCOMPARE(rig.errors.size(), std::size_t(1));
        QCOMPARE(rig.errors.front().code, ErrorCode::Damaged);
        QVERIFY2(rig.errors.front().detail.starts_with("batch 3"), rig.errors.front().detail.c_str());
    }

    void undoPassesOverADamagedBatch()
    {
        Rig rig;
        writeBatch(*openSampleHistory(rig.folder.path("state")), sampleBatch(5));
        writeIntent(*openSampleHistory(rig.folder.path("state")), sampleBatch(5));
        const auto refusal = [&rig] { return prepareReverse(*rig.disk, rig.folder.path("state"), {}, {}).refusal.value(); };
        QCOMPARE(refusal().why, ReverseRefusal::Why::InterruptedFirst);
        rig.spoil("UPDATE batch SET token = x'' WHERE id = 2");
        QCOMPARE(refusal().why, ReverseRefusal::Why::NothingToMove); // The files of the first are only in the record.
    }
};

BULKHEAD_UI_TEST_MAIN(TestHistoryController)
#include "tst_history_controller.moc"
