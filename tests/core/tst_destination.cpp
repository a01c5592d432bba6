// SPDX-License-Identifier: GPL-3.0-or-later
// Where a recipe's destination sends a file.
#include "core/base/path.h"
#include "core/rename/surveyed_plan.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/naming.h"

#include <QtTest>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

RenameRecipe sentTo(const Bytes &folder, RenameRecipe recipe = {})
{
    recipe.destination.folder = folder;
    return recipe;
}

/// The whole path, "!issue" behind it where the name has a flaw.
Bytes targetOf(const Bytes &file, const RenameRecipe &recipe, const RowChoices &choices = {})
{
    const FileTable table = tableOf({file});
    const auto facts = makeBatchFacts(table, {0}, 0);
    const TargetTable targets = nameRows(table, *compiled(recipe), facts, choices, {});
    const Bytes path = joinPath(targets.directoryPath(targets.directoryOf(0)), targets.name(0));
    return targets.issue(0) == RowIssue::None ? path : Bytes("!") + rowIssueName(targets.issue(0));
}

} // namespace

class TestDestination : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sends_data();
    void sends();
    void runsBehindTheRules();
    void takesNamesMadeByHand();
    void isRefusedWithItsField_data();
    void isRefusedWithItsField();
    void goesThroughLinksThatWereTyped_data();
    void goesThroughLinksThatWereTyped();
    void makesTheFoldersThatAreMissing();
};

void TestDestination::sends_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("nowhere") << QByteArray("/w/a.jpg") << QByteArray("") << QByteArray("/w/a.jpg");
    QTest::newRow("absolute") << QByteArray("/w/a.jpg") << QByteArray("/out") << QByteArray("/out/a.jpg");
    QTest::newRow("absolute, slash behind") << QByteArray("/w/a.jpg") << QByteArray("/out//") << QByteArray("/out/a.jpg");
    QTest::newRow("the root") << QByteArray("/w/a.jpg") << QByteArray("/") << QByteArray("/a.jpg");
    QTest::newRow("into its own folder") << QByteArray("/w/a.jpg") << QByteArray("/w") << QByteArray("/w/a.jpg");
    QTest::newRow("below") << QByteArray("/w/a.jpg") << QByteArray("x/y") << QByteArray("/w/x/y/a.jpg");
    QTest::newRow("below, dot first") << QByteArray("/w/a.jpg") << QByteArray("./x") << QByteArray("/w/x/a.jpg");
    QTest::newRow("only a dot") << QByteArray("/w/a.jpg") << QByteArray(".") << QByteArray("/w/a.jpg");
    QTest::newRow("up") << QByteArray("/w/v/a.jpg") << QByteArray("..") << QByteArray("/w/a.jpg");
    QTest::newRow("up and down") << QByteArray("/w/v/a.jpg") << QByteArray("../x") << QByteArray("/w/x/a.jpg");
    QTest::newRow("up twice") << QByteArray("/w/v/a.jpg") << QByteArray("../../x/") << QByteArray("/x/a.jpg");
    QTest::newRow("up beyond the root") << QByteArray("/w/a.jpg") << QByteArray("../../../x") << QByteArray("/x/a.jpg");
    QTest::newRow("a token") << QByteArray("/w/a.jpg") << QByteArray("/out/{ext|upper}") << QByteArray("/out/.JPG/a.jpg");
    QTest::newRow("two tokens in a folder") << QByteArray("/w/a.jpg") << QByteArray("{parent}-{ext}") << QByteArray("/w/w-.jpg/a.jpg");
    QTest::newRow("CJK") << QByteArray("/w/照片.jpg") << QByteArray("/图/{stem}") << QByteArray("/图/照片/照片.jpg");
    QTest::newRow("combining") << QByteArray("/w/e\u0301.jpg") << QByteArray("{stem}") << QByteArray("/w/e\u0301/e\u0301.jpg");
    QTest::newRow("undecodable") << QByteArray("/w/\xff.jpg") << QByteArray("/o/{stem}") << QByteArray("/o/\xff/\xff.jpg");
    QTest::newRow("literal braces") << QByteArray("/w/a") << QByteArray("/{{o}}") << QByteArray("/{o}/a");
    QTest::newRow("no value") << QByteArray("/w/a") << QByteArray("/o/{ext}") << QByteArray("!illegal-name");
    QTest::newRow("or another one") << QByteArray("/w/a") << QByteArray("/o/{ext|or:none}") << QByteArray("/o/none/a");
    QTest::newRow("dots in the middle") << QByteArray("/w/a") << QByteArray("/o/../x") << QByteArray("!illegal-name");
    QTest::newRow("dots from a name") << QByteArray("/w/...b") << QByteArray("/o/{stem|first:2}/x") << QByteArray("!illegal-name");
    QTest::newRow("nothing between slashes") << QByteArray("/w/a") << QByteArray("/o//x") << QByteArray("!illegal-name");
    QTest::newRow("too long") << QByteArray("/w/a") << QByteArray("/o/") + QByteArray(256, 'x') << QByteArray("!too-long");
    QTest::newRow("a folder's own") << QByteArray("/w/d/") << QByteArray("/o/{name}") << QByteArray("/o/d/d");
}

void TestDestination::sends()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, wanted);
    QCOMPARE(shown(targetOf(bytesOf(file), sentTo(bytesOf(folder)))), shown(bytesOf(wanted)));
}

