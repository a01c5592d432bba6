// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"

#include "core/base/path.h"

namespace bulkhead {

namespace {

/// Follows rows and folders up to the root, as the batch leaves them.
class FinalPath
{
public:
    explicit FinalPath(const RenamePlan &plan)
        : m_plan(plan)
    {
    }

    Bytes of(RowId row) const
    {
        const RowStatus status = m_plan.status[row];
        const bool wantsTarget = status != RowStatus::Skipped && status != RowStatus::Same;
        const DirectoryId directory = wantsTarget ? m_plan.targets->directoryOf(row) : m_plan.table->directoryOf(row);
        return joinPath(ofFolder(directory), wantsTarget ? m_plan.targets->name(row) : m_plan.table->name(row));
    }

private:
    /// kNone where the folder stays where it is, as far as it is known.
    RowId movingRow(DirectoryId folder) const
    {
        const RowId row = m_plan.targets->directoryRow(folder);
        return row != kNone && m_plan.status[row] == RowStatus::Rename && m_plan.table->isDirectory(row) ? row : kNone;
    }

    Bytes ofFolder(DirectoryId folder) const
    {
        std::vector<BytesView> below; // Names between the folder and one whose path is as it was, the lowest first.
        std::vector<BytesView> pending;
        // A batch with a folder in itself does not start, but is shown: the limit ends the walk.
        const std::size_t limit = m_plan.table->directoryCount() + m_plan.targets->extraDirectories().size();
        DirectoryId unmoved = folder;
        for (std::size_t step = 0; folder != kNone && step <= limit; ++step) {
            if (const RowId row = movingRow(folder); row != kNone) {
                below.insert(below.end(), pending.begin(), pending.end());
                pending.clear();
                below.push_back(m_plan.targets->name(row));
                unmoved = folder = m_plan.targets->directoryOf(row);
            } else {
                pending.push_back(fileName(m_plan.targets->directoryPath(folder)));
                folder = m_plan.targets->directoryParent(folder);
            }
        }
        Bytes path(m_plan.targets->directoryPath(unmoved));
        for (auto name = below.rbegin(); name != below.rend(); ++name)
            path = joinPath(path, *name);
        return path;
    }

    const RenamePlan &m_plan;
};

} // namespace

Bytes RenamePlan::targetPath(RowId row) const
{
    return FinalPath(*this).of(row);
}

std::size_t RenamePlan::memoryBytes() const noexcept
{
    std::size_t paths = (removeDirectories.capacity() + unsurveyed.capacity()) * sizeof(Bytes);
    for (const auto *list : {&removeDirectories, &unsurveyed}) {
        for (const Bytes &path : *list)
            paths += path.capacity();
    }
    constexpr std::size_t kNode = 4 * sizeof(void *); // What a node of a hash map costs besides its value.
    return (targets ? targets->memoryBytes() : 0) + status.capacity() * sizeof(RowStatus) + issue.capacity() * sizeof(RowIssue)
        + details.size() * (kNode + sizeof(IssueDetail)) + steps.capacity() * sizeof(Step)
        + makeDirectories.capacity() * sizeof(DirectoryId) + paths;
}

} // namespace bulkhead
