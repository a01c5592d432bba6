// SPDX-License-Identifier: GPL-3.0-or-later
// Files that go elsewhere, or stay and get copies or links elsewhere: the control, the preview, the run and its undo, and what is
// listed after each. The disk is a real one.
#include "tests/ui/window_rig.h"

#include "core/base/text.h"
#include "ui/widgets/preview_table.h"
#include "ui/widgets/rule_list.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QToolButton>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

enum How : int { Stay, MoveTo, CopyTo, HardLinkIn, SymbolicLinkIn };

/// IMG_1.jpg to IMG_3.jpg are to become trip1.jpg to trip3.jpg; the name that is not UTF-8 stays as it is.
struct Rig : WindowRig {
    Rig()
        : WindowRig(3)
    {
        session.scan().addPaths({folder.path("w")});
        typeRule(QStringLiteral("IMG_"), QStringLiteral("trip"));
    }
    void choose(How to, BytesView path = {})
    {
        how->setCurrentIndex(to);
        if (to != Stay)
            field->setText(toText(path.empty() ? folder.path("out") : Bytes(path)));
    }
    bool isReady() const { return session.preview().state() == PreviewController::State::Ready && !session.scan().isEditing(); }
    bool waitUntilReady()
    {
        return QTest::qWaitFor([this] { return isReady(); });
    }
    bool waitUntilHeld()
    {
        return QTest::qWaitFor(
            [this] { return session.preview().state() == PreviewController::State::Held && !session.commit().isBusy(); });
    }
    /// Ready as well, so that nothing is still to come.
    bool waitUntilUndone()
    {
        return QTest::qWaitFor([this] { return !session.commit().isBusy() && !session.scan().isScanning() && isReady(); });
    }
    QString out() const { return toDisplayPath(folder.path("out")) + QLatin1Char(' '); }
    RowId rowOf(BytesView name) const { return rowNamed(session.scan().list(), name); }
    QString cell(BytesView name, int column) const
    {
        const int row = files.viewRow(rowOf(name));
        return row < 0 ? QStringLiteral("(not shown)") : files.index(row, column).data().toString();
    }
    std::vector<Bytes> names() const
    {
        std::vector<Bytes> all;
        const auto &list = session.scan().list();
        for (RowId row = 0; row < list.table->rowCount(); ++row)
            all.push_back(list.table->path(row).substr(folder.path().size() + 1));
        std::sort(all.begin(), all.end());
        return all;
    }

    RenameSession &session = window.session();
    FileTableModel &files = session.files();
    QComboBox *how = find<QComboBox>("destinationHow");
    QLineEdit *field = find<QLineEdit>("destinationFolder");
    QLabel *problem = find<QLabel>("destinationFolderProblem");
};

const std::vector<Bytes> kListed{"w/IMG_1.jpg", "w/IMG_2.jpg", "w/IMG_3.jpg", "w/caf\xe9.txt"};

} // namespace

class TestMainWindowDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFolderIsAskedForWhereItIsNeeded()
    {
        Rig rig;
        QVERIFY(!rig.field->isVisible());
        QVERIFY(!rig.find<QToolButton>("destinationBrowse")->isVisible());
        rig.how->setCurrentIndex(CopyTo);
        QVERIFY(rig.field->isVisible());
        QVERIFY(rig.find<QToolButton>("destinationBrowse")->isVisible());
        QVERIFY(rig.find<QToolButton>("destinationTokens")->isVisible());
        for (const char *name : {"destinationHow", "destinationFolder", "destinationBrowse", "destinationTokens"}) {
            const auto *control = rig.find<QWidget>(name);
            QVERIFY2(!control->accessibleName().isEmpty() && !control->toolTip().isEmpty(), name);
        }
        rig.field->setText(QStringLiteral("out"));
        rig.how->setCurrentIndex(Stay);
        QVERIFY(!rig.field->isVisible());
        QCOMPARE(rig.session.recipe().destination, TargetFolder());
        rig.how->setCurrentIndex(HardLinkIn); // who comes back finds what was typed
        QCOMPARE(rig.session.recipe().destination, (TargetFolder{"out", Transfer::HardLink}));
    }

    void theButtonSaysWhatItDoes_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QString>("button");
        QTest::addColumn<QString>("summary");
        QTest::addColumn<QString>("status");
        QTest::newRow("stay") << int(Stay) << "Rename 3 Files"
                              << "3 of 4 will change"
                              << "Will be renamed";
        QTest::newRow("move") << int(MoveTo) << "Move 4 Files"
                              << "4 of 4 will be moved"
                              << "Will be moved";
        QTest::newRow("copy") << int(CopyTo) << "Copy 4 Files"
                              << "4 of 4 will be copied"
                              << "Will be copied";
        QTest::newRow("hard link") << int(HardLinkIn) << "Link 4 Files"
                                   << "4 of 4 will be linked"
                                   << "Will be linked";
        QTest::newRow("symbolic link") << int(SymbolicLinkIn) << "Link 4 Files"
                                       << "4 of 4 will be linked"
                                       << "Will be linked";
    }
    void theButtonSaysWhatItDoes()
    {
        QFETCH(int, how);
        QFETCH(QString, button);
        QFETCH(QString, summary);
        QFETCH(QString, status);
        Rig rig;
        rig.choose(How(how));
        QTRY_COMPARE(rig.apply()->text(), button);
        QTRY_VERIFY(rig.isReady());
        QCOMPARE(rig.find<QLabel>("summaryText")->text(), summary);
        QCOMPARE(rig.cell("IMG_1.jpg", FileTableModel::Status), status);
    }

    void whereNothingWouldBeDoneItSaysWhy()
    {
        Rig rig;
        rig.typeRule({}, {});
        rig.how->setCurrentIndex(CopyTo);
        QTRY_COMPARE(rig.apply()->toolTip(), QStringLiteral("Choose a folder, or another name: a file cannot be its own copy"));
        rig.choose(MoveTo, rig.folder.path("w"));
        QTRY_COMPARE(rig.apply()->toolTip(), QStringLiteral("Every file is in that folder already, with that name"));
        rig.choose(MoveTo);
        QTRY_COMPARE(rig.apply()->text(), QStringLiteral("Move 4 Files"));
    }

    void thePreviewSaysWhereARowGoes_data()
    {
        QTest::addColumn<QByteArray>("typed"); // %1 = the folder of the test
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("elsewhere") << QByteArray("%1/out") << QByteArray("%1/out/trip1.jpg");
        QTest::newRow("below, by its whole path") << QByteArray("%1/w/sub") << QByteArray("sub/trip1.jpg");
        QTest::newRow("below") << QByteArray("sub/{parent}") << QByteArray("sub/w/trip1.jpg");
        QTest::newRow("beside") << QByteArray("../out") << QByteArray("%1/out/trip1.jpg");
        QTest::newRow("beside, with a longer name") << QByteArray("../wide") << QByteArray("%1/wide/trip1.jpg");
        QTest::newRow("its own folder") << QByteArray("%1/w") << QByteArray("trip1.jpg");
    }
    void thePreviewSaysWhereARowGoes()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, shown);
        Rig rig;
        const QByteArray here = QByteArray::fromStdString(rig.folder.path());
        rig.choose(CopyTo, typed.replace("%1", here).toStdString());
        QTRY_COMPARE(rig.cell("IMG_1.jpg", FileTableModel::NewName), QString::fromUtf8(shown.replace("%1", here)));
        QTRY_VERIFY(rig.isReady());
        QCOMPARE(rig.cell("IMG_1.jpg", FileTableModel::NewName), QString::fromUtf8(shown));
    }

    void aCopyAndItsUndo_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QString>("did");
        QTest::addColumn<QString>("undid");
        QTest::addColumn<QString>("row");
        QTest::newRow("copy") << int(CopyTo) << "Copied 4 files"
                              << "Removed 4 copies"
                              << "Copied";
        QTest::newRow("hard link") << int(HardLinkIn) << "Made 4 hard links"
                                   << "Removed 4 hard links"
                                   << "Linked";
        QTest::newRow("symbolic link") << int(SymbolicLinkIn) << "Made 4 symbolic links"
                                       << "Removed 4 symbolic links"
                                       << "Linked";
    }
    void aCopyAndItsUndo()
    {
        QFETCH(int, how);
        QFETCH(QString, did);
        QFETCH(QString, undid);
        QFETCH(QString, row);
        Rig rig;
        rig.choose(How(how));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        QVERIFY2(rig.message().startsWith(did + QStringLiteral(" ")), qPrintable(rig.message()));
        QVERIFY2(rig.message().contains(rig.out()), qPrintable(rig.message()));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
        for (const char *made : {"out/trip1.jpg", "out/trip2.jpg", "out/trip3.jpg", "out/caf\xe9.txt"})
            QVERIFY2(rig.folder.exists(made), made);
        QCOMPARE(rig.names(), kListed); // the rows are the files that were copied
        QCOMPARE(rig.cell("IMG_1.jpg", FileTableModel::Status), row);
        QTRY_COMPARE(rig.session.history().batches().size(), 1u);
        QCOMPARE(rig.session.history().lastUndoable()->done, 4);

        // Once more would be over what is there.
        rig.find<QPushButton>("applyAgainButton")->click();
        QVERIFY(rig.waitUntilReady());
        QCOMPARE(rig.session.counts().conflicts, 4);
        QCOMPARE(rig.cell("IMG_1.jpg", FileTableModel::Status), QStringLiteral("a file outside the list has this name"));
        QVERIFY(!rig.apply()->isEnabled());

        rig.trigger("undo");
        QTRY_VERIFY2(rig.message().startsWith(undid + QStringLiteral(" from ") + rig.out()), qPrintable(rig.message()));
        QVERIFY(rig.waitUntilUndone());
        QVERIFY(!rig.folder.exists("out"));
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
        QCOMPARE(rig.names(), kListed);
        QCOMPARE(rig.session.counts().conflicts, 0);
        QCOMPARE(rig.session.counts().changed, 4);
        QVERIFY(rig.apply()->isEnabled());
        QTRY_COMPARE(rig.session.history().batches().size(), 2u);
    }

    /// What the undo of a run marked so is as if it had never been run.
    void undoneAtOnceTheRowsAreAsBefore()
    {
        Rig rig;
        rig.choose(CopyTo);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        rig.trigger("undo");
        QTRY_VERIFY(!rig.folder.exists("out"));
        QVERIFY(rig.waitUntilUndone());
        QCOMPARE(rig.cell("IMG_1.jpg", FileTableModel::Status), QStringLiteral("Will be copied"));
        for (RowId row = 0; row < rig.session.scan().list().table->rowCount(); ++row)
            QCOMPARE(int(rig.session.scan().list().mark(row)), 0);
    }

    void anotherFolderEndsTheHold()
    {
        Rig rig;
        rig.choose(CopyTo);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        rig.field->setText(toText(rig.folder.path("more")));
        QTRY_COMPARE(rig.apply()->text(), QStringLiteral("Copy 4 Files"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_VERIFY(rig.folder.exists("more/trip1.jpg"));
        QVERIFY(rig.waitUntilHeld());
        QVERIFY(rig.folder.exists("out/trip1.jpg"));
    }

    void aCopyThatWasWorkedOnStays()
    {
        Rig rig;
        rig.choose(CopyTo);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        rig.folder.writeFile("out/trip2.jpg", "worked on since");
        Notice last;
        connect(&rig.session, &RenameSession::notice, this, [&last](const Notice &notice) { last = notice; });
        rig.trigger("undo");
        QTRY_VERIFY(!last.text.isEmpty());
        QVERIFY(rig.waitUntilUndone());
        QCOMPARE(
            last.text, QStringLiteral("Removed 3 copies from ") + rig.out().trimmed() + QStringLiteral("; 1 could not be taken back."));
        QVERIFY(last.problems);
        QCOMPARE(last.problems->size(), 1u);
        QCOMPARE(last.problems->front().name, toDisplayPath(rig.folder.path("out/trip2.jpg")));
        QCOMPARE(rig.folder.readFile("out/trip2.jpg"), Bytes("worked on since"));
        QCOMPARE(rig.cell("IMG_2.jpg", FileTableModel::Status), QStringLiteral("a file outside the list has this name"));
        QCOMPARE(rig.session.counts().conflicts, 1);
    }

    /// A folder that is listed gets files it had not: they come to the list, but are not copied again.
    void copiesInAListedFolderAreLeftOut()
    {
        Rig rig;
        rig.choose(CopyTo, rig.folder.path("w"));
        QTRY_COMPARE(rig.apply()->text(), QStringLiteral("Copy 3 Files"));
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        QCOMPARE(rig.names().size(), 7u);
        QVERIFY(rig.rowOf("IMG_1.jpg") != kNone);
        QCOMPARE(rig.cell("trip1.jpg", FileTableModel::Status), QStringLiteral("Left out"));
        rig.typeRule(QStringLiteral("1"), QStringLiteral("one"));
        QTRY_COMPARE(rig.session.counts().changed, 1);
        QVERIFY(rig.waitUntilReady());
        rig.trigger("undo");
        QTRY_COMPARE(rig.names(), kListed);
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    /// Rows that are gone from the folder that was dropped are on the list where they are now.
    void filesThatMovedStayListed()
    {
        Rig rig;
        rig.choose(MoveTo);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QVERIFY(rig.waitUntilHeld());
        QVERIFY2(rig.message().startsWith(QStringLiteral("Moved 4 files to ") + rig.out()), qPrintable(rig.message()));
        QCOMPARE(rig.names(), (std::vector<Bytes>{"out/caf\xe9.txt", "out/trip1.jpg", "out/trip2.jpg", "out/trip3.jpg"}));
        QCOMPARE(rig.cell("trip1.jpg", FileTableModel::Status), QStringLiteral("Moved"));
        rig.trigger("undo");
        QTRY_VERIFY2(rig.message().startsWith(QStringLiteral("Moved 4 files back")), qPrintable(rig.message()));
        QVERIFY(rig.waitUntilUndone());
        QCOMPARE(rig.names(), kListed);
        COMPARE_SNAPSHOTS(snapshotOf(rig.folder.path("w")), rig.before);
    }

    void mistakesAreToldUnderTheField_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("told");
        QTest::newRow("home") << "~/out"
                              << "“~” is not resolved here; write the whole path of the folder";
        QTest::newRow("token") << "/tmp/{nope}"
                               << "There is no token called {nope} (at character 7)";
        QTest::newRow("brace") << "/tmp/{mtime"
                               << "A { is not closed; write {{ for the character itself (at character 6)";
    }
    void mistakesAreToldUnderTheField()
    {
        QFETCH(QString, typed);
        QFETCH(QString, told);
        Rig rig;
        rig.choose(CopyTo, fromText(typed));
        QTRY_VERIFY(rig.problem->isVisible());
        QCOMPARE(rig.problem->text(), told);
        QVERIFY(!rig.find<QLabel>("recipeProblem")->isVisible());
        QTRY_COMPARE(rig.find<QLabel>("summaryText")->text(), QStringLiteral("The folder has a mistake"));
        QVERIFY(!rig.apply()->isEnabled());
        rig.field->setText(QStringLiteral("out"));
        QTRY_VERIFY(!rig.problem->isVisible());
        rig.field->setText(typed);
        QTRY_VERIFY(rig.problem->isVisible());
        rig.how->setCurrentIndex(Stay);
        QVERIFY(!rig.problem->isVisible());
        QTRY_VERIFY(rig.apply()->isEnabled());
    }

    void aChosenFolderMeansWhatItSays()
    {
        Rig rig;
        rig.folder.makeDir("a {b} c");
        rig.how->setCurrentIndex(CopyTo);
        rig.find<QToolButton>("destinationBrowse")->click();
        auto *dialog = rig.find<QFileDialog>("chooseDestinationDialog");
        QVERIFY(dialog);
        const Bytes path = rig.folder.path("a {b} c");
        Q_EMIT dialog->fileSelected(QString::fromStdString(path));
        dialog->close();
        QCOMPARE(rig.field->text(), QString::fromStdString(rig.folder.path("a {{b}} c")));
        QTRY_COMPARE(rig.cell("IMG_1.jpg", FileTableModel::NewName), QString::fromStdString(path + "/trip1.jpg"));
    }

    void editsAreTakenBack()
    {
        Rig rig;
        auto &rules = *rig.find<RuleListWidget>("ruleList");
        const RenameRecipe before = rules.recipe();
        rig.how->setCurrentIndex(CopyTo);
        rig.field->setText(QStringLiteral("o"));
        rig.field->setText(QStringLiteral("out"));
        const RenameRecipe after = rules.recipe();
        QCOMPARE(after.destination, (TargetFolder{"out", Transfer::Copy}));
        rules.undo(); // what was typed
        QCOMPARE(rules.recipe().destination, (TargetFolder{"", Transfer::Copy}));
        QCOMPARE(rig.field->text(), QString());
        rules.undo();
        QCOMPARE(rules.recipe(), before);
        QCOMPARE(rig.how->currentIndex(), int(Stay));
        QVERIFY(!rig.field->isVisible());
        rules.redo();
        rules.redo();
        QCOMPARE(rules.recipe(), after);
        QCOMPARE(rig.session.recipe(), after);
        QCOMPARE(rig.field->text(), QStringLiteral("out"));
    }

    void theNextSessionHasIt()
    {
        Settings kept;
        {
            Rig rig;
            rig.choose(SymbolicLinkIn, "/x/{ext}");
            kept = rig.window.settings();
        }
        QVERIFY(kept.recipe);
        QCOMPARE(kept.recipe->destination, (TargetFolder{"/x/{ext}", Transfer::SymbolicLink}));
        WindowRig next(1);
        next.window.applySettings(kept);
        QCOMPARE(next.find<QComboBox>("destinationHow")->currentIndex(), int(SymbolicLinkIn));
        QCOMPARE(next.find<QLineEdit>("destinationFolder")->text(), QStringLiteral("/x/{ext}"));
        QCOMPARE(next.window.session().recipe(), *kept.recipe);
    }

    /// What was chosen before the settings were read stays.
    void aChoiceIsNotReplaced()
    {
        WindowRig rig(1);
        rig.find<QComboBox>("destinationHow")->setCurrentIndex(CopyTo);
        Settings settings;
        settings.recipe = replaceRecipe("a", "b");
        rig.window.applySettings(settings);
        QCOMPARE(rig.window.session().recipe().destination.how, Transfer::Copy);
        QVERIFY(rig.window.session().recipe().rules.empty());
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowDestination)
#include "tst_main_window_destination.moc"
