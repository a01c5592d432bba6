// SPDX-License-Identifier: GPL-3.0-or-later
// The work behind the preview: free functions over values, for a worker.
#pragma once

#include "core/fs/file_system.h"
#include "core/metadata/fact_cache.h"
#include "core/rename/compiled_recipe.h"
#include "ui/models/file_list.h"
#include "ui/models/file_table_model.h"
#include "ui/models/row_view.h"
#include "ui/models/rule_example.h"

namespace bulkhead {

/// The rows in their order, and what rules may know of them. Depends on the list and the order, not on the rules.
struct OrderedRows {
    std::shared_ptr<const std::vector<RowId>> order;
    std::shared_ptr<const BatchFacts> facts; ///< Of the rows that are not left out.
    std::shared_ptr<const RowView> view;
    bool stopped = false;
};
/// `sorted`: the rows of the list in the recipe's order, where they are known already.
OrderedRows orderRows(const FileList &list, const RenameRecipe &recipe, const RenamePlan *plan, const ViewOptions &options,
    std::stop_token stop, std::shared_ptr<const std::vector<RowId>> sorted = nullptr);

/// Where what rules ask of the inside of files comes from.
struct FactSource {
    FileSystem &fileSystem;
    FactCache &cache;
};

/// The recipe made ready, and the names of a few rows under it: what is on screen changes before the whole is planned.
struct QuickAnswer {
    CompiledRecipeRef recipe; ///< Null where there are problems.
    std::vector<RecipeProblem> problems;
    std::vector<QuickName> names; ///< Empty for recipes that need the whole batch first.
};
QuickAnswer nameQuickly(const FactSource &source, const FileList &list, const RenameRecipe &recipe, const LoadedLists &lists,
    const BatchFacts &facts, const std::vector<RowId> &rows, const std::stop_token &stop = {});
std::vector<QuickName> nameRowsNow(const FactSource &source, const FileList &list, const CompiledRecipe &recipe, const BatchFacts &facts,
    const std::vector<RowId> &rows, const std::stop_token &stop = {});

/// What each rule makes of one row, at the cost of that row. `facts`: those of the plan, for recipes that need the whole batch.
RowTrace traceRow(const FactSource &source, const FileList &list, const CompiledRecipe &recipe, const BatchFacts &facts, RowId row);

struct PlanAnswer {
    std::shared_ptr<const RenamePlan> plan; ///< Null where stopped.
    std::shared_ptr<const Occupancy> occupancy; ///< With the folders the planner asked for.
    std::shared_ptr<const RowView> view; ///< `before` itself where the rows are the same.
    std::vector<RecipeProblem> warnings; ///< Of lists by name.
};
/// `filesRead` counts those whose inside was asked.
PlanAnswer planPreview(const FactSource &source, const FileList &list, const CompiledRecipe &recipe, const OrderedRows &rows,
    const ViewOptions &options, const std::shared_ptr<const RowView> &before, std::stop_token stop, unsigned threads,
    std::atomic<std::int64_t> *filesRead = nullptr);

/// makeRowView, but `before` itself where nothing changed: the table then keeps still.
std::shared_ptr<const RowView> remakeView(const FileList &list, const std::vector<RowId> &order, const RenamePlan *plan,
    const ViewOptions &options, const std::shared_ptr<const RowView> &before, std::stop_token stop);

} // namespace bulkhead
