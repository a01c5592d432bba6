// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/arrange_state.h"
#include "core/rename/compiled_recipe.h"
#include "tests/support/plan_world.h"

#include <QtTest>

#include <rapidcheck.h>

#include <set>

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

/// Names a few letters long, in a few folders, of which some are rows: everything meets everything.
struct RandomRow {
    int place = 0;
    int target = 0;
    int kind = 0;
};

std::string placePath(int place)
{
    static const char *const kNames[] = {"a", "b", "c"};
    std::string path = kNames[place % 3];
    for (place /= 3; place > 0; place /= 3)
        path = std::string(kNames[(place - 1) % 3]) + "/" + path;
    return path;
}

rc::Gen<std::vector<RandomRow>> randomRows()
{
    const auto place = rc::gen::inRange(0, 39);
    return rc::gen::container<std::vector<RandomRow>>(
        rc::gen::map(rc::gen::tuple(place, place, rc::gen::inRange(0, 8)), [](const std::tuple<int, int, int> &t) -> RandomRow {
            return {std::get<0>(t), std::get<1>(t), std::get<2>(t)};
        }));
}

/// Kinds: 0 outside the list, 1 excluded, 2-4 a file, 5-7 a folder.
void buildRandom(PlanWorld &world, const std::vector<RandomRow> &rows)
{
    std::map<std::string, RandomRow> byPath;
    for (const RandomRow &row : rows)
        byPath.try_emplace(placePath(row.place), row);
    std::set<std::string> parents;
    for (const auto &[path, row] : byPath) {
        for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1))
            parents.insert(path.substr(0, slash));
    }
    for (const auto &[path, row] : byPath) { // Parents come first in this order.
        const bool isFolder = row.kind >= 5 || parents.contains(path);
        if (row.kind == 0)
            isFolder ? world.addOutsideFolder(path) : world.addOutside(path);
        else
            world.addRow(path, isFolder ? FileType::Directory : FileType::Regular);
    }
    for (const auto &[path, row] : byPath) {
        if (row.kind == 1)
            world.targets().exclude(world.row(path));
        if (row.kind != 0)
            world.wish(world.row(path), placePath(row.target));
    }
}

bool sameSteps(const RenamePlan &a, const RenamePlan &b)
{
    const auto same
        = [](const Step &x, const Step &y) { return x.row == y.row && x.group == y.group && x.kind == y.kind && x.ring == y.ring; };
    return std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), same);
}

/// A conflict that nobody would call one. Empty = every one has its reason.
std::string idleConflict(const PlanWorld &world, const RenamePlan &plan)
{
    std::map<std::string, int> wanted;
    std::map<std::string, RowId> held;
    const auto wish = [&](RowId row) {
        return std::string(plan.targets->directoryPath(plan.targets->directoryOf(row))) + "/" + std::string(plan.targets->name(row));
    };
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        held[plan.table->path(row)] = row;
        if (!plan.targets->isExcluded(row) && !plan.targets->isSame(row))
            ++wanted[wish(row)];
    }
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        const auto holder = held.find(wish(row));
        const bool isHeld = holder != held.end() && holder->second != row && plan.status[holder->second] != RowStatus::Rename;
        bool hasReason = true;
        if (plan.issue[row] == RowIssue::DuplicateTarget)
            hasReason = wanted[wish(row)] > 1;
        else if (plan.issue[row] == RowIssue::WouldOverwrite || plan.issue[row] == RowIssue::Blocked)
            hasReason = isHeld;
        else if (plan.issue[row] == RowIssue::Exists)
            hasReason = holder == held.end();
        else if (plan.issue[row] == RowIssue::IntoItself)
            hasReason = plan.table->isDirectory(row);
        if (!hasReason)
            return world.pathOf(row) + ": " + rowIssueName(plan.issue[row]);
    }
    return {};
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

    void lawsOfEveryOrder_data();
    void lawsOfEveryOrder();
    void foldersTradePlaces();
    void permutationsArrive();
    void numbersLeaveNoConflict();
    void numbersCutLongNames();
    void numbersFollowThePrecedence();
    void keepsTheRuleOfAnError();
    void countsAddUp();
    void asksForUnknownFoldersOnly();
    void workIsLinear_data();
    void workIsLinear();
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

void TestArrangeMoves::lawsOfEveryOrder_data()
{
    QTest::addColumn<OnConflict>("onConflict");
    QTest::newRow("refuse") << OnConflict::Refuse;
    QTest::newRow("skip") << OnConflict::Skip;
    QTest::newRow("number") << OnConflict::Number;
}

