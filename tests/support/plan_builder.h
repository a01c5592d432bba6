// SPDX-License-Identifier: GPL-3.0-or-later
// Plans without recipes: "this goes there", and what the tree must look like afterwards, worked out by other means than
// the planner's.
#pragma once

#include "core/fs/file_system.h"
#include "core/rename/plan.h"
#include "tests/support/snapshot.h"

#include <vector>

namespace bulkhead {

/// Both paths relative to a root and as they are before anything moves: a folder that moves too is named by its old path.
/// A folder in `to` that is not there is made.
struct Journey {
    Bytes from;
    Bytes to;
};
using Journeys = std::vector<Journey>;

/// The plan that makes the journeys below `root` (absolute). Aborts where something cannot be read; conflicts are the
/// plan's business.
RenamePlan planJourneys(FileSystem &fileSystem, BytesView root, const Journeys &journeys, OnConflict onConflict = OnConflict::Refuse);

/// The tree after all journeys were made.
Snapshot snapshotAfter(const Snapshot &before, const Journeys &journeys);

/// As snapshotAfter, for the journeys whose row has that result only.
Journeys journeysDone(const RenamePlan &plan, const Journeys &journeys, const std::function<bool(RowId)> &isDone);

/// True where a name looks like one a parked file has.
bool hasTemporaryName(const Snapshot &snapshot);

} // namespace bulkhead
