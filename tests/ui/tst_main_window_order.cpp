// SPDX-License-Identifier: GPL-3.0-or-later
// Rows are put in an order by hand, and numbers follow. The disk is a real one.
#include "tests/ui/window_rig.h"

#include "ui/widgets/preview_table.h"

#include <QHeaderView>
#include <QMenu>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// IMG_1.jpg to IMG_4.jpg become 1, 2, ... in the order of the list.
struct Rig : WindowRig {
    Rig()
        : WindowRig(4)
    {
        folder.remove("w/caf\xe9.txt");
        RenameRecipe number;
        number.rules.push_back({TemplateRule{"p{n}-{stem}"}, Scope::Stem, true});
        session.setRecipe(number);
        session.scan().addPaths({folder.path("w")});
    }
    /// Old name and number, as shown: "1:p1 2:p2".
    QString shown() const
    {
        QStringList all;
        if (session.preview().state() != PreviewController::State::Ready || session.scan().isEditing())
            return {};
        for (int row = 0; row < files.rowCount(); ++row) {
            const QString was = files.index(row, FileTableModel::Name).data().toString();
            const QString will = files.index(row, FileTableModel::NewName).data().toString();
            all += was.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0) + QLatin1Char(':')
                + will.section(QLatin1Char('-'), 0, 0);
        }
        return all.join(QLatin1Char(' '));
    }
    void select(std::initializer_list<int> rows)
    {
        table->setFocus();
        table->clearSelection();
        for (const int row : rows) {
            table->selectionModel()->setCurrentIndex(files.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    void clickHeader(int column)
    {
        QHeaderView *header = table->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier,
            QPoint(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2));
    }
    /// In the menu of the header.
    void choose(const QString &text)
    {
        QHeaderView *header = table->horizontalHeader();
        Q_EMIT header->customContextMenuRequested(QPoint(5, 5));
        const auto menus = window.findChildren<QMenu *>();
        for (QMenu *menu : menus) {
            for (QAction *action : menu->actions()) {
                if (menu->isVisible() && action->text() == text)
                    action->trigger();
            }
            menu->close();
        }
    }

    RenameSession &session = window.session();
    FileTableModel &files = session.files();
    PreviewTable *table = find<PreviewTable>("previewTable");
};

const QString kSorted = QStringLiteral("1:p1 2:p2 3:p3 4:p4");

} // namespace

class TestMainWindowOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesByKey_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("shown");
        QTest::newRow("up") << int(Qt::Key_Up) << QStringLiteral("2:p1 3:p2 1:p3 4:p4");
        QTest::newRow("down") << int(Qt::Key_Down) << QStringLiteral("1:p1 4:p2 2:p3 3:p4");
        QTest::newRow("to the start") << int(Qt::Key_Home) << QStringLiteral("2:p1 3:p2 1:p3 4:p4");
        QTest::newRow("to the end") << int(Qt::Key_End) << QStringLiteral("1:p1 4:p2 2:p3 3:p4");
    }
    void movesByKey()
    {
        QFETCH(int, key);
        QFETCH(QString, shown);
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({1, 2});
        QTest::keyClick(rig.table, Qt::Key(key), Qt::AltModifier);
        QTRY_COMPARE(rig.shown(), shown);
        const auto ranges = rig.table->selectedRanges(); // the same rows
        QCOMPARE(ranges.size(), 1u);
        QCOMPARE(rig.files.index(ranges[0].first, 0).data().toString(), QStringLiteral("IMG_2.jpg"));
        QCOMPARE(rig.table->horizontalHeader()->sortIndicatorSection(), -1);
    }

    void movesToWhereTheyAreDropped()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({0, 3});
        Q_EMIT rig.table->rowsDropped(rig.files.rowId(2));
        QTRY_COMPARE(rig.shown(), QStringLiteral("2:p1 1:p2 4:p3 3:p4"));
        Q_EMIT rig.table->rowsDropped(kNone);
        QTRY_COMPARE(rig.shown(), QStringLiteral("2:p1 3:p2 1:p3 4:p4"));
    }

    void whereNothingMovesTheOrderIsNotByHand()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({0, 1});
        QTest::keyClick(rig.table, Qt::Key_Up, Qt::AltModifier);
        QVERIFY(rig.session.scan().isEditing());
        QTRY_COMPARE(rig.shown(), kSorted);
        QVERIFY(!rig.session.scan().list().order);
    }

    /// The second is pressed before the first is shown.
    void keysInQuickSuccession()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({0});
        for (int i = 0; i < 3; ++i)
            QTest::keyClick(rig.table, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(rig.shown(), QStringLiteral("2:p1 3:p2 4:p3 1:p4"));
    }

    void withoutASelectionNothingMoves()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({});
        QTest::keyClick(rig.table, Qt::Key_End, Qt::AltModifier);
        QVERIFY(!rig.session.scan().isEditing());
    }

    void theOrderStaysThroughARenameAnUndoAndF5()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({3});
        QTest::keyClick(rig.table, Qt::Key_Home, Qt::AltModifier);
        const QString moved = QStringLiteral("4:p1 1:p2 2:p3 3:p4");
        QTRY_COMPARE(rig.shown(), moved);
        QTRY_VERIFY(rig.apply()->isEnabled());
        rig.apply()->click();
        QTRY_VERIFY(rig.folder.exists("w/p1-IMG_4.jpg"));
        QTRY_COMPARE(rig.state(), PreviewController::State::Held);
        QCOMPARE(rig.files.index(0, 0).data().toString(), QStringLiteral("p1-IMG_4.jpg"));
        rig.trigger("undo");
        QTRY_VERIFY(rig.folder.exists("w/IMG_4.jpg"));
        QTRY_COMPARE(rig.shown(), moved);
        rig.folder.writeFile("w/IMG_0.jpg", "0");
        rig.trigger("refresh");
        QTRY_COMPARE(rig.shown(), moved + QStringLiteral(" 0:p5"));
    }

    void aHeaderEndsTheOrderByHand()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({3});
        QTest::keyClick(rig.table, Qt::Key_Home, Qt::AltModifier);
        QTRY_COMPARE(rig.shown(), QStringLiteral("4:p1 1:p2 2:p3 3:p4"));
        rig.clickHeader(FileTableModel::Name);
        QTRY_COMPARE(rig.shown(), kSorted); // and not backwards, as where that was the order
        QCOMPARE(rig.table->horizontalHeader()->sortIndicatorSection(), int(FileTableModel::Name));
        rig.clickHeader(FileTableModel::Name);
        QTRY_COMPARE(rig.shown(), QStringLiteral("4:p1 3:p2 2:p3 1:p4"));
    }

    void numbersInTheOrderOfTheNewNames()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.clickHeader(FileTableModel::NewName);
        rig.clickHeader(FileTableModel::NewName);
        const QString looked = QStringLiteral("4:p4 3:p3 2:p2 1:p1"); // a look: the numbers stay
        QTRY_COMPARE(rig.shown(), looked);
        rig.choose(QStringLiteral("Number in This Order"));
        QTRY_COMPARE(rig.shown(), QStringLiteral("4:p1 3:p2 2:p3 1:p4"));
        QCOMPARE(rig.session.preview().viewOptions().sort, ViewOptions::Sort::ListOrder);
        rig.choose(QStringLiteral("Order as Added"));
        QTRY_COMPARE(rig.shown(), kSorted);
        QVERIFY(!rig.session.scan().list().order);
    }

    void aMoveTakesTheOrderOfTheNewNamesOver()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.clickHeader(FileTableModel::NewName);
        rig.clickHeader(FileTableModel::NewName);
        QTRY_COMPARE(rig.shown(), QStringLiteral("4:p4 3:p3 2:p2 1:p1"));
        rig.select({0});
        QTest::keyClick(rig.table, Qt::Key_Down, Qt::AltModifier);
        QTest::keyClick(rig.table, Qt::Key_Down, Qt::AltModifier);
        QTRY_COMPARE(rig.shown(), QStringLiteral("3:p1 2:p2 4:p3 1:p4"));
    }

    void theNextListBeginsSorted()
    {
        Rig rig;
        QTRY_COMPARE(rig.shown(), kSorted);
        rig.select({3});
        QTest::keyClick(rig.table, Qt::Key_Home, Qt::AltModifier);
        QTRY_COMPARE(rig.shown(), QStringLiteral("4:p1 1:p2 2:p3 3:p4"));
        rig.trigger("clear");
        QTRY_COMPARE(rig.state(), PreviewController::State::Empty);
        rig.session.scan().addPaths({rig.folder.path("w")});
        QTRY_COMPARE(rig.shown(), kSorted);
    }
};

BULKHEAD_UI_TEST_MAIN(TestMainWindowOrder)
#include "tst_main_window_order.moc"
