// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the batch a plan becomes in the history.
#pragma once

#include "core/history/history.h"
#include "core/rename/plan.h"
#include "core/rename/run/backoff.h"
#include "core/rename/run/directory_cache.h"

namespace bulkhead {

/// An intent that is durable. Holds the owner's lock while it lives.
struct SealedIntent {
    std::unique_ptr<BatchWriter> writer;
    std::vector<std::uint32_t> moveOfRow; ///< By row; kNone where the row has no step.
    std::vector<RowId> rowOfMove; ///< By move index.
    std::vector<DirectoryId> made; ///< Folders to make that were not there, parents first.
};

/// Puts the plan's folders into the cache: afterwards a DirectoryId is a key.
void addFolders(DirectoryCache &cache, const RenamePlan &plan);

/// Writes and seals the intent. Looks at the disk (which folders to make are there already), changes nothing on it. While a
/// batch of another program is at work in one of the folders, `patience` is waited with; Locked where that was not enough,
/// Cancelled where it was stopped: then nothing is in the history.
Result<SealedIntent> writeIntent(FileSystem &fileSystem, History &history, const BatchHeader &header, const RenamePlan &plan,
    DirectoryCache &cache, Backoff &patience, const std::stop_token &stop);

} // namespace bulkhead