void TestArrangeMoves::lawsOfEveryOrder()
{
    QFETCH(OnConflict, onConflict);
    const bool holds = rc::check([onConflict] {
        const auto rows = *randomRows();
        PlanWorld world;
        buildRandom(world, rows);
        const RenamePlan plan = world.arrange(onConflict);
        RC_ASSERT(world.run(plan) == "");
        RC_ASSERT(idleConflict(world, plan) == "");
        RC_ASSERT(sameSteps(plan, world.arrange(onConflict)));
        const RenamePlan::Counts &counts = plan.counts;
        RC_ASSERT(counts.rows == counts.changed + counts.same + counts.conflicts + counts.errors + counts.skipped);
        RC_ASSERT(onConflict != OnConflict::Skip || counts.conflicts == 0);
        RC_CLASSIFY(
            std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step &step) { return step.kind == Step::Kind::Park; }), "parks");
    });
    QVERIFY(holds);
}

/// As above, but every row wants a place of its own, most of them taken by another row: long chains and rings of folders.
void TestArrangeMoves::foldersTradePlaces()
{
    const bool holds = rc::check([] {
        auto rows = *randomRows();
        const int factor = *rc::gen::elementOf(std::vector<int>{1, 2, 4, 5, 7, 8, 10, 11}); // None divides 39.
        const int shift = *rc::gen::inRange(0, 39);
        for (RandomRow &row : rows) {
            row.target = (row.place * factor + shift) % 39;
            row.kind = std::max(row.kind, 2);
        }
        PlanWorld world;
        buildRandom(world, rows);
        const RenamePlan plan = world.arrange(OnConflict::Refuse);
        RC_ASSERT(world.run(plan) == "");
        RC_ASSERT(idleConflict(world, plan) == "");
        RC_ASSERT(std::none_of(plan.issue.begin(), plan.issue.end(), [](RowIssue issue) { return issue == RowIssue::DuplicateTarget; }));
        RC_CLASSIFY(
            std::any_of(plan.steps.begin(), plan.steps.end(), [](const Step &step) { return step.kind == Step::Kind::Park; }), "parks");
    });
    QVERIFY(holds);
}

/// Files in one folder: a number can always be found, and rows that need none keep what they want.
void TestArrangeMoves::numbersLeaveNoConflict()
{
    const bool holds = rc::check([] {
        static const std::vector<std::string> kNames{"x", "x (2)", "x (3)", "y", "y.txt", "y (2).txt", "z", "z (2) (2)", "z (2)"};
        const auto anyName = rc::gen::elementOf(kNames);
        const auto places = *rc::gen::unique<std::vector<std::string>>(anyName);
        PlanWorld world;
        std::vector<std::string> wishes;
        for (const std::string &place : places) {
            const std::string wish = *anyName;
            wishes.push_back(wish);
            if (*rc::gen::inRange(0, 4) == 0) {
                world.addOutside(place);
                wishes.pop_back();
            } else {
                world.addRow(place);
            }
        }
        std::map<std::string, int> wanted;
        for (RowId row = 0; row < wishes.size(); ++row) {
            world.wish(row, wishes[row]);
            ++wanted[wishes[row]];
        }
        const RenamePlan plan = world.arrange(OnConflict::Number);
        RC_ASSERT(plan.counts.conflicts == 0);
        RC_ASSERT(world.run(plan) == "");
        std::set<std::string> ends;
        for (RowId row = 0; row < wishes.size(); ++row) {
            RC_ASSERT(ends.insert(std::string(plan.targets->name(row))).second);
            RC_ASSERT(plan.issue[row] == RowIssue::None);
        }
        for (const auto &[name, count] : wanted) { // A name that nobody had before goes to one of those who wished for it.
            if (std::find(places.begin(), places.end(), name) == places.end())
                RC_ASSERT(ends.contains(name));
        }
    });
    QVERIFY(holds);
}

