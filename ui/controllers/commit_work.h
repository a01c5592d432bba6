// SPDX-License-Identifier: GPL-3.0-or-later
// The work around a run: free functions over values, for a worker.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/undo.h"

#include <memory>
#include <optional>

namespace bulkhead {

/// The deepest folder that holds every row the plan moves: what the history says of a batch's place.
Bytes commonFolder(const RenamePlan &plan);

/// A plan to take a batch back or to finish it; or nothing to do; or an error.
struct PreparedReverse {
    std::shared_ptr<const ReversePlan> reverse;
    std::int64_t notPlanned = 0; ///< Rows that cannot be taken back; the plan says why.
    std::optional<Error> error;
    bool nothing = false; ///< No batch was named, and there is none.
};

enum class LastBatch : std::uint8_t { Undoable, Redoable };

/// Reads the history and the disk, changes nothing. Without a number it is about the last batch of its kind.
PreparedReverse prepareReverse(FileSystem &fileSystem, const Bytes &stateDirectory, std::optional<BatchId> batch, LastBatch last,
    Destination destination, std::stop_token stop);

} // namespace bulkhead
