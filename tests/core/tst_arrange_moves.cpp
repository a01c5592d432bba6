// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/compiled_recipe.h"
#include "tests/support/plan_world.h"

#include <QtTest>

using namespace bulkhead;
using bulkhead::test::PlanWorld;

namespace {

/// Words; "_(" stands for " (".
std::vector<std::string> words(const char *text)
{
    std::vector<std::string> result;
    const QStringList parts = QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &part : parts)
        result.push_back(QString(part).replace(QStringLiteral("_("), QStringLiteral(" (")).toStdString());
    return result;
}

/// "a" a file, "d/" a folder, "[d]" a folder that was scanned and is no row, "!a" and "!d/" outside the list, "^a" mounted
/// on, "~a" gone, "%a" with an error of the rules, "=a" excluded. Later: "@d:STATE" what is known of a folder.
void build(PlanWorld &world, const char *disk)
{
    struct Later {
        RowId row;
        char mark;
    };
    std::vector<Later> later;
    for (std::string word : words(disk)) {
        const char mark = std::string("![^~%=@").find(word[0]) == std::string::npos ? ' ' : word[0];
        if (mark != ' ')
            word.erase(0, 1);
        const bool isFolder = word.back() == '/';
        if (isFolder || mark == '[')
            word.pop_back();
        if (mark == '[') {
            world.addFolder(word);
        } else if (mark == '@') {
            const std::size_t colon = word.find(':');
            const std::string state = word.substr(colon + 1);
            const std::string path = word.substr(0, colon);
            if (state == "device2")
                world.addOutsideFolder(path, {.device = 2});
            else
                world.setState(path, state == "unreadable" ? Occupancy::State::Unreadable : Occupancy::State::Missing);
        } else if (mark == '!') {
            isFolder ? world.addOutsideFolder(word) : world.addOutside(word);
        } else {
            const RowId row
                = world.addRow(word, isFolder ? FileType::Directory : FileType::Regular, PlanWorld::Options{.mountRoot = mark == '^'});
            later.push_back({row, mark});
        }
    }
    for (const Later &each : later) {
        if (each.mark == '=')
            world.targets().exclude(each.row);
        else if (each.mark == '~')
            world.targets().setIssue(each.row, RowIssue::Gone);
        else if (each.mark == '%')
            world.targets().setIssue(each.row, RowIssue::EmptyName, {.rule = 3});
    }
}

/// "a>b a>sub/b"
void wishAll(PlanWorld &world, const char *wishes)
{
    for (const std::string &word : words(wishes)) {
        const std::size_t arrow = word.find('>');
        world.wish(world.row(word.substr(0, arrow)), word.substr(arrow + 1));
    }
}

const char *statusName(RowStatus status)
{
    switch (status) {
    case RowStatus::Same:
        return "same";
    case RowStatus::Rename:
        return "rename";
    case RowStatus::Conflict:
        return "conflict";
    case RowStatus::Error:
        return "error";
    case RowStatus::Skipped:
        return "skipped";
    }
    return "?";
}

/// Every row that is neither renamed nor the same without an issue: "a=conflict:blocked<b".
std::string issuesOf(const PlanWorld &world, const RenamePlan &plan)
{
    std::string text;
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.issue[row] == RowIssue::None && (plan.status[row] == RowStatus::Rename || plan.status[row] == RowStatus::Same))
            continue;
        text += (text.empty() ? "" : " ") + world.pathOf(row) + "=" + statusName(plan.status[row]);
        if (plan.issue[row] != RowIssue::None)
            text += std::string(":") + rowIssueName(plan.issue[row]);
        const auto detail = plan.details.find(row);
        if (detail != plan.details.end() && detail->second.otherRow != kNone)
            text += "<" + world.pathOf(detail->second.otherRow);
    }
    return text;
}

/// "move:a>b park:c place:c>d"; a '*' behind it in a ring, a '-' before it where it depends on nothing.
std::string stepsOf(const PlanWorld &world, const RenamePlan &plan)
{
    std::string text;
    for (const DirectoryId made : plan.makeDirectories)
        text += (text.empty() ? "make:" : " make:") + std::string(plan.targets->directoryPath(made).substr(3));
    for (const Step &step : plan.steps) {
        text += text.empty() ? "" : " ";
        text += step.group == kNone ? "-" : "";
        text += step.kind == Step::Kind::Move ? "move:" : step.kind == Step::Kind::Park ? "park:" : "place:";
        text += world.pathOf(step.row) + (step.ring ? "*" : "");
    }
    return text;
}

