// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: which batch `undo` and `redo` without a number mean. Pure.
//
// A batch and everything that took it back, brought it again, and so on, are one family: they move the same objects back
// and forth, and the newest of them with something done says where those are.
#pragma once

#include "core/history/history.h"

namespace bulkhead {

/// What the answer depends on.
struct BatchLink {
    BatchId id = 0;
    BatchState state = BatchState::Done;
    Direction direction = Direction::Do;
    std::optional<BatchId> reverses;
    std::int64_t rows = 0;
    std::int64_t done = 0;
};

struct UndoOrder {
    std::optional<BatchId> undoable; ///< The newest Do or Redo batch whose family is applied, wholly or in part.
    std::optional<BatchId> redoable; ///< The newest Undo batch whose family is taken back, if no Do came after it.
};

/// Links oldest first. A family of which a part was taken back is both applied and taken back; an older batch of it may have done
/// what a newer one did not do again. `before`: only what is older counts. Linear, with a search in each family.
UndoOrder undoOrder(std::span<const BatchLink> links, std::optional<BatchId> before = {});

} // namespace bulkhead
