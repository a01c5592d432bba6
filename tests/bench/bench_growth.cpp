// SPDX-License-Identifier: GPL-3.0-or-later
// What a preview takes, and how that grows: plan, sort and conflicts at n rows and at 2n, in memory. The least of several
// times of each counts, taken in turns, so that a machine that is busy for a moment says nothing about growth.
//
// usage: bench_growth [--files N] [--check]      --check: ends with 1 where something grows by more than the limit
#include "core/rename/plan.h"
#include "tests/bench/options.h"
#include "tests/bench/photo_table.h"
#include "tests/bench/row.h"
#include "tests/support/naming.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <limits>

using namespace bulkhead;
using namespace bulkhead::bench;

namespace {

constexpr double kMostGrowth = 2.3; ///< At twice the rows.
/// n log n is 2.12 at twice 100,000 rows, and there the keys outgrow a cache. What is quadratic would be 4.
constexpr double kMostSortGrowth = 2.8;
constexpr double kMostSecondsAMillion = 0.6;
constexpr int kRuns = 5;
constexpr int kAttempts = 3; ///< More runs where the growth looks too large.

CompiledRecipeRef recipeOf(std::vector<RuleSlot> rules)
{
    return std::get<CompiledRecipeRef>(compileRecipe(RenameRecipe{.rules = std::move(rules)}));
}

/// The seconds of one run over this table.
using Timed = std::function<double(const std::shared_ptr<const FileTable> &)>;

double secondsOf(const std::function<bool()> &work)
{
    const auto begin = std::chrono::steady_clock::now();
    if (!work()) {
        std::fprintf(stderr, "bench_growth: the plan is not what it should be\n");
        std::exit(1);
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// A plan in which `expected` says that each row is what it should be.
Timed planOf(const CompiledRecipeRef &recipe, unsigned threads, const std::function<bool(const RenamePlan::Counts &)> &expected)
{
    Occupancy occupancy;
    occupancy.setState("/photos", Occupancy::State::Listed, 1);
    return [=](const std::shared_ptr<const FileTable> &table) {
        const std::vector<RowId> rows = test::allRows(*table);
        return secondsOf([&] { return expected(planRenames(table, occupancy, *recipe, rows, {}, 0, {}, threads).counts); });
    };
}

bool allChange(const RenamePlan::Counts &counts)
{
    return counts.changed == counts.rows;
}

bool allCollide(const RenamePlan::Counts &counts)
{
    return counts.conflicts == counts.rows;
}

double sorted(const std::shared_ptr<const FileTable> &table)
{
    return secondsOf([&] { return sortRows(*table, {}, ExtensionStyle::Known, {}, {}).has_value(); });
}

struct Least {
    double small = std::numeric_limits<double>::max();
    double large = std::numeric_limits<double>::max();
    double growth() const { return large / small; }
};

class Growth
{
public:
    explicit Growth(int rows)
        : m_rows(rows)
        , m_small(photoTable(rows))
        , m_large(photoTable(2 * rows))
    {
    }

    Least measure(const Bytes &what, const Timed &timed, double limit = kMostGrowth)
    {
        Least least;
        for (int run = 0; run < kRuns * kAttempts && (run < kRuns || least.growth() > limit); ++run) {
            least.small = std::min(least.small, timed(m_small));
            least.large = std::min(least.large, timed(m_large));
        }
        print(Row{.part = "growth",
            .what = what + ", at twice the rows",
            .value = least.growth(),
            .unit = "x",
            .limit = limit,
            .note = std::to_string(least.small * 1e3).substr(0, 6) + " ms at " + std::to_string(m_rows)});
        m_linear = m_linear && least.growth() <= limit;
        return least;
    }
    bool linear() const { return m_linear; }

private:
    int m_rows;
    std::shared_ptr<const FileTable> m_small, m_large;
    bool m_linear = true;
};

} // namespace

int main(int argc, char **argv)
{
    const Options options(argc, argv, {.numbers = {{"files", 100'000}}, .switches = {"check"}});
    const int files = options.number("files");
    // A regex, a counter and a change of case.
    const CompiledRecipeRef usual = recipeOf({{.rule = ReplaceRule{.find = "^IMG_(\\d+)", .with = "trip-$1", .mode = MatchMode::Regex}},
        {.rule = NumberRule{.separator = "-"}}, {.rule = CaseRule{.to = CaseRule::To::Upper}}});
    const CompiledRecipeRef tens = recipeOf({{.rule = ReplaceRule{.find = "\\d_x$", .with = "", .mode = MatchMode::Regex}}});

    Growth growth(files);
    const Least preview = growth.measure("whole preview: regex, counter, case, conflicts", planOf(usual, 2, allChange));
    growth.measure("the same by one thread", planOf(usual, 1, allChange));
    print(Row{.part = "growth",
        .what = "whole preview, for a million rows",
        .value = preview.small / files * 1e6,
        .unit = "s",
        .limit = kMostSecondsAMillion,
        .note = "as measured at " + std::to_string(files)});
    growth.measure("sort", sorted, kMostSortGrowth);
    growth.measure("conflicts: ten rows for each name", planOf(tens, 1, allCollide));
    return options.isSet("check") && !growth.linear() ? 1 : 0;
}
