// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/preview_work.h"

#include "core/base/clock.h"
#include "core/fs/scanner.h"
#include "core/metadata/read_facts.h"
#include "core/rename/name_list.h"
#include "core/rename/surveyed_plan.h"
#include "ui/models/shared_value.h"

#include <QRandomGenerator>

namespace bulkhead {

namespace {

std::vector<std::uint8_t> leftOut(const FileList &list)
{
    std::vector<std::uint8_t> rows;
    if (list.marks)
        rows = *list.marks;
    for (std::uint8_t &row : rows)
        row &= MarkLeftOut;
    return rows;
}

RowChoices choicesOf(const FileList &list)
{
    RowChoices choices;
    if (list.names)
        choices.names = *list.names;
    choices.excluded = leftOut(list);
    return choices;
}

/// As a person ordered them, where one did. Nothing where stopped.
std::optional<std::vector<RowId>> rowsInOrder(const FileList &list, const RenameRecipe &recipe, const std::stop_token &stop)
{
    std::vector<std::uint8_t> done = list.removed ? *list.removed : std::vector<std::uint8_t>(list.table->rowCount());
    std::vector<RowId> rows;
    if (list.order) {
        rows.reserve(list.table->rowCount());
        std::copy_if(list.order->begin(), list.order->end(), std::back_inserter(rows), [&list](RowId row) { return !list.isRemoved(row); });
        for (const RowId row : rows)
            done[row] = 1;
    }
    std::optional<std::vector<RowId>> others = sortRows(*list.table, recipe.order, recipe.extension, done, stop, 1);
    if (!others || rows.empty())
        return others;
    rows.insert(rows.end(), others->begin(), others->end());
    return rows;
}

/// What the recipe asks of the files of these rows; nothing where stopped.
std::optional<FileFacts> factsFor(const FactSource &source, const FileList &list, const CompiledRecipe &recipe,
    const std::vector<RowId> &rows, const std::stop_token &stop, unsigned threads = 1, std::atomic<std::int64_t> *filesRead = nullptr)
{
    if (recipe.facts().empty())
        return FileFacts();
    return readFacts(source.fileSystem, *list.table, {.rows = rows, .keys = recipe.facts()}, source.cache, stop, threads, filesRead);
}

} // namespace

OrderedRows orderRows(const FileList &list, const RenameRecipe &recipe, const RenamePlan *plan, const ViewOptions &options,
    std::stop_token stop, std::shared_ptr<const std::vector<RowId>> sorted)
{
    OrderedRows rows;
    rows.order = std::move(sorted);
    if (!rows.order) {
        auto now = rowsInOrder(list, recipe, stop);
        if (!now) {
            rows.stopped = true;
            return rows;
        }
        rows.order = sharedValue(*std::move(now));
    }
    rows.facts = sharedValue(makeBatchFacts(
        *list.table, withoutExcluded(*rows.order, leftOut(list)), BatchMoment(nanosecondsNow(), QRandomGenerator::system()->generate64())));
    rows.view = makeRowView(list, *rows.order, plan, options, stop);
    rows.stopped = !rows.view;
    return rows;
}

std::vector<QuickName> nameRowsNow(const FactSource &source, const FileList &list, const CompiledRecipe &recipe, const BatchFacts &facts,
    const std::vector<RowId> &rows, const std::stop_token &stop)
{
    std::vector<QuickName> names;
    if (recipe.needsWholeBatch() || facts.count == 0)
        return names;
    std::vector<RowId> listed;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(listed), [&list](RowId row) { return row < list.table->rowCount(); });
    const auto files = factsFor(source, list, recipe, listed, stop);
    if (!files)
        return names;
    names.reserve(listed.size());
    const auto evaluator = NameEvaluator::make(*list.table, recipe, facts, &*files);
    for (const RowId row : listed) {
        if (list.mark(row) & MarkLeftOut) {
            names.push_back({row, Bytes(list.table->name(row)), RowIssue::None});
        } else if (const Bytes *typed = list.handMade(row)) {
            names.push_back({row, *typed, RowIssue::None});
        } else {
            const NameEvaluator::Outcome outcome = evaluator->evaluate(row);
            names.push_back({row, Bytes(outcome.name), outcome.issue});
        }
    }
    return names;
}

