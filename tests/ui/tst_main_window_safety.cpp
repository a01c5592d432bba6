// SPDX-License-Identifier: GPL-3.0-or-later
// What the window must not do: run on names nobody saw, forget what was typed, offer what is not so.
#include "tests/ui/window_rig.h"

#include "ui/controllers/settings.h"

#include <QAction>
#include <QToolButton>

#include <utility>

using namespace bulkhead;
using namespace bulkhead::test;

using Rig = WindowRig;

namespace {

QTableView *tableOf(Rig &rig)
{
    return rig.find<QTableView>("previewTable");
}

void choose(Rig &rig, BytesView name)
{
    const FileTableModel &files = rig.window.session().files();
    tableOf(rig)->setFocus();
    tableOf(rig)->selectRow(files.viewRow(rowNamed(files.contents().list, name)));
}

bool renameAll(Rig &rig)
{
    rig.window.session().scan().addPaths({rig.folder.path("w")});
    rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
    if (!QTest::qWaitFor([&rig] { return rig.apply()->isEnabled(); }))
        return false;
    rig.apply()->click();
    return QTest::qWaitFor([&rig] { return rig.state() == PreviewController::State::Held && !rig.window.session().commit().isBusy(); });
}

} // namespace

class TestMainWindowSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowJustLeftOutIsNotRenamed()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        choose(rig, "IMG_1.jpg");
        rig.find<QAction>("leaveOutRows")->trigger();
        rig.trigger("apply"); // at once
        QVERIFY(!rig.window.session().commit().isBusy());
        QTRY_COMPARE(rig.window.session().counts().changed, 2);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.trigger("apply");
        QTRY_VERIFY(rig.folder.exists("w/r3.jpg"));
        QVERIFY(rig.folder.exists("w/IMG_1.jpg"));
    }

    void aNameBeingTypedCountsFirst()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        choose(rig, "IMG_2.jpg");
        QTest::keyClick(tableOf(rig), Qt::Key_F2);
        auto *editor = rig.find<QLineEdit>("newNameEditor");
        QVERIFY(editor);
        QTRY_VERIFY(editor->hasFocus());
        editor->setText(QStringLiteral("mine.jpg"));
        rig.trigger("apply");
        QVERIFY(!rig.window.session().commit().isBusy()); // the plan with that name is not there yet
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.trigger("apply");
        QTRY_VERIFY(rig.folder.exists("w/mine.jpg"));
    }

    void keysOnTheListBeforeDoNothing()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        choose(rig, "IMG_3.jpg");
        for (const char *name : {"w/IMG_1.jpg", "w/IMG_2.jpg"})
            rig.folder.rename(name, Bytes(name) + ".gone");
        // As soon as the new list is there, and before the table shows it.
        connect(&rig.window.session().scan(), &ScanController::listChanged, this, [&rig, done = false]() mutable {
            if (std::exchange(done, true))
                return;
            rig.find<QAction>("removeRows")->trigger();
            rig.find<QAction>("leaveOutRows")->trigger();
        });
        rig.window.session().scan().rescan();
        QTRY_VERIFY(!rig.window.session().scan().isScanning());
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        QVERIFY(!rig.window.session().scan().list().removed);
        QVERIFY(!rig.window.session().scan().list().marks);
    }

    void heldKeysActOnce()
    {
        Rig rig(1);
        for (const char *name : {"apply", "undo", "redo", "undoKey", "redoKey"})
            QVERIFY2(!rig.find<QAction>(name)->autoRepeat(), name);
    }

    void lettersAreNotLookedUpInTheTable()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        tableOf(rig)->setFocus();
        tableOf(rig)->setCurrentIndex(rig.window.session().files().index(1, 0));
        QTest::keyClicks(tableOf(rig), QStringLiteral("c"));
        QCOMPARE(tableOf(rig)->currentIndex().row(), 1);
    }

    void stoppedBeforeTheNewNamesWereRead_data()
    {
        QTest::addColumn<bool>("undo");
        QTest::newRow("a rename") << false;
        QTest::newRow("an undo") << true;
    }
    void stoppedBeforeTheNewNamesWereRead()
    {
        QFETCH(bool, undo);
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        if (undo) {
            rig.apply()->click();
            QTRY_COMPARE(rig.state(), PreviewController::State::Held);
            QTRY_VERIFY(!rig.window.session().commit().isBusy());
        }
        ScanController &scan = rig.window.session().scan();
        const auto stop = connect(&scan, &ScanController::scanningChanged, &scan, &ScanController::stop);
        rig.trigger(undo ? "undo" : "apply");
        QTRY_VERIFY(scan.isBehind());
        disconnect(stop);
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("other"));
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        QVERIFY(rig.window.session().blocked() == Blocked::Behind);
        QVERIFY(!rig.apply()->isEnabled());
        rig.find<QPushButton>("applyAgainButton")->click();
        QTRY_VERIFY(!scan.isScanning());
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        QVERIFY(rig.window.session().blocked() != Blocked::Behind);
        QVERIFY(rowNamed(scan.list(), undo ? "IMG_1.jpg" : "r1.jpg") != kNone);
    }

    void whatAStoppedUndoLeftIsUndone()
    {
        Rig rig;
        QVERIFY(renameAll(rig));
        rig.disk->closeGate(FsCall::Rename, 4);
        rig.trigger("undo");
        bool blocked = false; // the undo is planned first
        QTRY_VERIFY((blocked = rig.disk->waitUntilBlocked(FsCall::Rename, 1, std::chrono::milliseconds(1))));
        rig.window.session().commit().cancel();
        rig.disk->openGate(FsCall::Rename);
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Stopped: 5 of 12")));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        rig.find<QPushButton>("messageContinue")->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Gave 7 files in w their old names back in ")));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void whatAStoppedRunLeftIsRenamed()
    {
        Rig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.disk->closeGate(FsCall::Rename, 4);
        rig.apply()->click();
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        rig.window.session().commit().cancel();
        rig.disk->openGate(FsCall::Rename);
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Stopped: 5 of 12")));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        rig.find<QPushButton>("messageContinue")->click();
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Renamed 7 files in ")));
        for (int undos = 0; undos < 2; ++undos) {
            QTRY_VERIFY(!rig.window.session().commit().isBusy());
            QVERIFY(rig.find<QAction>("undo")->isEnabled());
            rig.trigger("undo");
            QTRY_VERIFY(rig.message().startsWith(undos == 0 ? QStringLiteral("Gave 7") : QStringLiteral("Gave 5")));
        }
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void rowsAnUndoRefusesAreNamed()
    {
        Rig rig(3);
        QVERIFY(renameAll(rig));
        rig.folder.rename("w/r2.jpg", "w/elsewhere");
        rig.trigger("undo");
        QTRY_COMPARE(rig.message(), QStringLiteral("Gave 2 files in w their old names back; 1 could not be taken back."));
        rig.find<QPushButton>("messageDetails")->click();
        auto *table = rig.find<QTableView>("detailsTable");
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(table->model()->index(0, 0).data().toString().endsWith(QStringLiteral("r2.jpg")));
    }

    void controlZInTheRulesIsAboutTheRules()
    {
        Rig rig(3);
        QVERIFY(renameAll(rig));
        auto *regex = rig.find<QToolButton>("replaceRegex");
        regex->setFocus();
        QTRY_VERIFY(regex->hasFocus());
        regex->click();
        QTest::keyClick(regex, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!regex->isChecked());
        QVERIFY(!rig.window.session().commit().isBusy());
        QTest::keyClick(regex, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(regex->isChecked());
        auto *find = rig.find<QLineEdit>("replaceFind");
        find->setFocus(); // it has nothing of its own to undo
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClick(find, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!regex->isChecked());
        QTest::keyClick(find, Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier); // this is always the batch
        QTRY_VERIFY(rig.folder.exists("w/IMG_3.jpg"));
    }

    void escapeCancelsFirst()
    {
        Rig rig;
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.find<QLineEdit>("filterField")->setText(QStringLiteral("IMG"));
        rig.disk->closeGate(FsCall::Rename, 2);
        rig.trigger("apply");
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Rename));
        rig.trigger("escape");
        QCOMPARE(rig.runner.jobs().front().state, JobRunner::State::Stopping);
        QCOMPARE(rig.find<QLineEdit>("filterField")->text(), QStringLiteral("IMG"));
        rig.disk->openGate(FsCall::Rename);
        QTRY_VERIFY(rig.message().startsWith(QStringLiteral("Stopped: 3 of 12")));
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        QTRY_VERIFY(!rig.window.session().scan().isScanning());
        rig.trigger("escape");
        QVERIFY(rig.find<QLineEdit>("filterField")->text().isEmpty());
        QVERIFY(rig.find<QWidget>("messageBar")->isVisible());
        rig.trigger("escape");
        QVERIFY(!rig.find<QWidget>("messageBar")->isVisible());
    }

    void escapeAfterTheRunLeavesTheReading()
    {
        Rig rig(3);
        ScanController &scan = rig.window.session().scan();
        connect(&rig.window.session().commit(), &CommitController::finished, this, [&] {
            QVERIFY(scan.isScanning());
            rig.trigger("escape"); // too late for the run
        });
        QVERIFY(renameAll(rig));
        QVERIFY(!scan.isBehind());
        QVERIFY(rowNamed(scan.list(), "r1.jpg") != kNone);
    }

    void controlZOnlyUndoesWhatWasDoneHere()
    {
        Rig rig(3);
        QVERIFY(renameAll(rig));
        JobRunner runner;
        MainWindow later(runner, rig.disk, {rig.folder.path("state"), {}}, nullptr);
        later.show();
        const auto trigger = [&later](const char *action) { later.findChild<QAction *>(QLatin1String(action))->trigger(); };
        tableOf(rig)->setFocus();
        later.findChild<QTableView *>(QStringLiteral("previewTable"))->setFocus();
        trigger("undoKey");
        auto *message = later.findChild<QLabel *>(QStringLiteral("messageText"));
        QTRY_COMPARE(message->text(), QStringLiteral("Last renaming: 3 files in %1.").arg(QString::fromStdString(rig.folder.path("w"))));
        QTRY_VERIFY(!later.session().commit().isBusy());
        QVERIFY(rig.folder.exists("w/r1.jpg"));
        later.findChild<QPushButton *>(QStringLiteral("messageUndo"))->click();
        QTRY_VERIFY(message->text().startsWith(QStringLiteral("Gave 3 files in w their old names back")));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void aBatchOfOtherFilesLeavesThePreview()
    {
        Rig rig(3);
        RenameSession &session = rig.window.session();
        rig.folder.writeFile("other/IMG_9.jpg");
        session.scan().addPaths({rig.folder.path("other")});
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.trigger("apply");
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QTRY_COMPARE(session.history().batches().size(), 1u);
        const BatchId other = session.history().batches().front().id;
        rig.trigger("clear");
        session.scan().addPaths({rig.folder.path("w")});
        const auto settled = [&session] { return !session.commit().isBusy() && !session.scan().isScanning(); };
        for (const char *action : {"undo", "redo"}) {
            QTRY_VERIFY(rig.apply()->isEnabled());
            QTRY_VERIFY(rig.find<QAction>(action)->isEnabled());
            rig.trigger(action);
            QTRY_VERIFY(settled());
            QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
            QTRY_COMPARE(session.counts().changed, 3);
        }
        QVERIFY(rig.folder.exists("other/r9.jpg"));
        QVERIFY(renameAll(rig));
        session.commit().undo(other);
        QTRY_VERIFY(settled());
        QCoreApplication::processEvents();
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QCOMPARE(session.renamedCount(), 3);
    }

    void onlyListedRowsCountAsRenamed()
    {
        Rig rig(3);
        RenameSession &session = rig.window.session();
        QVERIFY(renameAll(rig));
        rig.trigger("undo");
        QTRY_VERIFY(!session.commit().isBusy());
        rig.trigger("clear");
        session.scan().addPaths({rig.folder.path("w/IMG_1.jpg")});
        QTRY_VERIFY(rig.apply()->isEnabled());
        QTRY_VERIFY(rig.find<QAction>("redo")->isEnabled());
        rig.trigger("redo");
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QCOMPARE(session.renamedCount(), 1);
    }

    void planningAnUndoCanBeCancelled()
    {
        Rig rig(3);
        QVERIFY(renameAll(rig));
        rig.disk->closeGate(FsCall::Status);
        rig.trigger("undo");
        auto *stop = rig.find<QPushButton>("stopButton");
        QVERIFY(stop->isVisible());
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::Status));
        stop->click();
        rig.disk->openGate(FsCall::Status);
        QTRY_VERIFY(!rig.window.session().commit().isBusy());
        QVERIFY(!stop->isVisible());
        QVERIFY(rig.folder.exists("w/r1.jpg"));
    }

    void foundFilesAreCounted()
    {
        Rig rig(3);
        rig.folder.writeFile("w/sub/deep.jpg");
        rig.find<QAbstractButton>("subfoldersBox")->click();
        rig.disk->closeGate(FsCall::List, 1);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QVERIFY(rig.disk->waitUntilBlocked(FsCall::List));
        QTRY_VERIFY(rig.find<QLabel>("summaryText")->text().endsWith(QStringLiteral(" found")));
        rig.disk->openGate(FsCall::List);
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
    }

    void goesToTheOtherRowOnAPlainClickOnly()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_1"), QStringLiteral("IMG_2"));
        QTRY_COMPARE(rig.window.session().counts().conflicts, 1);
        const FileTableModel &files = rig.window.session().files();
        const auto at = [&files](BytesView name) { return files.viewRow(rowNamed(files.contents().list, name)); };
        auto *table = tableOf(rig);
        const auto click = [&](BytesView name, Qt::KeyboardModifiers keys) {
            const QRect cell = table->visualRect(files.index(at(name), FileTableModel::Status));
            QTest::mouseClick(table->viewport(), Qt::LeftButton, keys, cell.center());
        };
        click("IMG_3.jpg", Qt::NoModifier);
        click("IMG_1.jpg", Qt::ControlModifier);
        QCOMPARE(table->currentIndex().row(), at("IMG_1.jpg"));
        QCOMPARE(table->selectionModel()->selectedRows().size(), 2);
        click("IMG_1.jpg", Qt::NoModifier);
        QCOMPARE(table->currentIndex().row(), at("IMG_2.jpg"));
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
    }

    void goesToARowTheFilterHides()
    {
        Rig rig(3);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        rig.typeRule(QStringLiteral("IMG_1"), QStringLiteral("IMG_2")); // which keeps its name
        QTRY_COMPARE(rig.window.session().counts().conflicts, 1);
        rig.find<QPushButton>("showConflictsButton")->click();
        FileTableModel &files = rig.window.session().files();
        QTRY_COMPARE(files.rowCount(), 1);
        auto *table = tableOf(rig);
        table->setCurrentIndex(files.index(0, FileTableModel::Status));
        Q_EMIT table->clicked(table->currentIndex());
        QTRY_COMPARE(files.rowCount(), 4);
        QTRY_COMPARE(table->currentIndex().row(), files.viewRow(rowNamed(files.contents().list, "IMG_2.jpg")));
    }

    void aNewListIsNotCountedBeforeItIs()
    {
        Rig rig(3);
        rig.folder.writeFile("w/sub/a.jpg");
        rig.typeRule(QStringLiteral("IMG_"), QStringLiteral("r"));
        std::vector<QString> texts;
        connect(&rig.window.session(), &RenameSession::changed, this, [&] { texts.push_back(rig.find<QLabel>("summaryText")->text()); });
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_VERIFY(rig.apply()->isEnabled());
        for (const QString &text : texts)
            QVERIFY2(!text.startsWith(QStringLiteral("0 of")), qPrintable(text));
    }

    void settingsThatWereNeverReadAreNotReplaced()
    {
        const TempDir folder;
        const Bytes path = folder.path("settings.json");
        Settings remembered;
        remembered.recursive = true;
        remembered.recipe = replaceRecipe("mine", "yours");
        QVERIFY(saveSettings(path, remembered).ok());
        {
            JobRunner runner;
            MainWindow window(runner, makeLinuxFileSystem(), {folder.path("state"), path}, nullptr);
            window.close();
        }
        QVERIFY(loadSettings(path).recursive);
        QVERIFY(loadSettings(path).recipe == remembered.recipe);
    }

    void lentRulesDoNotReplaceTheRemembered_data()
    {
        QTest::addColumn<bool>("edited");
        QTest::newRow("looked at") << false;
        QTest::newRow("edited") << true;
    }
    void lentRulesDoNotReplaceTheRemembered()
    {
        QFETCH(bool, edited);
        const TempDir folder;
        const Bytes path = folder.path("settings.json");
        Settings remembered;
        remembered.recipe = replaceRecipe("mine", "yours");
        QVERIFY(saveSettings(path, remembered).ok());
        folder.writeFile("lent.json", writeRecipe(replaceRecipe("lent", "x")));
        {
            JobRunner runner;
            MainWindow window(runner, makeLinuxFileSystem(), {folder.path("state"), path}, nullptr);
            Settings read = loadSettings(path);
            read.recipe.reset();
            window.applySettings(read);
            window.openRecipe(folder.path("lent.json"));
            const auto find = [&window] { return window.findChild<QLineEdit *>(QStringLiteral("replaceFind")); };
            QTRY_COMPARE(find()->text(), QStringLiteral("lent"));
            if (edited)
                find()->setText(QStringLiteral("lent and mine"));
            window.close();
        }
        const auto recipe = loadSettings(path).recipe;
        QVERIFY(recipe == std::optional(edited ? replaceRecipe("lent and mine", "x") : replaceRecipe("mine", "yours")));
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowSafety)
#include "tst_main_window_safety.moc"