/// The names the rows that move get, as seen at the end.
std::string endsOf(const PlanWorld &world, const RenamePlan &plan)
{
    std::string text;
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.status[row] == RowStatus::Rename)
            text += (text.empty() ? "" : " ") + world.pathOf(row) + ">" + plan.targetPath(row).substr(3);
    }
    return QString::fromStdString(text).replace(QStringLiteral(" ("), QStringLiteral("_(")).toStdString();
}

struct Case {
    const char *name;
    const char *disk;
    const char *wishes;
    const char *issues;
    const char *steps;
};

void addCases(std::initializer_list<Case> cases)
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<QByteArray>("wishes");
    QTest::addColumn<QByteArray>("issues");
    QTest::addColumn<QByteArray>("steps");
    for (const Case &each : cases)
        QTest::newRow(each.name) << QByteArray(each.disk) << QByteArray(each.wishes) << QByteArray(each.issues) << QByteArray(each.steps);
}

/// `steps` is compared where it is not "?".
void checkCase(OnConflict onConflict, std::string (*outcome)(const PlanWorld &, const RenamePlan &))
{
    QFETCH(QByteArray, disk);
    QFETCH(QByteArray, wishes);
    QFETCH(QByteArray, issues);
    QFETCH(QByteArray, steps);
    PlanWorld world;
    build(world, disk.constData());
    wishAll(world, wishes.constData());
    const RenamePlan plan = world.arrange(onConflict);
    QCOMPARE(QByteArray::fromStdString(issuesOf(world, plan)), issues);
    QCOMPARE(QByteArray::fromStdString(outcome(world, plan)), steps);
    QCOMPARE(QByteArray::fromStdString(world.run(plan)), QByteArray());
}

} // namespace

class TestArrangeMoves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void orders_data();
    void orders() { checkCase(OnConflict::Refuse, stepsOf); }
    void refuses_data();
    void refuses() { checkCase(OnConflict::Refuse, stepsOf); }
    void skips_data();
    void skips() { checkCase(OnConflict::Skip, stepsOf); }
    void numbers_data();
    void numbers() { checkCase(OnConflict::Number, endsOf); }
    void movesBetweenFolders_data();
    void movesBetweenFolders() { checkCase(OnConflict::Refuse, endsOf); }

    void numbersCutLongNames();
    void numbersFollowThePrecedence();
    void keepsTheRuleOfAnError();
    void countsAddUp();
    void countsCollisions_data();
    void countsCollisions();
    void asksForUnknownFoldersOnly();
    void stops();
};

void TestArrangeMoves::orders_data()
{
    addCases({
        {"nothing to do", "a b", "", "", ""},
        {"independent, in table order", "b a", "a>x b>y", "", "-move:b -move:a"},
        {"chain from its free end", "1 2 3", "1>2 2>3 3>4", "", "move:3 move:2 move:1"},
        {"chain listed backwards", "3 2 1", "1>2 2>3 3>4", "", "move:3 move:2 move:1"},
        {"chain in the middle of others", "2 x 1 3", "1>2 2>3 3>4 x>y", "", "move:3 move:2 move:1 -move:x"},
        {"swap", "a b", "a>b b>a", "", "park:b* move:a* place:b*"},
        {"ring of three", "a b c", "a>b b>c c>a", "", "park:c* move:b* move:a* place:c*"},
        {"two rings and a single", "a b c d e", "a>b b>a c>d d>c e>f", "", "park:b* move:a* place:b* park:d* move:c* place:d* -move:e"},
        {"case only", "Case", "Case>case", "", "-move:Case"},
        {"case chain", "A.txt B.txt", "A.txt>a.txt B.txt>A.TXT", "", "-move:A.txt -move:B.txt"},
        {"contents before their folder", "d/ d/x", "d>e d/x>d/y", "", "-move:d/x -move:d"},
        {"deepest first", "d/ d/e/ d/e/f", "d>1 d/e>d/2 d/e/f>d/e/3", "", "-move:d/e/f -move:d/e -move:d"},
        {"a folder away, and another in its place", "d/ d/x e/", "d>f e>d d/x>d/y", "", "-move:d/x move:d move:e"},
        {"two folders swap, contents too", "d/ d/x e/ e/x", "d>e e>d d/x>d/y e/x>e/z", "", "-move:d/x -move:e/x park:e* move:d* place:e*"},
        {"content takes the name of its folder", "d/ d/x", "d>e d/x>d", "", "park:d/x move:d place:d/x"},
        {"folder goes into its own content", "d/ d/x/", "d>d/x/y d/x>d", "", "park:d/x move:d place:d/x"},
        {"a file at the same depth makes way first", "s/x 1", "1>2 s/x>1", "", "move:1 move:s/x"},
        {"up from a folder that stays, to a folder's name", "s/x d/", "d>e s/x>d", "", "park:s/x move:d place:s/x"},
        {"ring through a folder and its content", "d/ d/x", "d>d/x d/x>d", "d=conflict:into-itself d/x=conflict:blocked<d", ""},
        {"a folder waits for its turn though its new name is free", "d/ d/s/ d/s/x", "d/s/x>d/s/y d/s>t d>d/s/x", "",
            "move:d/s/x -move:d/s move:d"},
        {"excluded row is left alone", "a =b c", "a>x b>y c>z", "b=skipped", "-move:a -move:c"},
    });
}

