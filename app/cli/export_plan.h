// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/plan.h"

namespace bulkhead::cli {

/// Writes the rows that would be renamed to a new file; fails with AlreadyExists where there is one. "....jsonl": objects with
/// `from` and `to` as --json writes them. Else CSV with the columns old, an absolute path, and new, a name: --names takes it, and
/// names that are not UTF-8 are there as they are. A row that would go to another folder has its whole new path as `new`.
Result<void> exportPlan(const Bytes &path, const RenamePlan &plan);

} // namespace bulkhead::cli
