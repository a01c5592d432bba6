// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/path_follower.h"

#include "core/base/path.h"

namespace bulkhead {

PathFollower::PathFollower(const RenamePlan &plan, const RowResults &results)
    : m_plan(plan)
    , m_results(results)
    , m_directoryPath(plan.table->directoryCount() + plan.targets->extraDirectories().size())
{
}

bool PathFollower::moved(RowId row) const
{
    return leavesPlace(m_plan.targets->transfer()) && m_plan.status[row] == RowStatus::Rename && m_results[row] == RowResult::Done;
}

const Bytes &PathFollower::directoryPath(DirectoryId directory)
{
    Bytes &path = m_directoryPath[directory];
    if (!path.empty())
        return path;
    const FileTable &table = *m_plan.table;
    if (directory >= table.directoryCount()) {
        const auto &extra = m_plan.targets->extraDirectory(directory);
        return path = extra.parent == kNone ? extra.path : joinPath(directoryPath(extra.parent), extra.name);
    }
    const FileTable::Directory &own = table.directory(directory);
    if (own.row != kNone)
        path = pathOf(own.row);
    else if (own.parent != kNone)
        path = joinPath(directoryPath(own.parent), fileName(own.path));
    else
        path = own.path;
    return path;
}

Bytes PathFollower::pathOf(RowId row)
{
    if (moved(row))
        return joinPath(directoryPath(m_plan.targets->directoryOf(row)), m_plan.targets->name(row));
    return joinPath(directoryPath(m_plan.table->directoryOf(row)), m_plan.table->name(row));
}

void PathFollower::prepare(const std::vector<Bytes> &paths)
{
    std::unordered_set<Bytes> wanted;
    for (const Bytes &path : paths) {
        // Stops where the folders above are known already: linear in the length of all paths.
        for (BytesView at = path; at.size() > 1 && wanted.emplace(at).second; at = parentPath(at)) { }
    }
    if (wanted.empty())
        return;
    const FileTable &table = *m_plan.table;
    Bytes path;
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (!moved(row))
            continue;
        path = joinPath(table.directory(table.directoryOf(row)).path, table.name(row));
        if (wanted.contains(path))
            m_movedRow.emplace(std::move(path), row);
    }
}

Bytes PathFollower::follow(const Bytes &path)
{
    for (BytesView at = path; at.size() > 1; at = parentPath(at)) {
        const auto found = m_movedRow.find(Bytes(at));
        if (found != m_movedRow.end())
            return pathOf(found->second) + path.substr(at.size());
    }
    return path;
}

} // namespace bulkhead
