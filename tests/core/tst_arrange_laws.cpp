// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every batch, whatever is in it: on a model disk, and counted.
#include "core/rename/compiled_recipe.h"
#include "core/rename/plan/arrange_state.h"
#include "tests/support/plan_world.h"

#include <QtTest>

#include <rapidcheck.h>

#include <map>
#include <numeric>
#include <set>

using namespace bulkhead;
using bulkhead::test::PlanWorld;

namespace {

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

class TestArrangeLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lawsOfEveryOrder_data();
    void lawsOfEveryOrder();
    void foldersTradePlaces();
    void permutationsArrive();
    void numbersLeaveNoConflict();
    void workIsLinear_data();
    void workIsLinear();
};

void TestArrangeLaws::lawsOfEveryOrder_data()
{
    QTest::addColumn<OnConflict>("onConflict");
    QTest::newRow("refuse") << OnConflict::Refuse;
    QTest::newRow("skip") << OnConflict::Skip;
    QTest::newRow("number") << OnConflict::Number;
}

void TestArrangeLaws::lawsOfEveryOrder()
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
void TestArrangeLaws::foldersTradePlaces()
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
void TestArrangeLaws::numbersLeaveNoConflict()
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
void TestArrangeLaws::permutationsArrive()
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

void TestArrangeLaws::workIsLinear_data()
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

void TestArrangeLaws::workIsLinear()
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

QTEST_APPLESS_MAIN(TestArrangeLaws)
#include "tst_arrange_laws.moc"
