// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what became of each move. Runs where they are short (all done: a few bytes), else four bits a move,
// so the room it takes at most is known before the first move.
#pragma once

#include "core/history/chunk_frame.h"
#include "core/history/history.h"

namespace bulkhead {

/// Bytes that packResults needs at most for `moves` moves.
std::size_t resultRoom(std::uint64_t moves) noexcept;

Bytes packResults(BatchId batch, std::span<const MoveResult> results);

/// Sets the result of every move. `room` may be longer than what was packed. False where it is damaged or does not hold
/// exactly one result per move.
bool unpackResults(BytesView room, BatchId batch, std::vector<MoveRecord> &moves);

} // namespace bulkhead
