// SPDX-License-Identifier: GPL-3.0-or-later
// What the message bar offers stays until something comes of it.
#include "tests/ui/window_rig.h"

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

namespace {

bool isBusy(Rig &rig)
{
    return rig.window.session().commit().isBusy();
}

/// All files renamed, and the offer to undo it on screen.
bool renameAll(Rig &rig)
{
    rig.window.session().scan().addPaths({rig.folder.path("w")});
    rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
    if (!QTest::qWaitFor([&rig] { return rig.apply()->isEnabled(); }))
        return false;
    rig.apply()->click();
    return QTest::qWaitFor([&rig] { return rig.state() == PreviewController::State::Held && !isBusy(rig); });
}

} // namespace

class TestMainWindowOffers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCancelledLookLeavesTheOffer()
    {
        Rig rig(3);
        QVERIFY(renameAll(rig));
        const QString renamed = rig.message();
        rig.disk->closeGate(FsCall::Status);
        rig.find<QPushButton>("messageUndo")->click();
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Status));
        QVERIFY(!rig.find<QPushButton>("messageUndo")->isEnabled()); // once is enough
        rig.find<QPushButton>("stopButton")->click();
        rig.disk->openGate(FsCall::Status);
        QTRY_VERIFY(!isBusy(rig));
        QVERIFY(rig.find<QWidget>("messageBar")->isVisible());
        QCOMPARE(rig.message(), renamed);
        rig.find<QPushButton>("messageUndo")->click();
        QTRY_VERIFY(rig.folder.exists("w/IMG_3.jpg"));
        QTRY_VERIFY(!isBusy(rig));
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Gave 3 files")));
        rig.find<QAbstractButton>("messageClose")->click();
        QVERIFY(!rig.find<QWidget>("messageBar")->isVisible()); // that offer is used up
    }

    void aRefusalLeavesTheOffer()
    {
        Rig rig(1);
        QVERIFY(renameAll(rig));
        const QString renamed = rig.message();
        rig.folder.rename("w/r1.jpg", "w/elsewhere");
        rig.folder.writeFile("w/r1.jpg", "another");
        rig.find<QPushButton>("messageUndo")->click();
        QTRY_VERIFY(rig.message().endsWith(QStringLiteral("nothing was done.")));
        QTRY_VERIFY(!isBusy(rig));
        rig.find<QAbstractButton>("messageClose")->click();
        QCOMPARE(rig.message(), renamed);
        rig.folder.remove("w/r1.jpg");
        rig.folder.rename("w/elsewhere", "w/r1.jpg");
        rig.find<QPushButton>("messageUndo")->click();
        QTRY_VERIFY(rig.folder.exists("w/IMG_1.jpg"));
        QTRY_VERIFY(!isBusy(rig));
    }

    void whatIsDealtWithIsNotOfferedAgain()
    {
        Rig rig(1);
        QVERIFY(renameAll(rig));
        JobRunner runner;
        CommitController elsewhere(runner, rig.disk, rig.folder.path("state"));
        elsewhere.undo();
        QTRY_VERIFY(rig.folder.exists("w/IMG_1.jpg"));
        QTRY_VERIFY(!elsewhere.isBusy());
        const QString renamed = rig.message();
        rig.find<QPushButton>("messageUndo")->click();
        QTRY_VERIFY(rig.message() != renamed);
        QTRY_VERIFY(!isBusy(rig));
        rig.find<QAbstractButton>("messageClose")->click();
        QVERIFY(!rig.find<QWidget>("messageBar")->isVisible());
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowOffers)
#include "tst_main_window_offers.moc"