void TestArrangeMoves::refuses_data()
{
    addCases({
        {"two want one name", "a b c", "a>x b>x c>y", "a=conflict:duplicate-target<b b=conflict:duplicate-target<a", "-move:c"},
        {"three want one name", "a b c", "a>x b>x c>x",
            "a=conflict:duplicate-target<b b=conflict:duplicate-target<a c=conflict:duplicate-target<a", ""},
        {"a file outside has it", "a !x", "a>x", "a=conflict:exists", ""},
        {"a row that stays has it", "a b", "a>b", "a=conflict:would-overwrite<b", ""},
        {"an excluded row has it", "a =b", "a>b b>c", "a=conflict:would-overwrite<b b=skipped", ""},
        {"a row with an error has it", "a %b", "a>b", "a=conflict:would-overwrite<b b=error:empty-name", ""},
        {"the holder cannot move", "a b !c", "a>b b>c", "a=conflict:blocked<b b=conflict:exists", ""},
        {"blocked along the chain", "1 2 3 4", "1>2 2>3 3>4", "1=conflict:blocked<2 2=conflict:blocked<3 3=conflict:would-overwrite<4", ""},
        {"a ring with a stranger in it", "a b c !x", "a>b b>c c>x", "a=conflict:blocked<b b=conflict:blocked<c c=conflict:exists", ""},
        {"waiting for one of two that want one name", "a b c", "a>x b>x c>a",
            "a=conflict:duplicate-target<b b=conflict:duplicate-target<a c=conflict:blocked<a", ""},
        {"the name of a row that is gone is free", "a ~b", "a>b", "b=skipped:gone", "-move:a"},
        {"a mount point", "^m/ a", "m>n a>m", "m=conflict:mount-point a=conflict:blocked<m", ""},
        {"a folder into itself", "d/", "d>d/e", "d=conflict:into-itself", ""},
        {"deep into itself", "d/ d/e/", "d>d/e/f/g", "d=conflict:into-itself", ""},
        {"two folders into each other", "a/ b/", "a>b/a b>a/b", "a=conflict:into-itself<b b=conflict:into-itself<a", ""},
        {"a ring of parents, with one hanging on", "a/ b/ c/", "a>b/a b>a/b c>a/c", "a=conflict:into-itself<b b=conflict:into-itself<a",
            "-move:c"},
        {"a ring of parents undone makes another", "p/ p/x/ b/", "p/x>b/x b>p/x/b p>p/x/p",
            "p=conflict:into-itself p/x=conflict:into-itself<b b=conflict:into-itself<p/x", ""},
        {"parent and child swap places", "a/ a/b/", "a/b>b a>a/b/a", "", "-move:a/b -move:a"},
        {"into a folder below, listed by itself", "d/ [d/e/f] d/e/f/x", "d>d/e/f/d", "d=conflict:into-itself", ""},
        {"a file has the folder's name", "a !sub", "a>sub/x", "a=conflict:parent-missing", ""},
        {"a row that is a file has the folder's name", "a sub", "a>sub/x", "a=conflict:parent-missing<sub", ""},
        {"even where it moves away", "a sub", "a>sub/x sub>z", "a=conflict:parent-missing<sub", "-move:sub"},
        {"below a file", "a !sub", "a>sub/deep/er/x", "a=conflict:parent-missing", ""},
        {"the name of a folder to be made", "a b", "a>sub/x b>sub", "b=conflict:exists", "make:sub -move:a"},
        {"the name of a folder that is there", "a b !sub/", "a>sub/x b>sub", "b=conflict:exists", "-move:a"},
        {"another file system", "a @sub:device2", "a>sub/x", "a=conflict:other-file-system", ""},
        {"a folder made below another file system", "a @sub:device2", "a>sub/new/x", "a=conflict:other-file-system", ""},
        {"a folder nobody may list", "a !sub/ @sub:unreadable", "a>sub/x", "a=conflict:unreadable", ""},
        {"taken in an outside folder", "a !sub/ !sub/x", "a>sub/x", "a=conflict:exists", ""},
    });
}

