// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run.h"

#include "core/rename/batch_kind.h"
#include "core/rename/run/step_runner.h"
#include "core/rename/run/transfer_runner.h"

#include <chrono>

namespace bulkhead {

namespace {

void fatal(JobReport &report, Error error)
{
    report.outcome = Outcome::Failed;
    if (!report.fatal)
        report.fatal = std::move(error);
}

BatchState endState(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Done:
        return BatchState::Done;
    case Outcome::Cancelled:
        return BatchState::Cancelled;
    case Outcome::Failed:
        break;
    }
    return BatchState::Failed;
}

std::int64_t rowsWithSteps(const RenamePlan &plan, RowResults &results)
{
    std::int64_t rows = 0;
    for (const Step &step : plan.steps) {
        // A parked row has a second step.
        if (step.kind != Step::Kind::Place)
            ++rows;
        results.set(step.row, RowResult::Pending);
    }
    return rows;
}

JobReport runBatch(FileSystem &fileSystem, History &history, const BatchHeader &header, const RenamePlan &plan, const RunOptions &options,
    std::stop_token stop, PauseGate &pause, ProgressMeter &meter, RowResults &results)
{
    JobReport report;
    const std::int64_t rows = rowsWithSteps(plan, results);
    meter.setTotal(rows);
    if (stop.stop_requested()) {
        report.outcome = Outcome::Cancelled;
        report.cancelled = rows;
        return report;
    }

    FolderTracker tracker;
    DirectoryCache cache(fileSystem, tracker);
    addFolders(cache, plan);
    Backoff patience(options.patience, stop);
    BatchHeader ownHeader = header;
    if (const Transfer transfer = plan.targets->transfer(); header.kind == BatchHeader().kind)
        ownHeader.kind = batchKindName({.transfer = transfer});
    const auto intent = writeIntent(fileSystem, history, ownHeader, plan, cache, patience, stop);
    const bool ended = !intent && (intent.error().code == ErrorCode::Locked || intent.error().code == ErrorCode::Cancelled);
    if (ended && stop.stop_requested()) {
        report.outcome = Outcome::Cancelled;
        report.cancelled = rows;
        return report;
    }
    if (!intent) {
        fatal(report, intent.error());
        return report;
    }
    report.batch = intent->writer->id();

    Backoff backoff(options.retry, stop);
    ObjectMover mover(fileSystem, cache, backoff, intent->writer->token());
    TouchedFileSystems touched(fileSystem, cache);
    const MadeFolders folders = makeFolders(fileSystem, plan, *intent, cache, backoff, touched);

    RowLedger ledger(*plan.table, intent->moves, results, meter, report);
    const StepTools tools{cache, tracker, mover, backoff, touched, pause, meter, ledger};
    std::vector<Bytes> leftParked;
    if (plan.targets->transfer() == Transfer::Move) {
        StepRunner steps(fileSystem, plan, *intent, folders, options, stop, tools, report);
        steps.run();
        leftParked = steps.leftParked();
    } else {
        TransferRunner transfers(fileSystem, plan, *intent, folders, options, stop, tools, report);
        transfers.run();
        leftParked = transfers.leftBehind();
    }

    // Before the barrier, so that it covers them too.
    removeUnusedFolders(fileSystem, plan, *intent, folders, ledger.moves(), cache);
    removeFolders(fileSystem, plan, tracker, touched, report);
    if (auto synced = touched.sync(); !synced)
        fatal(report, synced.error());
    if (!leftParked.empty()) {
        // Without an end it is an interrupted batch, which a recovery will look for.
        report.outcome = Outcome::Failed;
        report.fatal = Error{.code = ErrorCode::LeftParked, .operation = "rename", .path = leftParked.front()};
        return report;
    }
    if (auto finished = intent->writer->finish(endState(report.outcome), ledger.moves()); !finished)
        fatal(report, finished.error());
    return report;
}

} // namespace

JobReport runRenames(FileSystem &fileSystem, History &history, const BatchHeader &header, const RenamePlan &plan, const RunOptions &options,
    std::stop_token stop, PauseGate &pause, ProgressMeter &meter, RowResults &results)
{
    const auto begun = std::chrono::steady_clock::now();
    JobReport report = runBatch(fileSystem, history, header, plan, options, std::move(stop), pause, meter, results);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

} // namespace bulkhead
