// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/compiled_recipe.h"

#include <algorithm>

namespace bulkhead {

BatchFacts makeBatchFacts(const FileTable &table, std::vector<RowId> order, BatchMoment moment)
{
    BatchFacts facts;
    facts.moment = moment;
    facts.count = static_cast<std::uint32_t>(order.size());
    facts.position.assign(table.rowCount(), kNone);
    facts.positionInFolder.assign(table.rowCount(), kNone);
    facts.folderCount.assign(table.directoryCount(), 0);
    for (std::uint32_t i = 0; i < facts.count; ++i) {
        const RowId row = order[i];
        facts.position[row] = i;
        facts.positionInFolder[row] = facts.folderCount[table.directoryOf(row)]++;
    }
    if (!facts.folderCount.empty())
        facts.largestFolder = *std::max_element(facts.folderCount.begin(), facts.folderCount.end());
    facts.order = std::move(order);
    return facts;
}

} // namespace bulkhead
