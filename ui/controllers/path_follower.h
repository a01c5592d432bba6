// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/row_results.h"
#include "core/rename/plan.h"

#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace bulkhead {

/// Where paths lead after a run: a file that was renamed has a new path, and so has everything below a renamed folder.
/// Files that were copied or linked are where they were. Looks only at the plan and its results, not at the disk. One thread.
class PathFollower
{
public:
    PathFollower(const RenamePlan &plan, const RowResults &results);

    /// The path of a row of the plan's table now.
    Bytes pathOf(RowId row);
    /// Announces paths to `follow`: one pass over the rows finds those that moved.
    void prepare(const std::vector<Bytes> &paths);
    /// Where a prepared path leads now.
    Bytes follow(const Bytes &path);

private:
    bool moved(RowId row) const;
    const Bytes &directoryPath(DirectoryId directory);

    const RenamePlan &m_plan;
    const RowResults &m_results;
    std::vector<Bytes> m_directoryPath; ///< By DirectoryId; empty = not worked out yet.
    std::unordered_map<Bytes, RowId> m_movedRow; ///< By old path, of prepared paths and the folders above them.
};

} // namespace bulkhead
