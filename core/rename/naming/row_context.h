// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what templates and rules may ask about the row they work on.
#pragma once

#include "core/rename/compiled_recipe.h"

#include <span>

namespace bulkhead {

/// Views are valid while one rule runs on one row.
struct RowContext {
    const FileTable &table;
    const BatchFacts &facts;
    const FileFacts *files = nullptr; ///< Null = no file says anything.
    RowId row = 0;
    std::uint32_t rule = 0; ///< Index in the recipe of the rule at work.

    // the name as it stands at this rule
    BytesView stem;
    BytesView extension; ///< Without the dot.
    BytesView name; ///< What is behind the last '/': the stem, and the dot with the extension where there is one.

    BytesView originalStem; ///< Of the name on disk.

    /// Captures of a regex replace: [0] the whole match, [1].. the groups. Empty elsewhere; a group that took no part has a null data().
    std::span<const BytesView> captures = {};

    /// Counter index for a staged counter (per stem, changed rows): kNone = this row is not numbered. Plain counters
    /// compute theirs from `facts`.
    std::uint32_t stagedIndex = kNone;
    /// How many share that staged counter at most (per stem: the largest group), for its automatic width.
    std::uint32_t stagedCount = 0;
    /// What the names of the batch are in, for a staged decode rule; empty = not known.
    BytesView stagedEncoding = {};
};

} // namespace bulkhead
