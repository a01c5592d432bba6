// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using bulkhead::test::allRows;
using bulkhead::test::compiled;
using bulkhead::test::recipeOf;
using bulkhead::test::tableOf;

namespace {

std::shared_ptr<const FileTable> sharedTable(const std::vector<Bytes> &paths, std::uint16_t maxNameBytes = 255)
{
    return std::make_shared<const FileTable>(tableOf(paths, maxNameBytes));
}

Occupancy nothingElse(const FileTable &table)
{
    Occupancy occupancy;
    for (DirectoryId id = 0; id < table.directoryCount(); ++id)
        occupancy.setState(table.directory(id).path, Occupancy::State::Listed);
    return occupancy;
}

TargetTable named(
    const FileTable &table, const RenameRecipe &recipe, const RowChoices &choices, const std::vector<RowId> &order, unsigned threads = 1)
{
    return nameRows(table, *compiled(recipe), makeBatchFacts(table, order, 0), choices, {}, threads);
}

TargetTable named(const FileTable &table, const RenameRecipe &recipe, const RowChoices &choices = {}, unsigned threads = 1)
{
    return named(table, recipe, choices, allRows(table), threads);
}

/// "sub/x", with the folder where it is not the row's own; "!issue" behind a name with a flaw, "-" for an excluded row.
QByteArray shownTarget(const TargetTable &targets, RowId row)
{
    if (targets.isExcluded(row))
        return "-";
    const FileTable &table = targets.table();
    Bytes text(targets.directoryPath(targets.directoryOf(row)));
    text.erase(0, table.directory(table.directoryOf(row)).path.size());
    if (!text.empty())
        text = text.substr(1) + "/";
    text += targets.name(row);
    if (targets.issue(row) != RowIssue::None)
        text += Bytes("!") + rowIssueName(targets.issue(row));
    return test::shown(text);
}

RenameRecipe templateRecipe(const Bytes &text)
{
    return recipeOf("{'rule': 'template', 'text': '" + text + "', 'scope': 'name'}");
}

} // namespace

class TestPlanRenames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void slashesMakeFolders_data();
    void slashesMakeFolders();
    void slashesFindFolders();
    void handMadeNames_data();
    void handMadeNames();
    void numbersGoBehindTheStemOfTheRecipe_data();
    void numbersGoBehindTheStemOfTheRecipe();
    void tooLong();
    void foldersTakeWhatTheirFolderTakes();
    void namesTypedByHandAreNotStaged();
    void aPlanCanNameItsRowsAlone_data();
    void aPlanCanNameItsRowsAlone();
    void errorsNameTheirRule();
    void excludedRowsTakeNoNumber();
    void rowsOutOfOrderAreExcluded();
    void noRowTakesPart_data();
    void noRowTakesPart();
    void threadsDoNotMatter();
    void stops();
    void plansTheWhole();
    void foreseesWhatCannotChange();
    void plansWholeBatchRules();
    void conflictsFollowTheOrder();
};

void TestPlanRenames::slashesMakeFolders_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("one folder") << QByteArray("sub/{name}") << QByteArray("sub/a.txt");
    QTest::newRow("three folders") << QByteArray("x/y/z/b") << QByteArray("x/y/z/b");
    QTest::newRow("the root") << QByteArray("/x") << QByteArray("/x!illegal-name");
    QTest::newRow("nothing between slashes") << QByteArray("x//y") << QByteArray("x//y!illegal-name");
    QTest::newRow("upwards") << QByteArray("../x") << QByteArray("../x!illegal-name");
    QTest::newRow("here") << QByteArray("./x") << QByteArray("./x!illegal-name");
    QTest::newRow("no name") << QByteArray("x/") << QByteArray("x/!empty-name");
    QTest::newRow("a dot for a name") << QByteArray("x/.") << QByteArray("x/.!illegal-name");
    QTest::newRow("its own name in its own folder") << QByteArray("{name}") << QByteArray("a.txt");
}

