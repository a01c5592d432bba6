// SPDX-License-Identifier: GPL-3.0-or-later
// What the history calls a batch (BatchHeader::kind).
#pragma once

#include "core/rename/recipe.h"

#include <optional>

namespace bulkhead {

/// What a batch does with its files, and whether its moves say what it makes or what it takes away again.
struct BatchKind {
    Transfer transfer = Transfer::Move;
    bool removes = false; ///< Never of Move, whose reverse is a move.
    bool operator==(const BatchKind &) const = default;
};

Bytes batchKindName(BatchKind kind);
/// Nothing for a kind that this version does not know.
std::optional<BatchKind> batchKindNamed(BytesView name);

} // namespace bulkhead
