// SPDX-License-Identifier: GPL-3.0-or-later
// When files fail: what the window says, leaves alone and offers.
#include "tests/ui/window_rig.h"

#include "ui/controllers/settings.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QToolButton>

#include <cerrno>

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;
using OnError = RunOptions::OnError;

namespace {

QAction *choice(MainWindow &window, OnError onError)
{
    const QMenu *menu = window.findChild<QToolButton *>(QStringLiteral("applyingButton"))->menu();
    for (QAction *action : menu->actions()) {
        if (action->isCheckable() && action->data().toInt() == int(onError))
            return action;
    }
    return nullptr;
}

/// IMG_1.jpg to IMG_6.jpg become r1.jpg to r6.jpg; one of them fails.
bool renameWithAFailure(Rig &rig, BytesView failing)
{
    rig.window.session().scan().addPaths({rig.folder.path("w")});
    rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
    if (!QTest::qWaitFor([&rig] { return rig.apply()->isEnabled(); }))
        return false;
    rig.disk->fail({.call = FsCall::Rename, .nth = 1, .name = Bytes(failing)}, EACCES);
    rig.apply()->click();
    return QTest::qWaitFor([&rig] { return !rig.message().isEmpty() && !rig.window.session().commit().isBusy(); });
}

QStringList offers(Rig &rig)
{
    QStringList texts;
    for (const QPushButton *button : rig.find<QWidget>("messageBar")->findChildren<QPushButton *>()) {
        if (!button->isHidden())
            texts << button->text();
    }
    return texts;
}

} // namespace

class TestMainWindowFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesOnWithTheOthers()
    {
        Rig rig(6);
        QVERIFY(choice(rig.window, OnError::Continue)->isChecked());
        QVERIFY(renameWithAFailure(rig, "IMG_3.jpg"));
        QCOMPARE(rig.message(), QStringLiteral("Renamed 5 files; 1 failed."));
        QCOMPARE(offers(rig), QStringList({QStringLiteral("Undo"), QStringLiteral("Try Again"), QStringLiteral("Details")}));
        QVERIFY(rig.folder.exists("w/IMG_3.jpg") && rig.folder.exists("w/r6.jpg"));

        rig.find<QPushButton>("messageTryAgain")->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Renamed 1 file in")));
        QVERIFY(rig.folder.exists("w/r3.jpg"));
    }

    void stopsThere_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("message");
        QTest::newRow("and undoes") << QStringLiteral("messageUndo") << QStringLiteral("Gave 2 files in w their old names back");
        QTest::newRow("and continues") << QStringLiteral("messageContinue") << QStringLiteral("Renamed 4 files in");
    }
    void stopsThere()
    {
        QFETCH(QString, button);
        QFETCH(QString, message);
        Rig rig(6);
        choice(rig.window, OnError::Stop)->trigger();
        QVERIFY(renameWithAFailure(rig, "IMG_3.jpg"));
        const QString failed = QString::fromStdString(rig.folder.path("w/IMG_3.jpg"));
        QCOMPARE(rig.message(),
            QStringLiteral("Stopped: 2 of 6 renamed; 1 failed, 3 not tried. %1: You have no permission to do this in that folder")
                .arg(failed));
        QCOMPARE(offers(rig), QStringList({QStringLiteral("Undo These"), QStringLiteral("Continue"), QStringLiteral("Details")}));
        QVERIFY(rig.folder.exists("w/r2.jpg") && rig.folder.exists("w/IMG_3.jpg") && rig.folder.exists("w/IMG_4.jpg"));

        rig.find<QPushButton>(button.toLatin1().constData())->click();
        QTRY_VERIFY2(rig.message().startsWith(message), qPrintable(rig.message()));
        if (button == QLatin1String("messageUndo"))
            COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
        else
            QVERIFY(rig.folder.exists("w/r3.jpg") && rig.folder.exists("w/r6.jpg"));
    }

    void stoppedByTheFirst()
    {
        Rig rig(6);
        choice(rig.window, OnError::Stop)->trigger();
        QVERIFY(renameWithAFailure(rig, "IMG_1.jpg"));
        QVERIFY2(rig.message().startsWith(QStringLiteral("Stopped: 0 of 6 renamed; 1 failed, 5 not tried. ")), qPrintable(rig.message()));
        QCOMPARE(offers(rig), QStringList({QStringLiteral("Continue"), QStringLiteral("Details")}));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void anUndoIsTriedAgain()
    {
        Rig rig(6);
        QVERIFY(renameWithAFailure(rig, "no file"));
        rig.disk->fail({.call = FsCall::Rename, .nth = 1, .name = "r4.jpg"}, EACCES);
        rig.find<QPushButton>("messageUndo")->click();
        QTRY_COMPARE(rig.message(), QStringLiteral("Gave 5 files in w their old names back; 1 failed."));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        QCOMPARE(offers(rig), QStringList({QStringLiteral("Redo"), QStringLiteral("Try Again"), QStringLiteral("Details")}));
        rig.find<QPushButton>("messageTryAgain")->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Gave 1 file in w its old name back in")));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void triedAgainInVain()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.folder.writeFile("w/r2.jpg", "a stranger");
        rig.apply()->click();
        QTRY_COMPARE(rig.message(), QStringLiteral("Renamed 2 files; 1 failed."));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        rig.find<QPushButton>("messageTryAgain")->click();
        QTRY_COMPARE(rig.message(), QStringLiteral("None of these files can be renamed as things are; nothing was done."));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        QTRY_COMPARE(offers(rig), QStringList(QStringLiteral("Details")));
        QVERIFY(rig.folder.exists("w/IMG_2.jpg"));
        QCOMPARE(rig.folder.readFile("w/r2.jpg"), Bytes("a stranger"));
        // Once it is gone, what is left is renamed by hand as any other list.
        rig.folder.remove("w/r2.jpg");
        rig.trigger("refresh");
        QTRY_VERIFY(rig.apply()->isEnabled());
        QCOMPARE(rig.window.session().counts().changed, 1);
    }

    void theChoiceIsRemembered()
    {
        const TempDir folder;
        const MainWindow::Places places{folder.path("state"), folder.path("settings.json")};
        const std::shared_ptr<FileSystem> disk = makeLinuxFileSystem();
        {
            JobRunner runner;
            MainWindow window(runner, disk, places, nullptr);
            window.applySettings(loadSettings(places.settingsPath));
            choice(window, OnError::Stop)->trigger();
            window.close();
        }
        JobRunner runner;
        MainWindow window(runner, disk, places, nullptr);
        window.applySettings(loadSettings(places.settingsPath));
        QVERIFY(choice(window, OnError::Stop)->isChecked());
        QVERIFY(!choice(window, OnError::Continue)->isChecked());
        QVERIFY(window.session().commit().onError() == OnError::Stop);
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowFailures)
#include "tst_main_window_failures.moc"