void TestPlanRenames::slashesMakeFolders()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const FileTable table = tableOf({"/d/a.txt"});
    const TargetTable targets = named(table, templateRecipe(test::bytesOf(text)));
    QCOMPARE(shownTarget(targets, 0), expected);
    QCOMPARE(targets.isSame(0), text == "{name}");
}

void TestPlanRenames::slashesFindFolders()
{
    const FileTable table = tableOf({"/d/a", "/d/b", "/d/sub/c"});
    const TargetTable targets = named(table, templateRecipe("sub/{name}"));
    QCOMPARE(targets.directoryOf(0), table.directoryOf(2)); // The folder that is in the table.
    QCOMPARE(targets.directoryOf(1), table.directoryOf(2));
    QCOMPARE(targets.extraDirectories().size(), std::size_t(1)); // The new one in it.
    QCOMPARE(targets.extraDirectories()[0].path, "/d/sub/sub");
}

void TestPlanRenames::handMadeNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("wins over the rules") << QByteArray("mine.txt") << QByteArray("mine.txt");
    QTest::newRow("its own name: no change") << QByteArray("a.txt") << QByteArray("a.txt");
    QTest::newRow("no text") << QByteArray("\xff\xfe") << QByteArray("\xff\xfe");
    QTest::newRow("empty") << QByteArray("") << QByteArray("!empty-name");
    QTest::newRow("slash") << QByteArray("x/y") << QByteArray("x/y!illegal-name");
    QTest::newRow("NUL") << QByteArray("x\0y", 3) << QByteArray("x\0y!illegal-name", 16);
    QTest::newRow("dot dot") << QByteArray("..") << QByteArray("..!illegal-name");
    QTest::newRow("too long") << QByteArray(31, 'x') << QByteArray(31, 'x') + "!too-long";
    QTest::newRow("as long as may be") << QByteArray(30, 'x') << QByteArray(30, 'x');
}

void TestPlanRenames::handMadeNames()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, expected);
    const FileTable table = tableOf({"/d/a.txt", "/d/b.txt"}, 30);
    const TargetTable targets = named(table, templateRecipe("rule"), {.names = {{0, test::bytesOf(name)}}});
    QCOMPARE(shownTarget(targets, 0), expected);
    QCOMPARE(shownTarget(targets, 1), QByteArray("rule"));
}

void TestPlanRenames::numbersGoBehindTheStemOfTheRecipe_data()
{
    QTest::addColumn<int>("style");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("second");
    const auto row = [](const char *title, ExtensionStyle style, const char *name, const char *second) {
        QTest::newRow(title) << int(style) << QByteArray(name) << QByteArray(second);
    };
    row("known", ExtensionStyle::Known, "a.tar.gz", "a (2).tar.gz");
    row("last dot", ExtensionStyle::LastDot, "a.tar.gz", "a.tar (2).gz");
    row("first dot", ExtensionStyle::FirstDot, "a.b.c", "a (2).b.c");
    row("none", ExtensionStyle::None, "Chapter 1.5", "Chapter 1.5 (2)");
}

void TestPlanRenames::numbersGoBehindTheStemOfTheRecipe()
{
    QFETCH(int, style);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, second);
    RenameRecipe recipe = templateRecipe(test::bytesOf(name));
    recipe.extension = ExtensionStyle(style);
    recipe.onConflict = OnConflict::Number;
    const auto table = sharedTable({"/d/x", "/d/y"});
    const RenamePlan plan = planRenames(table, nothingElse(*table), *compiled(recipe), allRows(*table), {}, 0, {});
    QVERIFY(plan.canStart());
    QCOMPARE(test::shown(plan.targets->name(0)), name);
    QCOMPARE(test::shown(plan.targets->name(1)), second);
}

