// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"

#include "core/base/path.h"

#include <algorithm>
#include <optional>

namespace bulkhead {

namespace {

/// The path that a folder has at the end: moved folders above it change it, from the lowest to the highest.
Bytes finalFolderPath(const RenamePlan &plan, BytesView before)
{
    Bytes below; // What hangs under `before` at the end, with its leading slash.
    BytesView at = before;
    // A batch that puts folders into each other does not start, but is shown: the limit ends the walk.
    for (std::size_t moved = 0; !plan.movedFolders.empty() && moved <= plan.movedFolders.size();) {
        if (const auto found = plan.movedFolders.find(at); found != plan.movedFolders.end()) {
            Bytes name = "/";
            name += plan.targets->name(found->second);
            name += before.substr(at.size());
            below.insert(0, name);
            before = at = plan.targets->directoryPath(plan.targets->directoryOf(found->second));
            ++moved;
            continue;
        }
        const BytesView above = parentPath(at);
        if (above.empty() || above.size() >= at.size())
            break;
        at = above;
    }
    if (below.empty())
        return Bytes(before);
    return before == "/" ? below : Bytes(before) + below;
}

} // namespace

RowId RenamePlan::otherRow(RowId row) const
{
    const auto detail = details.find(row);
    return detail == details.end() ? kNone : detail->second.otherRow;
}

Bytes RenamePlan::targetPath(RowId row) const
{
    const bool staysHome = status[row] == RowStatus::Skipped || status[row] == RowStatus::Same;
    const BytesView folder = targets->directoryPath(staysHome ? table->directoryOf(row) : targets->directoryOf(row));
    return joinPath(finalFolderPath(*this, folder), staysHome ? table->name(row) : targets->name(row));
}

const AttributeChange *RenamePlan::attributesOf(RowId row) const
{
    const auto found = std::ranges::lower_bound(attributes, row, {}, &AttributeChange::row);
    return found != attributes.end() && found->row == row ? &*found : nullptr;
}

Bytes RenamePlan::commonFolder() const
{
    std::vector<bool> seen(table->directoryCount());
    std::optional<BytesView> common;
    for (const Step &step : steps) {
        const DirectoryId directory = table->directoryOf(step.row);
        if (seen[directory])
            continue;
        seen[directory] = true;
        const BytesView path = table->directory(directory).path;
        if (!common)
            common = path;
        while (!isSameOrBelow(path, *common) && common->size() > 1)
            common = parentPath(*common);
    }
    return Bytes(common.value_or(BytesView()));
}

} // namespace bulkhead
