// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/undo_order.h"

#include <QtTest>

using namespace bulkhead;

Q_DECLARE_METATYPE(std::vector<BatchLink>)

class TestUndoOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatUndoAndRedoMean_data();
    void whatUndoAndRedoMean();
    void whatComesBefore();
};

void TestUndoOrder::whatUndoAndRedoMean_data()
{
    QTest::addColumn<std::vector<BatchLink>>("links");
    QTest::addColumn<qint64>("undoable");
    QTest::addColumn<qint64>("redoable");

    const auto row = [](const char *title, std::vector<BatchLink> links, qint64 undoable, qint64 redoable) {
        QTest::newRow(title) << links << undoable << redoable;
    };
    const auto batch = [](BatchId id, Direction direction, std::optional<BatchId> reverses = {}, std::int64_t done = 9) {
        return BatchLink{.id = id, .direction = direction, .reverses = reverses, .rows = 9, .done = done};
    };
    const auto stopped = [batch](BatchId id, Direction direction, std::optional<BatchId> reverses, std::int64_t done) {
        BatchLink link = batch(id, direction, reverses, done);
        link.state = BatchState::Cancelled;
        return link;
    };
    constexpr auto Do = Direction::Do;
    constexpr auto Undo = Direction::Undo;
    constexpr auto Redo = Direction::Redo;
    constexpr auto Finish = Direction::FinishInterrupted;
    constexpr auto TakeBack = Direction::UndoInterrupted;

    row("nothing", {}, 0, 0);
    row("done", {batch(1, Do)}, 1, 0);
    row("nothing was done", {batch(1, Do, {}, 0)}, 0, 0);
    row("half done and cancelled", {stopped(1, Do, {}, 4)}, 1, 0);
    row("two done", {batch(1, Do), batch(2, Do)}, 2, 0);
    row("undone", {batch(1, Do), batch(2, Undo, 1)}, 0, 2);
    row("undo that did nothing", {batch(1, Do), batch(2, Undo, 1, 0)}, 1, 0);
    row("redone", {batch(1, Do), batch(2, Undo, 1), batch(3, Redo, 2)}, 3, 0);
    row("redone, undone", {batch(1, Do), batch(2, Undo, 1), batch(3, Redo, 2), batch(4, Undo, 3)}, 0, 4);
    row("redone, undone, redone", {batch(1, Do), batch(2, Undo, 1), batch(3, Redo, 2), batch(4, Undo, 3), batch(5, Redo, 4)}, 5, 0);
    row("redone, and the first one undone by number", {batch(1, Do), batch(2, Undo, 1), batch(3, Redo, 2), batch(4, Undo, 1)}, 0, 4);
    row("two done, one undone", {batch(1, Do), batch(2, Do), batch(3, Undo, 2)}, 1, 3);
    row("two done, both undone", {batch(1, Do), batch(2, Do), batch(3, Undo, 2), batch(4, Undo, 1)}, 0, 4);
    row("both undone, one redone", {batch(1, Do), batch(2, Do), batch(3, Undo, 2), batch(4, Undo, 1), batch(5, Redo, 4)}, 5, 3);
    row("both undone, both redone",
        {batch(1, Do), batch(2, Do), batch(3, Undo, 2), batch(4, Undo, 1), batch(5, Redo, 4), batch(6, Redo, 3)}, 6, 0);
    row("the older one undone by number", {batch(1, Do), batch(2, Do), batch(3, Undo, 1)}, 2, 3);
    row("a new one ends redo", {batch(1, Do), batch(2, Undo, 1), batch(3, Do)}, 3, 0);
    row("a new one that did nothing does not", {batch(1, Do), batch(2, Undo, 1), batch(3, Do, {}, 0)}, 0, 2);
    row("undo stopped half-way", {batch(1, Do), stopped(2, Undo, 1, 4)}, 1, 2);
    row("undo stopped half-way, then the rest", {batch(1, Do), stopped(2, Undo, 1, 4), batch(3, Undo, 1, 5)}, 0, 3);
    row("undone but for some rows", {batch(1, Do), batch(2, Do), batch(3, Undo, 2, 7)}, 2, 3);
    row("undone but for some rows, then those", {batch(1, Do), batch(2, Do), batch(3, Undo, 2, 7), batch(4, Undo, 2, 2)}, 1, 4);
    row("undone but for some rows, redone, undone but for them",
        {batch(1, Do), batch(2, Undo, 1, 7), batch(3, Redo, 2, 7), batch(4, Undo, 3, 7)}, 3, 4);
    row("interrupted undo, taken back, undone", {batch(1, Do), batch(2, Undo, 1, 0), batch(3, TakeBack, 2, 4), batch(4, Undo, 1)}, 0, 4);
    row("undo stopped at the end", {batch(1, Do), stopped(2, Undo, 1, 9)}, 0, 2);
    row("redo stopped half-way", {batch(1, Do), batch(2, Undo, 1), stopped(3, Redo, 2, 4)}, 3, 2);
    row("interrupted, taken back", {batch(1, Do, {}, 0), batch(2, TakeBack, 1)}, 0, 0);
    row("interrupted, finished", {batch(1, Do), batch(2, Finish, 1, 3)}, 1, 0);
    row("interrupted undo, finished", {batch(1, Do), batch(2, Undo, 1), batch(3, Finish, 2, 3)}, 0, 2);
    row("interrupted undo, taken back", {batch(1, Do), batch(2, Undo, 1, 0), batch(3, TakeBack, 2)}, 1, 0);
    row("undone in two goes, the second one redone", {batch(1, Do), batch(2, Undo, 1, 7), batch(3, Undo, 1, 2), batch(4, Redo, 3, 2)}, 4,
        3);
    row("undo of a forgotten batch", {batch(2, Undo, 1)}, 0, 2);
    row("redo of a forgotten undo", {batch(1, Do), batch(3, Redo, 2)}, 3, 0);
}

void TestUndoOrder::whatUndoAndRedoMean()
{
    QFETCH(std::vector<BatchLink>, links);
    QFETCH(qint64, undoable);
    QFETCH(qint64, redoable);
    const UndoOrder order = undoOrder(links);
    QCOMPARE(qint64(order.undoable.value_or(0)), undoable);
    QCOMPARE(qint64(order.redoable.value_or(0)), redoable);
}

/// Batch 2 did nine; seven were taken back, brought again, taken back: two of them are what batch 2 did, and not batch 4.
void TestUndoOrder::whatComesBefore()
{
    const std::vector<BatchLink> links = {
        {.id = 1, .direction = Direction::Do, .rows = 9, .done = 9},
        {.id = 2, .direction = Direction::Do, .rows = 9, .done = 9},
        {.id = 3, .direction = Direction::Undo, .reverses = 2, .rows = 9, .done = 7},
        {.id = 4, .direction = Direction::Redo, .reverses = 3, .rows = 7, .done = 7},
        {.id = 5, .direction = Direction::Undo, .reverses = 4, .rows = 7, .done = 7},
    };
    QCOMPARE(undoOrder(links).undoable, std::optional<BatchId>(4));
    QCOMPARE(undoOrder(links, 4).undoable, std::optional<BatchId>(2));
    QCOMPARE(undoOrder(links, 2).undoable, std::optional<BatchId>(1));
    QCOMPARE(undoOrder(links, 1).undoable, std::optional<BatchId>());
    QCOMPARE(undoOrder(links, 5).redoable, std::optional<BatchId>(3));
}

QTEST_APPLESS_MAIN(TestUndoOrder)
#include "tst_undo_order.moc"
