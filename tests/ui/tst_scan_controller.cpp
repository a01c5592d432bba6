// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of the list, and scans they come into.
#include "tests/ui/ui_test.h"

#include "tests/support/faulty_file_system.h"
#include "ui/controllers/scan_controller.h"

#include <new>

using namespace bulkhead;
using namespace bulkhead::test;

using What = ListEdit::What;

namespace {

struct Rig {
    Rig()
    {
        for (const char *name : {"a1", "a2", "a3"})
            memory.addFile(Bytes("/w/") + name);
    }
    bool read()
    {
        scan.addPaths({"/w"});
        return QTest::qWaitFor([this] { return !scan.isScanning() && scan.list().table; });
    }
    RowId row(BytesView name) const { return rowNamed(scan.list(), name); }
    void edit(What what, BytesView name, const Bytes &typed = {})
    {
        const FileList &list = scan.list();
        const auto view = orderRows(list, {}, nullptr, {}, {}).view;
        const int at = int(view->position[row(name)]);
        scan.edit({what, {list.table, view, {{at, at}}, row(name)}, typed});
    }

    MemoryFileSystem memory;
    std::shared_ptr<FaultyFileSystem> disk = std::make_shared<FaultyFileSystem>(memory);
    JobRunner runner;
    ScanController scan{runner, disk};
};

} // namespace

class TestScanController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quickEditsAllCount()
    {
        Rig rig;
        QVERIFY(rig.read());
        rig.edit(What::Remove, "a1");
        rig.edit(What::Remove, "a2");
        rig.edit(What::LeaveOut, "a3");
        rig.edit(What::Name, "a3", "mine");
        QVERIFY(rig.scan.isEditing());
        QTRY_VERIFY(!rig.scan.isEditing());
        QVERIFY(rig.scan.list().isRemoved(rig.row("a1")));
        QVERIFY(rig.scan.list().isRemoved(rig.row("a2")));
        QCOMPARE(int(rig.scan.list().mark(rig.row("a3"))), int(MarkLeftOut));
        QVERIFY(rig.scan.list().handMade(rig.row("a3")));
    }

    void twiceLeftOutIsTakenIn()
    {
        Rig rig;
        QVERIFY(rig.read());
        rig.edit(What::LeaveOut, "a1");
        rig.edit(What::LeaveOut, "a1");
        QTRY_VERIFY(!rig.scan.isEditing());
        QCOMPARE(int(rig.scan.list().mark(rig.row("a1"))), 0);
    }

    void anEditDuringAScanSurvives_data()
    {
        QTest::addColumn<bool>("scanFirst");
        QTest::newRow("the scan was at work") << true;
        QTest::newRow("the scan was asked for with an edit under way") << false;
    }
    void anEditDuringAScanSurvives()
    {
        QFETCH(bool, scanFirst);
        Rig rig;
        QVERIFY(rig.read());
        rig.memory.addFile("/w/b");
        if (scanFirst) {
            rig.disk->closeGate(FsCall::List);
            rig.scan.rescan();
            QVERIFY(rig.disk->waitUntilBlocked(FsCall::List));
            rig.edit(What::Remove, "a1");
            rig.disk->openGate(FsCall::List);
        } else {
            rig.edit(What::Remove, "a1");
            rig.scan.rescan();
        }
        QVERIFY(rig.scan.isScanning());
        QTRY_VERIFY(!rig.scan.isScanning());
        QVERIFY(!rig.scan.isEditing());
        QVERIFY(rig.row("b") != kNone);
        QVERIFY(rig.scan.list().isRemoved(rig.row("a1")));
    }

    void rowsOfTheListBeforeAreNotTouched()
    {
        Rig rig;
        QVERIFY(rig.read());
        const FileList before = rig.scan.list();
        rig.scan.rescan();
        QTRY_VERIFY(!rig.scan.isScanning());
        const auto view = orderRows(before, {}, nullptr, {}, {}).view;
        rig.scan.edit({What::Remove, {before.table, view, {{0, 2}}, 0}, {}});
        QVERIFY(!rig.scan.isEditing());
        QVERIFY(!rig.scan.list().removed);
    }

    void clearedWhileEdited()
    {
        Rig rig;
        QVERIFY(rig.read());
        rig.edit(What::Remove, "a1");
        rig.edit(What::Remove, "a2");
        rig.scan.clear();
        QTRY_VERIFY(!rig.scan.isEditing());
        QVERIFY(!rig.scan.list().table);
        QVERIFY(!rig.scan.list().removed);
    }

    void stoppedAfterARunTheListIsBehind()
    {
        Rig rig;
        QVERIFY(rig.read());
        const Preview preview = previewOf(rig.memory, rig.scan.list(), replaceRecipe("a", "b"));
        auto results = std::make_shared<RowResults>(rig.scan.list().table->rowCount());
        rig.memory.rename("/w/a1", "/w/b1");
        results->set(rig.row("a1"), RowResult::Done);
        rig.disk->closeGate(FsCall::List);
        rig.scan.follow({preview.answer.plan, results, RanBatch::Marks::Show});
        rig.scan.stop();
        QVERIFY(rig.scan.isBehind());
        rig.disk->openGate(FsCall::List);
        rig.scan.rescan();
        QVERIFY(!rig.scan.isBehind());
        QTRY_VERIFY(!rig.scan.isScanning());
        QVERIFY(!rig.scan.isBehind());
        QCOMPARE(int(rig.scan.list().mark(rig.row("b1"))), int(MarkRenamed)); // the run was not forgotten
    }

    void whatAWorkerThrowsIsSaid()
    {
        Rig rig;
        QVERIFY(rig.read());
        QSignalSpy failed(&rig.scan, &ScanController::failed);
        const auto table = rig.scan.list().table;
        rig.disk->before({.call = FsCall::List}, [] { throw std::bad_alloc(); });
        rig.scan.rescan();
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(int(failed[0][0].value<Error>().code), int(ErrorCode::OutOfMemory));
        QVERIFY(!rig.scan.isScanning());
        QCOMPARE(rig.scan.list().table, table);
    }
};

BULKHEAD_UI_TEST_MAIN(TestScanController)
#include "tst_scan_controller.moc"
