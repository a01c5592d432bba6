// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the rows of a plan that takes copies, links or moves to another disk back.
#pragma once

#include "core/fs/file_system.h"
#include "core/history/history.h"
#include "core/rename/plan.h"

#include <functional>
#include <span>

namespace bulkhead {

struct TransferRow {
    std::uint32_t move = 0; ///< Of the record.
    Step::Kind step = Step::Kind::Create;
    RowIssue issue = RowIssue::None; ///< Set where it stays as it is.
    FileIdentity created; ///< As RenamePlan::created.
    Bytes leftover; ///< As RenamePlan::leftovers; empty = none.
    Bytes beside; ///< As RenamePlan::beside; empty = none.

    bool isArranged() const noexcept { return issue == RowIssue::None && step == Step::Kind::Create; }
};

/// arrangeMoves with the folders that it asks for. `targets`: made anew for each try, with all rows left out that are not arranged.
Result<RenamePlan> arrangeTransfers(FileSystem &fileSystem, const std::shared_ptr<const FileTable> &table,
    const std::function<TargetTable()> &targets, const std::stop_token &stop);

/// Adds the rows that arranging knows nothing of, and their steps.
void addTransferSteps(RenamePlan &plan, std::span<const TransferRow> rows);

/// Those that the batch made, as far as something of it was in them; children first.
std::vector<Bytes> foldersMade(const BatchContents &contents);
/// Those that it meant to remove.
std::vector<Bytes> foldersRemoved(const BatchContents &contents);

} // namespace bulkhead
