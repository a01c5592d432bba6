// SPDX-License-Identifier: GPL-3.0-or-later
// The whole road in the window, without a display: drop, type, apply, undo. The disk is a real one.
#include "tests/ui/window_rig.h"

#include "core/history/history.h"
#include "ui/widgets/preview_table.h"

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dropTypeApplyUndo()
    {
        Rig rig;
        QVERIFY(!rig.apply()->isEnabled());
        rig.drop(&rig.window, rig.uri("w") + "\r\n");
        QVERIFY(rig.accepted);
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        QCOMPARE(rig.window.session().files().rowCount(), 13);
        QVERIFY(!rig.apply()->isEnabled());
        QVERIFY(!rig.apply()->toolTip().isEmpty()); // says why

        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("trip-"));
        QTRY_COMPARE(rig.apply()->text(), QStringLiteral("Rename 12 Files"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        QCOMPARE(rig.find<QAbstractButton>("chipChanged")->text(), QStringLiteral("Changed 12"));

        rig.apply()->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Renamed 12 files in ")));
        QVERIFY(rig.folder.exists("w/trip-7.jpg"));
        QVERIFY(!rig.folder.exists("w/IMG_7.jpg"));
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QCOMPARE(rig.window.session().files().rowCount(), 13);
        QVERIFY(!rig.apply()->isEnabled()); // a second click does nothing

        rig.find<QPushButton>("messageUndo")->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Gave 12 files in w their old names back")));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready); // the preview is back
        QTRY_VERIFY(rig.apply()->isEnabled());
    }

    void dropsOverTextFieldsAreFiles()
    {
        Rig rig;
        auto *find = rig.find<QLineEdit>("replaceFind");
        rig.drop(find, rig.uri("w/caf\xe9.txt"));
        QVERIFY(rig.accepted);
        QVERIFY(find->text().isEmpty());
        QTRY_COMPARE(rig.window.session().files().rowCount(), 1);
        QCOMPARE(rig.window.session().files().index(0, 0).data().toString(), QStringLiteral("caf<E9>.txt"));
    }

    void whatIsNotAFileIsSaid()
    {
        Rig rig;
        rig.drop(&rig.window, "https://example.org/a\r\n" + rig.uri("w/IMG_1.jpg"));
        QTRY_VERIFY(rig.message().contains(QStringLiteral("not a file on this computer")));
        QTRY_COMPARE(rig.window.session().files().rowCount(), 1);
    }

    void keysApplyAndUndo()
    {
        Rig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("k"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.trigger("apply");
        QTRY_VERIFY(rig.folder.exists("w/k3.jpg"));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        rig.trigger("undo");
        QTRY_VERIFY(rig.folder.exists("w/IMG_3.jpg"));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void controlZBelongsToTheField()
    {
        Rig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("k"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.trigger("apply");
        QTRY_VERIFY(rig.folder.exists("w/k3.jpg"));
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        auto *find = rig.find<QLineEdit>("replaceFind");
        find->setFocus();
        QTRY_VERIFY(find->hasFocus());
        find->clear();
        QTest::keyClicks(find, QStringLiteral("xy"));
        QTest::keyClick(find, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(find->text() != QStringLiteral("xy")); // the edit was undone,
        QVERIFY(!rig.window.session().commit().isBusy()); // the batch was not
        auto *table = rig.find<QTableView>("previewTable");
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        QTest::keyClick(table, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(rig.folder.exists("w/IMG_3.jpg"));
    }

    void conflictsTurnTheButtonOffAndHaveWaysOut()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_1"), QStringLiteral("IMG_2"));
        QTRY_COMPARE(rig.window.session().counts().conflicts, 1);
        QTRY_VERIFY(rig.window.session().blocked() == Blocked::Conflicts);
        QVERIFY(!rig.apply()->isEnabled());
        QVERIFY(rig.apply()->toolTip().contains(QStringLiteral("1 conflict")));
        auto *number = rig.find<QPushButton>("numberConflictsButton");
        QTRY_VERIFY(number->isVisible());
        number->click();
        QTRY_VERIFY(rig.apply()->isEnabled());
        QVERIFY(!number->isVisible());
        rig.find<QPushButton>("refuseConflictsButton")->click();
        QTRY_VERIFY(rig.window.session().blocked() == Blocked::Conflicts);
        rig.find<QPushButton>("showConflictsButton")->click();
        QTRY_COMPARE(rig.window.session().files().rowCount(), 1);
    }

    void editsANameByHand()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        auto *table = rig.find<QTableView>("previewTable");
        table->setFocus();
        const int row = rig.window.session().files().viewRow(rowNamed(rig.window.session().scan().list(), "IMG_2.jpg"));
        table->setCurrentIndex(rig.window.session().files().index(row, FileTableModel::Name));
        QTest::keyClick(table, Qt::Key_F2);
        auto *editor = rig.find<QLineEdit>("newNameEditor");
        QVERIFY(editor);
        QCOMPARE(editor->text(), QStringLiteral("IMG_2.jpg"));
        editor->setText(QStringLiteral("mine.jpg"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(rig.window.session().counts().changed, 1);
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r")); // survives a change of rules
        QTRY_COMPARE(rig.window.session().counts().changed, 3);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_VERIFY(rig.folder.exists("w/mine.jpg"));
        QVERIFY(rig.folder.exists("w/r1.jpg"));
    }

    void removesAndLeavesOut()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_COMPARE(rig.window.session().counts().changed, 3);
        auto *table = rig.find<QTableView>("previewTable");
        table->setFocus();
        FileTableModel &files = rig.window.session().files();
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        table->selectRow(files.viewRow(rowNamed(rig.window.session().scan().list(), "IMG_1.jpg")));
        rig.find<QAction>("leaveOutRows")->trigger();
        QTRY_COMPARE(rig.window.session().counts().changed, 2);
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        table->selectRow(files.viewRow(rowNamed(rig.window.session().scan().list(), "IMG_2.jpg")));
        rig.find<QAction>("removeRows")->trigger();
        QTRY_COMPARE(files.rowCount(), 3);
        QTRY_COMPARE(rig.window.session().counts().changed, 1);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_VERIFY(rig.folder.exists("w/r3.jpg"));
        QVERIFY(rig.folder.exists("w/IMG_1.jpg") && rig.folder.exists("w/IMG_2.jpg"));
    }

    void invertsTheSelectionByKey()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        auto *table = rig.find<PreviewTable>("previewTable");
        table->setFocus();
        table->selectRow(1);
        QTest::keyClick(table, Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        const auto ranges = table->selectedRanges();
        QCOMPARE(ranges.size(), 2u);
        QCOMPARE(ranges[0].last, 0);
        QCOMPARE(ranges[1].first, 2);
        QCOMPARE(ranges[1].last, 3);
    }

    void cancelMidRunAndUndoThese()
    {
        Rig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.disk->closeGate(FsCall::Rename, 4);
        rig.apply()->click();
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        QTRY_VERIFY(rig.find<QWidget>("jobBar")->isVisible()); // after a moment, and not at once
        QVERIFY(!rig.find<QLineEdit>("replaceFind")->isEnabled() || rig.find<QLineEdit>("replaceFind")->isReadOnly());
        rig.find<QPushButton>("cancelButton")->click();
        QTRY_COMPARE(rig.find<QLabel>("jobText")->text(), QStringLiteral("Stopping after this file…"));
        rig.disk->openGate(FsCall::Rename);
        QTRY_COMPARE(rig.message(), QStringLiteral("Stopped: 5 of 12 renamed; 7 not tried."));
        QVERIFY(rig.find<QPushButton>("messageContinue"));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        rig.find<QPushButton>("messageUndo")->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Gave 5 files in w their old names back")));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void failuresHaveDetails()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.folder.writeFile("w/r2.jpg", "a stranger");
        rig.apply()->click();
        QTRY_COMPARE(rig.message(), QStringLiteral("Renamed 2 files; 1 failed."));
        QCOMPARE(rig.folder.readFile("w/r2.jpg"), Bytes("a stranger"));
        rig.find<QPushButton>("messageDetails")->click();
        auto *table = rig.find<QTableView>("detailsTable");
        QVERIFY(table);
        QVERIFY(!table->tabKeyNavigation()); // Tab goes on to the buttons
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(table->model()->index(0, 0).data().toString().endsWith(QStringLiteral("IMG_2.jpg")));
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        const FileList &list = rig.window.session().scan().list();
        QCOMPARE(int(rig.window.session().files().state(rowNamed(list, "IMG_2.jpg"))), int(FileTableModel::RowState::Failed));
        QCOMPARE(int(rig.window.session().files().state(rowNamed(list, "r1.jpg"))), int(FileTableModel::RowState::Done));
        QCOMPARE(rig.find<QAbstractButton>("chipErrors")->text(), QStringLiteral("Errors 1"));
        QCOMPARE(rig.find<QAbstractButton>("chipChanged")->text(), QStringLiteral("Changed 2"));
    }

    void closingWhileRunningFinishesTheFileInHand()
    {
        Rig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        QSignalSpy closed(&rig.window, &MainWindow::closed);
        rig.disk->closeGate(FsCall::Rename, 2);
        rig.apply()->click();
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        rig.window.close();
        QVERIFY(rig.window.isVisible());
        QCOMPARE(rig.message(), QStringLiteral("Finishing the file in hand; the window closes then."));
        QCOMPARE(closed.count(), 0);
        rig.disk->openGate(FsCall::Rename);
        QTRY_COMPARE(closed.count(), 1);
        QVERIFY(!rig.window.isVisible());
        int renamed = 0;
        for (int i = 1; i <= 12; ++i)
            renamed += rig.folder.exists("w/r" + std::to_string(i) + ".jpg");
        QCOMPARE(renamed, 3);
    }

    /// A batch whose process died: the intent is there, the end is not, and some files have moved.
    static BatchId leaveInterrupted(const TempDir &folder)
    {
        auto history = History::open(folder.path("state"));
        auto writer = (*history)->begin({.folder = folder.path("w")});
        const std::shared_ptr<FileSystem> disk = makeLinuxFileSystem();
        const FileList list = scanList(*disk, {folder.path("w")});
        const std::uint32_t directory = (*writer)->addDirectory({folder.path("w"), list.table->directory(0).identity});
        for (const char *number : {"1", "2", "3"}) {
            const RowId row = rowNamed(list, Bytes("IMG_") + number + ".jpg");
            const Bytes target = Bytes("x") + number;
            (*writer)->addMove({directory, directory, list.table->name(row), target, list.table->identity(row)});
        }
        const BatchId id = (*writer)->id();
        if (!(*writer)->seal().ok())
            qFatal("seal");
        folder.rename("w/IMG_1.jpg", "w/x1");
        return id;
    }

    void interruptedBatchesAreOffered_data()
    {
        QTest::addColumn<QString>("button");
        QTest::addColumn<int>("moved");
        QTest::newRow("finish") << QStringLiteral("messageFinish") << 3;
        QTest::newRow("undo") << QStringLiteral("messageUndo") << 0;
    }
    void interruptedBatchesAreOffered()
    {
        QFETCH(QString, button);
        QFETCH(int, moved);
        TempDir folder;
        for (const char *name : {"w/IMG_1.jpg", "w/IMG_2.jpg", "w/IMG_3.jpg"})
            folder.writeFile(name);
        leaveInterrupted(folder);
        JobRunner runner;
        MainWindow window(runner, makeLinuxFileSystem(), {folder.path("state"), {}}, nullptr);
        window.show();
        auto *message = window.findChild<QLabel *>(QStringLiteral("messageText"));
        QTRY_COMPARE(message->text(), QStringLiteral("A batch was interrupted: 1 of 3 done."));
        window.findChild<QPushButton *>(button)->click();
        const auto countMoved = [&folder] { return folder.exists("w/x1") + folder.exists("w/x2") + folder.exists("w/x3"); };
        QTRY_COMPARE(countMoved(), moved);
        QTRY_VERIFY(!window.session().commit().isBusy());
        QTRY_VERIFY(!window.session().history().batches().empty());
        auto history = History::open(folder.path("state"));
        QVERIFY((*history)->interrupted()->empty()); // dealt with: not offered again
    }

    void anInterruptedBatchComesFirst()
    {
        Rig rig(3);
        rig.folder.writeFile("other/IMG_1.jpg");
        rig.window.session().scan().addPaths({rig.folder.path("other")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.trigger("apply");
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Renamed 1 file")));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        const BatchId interrupted = leaveInterrupted(rig.folder);
        rig.trigger("undo");
        QTRY_VERIFY(rig.message().endsWith(QStringLiteral("Finish or undo that one first.")));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        QVERIFY(rig.folder.exists("other/r1.jpg"));

        rig.find<QPushButton>("messageFinish")->click();
        QTRY_VERIFY(rig.folder.exists("w/x3"));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        // Another window still offers it.
        for (const auto offer : {Notice::Offer::UndoInterrupted, Notice::Offer::Finish}) {
            rig.find<QWidget>("messageBar")->hide();
            rig.window.session().take(offer, {.batch = interrupted});
            QTRY_COMPARE(rig.message(), QStringLiteral("That batch was already dealt with; nothing was done."));
            QTRY_VERIFY(!rig.window.session().commit().isBusy());
        }
        QVERIFY(rig.folder.exists("w/x3"));
    }

    void settingsComeBack()
    {
        const TempDir folder;
        const MainWindow::Places places{folder.path("state"), folder.path("settings.json")};
        const std::shared_ptr<FileSystem> disk = makeLinuxFileSystem();
        {
            JobRunner runner;
            MainWindow window(runner, disk, places, nullptr);
            window.applySettings(loadSettings(places.settingsPath));
            window.show();
            window.findChild<QLineEdit *>(QStringLiteral("replaceFind"))->setText(QStringLiteral("left"));
            window.findChild<QAbstractButton *>(QStringLiteral("subfoldersBox"))->click();
            window.close();
        }
        JobRunner runner;
        MainWindow window(runner, disk, places, nullptr);
        window.applySettings(loadSettings(places.settingsPath));
        QCOMPARE(window.findChild<QLineEdit *>(QStringLiteral("replaceFind"))->text(), QStringLiteral("left"));
        QVERIFY(window.findChild<QAbstractButton *>(QStringLiteral("subfoldersBox"))->isChecked());
        QVERIFY(window.session().scan().options().recursive);
    }

    void subfoldersAreReadAgain()
    {
        Rig rig(2);
        rig.folder.writeFile("w/sub/deep.txt");
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.window.session().files().rowCount(), 3);
        rig.find<QAbstractButton>("subfoldersBox")->click();
        QTRY_COMPARE(rig.window.session().files().rowCount(), 4);
        rig.find<QAbstractButton>("subfoldersBox")->click();
        QTRY_COMPARE(rig.window.session().files().rowCount(), 3);
        rig.trigger("clear");
        QTRY_COMPARE(rig.window.session().files().rowCount(), 0);
        QTRY_VERIFY(rig.find<QWidget>("dropArea")->isVisible());
    }

    void everyControlHasANameAndSpeaks()
    {
        Rig rig;
        for (QWidget *widget : rig.window.findChildren<QWidget *>()) {
            const bool control
                = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLineEdit *>(widget) || qobject_cast<QTableView *>(widget);
            if (!control || widget->objectName().startsWith(QLatin1String("qt_")) || widget->focusPolicy() == Qt::NoFocus)
                continue;
            if (qobject_cast<QLineEdit *>(widget->parentWidget()) || widget->parentWidget()->inherits("QAbstractSpinBox"))
                continue;
            QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const QString spoken = widget->accessibleName().isEmpty() && button ? button->text() : widget->accessibleName();
            QVERIFY2(!spoken.isEmpty(), qPrintable(widget->objectName()));
        }
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
