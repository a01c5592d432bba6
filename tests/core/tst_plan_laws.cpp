// SPDX-License-Identifier: GPL-3.0-or-later
// Laws of planning: the same recipe on the same files is the same plan, whatever is at work, and a name is put together of its parts.
#include "core/base/text.h"
#include "core/rename/plan.h"
#include "tests/support/naming.h"
#include "tests/support/rule_mix.h"

#include <QtTest>

#include <set>

using namespace bulkhead;
using namespace bulkhead::test;

namespace {

/// Everything a plan says, as text.
Bytes described(const RenamePlan &plan)
{
    Bytes text;
    const auto number = [&text](auto value) { text += std::to_string(static_cast<std::int64_t>(value)) + ' '; };
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        number(plan.status[row]);
        number(plan.issue[row]);
        text += plan.targetPath(row) + '\n';
        const auto detail = plan.details.find(row);
        if (detail != plan.details.end()) {
            for (const std::int64_t value :
                {std::int64_t(detail->second.otherRow), std::int64_t(detail->second.rule), detail->second.number, detail->second.limit})
                number(value);
        }
    }
    text += "steps ";
    for (const Step &step : plan.steps) {
        number(step.row);
        number(step.group);
        number(step.kind);
        number(step.ring);
    }
    text += "\nfolders ";
    for (const DirectoryId folder : plan.makeDirectories)
        text += Bytes(plan.targets->directoryPath(folder)) + '\n';
    for (const Bytes &folder : plan.unsurveyed)
        text += "unsurveyed " + folder + '\n';
    const RenamePlan::Counts &counts = plan.counts;
    for (const auto count : {counts.rows, counts.changed, counts.same, counts.conflicts, counts.errors, counts.skipped, counts.collisions})
        number(count);
    return text;
}

constexpr int kFewRows = 30;
constexpr int kManyRows = 9'000; // More than two threads' share at a time.

/// Names of the table in a few folders, the same ones again with a number where there are many.
FileTable mixedFiles(int rows)
{
    static const std::vector<Bytes> folders = {"/w", "/w/x", "/w/照", "/w/x/\xff"};
    const auto pool = *rc::gen::nonEmpty(rc::gen::container<std::vector<Bytes>>(mixedName()));
    std::set<Bytes> seen;
    std::vector<Bytes> paths;
    for (int i = 0; i < rows; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::size_t turn = at / (pool.size() * folders.size());
        Bytes name = pool[at % pool.size()];
        if (turn > 0)
            name = name.substr(0, 200) + std::to_string(turn);
        const Bytes path = folders[at / pool.size() % folders.size()] + "/" + name;
        if (seen.insert(path).second)
            paths.push_back(path);
    }
    return tableOf(paths);
}

Occupancy listed(const FileTable &table)
{
    Occupancy occupancy;
    for (DirectoryId id = 0; id < table.directoryCount(); ++id)
        occupancy.setState(table.directory(id).path, Occupancy::State::Listed);
    occupancy.addName("/w", "a stranger");
    return occupancy;
}

RenamePlan planned(const std::shared_ptr<const FileTable> &table, const RenameRecipe &recipe, unsigned threads)
{
    const auto order = sortRows(*table, recipe.order, recipe.extension, {}, {}, threads).value();
    return planRenames(table, listed(*table), *compiled(recipe), order, {}, BatchMoment(1'719'792'000'000'000'000, 7), {}, threads);
}

} // namespace

class TestPlanLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC0"); }

    void aPlanIsAlwaysTheSame_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("turns");
        QTest::newRow("few rows") << kFewRows << 100;
        QTest::newRow("rows for several threads") << kManyRows << 40;
    }
    void aPlanIsAlwaysTheSame()
    {
        QFETCH(int, rows);
        QFETCH(int, turns);
        int turn = 0;
        QVERIFY(rc::check("the same recipe on the same files is the same plan, in one thread and in several", [&] {
            if (++turn > turns)
                return;
            const auto table = std::make_shared<const FileTable>(mixedFiles(rows));
            RenameRecipe recipe = *mixedRecipe();
            recipe.rules.push_back(
                {InsertRule{*rc::gen::element<Bytes>("", "{uuid|first:2}", "{random:hex,1}", "{n}", "{count.folder}/"), {}}});
            recipe.destination.folder = *rc::gen::element<Bytes>("", "", "x/{stem|first:1}", "../{parent}", "/w/x");
            recipe.destination.how = *rc::gen::element(Transfer::Move, Transfer::Copy, Transfer::HardLink, Transfer::SymbolicLink);
            const Bytes once = described(planned(table, recipe, 1));
            RC_ASSERT(described(planned(table, recipe, 1)) == once);
            for (const unsigned threads : {2U, 5U})
                RC_ASSERT(described(planned(std::make_shared<const FileTable>(*table), recipe, threads)) == once);
            RC_CLASSIFY(once.find("unsurveyed") == Bytes::npos, "of folders that are all known");
        }));
    }

    void aPlanIsThatOfTheRecipeReadBack()
    {
        QVERIFY(rc::check("what is written and read again plans the same", [] {
            const auto table = std::make_shared<const FileTable>(mixedFiles(kFewRows));
            const RenameRecipe recipe = *mixedRecipe();
            const auto read = parseRecipe(writeRecipe(recipe));
            RC_ASSERT(std::holds_alternative<RenameRecipe>(read));
            RC_ASSERT(described(planned(table, std::get<RenameRecipe>(read), 1)) == described(planned(table, recipe, 1)));
        }));
    }

    void stemAndExtensionCompose()
    {
        QVERIFY(rc::check("{stem}{ext} is the name, of any bytes, however it splits", [] {
            const auto anyByte = rc::gen::oneOf(rc::gen::elementOf(Bytes("..ab ")), rc::gen::arbitrary<char>());
            const auto isLegal = [](const Bytes &name) {
                return !name.empty() && name != "." && name != ".." && name.size() <= 255 && name.find('/') == Bytes::npos
                    && name.find('\0') == Bytes::npos;
            };
            const Bytes name = *rc::gen::suchThat(rc::gen::oneOf(rc::gen::container<Bytes>(anyByte), mixedName()), isLegal);
            const Bytes row = name + *rc::gen::element<Bytes>("", "/");
            RenameRecipe recipe;
            recipe.extension
                = *rc::gen::element(ExtensionStyle::Known, ExtensionStyle::LastDot, ExtensionStyle::FirstDot, ExtensionStyle::None);
            for (const char *text : {"{stem}{ext}", "{original.stem}{original.ext}", "{name}", "{original.name}"}) {
                recipe.rules = {{TemplateRule{text}, Scope::Name}};
                const Named named = nameOne(row, recipe);
                RC_ASSERT(named.issue == RowIssue::None);
                RC_ASSERT(named.name == name);
            }
            // Of what a rule made of it, too.
            recipe.rules = {{InsertRule{"é.", {.at = Place::At::Position, .position = *rc::gen::inRange(-4, 4)}}, Scope::Name}};
            const Named once = nameOne(row, recipe);
            recipe.rules.push_back({TemplateRule{"{stem}{ext}"}, Scope::Name});
            RC_ASSERT(nameOne(row, recipe).name == once.name);
            RC_CLASSIFY(!isValidUtf8(name), "undecodable");
            RC_CLASSIFY(name.find('.') != Bytes::npos, "with a dot");
        }));
    }
};

QTEST_APPLESS_MAIN(TestPlanLaws)
#include "tst_plan_laws.moc"
