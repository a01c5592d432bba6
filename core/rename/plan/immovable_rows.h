// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/plan.h"

namespace bulkhead {

/// Gives rows that are to change but cannot, by what is known of them and of their folders, an issue: ReadOnly, Immutable. For
/// a new batch only: what is taken back is tried, whatever is known. Linear.
void refuseImmovable(TargetTable &targets, const Occupancy &occupancy, OnConflict onConflict);

} // namespace bulkhead
