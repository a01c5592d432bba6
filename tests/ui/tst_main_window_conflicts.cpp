// SPDX-License-Identifier: GPL-3.0-or-later
// Names that collide in the window: the bar with the ways out, and the ways from one row to the other. The disk is a real one.
#include "tests/ui/window_rig.h"

#include "core/base/text.h"
#include "ui/widgets/conflict_bar.h"
#include "ui/widgets/preview_table.h"

#include <QAction>
#include <QActionGroup>
#include <QScrollBar>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// 1 becomes 2 in every name of IMG_1.jpg to IMG_12.jpg: IMG_1 wants the name that IMG_2 keeps, IMG_11 and IMG_12 want the same.
/// Of the others only IMG_10 changes.
struct Rig : WindowRig {
    Rig()
        : WindowRig(12)
    {
        session.scan().addPaths({folder.path("w")});
        typeRule(QStringLiteral("1"), QStringLiteral("2"));
    }
    bool isReady() const { return session.preview().state() == PreviewController::State::Ready && !session.scan().isEditing(); }
    /// Ready, and the bar is there.
    bool waitForBar()
    {
        return QTest::qWaitFor([this] { return isReady() && bar->isVisible(); });
    }
    QPushButton *button(const char *name) { return find<QPushButton>(name); }
    Bytes current() const { return Bytes(files.contents().list.table->name(table->currentRow())); }
    bool waitForCurrent(BytesView name)
    {
        return QTest::qWaitFor([this, name] { return table->currentRow() != kNone && current() == name; });
    }
    void goTo(BytesView name) { table->goTo(rowNamed(files.contents().list, name)); }
    std::vector<Bytes> leftOut() const
    {
        std::vector<Bytes> names;
        const FileList &list = session.scan().list();
        for (RowId row = 0; row < list.table->rowCount(); ++row) {
            if (list.mark(row) & MarkLeftOut)
                names.emplace_back(list.table->name(row));
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    RenameSession &session = window.session();
    FileTableModel &files = session.files();
    PreviewTable *table = find<PreviewTable>("previewTable");
    ConflictBar *bar = find<ConflictBar>("conflictBar");
};

const std::vector<Bytes> kColliding{"IMG_1.jpg", "IMG_11.jpg", "IMG_12.jpg"};
const RenamePlan::Counts kThree{.conflicts = 3, .collisions = 3};

} // namespace

class TestMainWindowConflicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBarSaysHowManyAndGoesWithTheLast()
    {
        Rig rig;
        auto *with = rig.find<QLineEdit>("replaceWith");
        with->setFocus();
        QVERIFY(rig.waitForBar());
        QCOMPARE(rig.find<QLabel>("conflictText")->text(), QStringLiteral("3 names collide"));
        QCOMPARE(rig.bar->accessibleName(), QStringLiteral("3 names collide"));
        QVERIFY(with->hasFocus());
        with->setText(QStringLiteral("3"));
        QVERIFY(rig.bar->isVisible()); // until it is known what comes
        QTRY_COMPARE(rig.session.counts().conflicts, 1);
        QTRY_COMPARE(rig.find<QLabel>("conflictText")->text(), QStringLiteral("1 name collides"));
        with->setText(QStringLiteral("x{stem}"));
        QTRY_VERIFY(!rig.bar->isVisible());
        QCOMPARE(rig.session.counts().conflicts, 0);
        QVERIFY(with->hasFocus());
    }

    /// The two bars begin to wait one after the other.
    void typingDoesNotBringTheBar()
    {
        ConflictBar typing, standing;
        typing.setSummary(Blocked::Conflicts, kThree, OnConflict::Refuse);
        typing.setSummary(Blocked::Planning, kThree, OnConflict::Refuse);
        standing.setSummary(Blocked::Conflicts, kThree, OnConflict::Refuse);
        QVERIFY(standing.isHidden());
        QTRY_VERIFY(!standing.isHidden());
        QVERIFY(typing.isHidden());
        standing.setSummary(Blocked::Planning, {}, OnConflict::Refuse);
        QVERIFY(!standing.isHidden());
        standing.setSummary(Blocked::NothingChanges, {}, OnConflict::Refuse);
        QVERIFY(standing.isHidden());
    }