void TestArrangeMoves::skips_data()
{
    addCases({
        {"the first of two gets the name", "a b c", "a>x b>x c>x", "b=skipped:duplicate-target<a c=skipped:duplicate-target<a", "-move:a"},
        {"exists", "a b !x", "a>x b>y", "a=skipped:exists", "-move:b"},
        {"would overwrite", "a b", "a>b", "a=skipped:would-overwrite<b", ""},
        {"blocked by a skipped one", "1 2 3 !4", "1>2 2>3 3>4", "1=skipped:blocked<2 2=skipped:blocked<3 3=skipped:exists", ""},
        {"one of two is blocked, and then both are", "a b c !z", "a>c b>c c>z",
            "a=skipped:blocked<c b=skipped:duplicate-target<a c=skipped:exists", ""},
        {"folders into each other", "a/ b/ c", "a>b/a b>a/b c>d", "a=skipped:into-itself<b b=skipped:into-itself<a", "-move:c"},
        {"a ring of parents undone makes another", "p/ p/x/ b/", "p/x>b/x b>p/x/b p>p/x/p",
            "p=skipped:into-itself p/x=skipped:into-itself<b b=skipped:into-itself<p/x", ""},
        {"a skipped way out keeps the other inside", "a/ a/b/ !b", "a/b>b a>a/b/c", "a=skipped:into-itself a/b=skipped:exists", ""},
        {"no folder is made for a skipped row", "a b !x", "a>x b>x", "a=skipped:exists b=skipped:duplicate-target<a", ""},
        {"an error stays one", "%a b", "b>c", "a=error:empty-name", "-move:b"},
    });
}

void TestArrangeMoves::numbers_data()
{
    addCases({
        {"duplicates", "a.txt b.txt c.txt", "a.txt>x.txt b.txt>x.txt c.txt>x.txt", "", "a.txt>x.txt b.txt>x_(2).txt c.txt>x_(3).txt"},
        {"known suffix of two parts", "a b", "a>x.tar.gz b>x.tar.gz", "", "a>x.tar.gz b>x_(2).tar.gz"},
        {"a folder has no extension", "a/ b/", "a>x.d b>x.d", "", "a>x.d b>x.d_(2)"},
        {"exists outside", "a !x", "a>x", "", "a>x_(2)"},
        {"a row that stays", "a x", "a>x", "", "a>x_(2)"},
        {"the number is taken too", "a !x !x_(2)", "a>x", "", "a>x_(3)"},
        {"a row that stays has the number", "a x x_(2)", "a>x", "", "a>x_(3)"},
        {"somebody wants the numbered name itself", "a b c", "a>x b>x c>x_(2)", "", "a>x b>x_(3) c>x_(2)"},
        {"the numbered name becomes free", "a b x_(2)", "a>x b>x x_(2)>y", "", "a>x b>x_(2) x_(2)>y"},
        {"its own name is the numbered one", "x_(2) !x", "x_(2)>x", "", ""},
        {"its own name, but it is wanted", "x_(2) !x c", "x_(2)>x c>x_(2)", "", "x_(2)>x_(3) c>x_(2)"},
        {"two numbered, one on the way of the other", "a x_(2) !x", "a>x x_(2)>x", "", "a>x_(2) x_(2)>x_(3)"},
        {"the name of a folder to be made", "a b", "a>sub/x b>sub", "", "a>sub/x b>sub_(2)"},
        {"not what a number cannot mend", "a/ b", "a>a/b b>a", "a=conflict:into-itself", "b>a_(2)"},
        {"each folder counts for itself", "a b c d", "a>p/x b>p/x c>q/x d>q/x", "", "a>p/x b>p/x_(2) c>q/x d>q/x_(2)"},
    });
}

