// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/immovable_rows.h"

namespace bulkhead {

namespace {

RenamePlan stoppedPlan(std::shared_ptr<const FileTable> table)
{
    RenamePlan plan;
    plan.status.resize(table->rowCount(), RowStatus::Same);
    plan.issue.resize(table->rowCount(), RowIssue::None);
    plan.targets = std::make_shared<const TargetTable>(*table);
    plan.table = std::move(table);
    plan.stopped = true;
    return plan;
}

} // namespace

std::vector<RowId> withoutExcluded(std::vector<RowId> order, const std::vector<std::uint8_t> &excluded)
{
    std::erase_if(order, [&](RowId row) { return row < excluded.size() && excluded[row]; });
    return order;
}

RenamePlan planRenames(std::shared_ptr<const FileTable> table, const Occupancy &occupancy, const CompiledRecipe &recipe,
    std::vector<RowId> order, const RowChoices &choices, BatchMoment moment, std::stop_token stop, unsigned threads, const FileFacts *files)
{
    BatchFacts facts = makeBatchFacts(*table, withoutExcluded(std::move(order), choices.excluded), moment);
    if (recipe.needsWholeBatch() && !stageBatch(*table, recipe, choices, facts, stop, files))
        return stoppedPlan(std::move(table));
    TargetTable targets = nameRows(*table, recipe, facts, choices, stop, threads, files);
    if (stop.stop_requested())
        return stoppedPlan(std::move(table));
    const OnConflict onConflict = recipe.recipe().onConflict;
    if (onConflict != OnConflict::Refuse)
        targets.setPrecedence(recipe.needsWholeBatch() ? facts.order : std::move(facts.order));
    refuseImmovable(targets, occupancy, onConflict);
    RenamePlan plan = arrangeMoves(std::move(table), std::move(targets), occupancy, onConflict, std::move(stop));
    if (recipe.needsWholeBatch())
        plan.batch = std::make_shared<const BatchFacts>(std::move(facts));
    return plan;
}

} // namespace bulkhead
