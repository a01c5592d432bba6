// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/commit_work.h"

#include "core/base/path.h"
#include "ui/models/shared_value.h"

namespace bulkhead {

namespace {

PreparedReverse withError(const Error &error)
{
    PreparedReverse prepared;
    prepared.error = error;
    return prepared;
}

} // namespace

Bytes commonFolder(const RenamePlan &plan)
{
    const FileTable &table = *plan.table;
    std::vector<std::uint8_t> seen(table.directoryCount());
    std::optional<BytesView> common;
    for (const Step &step : plan.steps) {
        const DirectoryId directory = table.directoryOf(step.row);
        if (seen[directory])
            continue;
        seen[directory] = 1;
        const BytesView path = table.directory(directory).path;
        if (!common)
            common = path;
        while (!isSameOrBelow(path, *common) && common->size() > 1)
            common = parentPath(*common);
    }
    return Bytes(common.value_or(BytesView()));
}

PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, std::optional<BatchId> batch, LastBatch last,
    Destination destination, std::stop_token stop)
{
    auto history = History::open(stateDirectory);
    if (!history)
        return withError(history.error());
    if (!batch) {
        auto found = last == LastBatch::Redoable ? (*history)->lastRedoable() : (*history)->lastUndoable();
        if (!found)
            return withError(found.error());
        if (!found->has_value()) {
            PreparedReverse nothing;
            nothing.nothing = true;
            return nothing;
        }
        batch = found->value().id;
    }
    auto reverse = planReverse(fileSystem, **history, *batch, destination, stop);
    if (!reverse)
        return withError(reverse.error());
    PreparedReverse prepared;
    const RenamePlan::Counts &counts = reverse->plan.counts;
    prepared.notPlanned = counts.skipped + counts.conflicts + counts.errors;
    prepared.reverse = sharedValue(std::move(*reverse));
    return prepared;
}

} // namespace bulkhead
