// SPDX-License-Identifier: GPL-3.0-or-later
// What rename, undo, redo and recover share: showing a plan, running it, saying what came of it.
#pragma once

#include "app/cli/commands.h"
#include "app/cli/deed_words.h"
#include "core/history/history.h"
#include "core/rename/plan.h"
#include "core/rename/run.h"

#include <functional>

namespace bulkhead::cli {

/// What it means that a plan leaves a row out.
enum class Skipping : std::uint8_t {
    AsAsked, ///< By --on-conflict skip.
    Refusal, ///< An undo that cannot take it back.
};

struct Showing {
    Skipping skipping = Skipping::AsAsked;
    DeedWords words; ///< What the plan does.
    NameWarnings warnings; ///< Those to tell of: with --json in the row, else on stderr, for the first ten names that have some.
};

/// Rows of the plan as they would be.
void showPreview(Printer &printer, const RenamePlan &plan, const Showing &showing = {});

/// Runs `body` with a progress bar that says `doing`.
JobReport runWithProgress(const Printer &printer, const char *doing, const std::function<JobReport(PauseGate &, ProgressMeter &)> &body);

/// Rows of the plan as they became, then how to take the batch back.
void showOutcome(Printer &printer, const RenamePlan &plan, const JobReport &report, const RowResults &results, const Showing &showing = {});

/// For a stop before anything was changed; returns the exit code.
int sayInterrupted(Printer &printer);

/// `unread`: paths that could not be read and were shown as errors of their own.
Summary summarise(const RenamePlan &plan, const JobReport *report, std::size_t unread = 0);

/// False for a batch that was interrupted: how far it got is written nowhere.
bool knowsDone(const BatchInfo &batch);

/// A batch of the history as the object that `history --json` prints.
Bytes jsonBatch(const BatchInfo &batch);

/// 0, 1 or 130 for a batch that ran.
int exitCode(const JobReport &report);

/// Opens the history of the user; says on stderr what is wrong where it cannot, and leaves it as it is.
std::unique_ptr<History> openHistory(Printer &printer);

/// The same for what adds a batch of its own: a damaged history is kept aside, said on stderr, and a new one begun.
std::unique_ptr<History> openHistoryToAdd(Printer &printer);

} // namespace bulkhead::cli
