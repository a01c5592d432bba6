// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the batch a plan becomes in the history.
#pragma once

#include "core/history/history.h"
#include "core/rename/plan.h"
#include "core/rename/run/backoff.h"
#include "core/rename/run/directory_cache.h"

namespace bulkhead {

/// Numbers the rows that have steps, in row order: an undo then shows them as they were shown before. Keeps nothing where all
/// rows have steps.
class MoveNumbers
{
public:
    MoveNumbers() = default;
    explicit MoveNumbers(const RenamePlan &plan);

    std::size_t count() const noexcept { return m_count; }
    std::uint32_t ofRow(RowId row) const { return m_ofRow.empty() ? row : m_ofRow[row]; } ///< kNone where it has no step.
    RowId row(std::size_t move) const { return m_rows.empty() ? RowId(move) : m_rows[move]; }

private:
    std::vector<std::uint32_t> m_ofRow;
    std::vector<RowId> m_rows; ///< By move.
    std::size_t m_count = 0;
};

/// An intent that is durable. Holds the owner's lock while it lives.
struct SealedIntent {
    std::unique_ptr<BatchWriter> writer;
    MoveNumbers moves;
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