void TestArrangeMoves::movesBetweenFolders_data()
{
    addCases({
        {"into a new folder", "a b", "a>sub/a b>sub/b", "", "a>sub/a b>sub/b"},
        {"into new folders in new folders", "a", "a>x/y/z/a", "", "a>x/y/z/a"},
        {"into a folder that is a row", "a d/", "a>d/a", "", "a>d/a"},
        {"into a folder that moves: the same folder", "a d/", "a>d/a d>e", "", "a>e/a d>e"},
        {"into a folder of the table that moves", "a d/ d/x", "a>d/a d>e", "", "a>e/a d>e"},
        {"across, with names swapped", "p/x q/x", "p/x>q/x q/x>p/x", "", "p/x>q/x q/x>p/x"},
        {"a new folder inside one that moves", "d/ a", "d>e a>d/new/a", "", "d>e a>e/new/a"},
        {"below a folder nobody listed, which moves", "d/ [d/e/f] d/e/f/x", "d>z d/e/f/x>d/e/f/y", "", "d>z d/e/f/x>z/e/f/y"},
    });
    QTest::newRow("up, as an undo does it") << QByteArray("s/1 1") << QByteArray("1>2 s/1>1") << QByteArray() << QByteArray("s/1>1 1>2");
}

void TestArrangeMoves::numbersCutLongNames()
{
    PlanWorld world;
    world.addRow("a");
    world.addRow("b");
    world.addRow("c");
    const std::string euro = "\xe2\x82\xac"; // Three bytes: 83 of them and ".txt" are 253.
    std::string stem;
    for (int i = 0; i < 83; ++i)
        stem += euro;
    for (const char *name : {"a", "b", "c"})
        world.wish(world.row(name), stem + ".txt");
    const RenamePlan plan = world.arrange(OnConflict::Number);
    QCOMPARE(plan.counts.changed, 3);
    QCOMPARE(plan.targets->name(0), stem + ".txt");
    QCOMPARE(plan.targets->name(1), stem.substr(0, 82 * 3) + " (2).txt");
    QCOMPARE(plan.targets->name(2), stem.substr(0, 82 * 3) + " (3).txt");

    PlanWorld hopeless;
    hopeless.addRow("a");
    hopeless.addOutside("." + std::string(254, 'x'));
    hopeless.addRow("b");
    hopeless.addOutside("s." + std::string(253, 'x'));
    hopeless.wish(0, "." + std::string(254, 'x'));
    hopeless.wish(1, "s." + std::string(253, 'x'));
    const RenamePlan refused = hopeless.arrange(OnConflict::Number);
    QCOMPARE(refused.targets->name(0), "." + std::string(250, 'x') + " (2)");
    QCOMPARE(int(refused.status[1]), int(RowStatus::Conflict)); // All extension: there is no room for a number.
    QCOMPARE(int(refused.issue[1]), int(RowIssue::Exists));
}

void TestArrangeMoves::numbersFollowThePrecedence()
{
    for (const OnConflict onConflict : {OnConflict::Number, OnConflict::Skip}) {
        PlanWorld world;
        for (const char *name : {"a", "b", "c"})
            world.addRow(name);
        for (const RowId row : {0u, 1u, 2u})
            world.wish(row, "x");
        world.targets().setPrecedence({2, 0, 1});
        const RenamePlan plan = world.arrange(onConflict);
        QCOMPARE(
            QByteArray::fromStdString(endsOf(world, plan)), QByteArray(onConflict == OnConflict::Number ? "a>x_(2) b>x_(3) c>x" : "c>x"));
    }
}

