// SPDX-License-Identifier: GPL-3.0-or-later
// Google Benchmark over the stages of the road: scan, plan, order, commit. Sizes double so that growth shows.
#include "core/fs/linux_file_system.h"
#include "core/fs/scanner.h"
#include "core/rename/plan.h"
#include "core/rename/run.h"
#include "tests/bench/photo_table.h"
#include "tests/support/naming.h"
#include "tests/support/temp_dir.h"

#include <benchmark/benchmark.h>

using namespace bulkhead;

namespace {

Occupancy listed()
{
    Occupancy occupancy;
    occupancy.setState("/photos", Occupancy::State::Listed, 1);
    return occupancy;
}

CompiledRecipeRef recipeOf(std::vector<RuleSlot> rules)
{
    return std::get<CompiledRecipeRef>(compileRecipe(RenameRecipe{.rules = std::move(rules)}));
}

/// A regex, a counter and a change of case.
CompiledRecipeRef usualRecipe()
{
    return recipeOf({{.rule = ReplaceRule{.find = "^IMG_(\\d+)", .with = "trip-$1", .mode = MatchMode::Regex}},
        {.rule = NumberRule{.separator = "-"}}, {.rule = CaseRule{.to = CaseRule::To::Upper}}});
}

void scanFolder(benchmark::State &state)
{
    TempDir folder;
    for (int i = 0; i < state.range(0); ++i)
        folder.writeFile(photoName(i));
    const auto fileSystem = makeLinuxFileSystem();
    for (auto _ : state) {
        const ScanResult found = scan(*fileSystem, {folder.path()}, {}, {});
        benchmark::DoNotOptimize(found.table.rowCount());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void planNames(benchmark::State &state)
{
    const auto table = photoTable(int(state.range(0)));
    const Occupancy occupancy = listed();
    const CompiledRecipeRef recipe = usualRecipe();
    for (auto _ : state) {
        const RenamePlan plan = planRenames(table, occupancy, *recipe, test::allRows(*table), {}, 0, {}, unsigned(state.range(1)));
        if (plan.counts.changed != state.range(0))
            state.SkipWithError("not every row changes");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// One chain through all rows: every name is wanted by the row before it.
void arrangeChain(benchmark::State &state)
{
    const auto table = photoTable(int(state.range(0)));
    const Occupancy occupancy = listed();
    for (auto _ : state) {
        state.PauseTiming();
        TargetTable targets(*table);
        for (RowId row = 0; row < table->rowCount(); ++row)
            targets.set(row, 0, photoName(int(row) + 1));
        state.ResumeTiming();
        const RenamePlan plan = arrangeMoves(table, std::move(targets), occupancy, OnConflict::Refuse);
        if (plan.steps.size() != table->rowCount())
            state.SkipWithError("a chain needs one step a row");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sortNatural(benchmark::State &state)
{
    const auto table = photoTable(int(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(sortRows(*table, {}, {}, {}, {}, unsigned(state.range(1))));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

void commitRenames(benchmark::State &state)
{
    TempDir folder, stateFolder;
    for (int i = 0; i < state.range(0); ++i)
        folder.writeFile(photoName(i));
    const auto fileSystem = makeLinuxFileSystem();
    auto history = History::open(stateFolder.path());
    bool lower = true;
    for (auto _ : state) {
        state.PauseTiming();
        ScanResult found = scan(*fileSystem, {folder.path()}, {}, {});
        const auto table = std::make_shared<const FileTable>(std::move(found.table));
        const auto recipe = recipeOf({{.rule = CaseRule{.to = lower ? CaseRule::To::Lower : CaseRule::To::Upper}}});
        lower = !lower;
        const RenamePlan plan = planRenames(table, found.occupancy, *recipe, test::allRows(*table), {}, 0, {});
        PauseGate pause;
        ProgressMeter meter;
        RowResults results(table->rowCount());
        state.ResumeTiming();
        const JobReport report = runRenames(*fileSystem, **history, {}, plan, {}, {}, pause, meter, results);
        if (report.done != state.range(0))
            state.SkipWithError("not every row was renamed");
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(scanFolder)->Arg(10'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(planNames)
    ->Args({100'000, 1})
    ->Args({200'000, 1})
    ->Args({100'000, 2})
    ->Args({1'000'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(arrangeChain)->Arg(100'000)->Arg(200'000)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sortNatural)->Args({100'000, 1})->Args({200'000, 1})->Args({100'000, 2})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(commitRenames)->Arg(10'000)->Arg(20'000)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