void TestPlanRenames::tooLong()
{
    const auto table = sharedTable({"/d/a"});
    const Occupancy occupancy = nothingElse(*table);
    const auto planWith
        = [&](const Bytes &text) { return planRenames(table, occupancy, *compiled(templateRecipe(text)), allRows(*table), {}, 0, {}); };
    QVERIFY(planWith(Bytes(255, 'x')).canStart());
    for (const Bytes &text : {Bytes(256, 'x'), "sub/" + Bytes(256, 'x'), Bytes(256, 'x') + "/y"}) {
        const RenamePlan plan = planWith(text);
        QCOMPARE(int(plan.issue[0]), int(RowIssue::TooLong));
        QCOMPARE(int(plan.status[0]), int(RowStatus::Error));
        QCOMPARE(plan.details.at(0).number, 256);
        QCOMPARE(plan.details.at(0).limit, 255);
        QVERIFY(!plan.canStart());
    }
    const RenamePlan huge = planWith(Bytes(70'000, 'x')); // Longer than the table can hold.
    QCOMPARE(huge.details.at(0).number, 70'000);
    QCOMPARE(huge.details.at(0).limit, 255);
    QCOMPARE(huge.targets->name(0), Bytes(65'535, 'x'));
    Bytes folders;
    while (folders.size() < 70'000)
        folders += "x/";
    const RenamePlan deep = planWith(folders); // The rules end, though each name would fit.
    QCOMPARE(deep.details.at(0).number, 70'000);
    QCOMPARE(deep.details.at(0).limit, 65'536);
}

void TestPlanRenames::foldersTakeWhatTheirFolderTakes()
{
    for (const int limit : {30, 1000}) {
        const auto table = sharedTable({"/d/a"}, std::uint16_t(limit));
        const auto planWith = [&](const Bytes &text) {
            return planRenames(table, nothingElse(*table), *compiled(templateRecipe(text)), allRows(*table), {}, 0, {});
        };
        const Bytes longest(std::size_t(limit), 'x');
        QVERIFY(planWith(longest + "/" + longest).canStart());
        for (const Bytes &text : {longest + "x/y", "y/" + longest + "x"}) {
            const RenamePlan plan = planWith(text);
            QCOMPARE(int(plan.issue[0]), int(RowIssue::TooLong));
            QCOMPARE(plan.details.at(0).number, limit + 1);
            QCOMPARE(plan.details.at(0).limit, limit);
            QCOMPARE(plan.details.at(0).rule, 0u);
        }
    }
}

void TestPlanRenames::namesTypedByHandAreNotStaged()
{
    const auto table = sharedTable({"/d/a1", "/d/a2", "/d/b1", "/d/b2", "/d/b3"});
    const auto recipe = compiled(recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}"));
    const RowChoices choices{.names = {{0, "mine"}, {3, "yours"}}};
    const RenamePlan plan = planRenames(table, nothingElse(*table), *recipe, allRows(*table), choices, 0, {});
    QByteArrayList targets;
    for (RowId row = 0; row < table->rowCount(); ++row)
        targets << shownTarget(*plan.targets, row);
    QCOMPARE(targets, (QByteArrayList{"mine", "a", "b1", "yours", "b2"}));
}

void TestPlanRenames::aPlanCanNameItsRowsAlone_data()
{
    QTest::addColumn<int>("onConflict");
    QTest::newRow("refuse") << int(OnConflict::Refuse);
    QTest::newRow("skip") << int(OnConflict::Skip);
    QTest::newRow("number") << int(OnConflict::Number);
}

void TestPlanRenames::aPlanCanNameItsRowsAlone()
{
    QFETCH(int, onConflict);
    const auto table = sharedTable({"/d/a1", "/d/a2", "/d/b1", "/d/b2", "/d/c3"});
    RenameRecipe given = recipeOf("{'rule': 'remove', 'what': 'digits'}, {'rule': 'number', 'per': 'stem', 'at': 'suffix'}");
    given.onConflict = OnConflict(onConflict);
    const auto recipe = compiled(given);
    const RenamePlan plan = planRenames(table, nothingElse(*table), *recipe, {4, 3, 2, 1, 0}, {.excluded = {0, 0, 1}}, 0, {});
    QVERIFY(plan.batch);
    QCOMPARE(plan.batch->order, (std::vector<RowId>{4, 3, 1, 0}));
    const auto evaluator = NameEvaluator::make(*table, *recipe, *plan.batch);
    for (const RowId row : plan.batch->order)
        QCOMPARE(test::shown(evaluator->evaluate(row).name), shownTarget(*plan.targets, row));
    QVERIFY(!planRenames(table, nothingElse(*table), *compiled(templateRecipe("{n}")), allRows(*table), {}, 0, {}).batch);
}

void TestPlanRenames::errorsNameTheirRule()
{
    const auto table = sharedTable({"/d/ab", "/d/x"});
    const auto recipe
        = recipeOf("{'rule': 'case', 'to': 'upper'}, {'rule': 'remove', 'from': 0, 'count': 1}, {'rule': 'case', 'to': 'lower'}");
    const RenamePlan plan = planRenames(table, nothingElse(*table), *compiled(recipe), allRows(*table), {}, 0, {});
    QCOMPARE(shownTarget(*plan.targets, 0), QByteArray("b"));
    QCOMPARE(int(plan.issue[1]), int(RowIssue::EmptyName));
    QCOMPARE(plan.counts.errors, 1);
    QCOMPARE(plan.counts.changed, 1);
}

void TestPlanRenames::excludedRowsTakeNoNumber()
{
    const auto table = sharedTable({"/d/a", "/d/b", "/d/c"});
    const auto recipe = templateRecipe("{n:pad=1}");
    const Occupancy occupancy = nothingElse(*table);
    const RenamePlan plan = planRenames(table, occupancy, *compiled(recipe), allRows(*table), {.excluded = {0, 1}}, 0, {});
    QCOMPARE(shownTarget(*plan.targets, 0), QByteArray("1"));
    QCOMPARE(shownTarget(*plan.targets, 1), QByteArray("-"));
    QCOMPARE(shownTarget(*plan.targets, 2), QByteArray("2"));
    QCOMPARE(int(plan.status[1]), int(RowStatus::Skipped));
    QCOMPARE(int(plan.issue[1]), int(RowIssue::None));

    const RenamePlan ordered = planRenames(table, occupancy, *compiled(recipe), {2, 1, 0}, {.excluded = {0, 1}}, 0, {});
    QCOMPARE(shownTarget(*ordered.targets, 0), QByteArray("2"));
    QCOMPARE(shownTarget(*ordered.targets, 2), QByteArray("1"));

    const RenamePlan none = planRenames(table, occupancy, *compiled(recipe), allRows(*table), {.excluded = {1, 1, 1}}, 0, {});
    QCOMPARE(none.counts.skipped, 3);
    QVERIFY(!none.canStart());
}

void TestPlanRenames::rowsOutOfOrderAreExcluded()
{
    const FileTable table = tableOf({"/d/a", "/d/b", "/d/c"});
    const TargetTable targets = named(table, templateRecipe("{n:pad=1}"), {}, {2, 0});
    QCOMPARE(shownTarget(targets, 0), QByteArray("2"));
    QCOMPARE(shownTarget(targets, 1), QByteArray("-"));
    QCOMPARE(shownTarget(targets, 2), QByteArray("1"));
}

void TestPlanRenames::noRowTakesPart_data()
{
    QTest::addColumn<std::vector<RowId>>("order");
    QTest::addColumn<std::vector<std::uint8_t>>("excluded");
    QTest::newRow("all removed") << std::vector<RowId>{} << std::vector<std::uint8_t>{};
    QTest::newRow("some removed, the others left out") << std::vector<RowId>{1, 2} << std::vector<std::uint8_t>{0, 1, 1};
    QTest::newRow("all left out") << std::vector<RowId>{0, 1, 2} << std::vector<std::uint8_t>{1, 1, 1};
}

/// No rows are none, not all.
void TestPlanRenames::noRowTakesPart()
{
    QFETCH(std::vector<RowId>, order);
    QFETCH(std::vector<std::uint8_t>, excluded);
    const auto table = sharedTable({"/d/a", "/d/b", "/d/c"});
    for (const char *rule : {"{'rule': 'insert', 'text': 'x'}", "{'rule': 'number', 'per': 'stem'}"}) {
        const RenamePlan plan = planRenames(table, nothingElse(*table), *compiled(recipeOf(rule)), order, {.excluded = excluded}, 0, {});
        QCOMPARE(plan.counts.changed, 0);
        QCOMPARE(plan.counts.skipped, 3);
        QVERIFY(plan.steps.empty());
        QVERIFY(!plan.canStart());
    }
}

void TestPlanRenames::threadsDoNotMatter()
{
    std::vector<Bytes> paths;
    for (int i = 0; i < 30'000; ++i)
        paths.push_back("/d/" + std::to_string(i % 7) + "/f" + std::to_string(i));
    const FileTable table = tableOf(paths);
    const auto recipe = recipeOf("{'rule': 'template', 'text': 'to {n:per=folder,pad=1}/{n}', 'scope': 'name'}");
    RowChoices choices;
    choices.names = {{3, "three"}, {29'999, "x/y"}};
    choices.excluded.resize(20'000);
    choices.excluded[10'000] = 1;
    const TargetTable one = named(table, recipe, choices);
    QCOMPARE(shownTarget(one, 29'999), QByteArray("x/y!illegal-name"));
    for (const unsigned threads : {0u, 2u, 5u}) {
        const TargetTable many = named(table, recipe, choices, threads);
        QCOMPARE(many.extraDirectories().size(), one.extraDirectories().size());
        for (RowId row = 0; row < table.rowCount(); ++row) {
            if (shownTarget(many, row) != shownTarget(one, row) || many.directoryOf(row) != one.directoryOf(row))
                QCOMPARE(shownTarget(many, row), shownTarget(one, row));
        }
    }
}

void TestPlanRenames::stops()
{
    const auto table = sharedTable({"/d/a"});
    std::stop_source source;
    source.request_stop();
    const auto recipe = compiled(templateRecipe("x"));
    QVERIFY(nameRows(*table, *recipe, makeBatchFacts(*table, allRows(*table), 0), {}, source.get_token()).isSame(0));
    const RenamePlan plan = planRenames(table, nothingElse(*table), *recipe, allRows(*table), {}, 0, source.get_token());
    QVERIFY(plan.stopped);
    QVERIFY(!plan.canStart());
    QCOMPARE(plan.status.size(), std::size_t(1)); // Can be shown all the same.
}

void TestPlanRenames::plansTheWhole()
{
    const auto table = sharedTable({"/d/a.txt", "/d/b.txt", "/d/c.txt"});
    Occupancy occupancy = nothingElse(*table);
    occupancy.addName("/d", "C.txt");
    const auto recipe = compiled(recipeOf("{'rule': 'case', 'to': 'upper'}"));
    const RenamePlan plan = planRenames(table, occupancy, *recipe, allRows(*table), {.names = {{1, "a.txt"}}}, 0, {});
    QCOMPARE(plan.targetPath(0), "/d/A.txt");
    QCOMPARE(plan.targetPath(1), "/d/a.txt");
    QCOMPARE(int(plan.issue[2]), int(RowIssue::Exists));
    QCOMPARE(plan.steps.size(), std::size_t(2));
    QCOMPARE(plan.steps[0].row, RowId(0)); // "a.txt" has to be free first.
    QCOMPARE(plan.steps[0].group, plan.steps[1].group);
    QCOMPARE(plan.table.get(), table.get());
}

void TestPlanRenames::foreseesWhatCannotChange()
{
    const auto table = std::make_shared<FileTable>();
    const DirectoryId open = table->addDirectory({.path = "/open"});
    const DirectoryId locked = table->addDirectory({.path = "/locked"});
    const DirectoryId appended = table->addDirectory({.path = "/appended"});
    const DirectoryId sticky = table->addDirectory({.path = "/sticky"});
    FileStatus marked;
    marked.immutable = true;
    FileStatus foreign;
    foreign.foreign = true;
    const bool added = table->addRow(open, "a", foreign).ok() && table->addRow(open, "marked", marked).ok()
        && table->addRow(locked, "b", {}).ok() && table->addRow(locked, "X", {}).ok() && table->addRow(appended, "c", {}).ok()
        && table->addRow(sticky, "d", {}).ok() && table->addRow(sticky, "e", foreign).ok();
    QVERIFY(added);
    Occupancy occupancy;
    occupancy.setState("/open", Occupancy::State::Listed);
    occupancy.setState("/locked", Occupancy::State::Listed, 0, {.access = FolderAccess::ReadOnly});
    occupancy.setState("/appended", Occupancy::State::Listed, 0, {.access = FolderAccess::AddOnly});
    occupancy.setState("/sticky", Occupancy::State::Listed, 0, {.access = FolderAccess::OwnOnly});
    const auto issuesOf = [&](const char *onConflict) {
        auto recipe = recipeOf("{'rule': 'case', 'to': 'upper'}");
        recipe.onConflict = QByteArray(onConflict) == "skip" ? OnConflict::Skip : OnConflict::Refuse;
        const RenamePlan plan = planRenames(table, occupancy, *compiled(recipe), allRows(*table), {}, 0, {});
        QByteArray text = plan.canStart() ? "starts" : "waits";
        for (RowId row = 0; row < table->rowCount(); ++row)
            text += QByteArray(" ") + rowIssueName(plan.issue[row]) + (plan.status[row] == RowStatus::Skipped ? "/skipped" : "");
        return text;
    };
    QCOMPARE(issuesOf("refuse"), QByteArray("waits none immutable read-only none read-only none not-owner"));
    QCOMPARE(issuesOf("skip"), QByteArray("starts none immutable/skipped read-only/skipped none read-only/skipped none not-owner/skipped"));
}

void TestPlanRenames::plansWholeBatchRules()
{
    const auto table = sharedTable({"/d/ax", "/d/b", "/d/cx"});
    const auto recipe = compiled(
        recipeOf("{'rule': 'replace', 'find': 'x', 'with': ''}, {'rule': 'number', 'count': 'changed', 'pad': 1, 'at': 'suffix'}"));
    QVERIFY(recipe->needsWholeBatch());
    const RenamePlan plan = planRenames(table, nothingElse(*table), *recipe, allRows(*table), {}, 0, {});
    QCOMPARE(shownTarget(*plan.targets, 0), QByteArray("a1"));
    QCOMPARE(shownTarget(*plan.targets, 1), QByteArray("b"));
    QCOMPARE(shownTarget(*plan.targets, 2), QByteArray("c2"));
    QVERIFY(plan.canStart());
}

/// The first in the order of the list keeps the name, not the first of the scan.
void TestPlanRenames::conflictsFollowTheOrder()
{
    const auto table = sharedTable({"/d/a", "/d/b", "/d/c"});
    auto recipe = templateRecipe("x");
    recipe.onConflict = OnConflict::Number;
    const RenamePlan plan = planRenames(table, nothingElse(*table), *compiled(recipe), {2, 1, 0}, {}, 0, {});
    QCOMPARE(shownTarget(*plan.targets, 2), QByteArray("x"));
    QCOMPARE(shownTarget(*plan.targets, 1), QByteArray("x (2)"));
    QCOMPARE(shownTarget(*plan.targets, 0), QByteArray("x (3)"));
    QVERIFY(plan.canStart());
}

QTEST_APPLESS_MAIN(TestPlanRenames)
#include "tst_plan_renames.moc"
