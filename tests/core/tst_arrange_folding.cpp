// SPDX-License-Identifier: GPL-3.0-or-later
// Plans in folders that take several spellings for one name: what is foreseen, and that what was planned happens.
#include "core/rename/compiled_recipe.h"
#include "tests/support/memory_disk.h"
#include "tests/support/result_checks.h"

#include <QtTest>

using namespace bulkhead;

using Names = MemoryFileSystem::FolderTraits::Names;

Q_DECLARE_METATYPE(MemoryFileSystem::FolderTraits::Names)
Q_DECLARE_METATYPE(std::vector<Bytes>)
Q_DECLARE_METATYPE(Journeys)

class TestArrangeFolding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plans_data();
    void plans();
    void foldingIsOfTheFolder();
    void foldersToMakeInheritIt();
    void numbersAvoidOtherSpellings();
};

namespace {

/// "a=exists b=duplicate-target", by name.
QByteArray issuesOf(const RenamePlan &plan)
{
    QByteArrayList issues;
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.issue[row] != RowIssue::None)
            issues += QByteArray::fromStdString(Bytes(plan.table->name(row))) + '=' + rowIssueName(plan.issue[row]);
    }
    std::sort(issues.begin(), issues.end());
    return issues.join(' ');
}

MemoryDisk &addFiles(MemoryDisk &disk, Names names, const Paths &files)
{
    disk.memory.addFolder("/r", {.names = names});
    for (const Bytes &file : files)
        disk.memory.addFile("/r/" + file, file);
    return disk;
}

} // namespace

void TestArrangeFolding::plans_data()
{
    QTest::addColumn<Names>("names");
    QTest::addColumn<Paths>("files"); ///< Those that do not move are no rows.
    QTest::addColumn<Journeys>("journeys");
    QTest::addColumn<QByteArray>("issues");
    const auto row = [](const char *name, Names names, const Paths &files, const Journeys &journeys, const char *issues) {
        QTest::newRow(name) << names << files << journeys << QByteArray(issues);
    };
    const Bytes composed = "caf\xc3\xa9";
    const Bytes decomposed = "cafe\xcc\x81";
    row("C02 case only", Names::Folding, {"Case"}, {{"Case", "case"}}, "");
    row("C02 case only, dos", Names::Dos, {"Case"}, {{"Case", "case"}}, "");
    row("U02 normal form only", Names::Folding, {composed}, {{composed, decomposed}}, "");
    row("C04 two rows, one name", Names::Folding, {"A.txt", "B.txt"}, {{"A.txt", "a.txt"}, {"B.txt", "A.TXT"}},
        "A.txt=duplicate-target B.txt=duplicate-target");
    row("C05 two want one name", Names::Folding, {"1", "2"}, {{"1", "x.TXT"}, {"2", "X.txt"}}, "1=duplicate-target 2=duplicate-target");
    row("C05 elsewhere they do not", Names::Exact, {"1", "2"}, {{"1", "x.TXT"}, {"2", "X.txt"}}, "");
    row("C06 sharp s", Names::Folding, {"1", "2"},
        {{"1",
             "stra\xc3\x9f"
             "e"},
            {"2", "STRASSE"}},
        "1=duplicate-target 2=duplicate-target");
    row("C06 sharp s, dos", Names::Dos, {"1", "2"},
        {{"1",
             "stra\xc3\x9f"
             "e"},
            {"2", "STRASSE"}},
        "");
    row("U01 both normal forms", Names::Folding, {"1", "2"}, {{"1", composed}, {"2", decomposed}}, "1=duplicate-target 2=duplicate-target");
    row("a file outside, spelled otherwise", Names::Folding, {"a", "B"}, {{"a", "b"}}, "a=exists");
    row("a chain, spelled otherwise", Names::Folding, {"one", "two"}, {{"one", "TWO"}, {"two", "three"}}, "");
    row("a ring, spelled otherwise", Names::Folding, {"a", "b", "c"}, {{"a", "B"}, {"b", "C"}, {"c", "A"}}, "");
    row("swap, dos", Names::Dos, {"a", "b"}, {{"a", "B"}, {"b", "A"}}, "");
    row("C08 dot at the end", Names::Dos, {"f", "g"}, {{"f", "f."}, {"g", "h"}}, "f=illegal-here");
    row("W02 characters", Names::Dos, {"f", "g"}, {{"f", "what?"}, {"g", "a:b"}}, "f=illegal-here g=illegal-here");
    row("W03 space at the end", Names::Dos, {"f"}, {{"f", "f "}}, "f=illegal-here");
    row("W02 elsewhere they are fine", Names::Folding, {"f", "g"}, {{"f", "what?"}, {"g", "a."}}, "");
}

void TestArrangeFolding::plans()
{
    QFETCH(Names, names);
    QFETCH(Paths, files);
    QFETCH(Journeys, journeys);
    QFETCH(QByteArray, issues);
    MemoryDisk disk({});
    addFiles(disk, names, files);
    const Snapshot before = disk.tree();
    const RenamePlan plan = disk.rig.plan(journeys);
    QCOMPARE(issuesOf(plan), issues);
    QCOMPARE(plan.canStart(), issues.isEmpty());
    if (!plan.canStart())
        return;
    const JobReport report = disk.rig.run(plan);
    QCOMPARE(report.done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), snapshotAfter(before, journeys));
    QCOMPARE(disk.rig.reverse(*report.batch).done, std::int64_t(journeys.size()));
    COMPARE_SNAPSHOTS(disk.tree(), before);
}

void TestArrangeFolding::foldingIsOfTheFolder()
{
    MemoryDisk disk({"exact/1", "exact/2"});
    disk.memory.addFolder("/r/folding", {.names = Names::Folding});
    disk.memory.addFile("/r/folding/3", "3");
    disk.memory.addFile("/r/folding/4", "4");
    QCOMPARE(
        issuesOf(disk.rig.plan({{"exact/1", "exact/x"}, {"exact/2", "exact/X"}, {"folding/3", "folding/x"}, {"folding/4", "folding/X"}})),
        QByteArray("3=duplicate-target 4=duplicate-target"));
}

void TestArrangeFolding::foldersToMakeInheritIt()
{
    MemoryDisk disk({});
    addFiles(disk, Names::Dos, {"1", "2", "3"});
    QCOMPARE(issuesOf(disk.rig.plan({{"1", "new/deep/x"}, {"2", "new/deep/X"}, {"3", "new/y."}})),
        QByteArray("1=duplicate-target 2=duplicate-target 3=illegal-here"));
}

void TestArrangeFolding::numbersAvoidOtherSpellings()
{
    MemoryDisk disk({});
    addFiles(disk, Names::Folding, {"1", "2", "X (2)"});
    const RenamePlan plan = disk.rig.plan({{"1", "x"}, {"2", "X"}}, OnConflict::Number);
    QCOMPARE(disk.rig.run(plan).done, 2);
    QVERIFY(disk.memory.exists("/r/x"));
    QVERIFY(disk.memory.exists("/r/X (3)"));
}

QTEST_APPLESS_MAIN(TestArrangeFolding)
#include "tst_arrange_folding.moc"
