// SPDX-License-Identifier: GPL-3.0-or-later
// Planning together with what planning has to know of the disk: plans, lists the folders the plan asks about, plans again.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/plan.h"

namespace bulkhead {

/// planRenames until nothing is unsurveyed; `occupancy` grows by what was listed, so that the next call needs no second
/// look. Any thread but the GUI thread. A plan whose `stopped` is set means the stop token fired.
RenamePlan planSurveyed(FileSystem &fileSystem, std::shared_ptr<const FileTable> table, Occupancy &occupancy, const CompiledRecipe &recipe,
    const std::vector<RowId> &order, const RowChoices &choices, BatchMoment moment, std::stop_token stop, unsigned threads = 1,
    const FileFacts *files = nullptr);

/// The recipe with the beginning of an absolute destination, as far as it is typed and there, as the path that leads there
/// without symbolic links: a person may go through links, a run does not. Reads the disk. Any thread but the GUI thread.
RenameRecipe withRealDestination(FileSystem &fileSystem, RenameRecipe recipe);

} // namespace bulkhead