void TestDestination::runsBehindTheRules()
{
    const RenameRecipe rules = recipeOf("{'rule': 'case', 'to': 'upper'}, {'rule': 'template', 'text': '{stem|first:1}/{stem}'}");
    QCOMPARE(shown(targetOf("/w/ab.txt", sentTo("/o/{stem}", rules))), QByteArray("/o/AB/A/AB.txt"));
}

void TestDestination::takesNamesMadeByHand()
{
    RowChoices choices;
    choices.names[0] = "B.txt";
    QCOMPARE(shown(targetOf("/w/a.jpg", sentTo("/o/{ext}/{stem}"), choices)), QByteArray("/o/.txt/B/B.txt"));
    choices.names[0] = "a.jpg"; // By hand what it is called now: still sent.
    QCOMPARE(shown(targetOf("/w/a.jpg", sentTo("/o"), choices)), QByteArray("/o/a.jpg"));
    choices.names[0] = "a/b";
    QCOMPARE(shown(targetOf("/w/a.jpg", sentTo("/o"), choices)), QByteArray("!illegal-name"));
}

void TestDestination::isRefusedWithItsField_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const char *json, const char *field, int column = -1) {
        QTest::newRow(name) << QByteArray(json) << QByteArray(field) << column;
    };
    row("text", R"("x")", "destination");
    row("array", R"([])", "destination");
    row("folder of another type", R"({"folder": 3})", "destination.folder");
    row("unknown how", R"({"how": "teleport"})", "destination.how");
    row("unknown field", R"({"into": "x"})", "destination.into");
    row("home", R"({"folder": "~/x"})", "destination.folder");
    row("unknown token", R"({"folder": "/ab/{nix}"})", "destination.folder", 4);
    row("unclosed brace", R"({"folder": "../x{stem"})", "destination.folder", 4);
    row("no list for a column", R"({"folder": "{csv:Artist}"})", "destination.folder", 0);
}

void TestDestination::isRefusedWithItsField()
{
    QFETCH(QByteArray, json);
    QFETCH(QByteArray, field);
    QFETCH(int, column);
    const auto read = parseRecipe(R"({"bulkhead": 1, "job": "rename", "destination": )" + json.toStdString() + "}");
    std::vector<RecipeProblem> problems;
    if (const auto *recipe = std::get_if<RenameRecipe>(&read)) {
        const auto result = compileRecipe(*recipe);
        QVERIFY(std::holds_alternative<std::vector<RecipeProblem>>(result));
        problems = std::get<std::vector<RecipeProblem>>(result);
    } else {
        problems = std::get<std::vector<RecipeProblem>>(read);
    }
    QCOMPARE(problems.size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(problems[0].field), field);
    if (column >= 0)
        QVERIFY(problems[0].column >= column);
}

void TestDestination::goesThroughLinksThatWereTyped_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("no link") << QByteArray("/real/x") << QByteArray("/real/x");
    QTest::newRow("a link") << QByteArray("/link") << QByteArray("/real/a{{b");
    QTest::newRow("below a link, there") << QByteArray("/link/in/{ext}") << QByteArray("/real/a{{b/in/{ext}");
    QTest::newRow("below a link, missing") << QByteArray("/link/new/er") << QByteArray("/real/a{{b/new/er");
    QTest::newRow("a token right behind") << QByteArray("/link{ext}") << QByteArray("/link{ext}");
    QTest::newRow("slashes behind") << QByteArray("/link//") << QByteArray("/real/a{{b//");
    QTest::newRow("relative") << QByteArray("link") << QByteArray("link");
    QTest::newRow("to the root") << QByteArray("/toroot/x") << QByteArray("/x");
    QTest::newRow("braces in what is there") << QByteArray("/real/a{{b/in/new{{") << QByteArray("/real/a{{b/in/new{{");
    QTest::newRow("braces, through a link") << QByteArray("/li{{nk}}/x/{n}") << QByteArray("/real/x/{n}");
    QTest::newRow("up from a link") << QByteArray("/link/../x") << QByteArray("/real/x");
    QTest::newRow("nothing is there") << QByteArray("/none/x") << QByteArray("/none/x");
}

void TestDestination::goesThroughLinksThatWereTyped()
{
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, wanted);
    MemoryFileSystem disk;
    disk.addFolder("/real/a{b/in");
    disk.addLink("/link", "/real/a{b");
    disk.addLink("/toroot", "/");
    disk.addLink("/li{nk}", "/real");
    const RenameRecipe real = withRealDestination(disk, sentTo(bytesOf(folder)));
    QCOMPARE(shown(real.destination.folder), wanted);
}

void TestDestination::makesTheFoldersThatAreMissing()
{
    MemoryFileSystem disk;
    disk.addFile("/w/a.jpg", "");
    disk.addFolder("/out");
    const auto table = std::make_shared<const FileTable>(tableOf({"/w/a.jpg"}));
    Occupancy occupancy;
    occupancy.setState("/w", Occupancy::State::Listed, table->directory(0).identity.device);
    const auto plan = planSurveyed(disk, table, occupancy, *compiled(sentTo("/out/{ext}/new")), {0}, {}, 0, {});
    std::vector<Bytes> made;
    for (const DirectoryId id : plan.makeDirectories)
        made.emplace_back(plan.targets->directoryPath(id));
    QCOMPARE(made, (std::vector<Bytes>{"/out/.jpg", "/out/.jpg/new"}));
}

QTEST_GUILESS_MAIN(TestDestination)
#include "tst_destination.moc"
