// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"

#include <numeric>

namespace bulkhead {

namespace {

/// Rows left out by hand take no number.
std::vector<RowId> withoutExcluded(const FileTable &table, std::vector<RowId> order, const std::vector<std::uint8_t> &excluded)
{
    if (std::find_if(excluded.begin(), excluded.end(), [](std::uint8_t flag) { return flag != 0; }) == excluded.end())
        return order;
    if (order.empty()) {
        order.resize(table.rowCount());
        std::iota(order.begin(), order.end(), RowId(0));
    }
    std::erase_if(order, [&](RowId row) { return row < excluded.size() && excluded[row]; });
    return order;
}

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

RenamePlan planRenames(std::shared_ptr<const FileTable> table, const Occupancy &occupancy, const CompiledRecipe &recipe,
    std::vector<RowId> order, const RowChoices &choices, std::int64_t now, std::stop_token stop, unsigned threads)
{
    BatchFacts facts = makeBatchFacts(*table, withoutExcluded(*table, std::move(order), choices.excluded), now);
    if (recipe.needsWholeBatch() && !stageBatch(*table, recipe, facts, stop))
        return stoppedPlan(std::move(table));
    TargetTable targets = nameRows(*table, recipe, facts, choices, stop, threads);
    if (stop.stop_requested())
        return stoppedPlan(std::move(table));
    const OnConflict onConflict = recipe.recipe().onConflict;
    if (onConflict != OnConflict::Refuse)
        targets.setPrecedence(std::move(facts.order));
    return arrangeMoves(std::move(table), std::move(targets), occupancy, onConflict, std::move(stop));
}

} // namespace bulkhead