void TestArrangeMoves::keepsTheRuleOfAnError()
{
    PlanWorld world;
    build(world, "%a b");
    const RenamePlan plan = world.arrange(OnConflict::Refuse);
    QCOMPARE(int(plan.status[0]), int(RowStatus::Error));
    QCOMPARE(plan.details.at(0).rule, 3u);
    QVERIFY(!plan.canStart());
}

void TestArrangeMoves::countsAddUp()
{
    PlanWorld world;
    build(world, "a b =c %d e f !x");
    wishAll(world, "a>1 b>x c>2 e>3");
    const RenamePlan plan = world.arrange(OnConflict::Refuse);
    QCOMPARE(plan.counts.rows, 6);
    QCOMPARE(plan.counts.changed, 2);
    QCOMPARE(plan.counts.conflicts, 1);
    QCOMPARE(plan.counts.collisions, 1);
    QCOMPARE(plan.counts.skipped, 1);
    QCOMPARE(plan.counts.errors, 1);
    QCOMPARE(plan.counts.same, 1);
    QVERIFY(!plan.canStart());
}

/// Which conflicts another name would mend.
void TestArrangeMoves::countsCollisions_data()
{
    QTest::addColumn<QByteArray>("disk");
    QTest::addColumn<QByteArray>("wishes");
    QTest::addColumn<int>("conflicts");
    QTest::addColumn<int>("collisions");
    QTest::newRow("two want one name") << QByteArray("a b") << QByteArray("a>x b>x") << 2 << 2;
    QTest::newRow("a file outside has it") << QByteArray("a !x") << QByteArray("a>x") << 1 << 1;
    QTest::newRow("a row keeps it") << QByteArray("a b") << QByteArray("a>b") << 1 << 1;
    QTest::newRow("and one waits for another") << QByteArray("a b !x") << QByteArray("a>b b>x") << 2 << 2;
    QTest::newRow("mounted on") << QByteArray("^a/") << QByteArray("a>x") << 1 << 0;
    QTest::newRow("and one waits for that") << QByteArray("^a/ b") << QByteArray("a>x b>a") << 2 << 1;
    QTest::newRow("none") << QByteArray("a =b") << QByteArray("a>x") << 0 << 0;
}

void TestArrangeMoves::countsCollisions()
{
    QFETCH(QByteArray, disk);
    QFETCH(QByteArray, wishes);
    QFETCH(int, conflicts);
    QFETCH(int, collisions);
    PlanWorld world;
    build(world, disk.constData());
    wishAll(world, wishes.constData());
    const RenamePlan plan = world.arrange(OnConflict::Refuse);
    QCOMPARE(plan.counts.conflicts, conflicts);
    QCOMPARE(plan.counts.collisions, collisions);
}

void TestArrangeMoves::asksForUnknownFoldersOnly()
{
    PlanWorld newFolder;
    build(newFolder, "a");
    wishAll(newFolder, "a>sub/deep/a");
    QVERIFY(newFolder.arrange(OnConflict::Refuse).canStart());
    QCOMPARE(newFolder.surveys(), 0); // The parent's names are known, and "sub" is none of them.

    PlanWorld oldFolder;
    build(oldFolder, "a !sub/ !sub/x d/");
    wishAll(oldFolder, "a>sub/y");
    const RenamePlan plan = oldFolder.arrange(OnConflict::Refuse);
    QVERIFY(plan.canStart());
    QVERIFY(plan.makeDirectories.empty());
    QCOMPARE(oldFolder.surveys(), 1);

    Occupancy nothing;
    const RenamePlan asked = arrangeMoves(oldFolder.table(), oldFolder.targets(), nothing, OnConflict::Refuse);
    QCOMPARE(asked.unsurveyed, (std::vector<Bytes>{"/w/sub"}));
    QVERIFY(!asked.canStart());
}

void TestArrangeMoves::stops()
{
    PlanWorld world;
    build(world, "a b");
    wishAll(world, "a>b b>a");
    std::stop_source source;
    source.request_stop();
    const RenamePlan plan = arrangeMoves(world.table(), world.targets(), Occupancy(), OnConflict::Refuse, source.get_token());
    QVERIFY(plan.stopped);
    QVERIFY(!plan.canStart());
}

QTEST_APPLESS_MAIN(TestArrangeMoves)
#include "tst_arrange_moves.moc"