RowTrace traceRow(const FactSource &source, const FileList &list, const CompiledRecipe &recipe, const BatchFacts &facts, RowId row)
{
    RowTrace trace{.name = Bytes(list.table->name(row))};
    if (list.mark(row) & MarkLeftOut) {
        trace.named = RowTrace::Named::NotAtAll;
    } else if (list.handMade(row)) {
        trace.named = RowTrace::Named::ByHand;
    } else if (facts.count > 0) {
        const auto files = factsFor(source, list, recipe, {row}, {});
        const auto evaluator = NameEvaluator::make(*list.table, recipe, facts, &*files);
        trace.steps = evaluator->trace(row);
        const NameEvaluator::Outcome outcome = evaluator->evaluate(row);
        trace.issue = outcome.issue;
        trace.rule = outcome.rule;
    }
    return trace;
}

QuickAnswer nameQuickly(const FactSource &source, const FileList &list, const RenameRecipe &recipe, const LoadedLists &lists,
    const BatchFacts &facts, const std::vector<RowId> &rows, const std::stop_token &stop)
{
    QuickAnswer answer;
    auto compiled = compileRecipe(withRealDestination(source.fileSystem, recipe), lists);
    if (auto *problems = std::get_if<std::vector<RecipeProblem>>(&compiled)) {
        answer.problems = std::move(*problems);
        return answer;
    }
    answer.recipe = std::get<CompiledRecipeRef>(std::move(compiled));
    answer.problems = listProblems(*answer.recipe, facts.count);
    if (!answer.problems.empty()) {
        answer.recipe = nullptr;
        return answer;
    }
    answer.names = nameRowsNow(source, list, *answer.recipe, facts, rows, stop);
    return answer;
}

std::shared_ptr<const RowView> remakeView(const FileList &list, const std::vector<RowId> &order, const RenamePlan *plan,
    const ViewOptions &options, const std::shared_ptr<const RowView> &before, std::stop_token stop)
{
    auto view = makeRowView(list, order, plan, options, stop);
    return view && before && before->rows == view->rows ? before : view;
}

PlanAnswer planPreview(const FactSource &source, const FileList &list, const CompiledRecipe &recipe, const OrderedRows &rows,
    const ViewOptions &options, const std::shared_ptr<const RowView> &before, std::stop_token stop, unsigned threads,
    std::atomic<std::int64_t> *filesRead)
{
    PlanAnswer answer;
    answer.occupancy = list.occupancy;
    const auto files = factsFor(source, list, recipe, rows.facts->order, stop, threads, filesRead);
    if (!files)
        return answer;
    const RowChoices choices = choicesOf(list);
    const BatchMoment moment = rows.facts->moment;
    RenamePlan plan = planRenames(list.table, *list.occupancy, recipe, *rows.order, choices, moment, stop, threads, &*files);
    if (!plan.stopped && !plan.unsurveyed.empty()) {
        auto occupancy = *list.occupancy;
        survey(source.fileSystem, plan.unsurveyed, *list.table, occupancy, stop);
        plan = planSurveyed(source.fileSystem, list.table, occupancy, recipe, *rows.order, choices, moment, stop, threads, &*files);
        answer.occupancy = sharedValue(std::move(occupancy));
    }
    if (plan.stopped || stop.stop_requested())
        return answer;
    answer.view = remakeView(list, *rows.order, &plan, options, before, stop);
    answer.warnings = listWarnings(recipe, *list.table, *rows.order);
    if (answer.view)
        answer.plan = sharedValue(std::move(plan));
    return answer;
}

} // namespace bulkhead
