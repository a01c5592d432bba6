// SPDX-License-Identifier: GPL-3.0-or-later
// A plan as a list that people, and other programs, can look at, edit and bring back.
#pragma once

#include "core/fs/whole_file.h"
#include "core/jobs/progress_meter.h"
#include "core/rename/plan.h"

namespace bulkhead {

enum class PlanFormat : std::uint8_t {
    /// The columns old, an absolute path, and new, a name: a list rule by name takes it, and names that are not UTF-8 are there as
    /// they are. A row that would go to another folder has its whole new path as `new`.
    Csv,
    JsonLines, ///< Objects with `from` and `to`, both absolute, as --json writes them.
};

PlanFormat planFormatOf(BytesView path); ///< JsonLines where it ends with ".jsonl".

/// Writes the rows that would be renamed to a file, as a whole or not at all, and says how many there are. Fails with AlreadyExists
/// (IfThere::Refuse), with Cancelled where `stop` fired, NoSpace, ... `meter`, which may be null, counts all rows of the plan. Not
/// for the GUI thread.
Result<std::int64_t> exportPlan(
    const Bytes &path, WholeFile::IfThere ifThere, const RenamePlan &plan, std::stop_token stop = {}, ProgressMeter *meter = nullptr);

} // namespace bulkhead
