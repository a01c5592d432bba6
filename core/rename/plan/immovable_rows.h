// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/plan.h"

namespace bulkhead {

/// Why an object cannot go from a folder to another one or to another name in it, by what is known of all three: None, ReadOnly,
/// Immutable, NotOwner.
RowIssue immovableIssue(FolderAccess from, FolderAccess to, bool isImmutable, bool isForeign) noexcept;

/// Gives rows that are to change but cannot such an issue. Linear.
void refuseImmovable(TargetTable &targets, const Occupancy &occupancy, OnConflict onConflict);

} // namespace bulkhead
