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
    void knowsARowAtHome();
    void findsFoldersByPath();
    void foldersBeyondTheTable();
    void carriesIssues();
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

void TestTargetTable::knowsARowAtHome()
{
    PlanWorld world;
    const std::string longName(200, 'n');
    world.addRow(longName);
    world.addFolder("d");
    TargetTable targets(*world.table());
    const DirectoryId here = world.table()->directoryOf(0);
    targets.set(0, here, longName);
    QVERIFY(targets.isSame(0));

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

QTEST_APPLESS_MAIN(TestTargetTable)
#include "tst_target_table.moc"
