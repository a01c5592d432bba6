// SPDX-License-Identifier: GPL-3.0-or-later
// Does exactly the plan. Decides nothing but what to do about an error.
#pragma once

#include "core/fs/file_system.h"
#include "core/history/history.h"
#include "core/jobs/job_report.h"
#include "core/jobs/pause_gate.h"
#include "core/jobs/progress_meter.h"
#include "core/jobs/row_results.h"
#include "core/rename/plan.h"
#include "core/rename/run/backoff.h"

#include <stop_token>

namespace bulkhead {

struct RunOptions {
    enum class OnError : std::uint8_t { Continue, Stop };
    OnError onError = OnError::Continue;
    RetryPolicy retry;
    /// How long a batch of another program in the same folders is waited for.
    RetryPolicy patience{.attempts = 1'000, .first = std::chrono::milliseconds(5), .longest = std::chrono::milliseconds(200)};
};

/// Writes the intent, runs the steps, syncs each file system once, writes the end. Before each step the identity of the
/// source is compared with the plan's; a target that appeared meanwhile is never overwritten. Stops at a file boundary when
/// `stop` is requested; a ring that was begun is finished or taken back first. One thread; not the GUI thread.
/// The report's `fatal` is set where the intent could not be written (nothing was touched; Locked where another program's batch
/// is at work in a folder), where a row failed under OnError::Stop,
/// where a file had to be left under a temporary name (LeftParked; the batch then stays interrupted, for a recovery), where a file system
/// could not be synced, or where the end could not be written.
JobReport runRenames(FileSystem &fileSystem, History &history, const BatchHeader &header, const RenamePlan &plan, const RunOptions &options,
    std::stop_token stop, PauseGate &pause, ProgressMeter &meter, RowResults &results);

} // namespace bulkhead
