// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"
#include "tests/support/plan_world.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace bulkhead;
using bulkhead::test::PlanWorld;

class TestTargetTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void beginsWithEveryRowAtHome();
    void takesNoBytesForARowAtHome();
    void findsFoldersByPath();
    void foldersBeyondTheTable();
    void carriesIssues();
    void adoptsChunks();
};

void TestTargetTable::beginsWithEveryRowAtHome()
{
    PlanWorld world;
    world.addRow("a");
    world.addRow("d/b\xff");
    const TargetTable targets(*world.table());
    for (const RowId row : {RowId(0), RowId(1)}) {
        QVERIFY(targets.isSame(row));
        QVERIFY(!targets.isExcluded(row));
        QCOMPARE(int(targets.issue(row)), int(RowIssue::None));
        QCOMPARE(targets.name(row), world.table()->name(row));
        QCOMPARE(targets.directoryOf(row), world.table()->directoryOf(row));
    }
}

void TestTargetTable::takesNoBytesForARowAtHome()
{
    PlanWorld world;
    const std::string longName(200, 'n');
    world.addRow(longName);
    world.addFolder("d");
    TargetTable targets(*world.table());
    const std::size_t before = targets.memoryBytes();
    const DirectoryId here = world.table()->directoryOf(0);
    targets.set(0, here, longName);
    QVERIFY(targets.isSame(0));
    QCOMPARE(targets.memoryBytes(), before);

    targets.set(0, targets.childDirectory(here, "d"), longName); // Its own name, in another folder.
    QVERIFY(!targets.isSame(0));
    QCOMPARE(targets.name(0), longName);
    targets.set(0, here, "x");
    QCOMPARE(targets.name(0), "x");
    targets.set(0, here, longName);
    QVERIFY(targets.isSame(0));
}

void TestTargetTable::findsFoldersByPath()
{
    PlanWorld world;
    world.addFolder("d");
    world.addFolder("d/e");
    TargetTable targets(*world.table());
    QCOMPARE(targets.childDirectory(0, "d"), DirectoryId(1));
    QCOMPARE(targets.childDirectory(1, "e"), DirectoryId(2));
    QVERIFY(targets.extraDirectories().empty());

    const DirectoryId made = targets.childDirectory(2, "new");
    QCOMPARE(made, DirectoryId(3));
    QCOMPARE(targets.childDirectory(2, "new"), made);
    QCOMPARE(targets.addExtraDirectory({.parent = 2, .name = "new", .path = "/w/d/e/new"}), made);
    QCOMPARE(targets.childDirectory(made, "er"), DirectoryId(4));
    QCOMPARE(targets.directoryPath(4), "/w/d/e/new/er");
    QCOMPARE(targets.directoryPath(1), "/w/d");
    QCOMPARE(targets.directoryParent(4), made);
    QCOMPARE(targets.directoryParent(2), DirectoryId(1));
    QCOMPARE(targets.directoryParent(0), kNone);
    QCOMPARE(targets.extraDirectories()[0].name, "new");
}

void TestTargetTable::foldersBeyondTheTable()
{
    FileTable table;
    table.addDirectory({.path = "/", .maxNameBytes = 765});
    TargetTable targets(table);
    QCOMPARE(targets.directoryPath(targets.childDirectory(0, "d")), "/d"); // No double slash below the root.
    QCOMPARE(targets.maxNameBytes(0), 765u);
    QCOMPARE(targets.maxNameBytes(1), 765u);
    const DirectoryId far = targets.addExtraDirectory({.name = "x", .path = "/far/x"});
    QCOMPARE(targets.directoryParent(far), kNone);
    QCOMPARE(targets.maxNameBytes(far), 255u);
}

void TestTargetTable::carriesIssues()
{
    PlanWorld world;
    world.addRow("a");
    world.addRow("b");
    TargetTable targets(*world.table());
    targets.setIssue(0, RowIssue::TooLong, {.rule = 2, .number = 300});
    targets.setIssue(1, RowIssue::Gone);
    targets.exclude(1);
    QCOMPARE(int(targets.issue(0)), int(RowIssue::TooLong));
    QCOMPARE(targets.issueDetail(0), (IssueDetail{.rule = 2, .number = 300}));
    QCOMPARE(targets.issueDetail(1), IssueDetail{});
    QVERIFY(targets.isExcluded(1));
}

/// A table filled in pieces by others is the table filled at once, whatever folders each of them came to know first.
void TestTargetTable::adoptsChunks()
{
    const bool holds = rc::check([] {
        struct Wish {
            int folder;
            int name;
            int flaw;
        };
        const auto wishes = *rc::gen::container<std::vector<Wish>>(
            rc::gen::map(rc::gen::tuple(rc::gen::inRange(0, 6), rc::gen::inRange(0, 9), rc::gen::inRange(0, 5)),
                [](const std::tuple<int, int, int> &t) -> Wish {
                    return {std::get<0>(t), std::get<1>(t), std::get<2>(t)};
                }));
        PlanWorld world;
        for (std::size_t i = 0; i < wishes.size(); ++i)
            world.addRow(std::to_string(i));
        const auto fill = [&](TargetTable &targets, RowId row) {
            const Wish &wish = wishes[row];
            DirectoryId folder = 0;
            for (int depth = 0; depth < wish.folder; ++depth)
                folder = targets.childDirectory(folder, std::string(1, char('a' + (wish.folder + depth) % 3)));
            targets.set(row, folder, std::to_string(wish.name));
            if (wish.flaw == 0)
                targets.setIssue(row, RowIssue::NoValue, {.rule = std::uint32_t(wish.name)});
            else if (wish.flaw == 1)
                targets.exclude(row);
        };
        TargetTable atOnce(*world.table());
        TargetTable inPieces(*world.table());
        const auto rows = RowId(wishes.size());
        for (RowId row = 0; row < rows; ++row)
            fill(atOnce, row);
        const RowId half = *rc::gen::inRange<RowId>(0, rows + 1);
        for (const auto &[first, last] : {std::pair(half, rows), std::pair(RowId(0), half)}) {
            TargetTable piece(*world.table());
            for (RowId row = first; row < last; ++row)
                fill(piece, row);
            inPieces.adopt(piece, first, last);
        }
        for (RowId row = 0; row < rows; ++row) {
            RC_ASSERT(inPieces.name(row) == atOnce.name(row));
            RC_ASSERT(inPieces.directoryPath(inPieces.directoryOf(row)) == atOnce.directoryPath(atOnce.directoryOf(row)));
            RC_ASSERT(inPieces.isSame(row) == atOnce.isSame(row));
            RC_ASSERT(inPieces.issue(row) == atOnce.issue(row));
            RC_ASSERT(inPieces.issueDetail(row) == atOnce.issueDetail(row));
            RC_ASSERT(inPieces.isExcluded(row) == atOnce.isExcluded(row));
        }
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestTargetTable)
#include "tst_target_table.moc"
