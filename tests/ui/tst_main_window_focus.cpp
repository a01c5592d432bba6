// SPDX-License-Identifier: GPL-3.0-or-later
// Where the focus goes.
#include "tests/ui/window_rig.h"

#include <QAction>
#include <QToolButton>

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

class TestMainWindowFocus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anUndoWithNothingListedLeavesTheFocus()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        rig.trigger("clear");
        auto *find = rig.find<QLineEdit>("replaceFind");
        QTRY_VERIFY(rig.find<QWidget>("dropArea")->isVisible());
        find->setFocus();
        QTRY_VERIFY(find->hasFocus());
        rig.disk->closeGate(FsCall::Rename);
        rig.trigger("undo");
        bool blocked = false; // the undo is planned first
        QTRY_VERIFY((blocked = rig.disk->waitUntilBlocked(FsCall::Rename, 1, std::chrono::milliseconds(1))));
        const QWidget *focus = QApplication::focusWidget();
        QVERIFY(focus && !qobject_cast<const QAbstractButton *>(focus));
        QVERIFY(!rig.find<QPushButton>("dropAddFiles")->isEnabled());
        rig.disk->openGate(FsCall::Rename);
        QTRY_VERIFY(rig.folder.exists("w/IMG_3.jpg"));
        QTRY_VERIFY(find->hasFocus());
        QVERIFY(rig.find<QPushButton>("dropAddFiles")->isEnabled());
    }

    void f6GoesOnWhereNothingTakesTheFocus()
    {
        Rig rig(3);
        auto *find = rig.find<QLineEdit>("replaceFind");
        const auto focused = [] { return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString(); };
        rig.find<QLineEdit>("filterField")->setFocus();
        rig.trigger("nextPane");
        QTRY_VERIFY(find->hasFocus());
        rig.find<QToolButton>("ruleFold")->click();
        rig.find<QLineEdit>("filterField")->setFocus();
        rig.trigger("nextPane");
        QTRY_COMPARE(focused(), QStringLiteral("presetButton"));
        rig.trigger("nextPane");
        QTRY_COMPARE(focused(), QStringLiteral("dropAddFiles"));
        rig.find<QWidget>("rulePanel")->setEnabled(false);
        rig.trigger("previousPane");
        QTRY_COMPARE(focused(), QStringLiteral("addFilesButton"));
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowFocus)
#include "tst_main_window_focus.moc"
