// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/surveyed_plan.h"

#include "core/fs/scanner.h"

namespace bulkhead {

RenamePlan planSurveyed(FileSystem &fileSystem, std::shared_ptr<const FileTable> table, Occupancy &occupancy, const CompiledRecipe &recipe,
    const std::vector<RowId> &order, const RowChoices &choices, BatchMoment moment, std::stop_token stop, unsigned threads,
    const FileFacts *files)
{
    for (;;) {
        RenamePlan plan = planRenames(table, occupancy, recipe, order, choices, moment, stop, threads, files);
        if (plan.stopped || plan.unsurveyed.empty())
            return plan;
        // Ends: every folder asked for gets a state other than Unknown, and names do not depend on the survey.
        survey(fileSystem, plan.unsurveyed, *table, occupancy, stop);
        if (stop.stop_requested()) {
            plan.stopped = true;
            return plan;
        }
    }
}

} // namespace bulkhead