/// Files of three folders trade places in every way: nothing is in conflict, so all must arrive.
void TestArrangeMoves::permutationsArrive()
{
    const bool holds = rc::check([] {
        const int count = *rc::gen::inRange(1, 40);
        std::vector<int> target(std::size_t(count), 0);
        std::iota(target.begin(), target.end(), 0);
        for (int i = count - 1; i > 0; --i)
            std::swap(target[std::size_t(i)], target[std::size_t(*rc::gen::inRange(0, i + 1))]);
        const int shift = *rc::gen::inRange(0, 2); // One place more than rows: a chain among the rings.
        PlanWorld world;
        const auto path = [](int place) { return std::string(1, char('a' + place % 3)) + "/" + std::to_string(place); };
        for (int i = 0; i < count; ++i)
            world.addRow(path(i));
        int moved = 0;
        for (int i = 0; i < count; ++i) {
            const int to = target[std::size_t(i)] == 0 && shift ? count : target[std::size_t(i)];
            world.wish(RowId(i), path(to));
            moved += to != i;
        }
        const RenamePlan plan = world.arrange(OnConflict::Refuse);
        RC_ASSERT(plan.counts.changed == moved);
        RC_ASSERT(plan.counts.conflicts == 0);
        RC_ASSERT(world.run(plan) == "");
        const auto parked
            = std::count_if(plan.steps.begin(), plan.steps.end(), [](const Step &step) { return step.kind == Step::Kind::Park; });
        std::set<std::uint32_t> rings;
        for (const Step &step : plan.steps) {
            if (step.ring)
                rings.insert(step.group);
        }
        RC_ASSERT(std::size_t(parked) == rings.size());
    });
    QVERIFY(holds);
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
    QCOMPARE(plan.counts.skipped, 1);
    QCOMPARE(plan.counts.errors, 1);
    QCOMPARE(plan.counts.same, 1);
    QVERIFY(!plan.canStart());
    QVERIFY(plan.memoryBytes() > 6 * (sizeof(RowStatus) + sizeof(RowIssue)));
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

void TestArrangeMoves::workIsLinear_data()
{
    QTest::addColumn<QByteArray>("shape");
    QTest::addColumn<OnConflict>("onConflict");
    QTest::newRow("fresh names") << QByteArray("fresh") << OnConflict::Refuse;
    QTest::newRow("one chain") << QByteArray("chain") << OnConflict::Refuse;
    QTest::newRow("one ring") << QByteArray("ring") << OnConflict::Refuse;
    QTest::newRow("a chain that is blocked") << QByteArray("blocked") << OnConflict::Refuse;
    QTest::newRow("all want one name") << QByteArray("one name") << OnConflict::Refuse;
    QTest::newRow("all want one name, skip") << QByteArray("one name") << OnConflict::Skip;
    QTest::newRow("all want one name, number") << QByteArray("one name") << OnConflict::Number;
    QTest::newRow("long names that differ at the end, number") << QByteArray("long names") << OnConflict::Number;
    QTest::newRow("a folder each") << QByteArray("folders") << OnConflict::Refuse;
    QTest::newRow("folders in folders") << QByteArray("nested") << OnConflict::Refuse;
}

void TestArrangeMoves::workIsLinear()
{
    QFETCH(QByteArray, shape);
    QFETCH(OnConflict, onConflict);
    const auto workFor = [&](int rows) {
        PlanWorld world;
        std::string path;
        for (int i = 0; i < rows; ++i) {
            path = shape == "nested" ? path + (path.empty() ? "" : "/") + "d" : std::to_string(i);
            world.addRow(path, shape == "nested" ? FileType::Directory : FileType::Regular);
        }
        for (int i = 0; i < rows; ++i) {
            const RowId row = RowId(i);
            const DirectoryId here = world.table()->directoryOf(row);
            const std::string next = std::to_string(i + 1);
            const std::string longName = std::string(248, 'x') + std::to_string(1'000'000 + i / 2);
            if (shape == "fresh")
                world.targets().set(row, here, "x" + next);
            else if (shape == "chain")
                world.targets().set(row, here, next);
            else if (shape == "ring" || shape == "blocked")
                world.targets().set(row, here, i + 1 == rows ? std::string(shape == "ring" ? "0" : "taken") : next);
            else if (shape == "one name")
                world.targets().set(row, here, "x");
            else if (shape == "long names")
                world.targets().set(row, here, longName);
            else if (shape == "folders")
                world.targets().set(row, world.targets().childDirectory(here, "f" + next), "x");
            else
                world.targets().set(row, here, "e");
        }
        Occupancy occupancy;
        for (DirectoryId id = 0; id < world.table()->directoryCount(); ++id)
            occupancy.setState(world.table()->directory(id).path, Occupancy::State::Listed);
        occupancy.addName("/w", "taken");
        ArrangeWork work;
        const RenamePlan plan = arrangeMovesCounted(world.table(), world.targets(), occupancy, onConflict, {}, work);
        if (plan.counts.changed + plan.counts.conflicts + plan.counts.skipped != rows || !plan.unsurveyed.empty())
            return std::uint64_t(0);
        return work.probes + work.visits;
    };
    const int rows = shape == "nested" ? 200 : 2000;
    const std::uint64_t once = workFor(rows);
    const std::uint64_t twice = workFor(2 * rows);
    QVERIFY(once >= std::uint64_t(rows));
    QVERIFY2(twice < 3 * once, qPrintable(QStringLiteral("%1 -> %2").arg(once).arg(twice)));
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
