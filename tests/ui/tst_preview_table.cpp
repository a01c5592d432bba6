// SPDX-License-Identifier: GPL-3.0-or-later
// The table keeps what a person is at when other rows, or the same ones in another order, are shown.
#include "tests/ui/ui_test.h"

#include "core/jobs/job_runner.h"
#include "ui/models/shared_value.h"
#include "ui/widgets/preview_table.h"

#include <QFutureWatcher>
#include <QHeaderView>
#include <QLineEdit>
#include <QScrollBar>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// f1000, f1001, ...
struct Table {
    explicit Table(int files)
    {
        for (int i = 0; i < files; ++i)
            disk.addFile("/w/f" + std::to_string(1000 + i));
        list = scanList(disk, {"/w"});
        view.resize(800, 400);
        view.show();
        view.activateWindow();
        show();
    }
    /// As after a change of the filter or the order, or of what is listed.
    void show(const ViewOptions &options = {}, const RowOrder &order = {})
    {
        RenameRecipe recipe;
        recipe.order = order;
        model.setContents({list, nullptr, orderRows(list, recipe, nullptr, options, {}).view});
    }
    void remove(int first, int last)
    {
        const FileTableModel::Contents &shown = model.contents();
        list = editedList(list, {{ListEdit::What::Remove, {shown.list.table, shown.view, {{first, last}}, shown.view->rows[0]}, {}}});
        show();
    }
    void select(int first, int last)
    {
        view.selectionModel()->select(
            {model.index(first, 0), model.index(last, FileTableModel::ColumnCount - 1)}, QItemSelectionModel::Select);
    }
    int selected() const
    {
        int count = 0;
        for (const ViewRange &range : view.selectedRanges())
            count += range.last - range.first + 1;
        return count;
    }
    QString name(int row) const { return model.index(row, FileTableModel::Name).data().toString(); }
    QString current() const { return name(view.currentIndex().row()); }
    QLineEdit *editor() const
    {
        return qobject_cast<QLineEdit *>(view.indexWidget(model.index(view.currentIndex().row(), FileTableModel::NewName)));
    }

    MemoryFileSystem disk;
    FileList list;
    FileTableModel model;
    JobRunner runner;
    PreviewTable view{model, runner};
};

const ViewOptions kFiltered{.text = QStringLiteral("f")};
const RowOrder kBackwards{.descending = true};

} // namespace

class TestPreviewTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameBeingTypedStays()
    {
        Table table(5);
        QSignalSpy edited(&table.model, &FileTableModel::nameEdited);
        table.view.setFocus();
        table.view.setCurrentIndex(table.model.index(1, FileTableModel::Name));
        table.view.editCurrentName();
        QTRY_VERIFY(table.editor() && table.editor()->hasFocus());
        QTRY_VERIFY(table.editor()->hasSelectedText());
        QTest::keyClicks(table.editor(), QStringLiteral("mine"));
        QTest::keyClick(table.editor(), Qt::Key_Left);
        table.show(kFiltered, kBackwards);
        QCOMPARE(table.view.currentIndex().row(), 3);
        QVERIFY(table.editor());
        QTRY_VERIFY(table.editor()->hasFocus());
        QCoreApplication::processEvents();
        QTest::keyClicks(table.editor(), QStringLiteral("!"));
        QCOMPARE(table.editor()->text(), QStringLiteral("min!e"));
        QTest::keyClick(table.editor(), Qt::Key_Return);
        QTRY_COMPARE(edited.count(), 1);
        QCOMPARE(edited[0][0].value<RowId>(), rowNamed(table.list, "f1001"));
    }

    void aRowThatIsHalfInSightCounts()
    {
        Table table(100);
        table.view.resize(800, 405); // no whole number of rows
        for (const int to : {0, 50, table.view.verticalScrollBar()->maximum()}) {
            table.view.verticalScrollBar()->setValue(to);
            const std::vector<RowId> visible = table.model.visibleRows();
            const int last = table.view.rowAt(table.view.viewport()->height() - 1);
            for (int row = table.view.rowAt(0); row <= last; ++row)
                QVERIFY2(std::find(visible.begin(), visible.end(), table.model.rowId(row)) != visible.end(), qPrintable(table.name(row)));
        }
    }

    void anEditorInWhichNothingWasTypedShowsTheNameOfNow()
    {
        Table table(2);
        table.view.setCurrentIndex(table.model.index(1, FileTableModel::Name));
        table.view.editCurrentName();
        const Preview preview = previewOf(table.disk, table.list, replaceRecipe("f", "g"));
        table.model.setContents({table.list, preview.answer.plan, preview.answer.view});
        QVERIFY(table.editor());
        QCOMPARE(table.editor()->text(), QStringLiteral("g1001"));
    }

    void aNameOfARowThatIsGoneIsNotGivenToAnother()
    {
        Table table(3);
        table.view.setCurrentIndex(table.model.index(1, FileTableModel::Name));
        table.view.editCurrentName();
        QTest::keyClicks(table.editor(), QStringLiteral("mine"));
        table.remove(1, 1);
        QVERIFY(!table.editor());
    }

    void removingRowsKeepsThePlace_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::addColumn<QString>("current");
        QTest::newRow("in the middle") << 3 << 3 << QStringLiteral("f1004");
        QTest::newRow("several") << 3 << 5 << QStringLiteral("f1006");
        QTest::newRow("at the end") << 8 << 9 << QStringLiteral("f1007");
    }
    void removingRowsKeepsThePlace()
    {
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(QString, current);
        Table table(10);
        table.view.setCurrentIndex(table.model.index(first, FileTableModel::Name));
        table.view.selectionModel()->clearSelection();
        table.select(first, last);
        table.remove(first, last);
        QCOMPARE(table.current(), current);
        QCOMPARE(table.selected(), 1); // the next key is for this one
        QCOMPARE(table.view.currentRow(), table.model.rowId(table.view.selectedRanges().front().first));
    }

    void rangesOfAnyLengthStaySelected_data()
    {
        QTest::addColumn<bool>("backwards");
        QTest::newRow("filtered") << false;
        QTest::newRow("backwards") << true;
    }
    void rangesOfAnyLengthStaySelected()
    {
        QFETCH(bool, backwards);
        Table table(2000);
        table.select(10, 1509);
        table.select(1700, 1700);
        table.show(kFiltered, backwards ? kBackwards : RowOrder());
        QCOMPARE(table.selected(), 1501);
        QCOMPARE(table.view.selectedRanges().size(), 2u);
        const int first = table.view.selectedRanges().front().first;
        QCOMPARE(table.name(first), backwards ? QStringLiteral("f2509") : QStringLiteral("f1010"));
    }

    /// They are looked for on a worker, and may not have been found before other rows are shown once more.
    void aLargeSelectionStays()
    {
        Table table(30'000);
        table.select(10, 25'009);
        table.select(27'000, 27'000);
        table.show(kFiltered, kBackwards);
        table.show();
        QTRY_COMPARE(table.selected(), 25'001);
        QCOMPARE(table.view.selectedRanges().front().first, 10);
        table.show(kFiltered, kBackwards);
        QTRY_COMPARE(table.selected(), 25'001);
        QCOMPARE(table.name(table.view.selectedRanges().front().first), QStringLiteral("f26009"));
    }

    void aLargeSelectionDoesNotReplaceANewOne()
    {
        Table table(30'000);
        table.select(10, 25'009);
        table.show(kFiltered, kBackwards);
        table.view.selectRow(3);
        QVERIFY(table.view.findChild<QFutureWatcherBase *>());
        QTRY_VERIFY(!table.view.findChild<QFutureWatcherBase *>()); // found
        QCOMPARE(table.selected(), 1);
    }

    void aShorterListIsNotReadPastItsEnd() // seen by the address sanitizer
    {
        Table table(500);
        table.view.scrollToBottom();
        QTRY_VERIFY(table.view.verticalScrollBar()->value() > 3);
        MemoryFileSystem other;
        other.addFile("/o/one");
        table.list = scanList(other, {"/o"});
        table.show();
        table.show(kFiltered); // before there was time for a layout
        QCOMPARE(table.model.rowCount(), 0);
        table.show();
        QTRY_COMPARE(table.view.verticalScrollBar()->value(), 0);
    }

    void invertsTheSelection_data()
    {
        QTest::addColumn<QString>("selected");
        QTest::addColumn<QString>("inverted");
        QTest::newRow("nothing") << QString() << QStringLiteral("0-9");
        QTest::newRow("all") << QStringLiteral("0-9") << QString();
        QTest::newRow("the first") << QStringLiteral("0-0") << QStringLiteral("1-9");
        QTest::newRow("the last") << QStringLiteral("9-9") << QStringLiteral("0-8");
        QTest::newRow("in the middle") << QStringLiteral("3-5") << QStringLiteral("0-2 6-9");
        QTest::newRow("scattered, in any order") << QStringLiteral("6-7 0-0 3-3") << QStringLiteral("1-2 4-5 8-9");
        QTest::newRow("side by side") << QStringLiteral("4-5 2-3") << QStringLiteral("0-1 6-9");
    }
    void invertsTheSelection()
    {
        QFETCH(QString, selected);
        QFETCH(QString, inverted);
        Table table(10);
        for (const QString &range : selected.split(QLatin1Char(' '), Qt::SkipEmptyParts))
            table.select(range.section(QLatin1Char('-'), 0, 0).toInt(), range.section(QLatin1Char('-'), 1).toInt());
        const auto ranges = [&table] {
            QStringList all;
            for (const ViewRange &range : table.view.selectedRanges())
                all += QStringLiteral("%1-%2").arg(range.first).arg(range.last);
            return all.join(QLatin1Char(' '));
        };
        table.view.invertSelection();
        QCOMPARE(ranges(), inverted);
    }

    void movingRowsByHandScrollsOnlyToThem_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("before");
        QTest::addColumn<bool>("scrolls");
        QTest::newRow("the topmost, a bit down") << 100 << 106 << false;
        QTest::newRow("from above, into sight") << 10 << 106 << false;
        QTest::newRow("to the end") << 103 << -1 << true;
        QTest::newRow("to the start") << 103 << 0 << true;
    }
    void movingRowsByHandScrollsOnlyToThem()
    {
        QFETCH(int, row);
        QFETCH(int, before);
        QFETCH(bool, scrolls);
        Table table(500);
        table.view.selectRow(row);
        const QString moved = table.current();
        QTRY_VERIFY(table.view.verticalScrollBar()->maximum() > 100);
        table.view.verticalScrollBar()->setValue(100);
        const FileTableModel::Contents &shown = table.model.contents();
        const RowMove move{RowMove::To::Before, table.model.rowId(before)};
        table.list = editedList(table.list,
            {{ListEdit::What::Move, {shown.list.table, shown.view, table.view.selectedRanges(), kNone}, {}, move,
                sharedValue(shown.view->rows), false}});
        table.show();
        QCOMPARE(table.current(), moved);
        QCOMPARE(table.view.verticalScrollBar()->value() != 100, scrolls);
        QVERIFY(table.view.viewport()->rect().contains(table.view.visualRect(table.view.currentIndex()).center()));
    }

    /// What the window hands over, and what comes back, are ranges: as many as there are pieces, however long they are.
    void aMillionRowsMoveAsRanges()
    {
        constexpr int kRows = 1'000'000;
        Table table(1);
        FileTable files;
        const DirectoryId folder = files.addDirectory({.path = "/w", .parent = kNone, .row = kNone, .identity = {}, .maxNameBytes = 255});
        for (int i = 0; i < kRows; ++i)
            QVERIFY(files.addRow(folder, std::to_string(i), {}));
        table.list.table = sharedValue(std::move(files));
        const RowOrder asAdded{.by = RowOrder::By::Given};
        table.show({}, asAdded);
        table.select(100'000, 499'999);
        table.select(600'000, 999'999);

        const FileTableModel::Contents &shown = table.model.contents();
        const std::vector<ViewRange> ranges = table.view.selectedRanges();
        QCOMPARE(ranges.size(), 2u);
        table.list = editedList(table.list,
            {{ListEdit::What::Move, {shown.list.table, shown.view, ranges, kNone}, {}, {RowMove::To::First}, sharedValue(shown.view->rows),
                false}});
        table.show({}, asAdded);
        QTRY_COMPARE(table.selected(), 800'000);
        QCOMPARE(table.view.selectedRanges().size(), 1u);
        QCOMPARE(table.name(0), QStringLiteral("100000"));
        QCOMPARE(table.name(400'000), QStringLiteral("600000"));
        QCOMPARE(table.name(kRows - 1), QStringLiteral("599999"));
    }

    void aClickOnAHeaderShowsTheStartOfTheNewOrder_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("top");
        QTest::newRow("from the middle") << 100 << 95;
        QTest::newRow("from the start, where the current row is") << 3 << 0;
    }
    void aClickOnAHeaderShowsTheStartOfTheNewOrder()
    {
        QFETCH(int, row);
        QFETCH(int, top);
        Table table(500);
        table.view.selectRow(row);
        const QString current = table.current();
        QTRY_VERIFY(table.view.verticalScrollBar()->maximum() > 100);
        table.view.verticalScrollBar()->setValue(top);
        connect(&table.view, &PreviewTable::headerClicked, this, [&table] { table.show({}, kBackwards); });
        QHeaderView *header = table.view.horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, QPoint(20, header->height() / 2));
        QCOMPARE(table.name(0), QStringLiteral("f1499"));
        QCOMPARE(table.current(), current);
        QCOMPARE(table.selected(), 1);
        QCOMPARE(table.view.verticalScrollBar()->value(), 0);
        QCoreApplication::processEvents(); // what was put off
        QCOMPARE(table.view.verticalScrollBar()->value(), 0);
        table.show({}, kBackwards); // once more, with the new names
        QCOMPARE(table.view.verticalScrollBar()->value(), 0);
    }

    void onlyACurrentRowInSightIsFollowed_data()
    {
        QTest::addColumn<int>("top");
        QTest::addColumn<int>("current");
        QTest::addColumn<bool>("inSight");
        QTest::newRow("in sight") << 100 << 103 << true;
        QTest::newRow("above") << 100 << 3 << false;
        QTest::newRow("below") << 100 << 400 << false;
        QTest::newRow("below, at the start of the list") << 0 << 400 << false;
    }
    void onlyACurrentRowInSightIsFollowed()
    {
        QFETCH(int, top);
        QFETCH(int, current);
        QFETCH(bool, inSight);
        Table table(500);
        table.view.selectRow(current);
        QTRY_VERIFY(table.view.verticalScrollBar()->maximum() > 100);
        table.view.verticalScrollBar()->setValue(top);
        table.show({.text = QStringLiteral("f1")}, {.by = RowOrder::By::Name});
        QCOMPARE(table.view.currentIndex().row(), current);
        QCOMPARE(table.view.viewport()->rect().contains(table.view.visualRect(table.view.currentIndex()).center()), inSight);
        if (!inSight)
            QCOMPARE(table.view.verticalScrollBar()->value(), top);
    }

    void theViewReachesTheEndOfALongerList()
    {
        Table table(500);
        table.show({.text = QStringLiteral("f14")});
        QCOMPARE(table.model.rowCount(), 100);
        QTRY_VERIFY(table.view.verticalScrollBar()->maximum() > 50);
        table.view.verticalScrollBar()->setValue(50);
        table.show();
        QCOMPARE(table.view.verticalScrollBar()->value(), 450);
    }

    void countsTheSelection()
    {
        Table table(30'000);
        QSignalSpy counted(&table.view, &PreviewTable::selectionCountChanged);
        table.select(10, 25'009);
        QCOMPARE(counted.last()[0].toLongLong(), 25'000);
        table.show(kFiltered, kBackwards); // looked for on a worker
        QCOMPARE(table.view.selectedCount(), 25'000);
        QTRY_COMPARE(table.selected(), 25'000);
        QCOMPARE(counted.last()[0].toLongLong(), 25'000);
        table.view.clearSelection();
        QCOMPARE(counted.last()[0].toLongLong(), 0);
    }

    void whatIsHiddenIsNotReplacedInTheSelection()
    {
        Table table(20);
        table.view.selectAll();
        table.show({.text = QStringLiteral("f101")});
        QCOMPARE(table.selected(), 10);
        table.show();
        QCOMPARE(table.selected(), 10);
    }
};

BULKHEAD_UI_TEST_MAIN(TestPreviewTable)
#include "tst_preview_table.moc"
