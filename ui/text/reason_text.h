// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/plan.h"
#include "ui/models/deed.h"

#include <QString>

namespace bulkhead {

/// Why the primary button is off.
enum class Blocked : std::uint8_t {
    No,
    Empty,
    Reading,
    Planning,
    BadRecipe,
    BadFolder, ///< All that is wrong with the recipe is where the files go.
    Failed,
    Conflicts,
    Errors,
    NothingChanges,
    Held,
    Behind,
    Running
};

/// What becomes of names that collide; empty for Refuse, where the rows say it.
QString policyText(OnConflict policy);

/// Empty for Blocked::No.
QString blockedText(Blocked reason, const RenamePlan::Counts &counts, Deed deed = Deed::Rename);

} // namespace bulkhead