    void theRowsStayUnderThePointer()
    {
        WindowRig rig(60);
        rig.window.session().scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.state(), PreviewController::State::Ready);
        auto *table = rig.find<QTableView>("previewTable");
        QTRY_VERIFY(table->verticalScrollBar()->maximum() > 10);
        table->verticalScrollBar()->setValue(10);
        const auto inWindow
            = [&] { return table->viewport()->mapTo(&rig.window, table->visualRect(table->model()->index(12, 0)).topLeft()); };
        const QPoint before = inWindow();
        rig.typeRule(QStringLiteral("1"), QStringLiteral("2"));
        QTRY_VERIFY(rig.find<QWidget>("conflictBar")->isVisible());
        QTRY_VERIFY(table->geometry().bottom() < rig.find<QWidget>("conflictBar")->y()); // laid out
        QCOMPARE(inWindow(), before);
        rig.typeRule(QStringLiteral("1"), QStringLiteral("x1"));
        QTRY_VERIFY(!rig.find<QWidget>("conflictBar")->isVisible());
        QCOMPARE(inWindow(), before);
    }

    void whatCannotBeNumberedIsNotOffered()
    {
        ConflictBar bar;
        const auto *number = bar.findChild<QPushButton *>(QStringLiteral("numberConflictsButton"));
        bar.setSummary(Blocked::Conflicts, {.conflicts = 5, .collisions = 2}, OnConflict::Refuse);
        QVERIFY(number->isVisibleTo(&bar));
        QCOMPARE(bar.accessibleName(), QStringLiteral("2 names collide · 3 files cannot be renamed"));
        bar.setSummary(Blocked::Conflicts, {.conflicts = 5, .collisions = 2}, OnConflict::Number);
        QVERIFY(!number->isVisibleTo(&bar));
        bar.setSummary(Blocked::Conflicts, {.conflicts = 1}, OnConflict::Refuse);
        QVERIFY(!number->isVisibleTo(&bar));
        QCOMPARE(bar.accessibleName(), QStringLiteral("1 file cannot be renamed"));
    }

    void numbersThem()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.button("numberConflictsButton")->click();
        QTRY_VERIFY(rig.apply()->isEnabled());
        QCOMPARE(rig.session.counts().changed, 4);
        QVERIFY(!rig.bar->isVisible());
        QCOMPARE(rig.find<QLabel>("collisionText")->text(), QStringLiteral("·  collisions are numbered"));
        rig.apply()->click();
        QTRY_VERIFY(rig.folder.exists("w/IMG_2 (2).jpg"));
        QTRY_VERIFY(rig.folder.exists("w/IMG_22 (2).jpg"));
    }

    void thePolicyIsInTheMenuOfTheButton()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        const auto choose = [&rig](OnConflict policy) {
            for (QAction *action : rig.find<QActionGroup>("onConflict")->actions()) {
                if (action->data().toInt() == int(policy))
                    action->trigger();
            }
        };
        choose(OnConflict::Skip);
        QTRY_COMPARE(rig.session.counts().changed, 2); // IMG_10, and the first of two
        QTRY_VERIFY(rig.apply()->isEnabled());
        QCOMPARE(rig.find<QLabel>("collisionText")->text(), QStringLiteral("·  collisions are left out"));
        QVERIFY(rig.leftOut().empty());
        choose(OnConflict::Refuse);
        QTRY_COMPARE(rig.session.counts().conflicts, 3);
    }

    void leavesOutJustThemAndTakesThemInAgain()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.button("leaveOutConflictsButton")->click();
        QTRY_COMPARE(rig.leftOut(), kColliding);
        QTRY_VERIFY(rig.apply()->isEnabled());
        QCOMPARE(rig.session.counts().changed, 1);
        QCOMPARE(rig.session.recipe().onConflict, OnConflict::Refuse);
        QVERIFY(!rig.bar->isVisible());
        QCOMPARE(rig.message(), QStringLiteral("3 files were in conflict and are left out now."));
        auto *takeIn = rig.button("messageTakeIn");
        takeIn->setFocus();
        QTRY_VERIFY(takeIn->hasFocus());
        QTest::keyClick(takeIn, Qt::Key_Space);
        QTRY_COMPARE(rig.session.counts().conflicts, 3);
        QVERIFY(rig.leftOut().empty());
        QVERIFY(!rig.find<QWidget>("messageBar")->isVisible());
        QVERIFY(rig.table->hasFocus());
    }

    void othersLeftOutMeanwhileStayLeftOut()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.button("leaveOutConflictsButton")->click();
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.goTo("IMG_10.jpg");
        rig.trigger("leaveOutRows");
        QTRY_COMPARE(rig.leftOut().size(), 4u);
        rig.button("messageTakeIn")->click();
        QTRY_COMPARE(rig.leftOut(), std::vector<Bytes>{"IMG_10.jpg"});
    }

    void aListReadAgainKnowsNotWhichTheyWere()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.button("leaveOutConflictsButton")->click();
        QTRY_COMPARE(rig.leftOut(), kColliding);
        const auto table = rig.session.scan().list().table;
        rig.session.scan().rescan();
        QTRY_VERIFY(rig.session.scan().list().table != table);
        QTRY_VERIFY(rig.isReady());
        rig.button("messageTakeIn")->click();
        QVERIFY(rig.message().startsWith(QStringLiteral("The list was read again")));
        QCOMPARE(rig.leftOut(), kColliding);
    }

    void showsOnlyThemAndAllAgain()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        auto *show = rig.button("showConflictsButton");
        show->click();
        QTRY_COMPARE(rig.files.rowCount(), 3);
        QVERIFY(rig.find<QAbstractButton>("chipConflicts")->isChecked());
        show->click();
        QTRY_COMPARE(rig.files.rowCount(), 13);
        rig.find<QAbstractButton>("chipConflicts")->click();
        QVERIFY(show->isChecked());
        rig.find<QAbstractButton>("chipChanged")->click();
        QVERIFY(!show->isChecked());
    }

    void goesFromOneToTheNext()
    {
        Rig rig;
        auto *find = rig.find<QLineEdit>("replaceFind");
        find->setFocus();
        QVERIFY(rig.waitForBar());
        QTRY_VERIFY(find->hasFocus());
        QTest::keyClick(find, Qt::Key_F8);
        QVERIFY(rig.waitForCurrent("IMG_1.jpg"));
        QVERIFY(rig.table->hasFocus()); // Space would leave it out
        QTest::keyClick(rig.table, Qt::Key_F8);
        QVERIFY(rig.waitForCurrent("IMG_11.jpg"));
        rig.button("nextConflictButton")->click();
        QVERIFY(rig.waitForCurrent("IMG_12.jpg"));
        rig.button("nextConflictButton")->click();
        QVERIFY(rig.waitForCurrent("IMG_1.jpg"));
        QTest::keyClick(rig.table, Qt::Key_F8, Qt::ShiftModifier);
        QVERIFY(rig.waitForCurrent("IMG_12.jpg"));
        QCOMPARE(rig.table->selectionModel()->selectedRows().size(), 1);
    }

    void goesToAConflictThatTheFilterHides()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.find<QAbstractButton>("chipErrors")->click();
        QTRY_COMPARE(rig.files.rowCount(), 0);
        rig.trigger("nextConflict");
        QVERIFY(rig.waitForCurrent("IMG_1.jpg"));
        QCOMPARE(rig.files.rowCount(), 13);
    }

    void goesToTheOtherRowByKey()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.table->setFocus();
        QTRY_VERIFY(rig.table->hasFocus());
        rig.goTo("IMG_11.jpg");
        QTest::keyClick(rig.table, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(rig.current(), Bytes("IMG_12.jpg"));
        QTest::keyClick(rig.table, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(rig.current(), Bytes("IMG_11.jpg"));
        rig.goTo("IMG_1.jpg");
        QTest::keyClick(rig.table, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(rig.current(), Bytes("IMG_2.jpg"));
        QTest::keyClick(rig.table, Qt::Key_J, Qt::ControlModifier); // collides with none
        QCOMPARE(rig.current(), Bytes("IMG_2.jpg"));
    }

    void theBarSaysWhyAndLeadsToTheOther_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QByteArray>("other"); ///< Empty = it leads nowhere.
        QTest::newRow("same new name") << QByteArray("IMG_11.jpg") << QStringLiteral("This row: same new name as IMG_12.jpg")
                                       << QByteArray("IMG_12.jpg");
        QTest::newRow("and back") << QByteArray("IMG_12.jpg") << QStringLiteral("This row: same new name as IMG_11.jpg")
                                  << QByteArray("IMG_11.jpg");
        QTest::newRow("a row that keeps its name")
            << QByteArray("IMG_1.jpg") << QStringLiteral("This row: IMG_2.jpg keeps this name") << QByteArray("IMG_2.jpg");
        QTest::newRow("in no conflict") << QByteArray("IMG_10.jpg") << QString() << QByteArray();
    }
    void theBarSaysWhyAndLeadsToTheOther()
    {
        QFETCH(QByteArray, row);
        QFETCH(QString, why);
        QFETCH(QByteArray, other);
        Rig rig;
        QVERIFY(rig.waitForBar());
        const auto *link = rig.find<QAbstractButton>("conflictWhy");
        QCOMPARE(link->text(), QString()); // no row is current
        rig.goTo(row.toStdString());
        QCOMPARE(link->text(), why);
        QCOMPARE(link->accessibleName(), why);
        QCOMPARE(link->isEnabled(), !other.isEmpty());
        QCOMPARE(bool(link->focusPolicy() & Qt::TabFocus), !other.isEmpty());
        if (other.isEmpty())
            return;
        QVERIFY(link->toolTip().startsWith(QString::fromUtf8(row)));
        QVERIFY(link->toolTip().contains(QString::fromUtf8(other)));
        QTest::mouseClick(rig.find<QAbstractButton>("conflictWhy"), Qt::LeftButton);
        QCOMPARE(rig.current(), other.toStdString());
    }

    void theOtherIsShownWhereAFilterHidesIt()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.button("showConflictsButton")->click();
        QTRY_COMPARE(rig.files.rowCount(), 3);
        rig.goTo("IMG_1.jpg");
        QTest::mouseClick(rig.find<QAbstractButton>("conflictWhy"), Qt::LeftButton);
        QVERIFY(rig.waitForCurrent("IMG_2.jpg"));
        QCOMPARE(rig.files.rowCount(), 13);
    }

    /// Where it leads no further the keyboard goes to the row that it led to.
    void theLinkWorksByKey()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.goTo("IMG_1.jpg");
        auto *link = rig.find<QAbstractButton>("conflictWhy");
        link->setFocus();
        QTRY_VERIFY(link->hasFocus());
        QTest::keyClick(link, Qt::Key_Space);
        QCOMPARE(rig.current(), Bytes("IMG_2.jpg"));
        QCOMPARE(link->text(), QString());
        QVERIFY(rig.table->hasFocus());
    }

    void theReasonFollowsTheRules()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.goTo("IMG_1.jpg");
        const auto *link = rig.find<QAbstractButton>("conflictWhy");
        QVERIFY(!link->text().isEmpty());
        rig.find<QLineEdit>("replaceWith")->setText(QStringLiteral("3"));
        QTRY_COMPARE(link->text(), QStringLiteral("This row: IMG_3.jpg keeps this name"));
        rig.button("numberConflictsButton")->click();
        QTRY_VERIFY(rig.apply()->isEnabled());
        QCOMPARE(link->text(), QString());
    }

    void aFileOutsideTheListIsNamed()
    {
        WindowRig rig(2);
        rig.folder.writeFile("w/other.jpg", "x");
        rig.window.session().scan().addPaths({rig.folder.path("w/IMG_1.jpg")});
        rig.typeRule(QStringLiteral("IMG_1"), QStringLiteral("other"));
        QTRY_VERIFY(rig.find<QWidget>("conflictBar")->isVisible());
        rig.find<PreviewTable>("previewTable")->goTo(0);
        const auto *link = rig.find<QAbstractButton>("conflictWhy");
        QCOMPARE(
            link->toolTip(), QStringLiteral("IMG_1.jpg: %1 exists already, outside the list").arg(toText(rig.folder.path("w/other.jpg"))));
        QVERIFY(!link->isEnabled());
    }

    void theKeyboardIsNotLeftToAnotherButton_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::newRow("numbered") << QByteArray("numberConflictsButton");
        QTest::newRow("left out") << QByteArray("leaveOutConflictsButton");
    }
    void theKeyboardIsNotLeftToAnotherButton()
    {
        QFETCH(QByteArray, button);
        Rig rig;
        QVERIFY(rig.waitForBar());
        rig.table->setFocus();
        const auto inBar = [&rig] { return rig.bar->isAncestorOf(QApplication::focusWidget()); };
        for (int panes = 0; panes < 7 && !inBar(); ++panes)
            rig.trigger("nextPane");
        QVERIFY(inBar());
        rig.button(button.constData())->setFocus();
        QTest::keyClick(rig.button(button.constData()), Qt::Key_Space);
        QTRY_VERIFY(!rig.bar->isVisible());
        QVERIFY(rig.table->hasFocus());
    }

    void aRunLeavesNoFocusInTheBar()
    {
        Rig rig;
        rig.session.setOnConflict(OnConflict::Number);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QTRY_VERIFY(!rig.session.commit().isBusy());
        rig.session.setOnConflict(OnConflict::Refuse);
        rig.typeRule(QStringLiteral("2"), QStringLiteral("3"));
        QVERIFY(rig.waitForBar());
        rig.button("nextConflictButton")->setFocus();
        rig.trigger("undo");
        QTRY_VERIFY(rig.folder.exists("w/IMG_1.jpg"));
        QTRY_VERIFY(!rig.session.commit().isBusy());
        QVERIFY(rig.waitForBar()); // the rule collides with the old names, too
        QVERIFY(!rig.bar->isAncestorOf(QApplication::focusWidget()));
    }

    void saysHowManyAreSelected()
    {
        Rig rig;
        QVERIFY(rig.waitForBar());
        const auto *text = rig.find<QLabel>("selectedText");
        QCOMPARE(text->text(), QString());
        rig.table->selectAll();
        QCOMPARE(text->text(), QStringLiteral("13 selected"));
        rig.find<QAbstractButton>("chipConflicts")->click();
        QTRY_COMPARE(text->text(), QStringLiteral("3 selected"));
        rig.table->clearSelection();
        QCOMPARE(text->text(), QString());
        rig.table->selectRow(1);
        QCOMPARE(text->text(), QStringLiteral("1 selected"));
        rig.trigger("clear");
        QTRY_COMPARE(text->text(), QString());
    }

    void redoIsOfferedWhereThereIsSomethingToRedo()
    {
        Rig rig;
        const auto *redo = rig.find<QAction>("redo");
        const auto settled = [&rig] { return !rig.session.commit().isBusy() && !rig.session.history().batches().empty(); };
        rig.session.setOnConflict(OnConflict::Number);
        QTRY_VERIFY(rig.apply()->isEnabled());
        QVERIFY(!redo->isEnabled());
        rig.apply()->click();
        QTRY_VERIFY(settled());
        QVERIFY(!redo->isEnabled());
        rig.trigger("undo");
        QTRY_VERIFY(redo->isEnabled());
        rig.trigger("redo");
        QTRY_VERIFY(rig.folder.exists("w/IMG_2 (2).jpg"));
        QTRY_COMPARE(rig.session.history().batches().size(), 3u);
        QVERIFY(!redo->isEnabled());
    }

    void aSlashTypedByHandSaysWhatToDo()
    {
        Rig rig;
        QTRY_VERIFY(rig.isReady());
        rig.goTo("IMG_3.jpg");
        const RowId row = rig.table->currentRow();
        Q_EMIT rig.files.nameEdited(row, QStringLiteral("new/IMG_3.jpg"));
        QTRY_COMPARE(rig.session.counts().errors, 1);
        const QModelIndex status = rig.files.index(rig.files.viewRow(row), FileTableModel::Status);
        QCOMPARE(status.data().toString(), QStringLiteral("no / in a name typed by hand; a / in a rule makes folders"));
        QTRY_VERIFY(rig.button("showErrorsButton")->isVisible());
        rig.button("showErrorsButton")->click();
        QTRY_COMPARE(rig.files.rowCount(), 1);
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowConflicts)
#include "tst_main_window_conflicts.moc"
