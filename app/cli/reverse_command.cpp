// SPDX-License-Identifier: GPL-3.0-or-later
// undo, redo and recover: one thing, looking at where every object of a batch is now.
#include "app/cli/batch.h"
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/sentences.h"
#include "core/base/text.h"
#include "core/rename/undo.h"

namespace bulkhead::cli {

namespace {

/// What became of one batch.
struct TaskEnd {
    int code = kExitFine;
    Summary summary;
};

struct ReverseTask {
    BatchId batch = 0;
    Destination destination = Destination::Sources;
    bool recovery = false;
    bool undo = true; ///< Else redo; both where it is no recovery.
    bool apply = false;
    bool stopOnError = false;
};

void sayChangedSince(Printer &printer, const ReversePlan &reverse)
{
    if (reverse.attributesChangedSince > 0)
        printer.problem(counted(reverse.attributesChangedSince, "file was", "files were")
            + " given another time or other permissions since: those stay as they are");
}

DeedWords wordsOf(const ReversePlan &reverse)
{
    const DeedWords words = DeedWords::of(reverse.header.kind);
    return reverse.plan.attributes.empty() ? words : words.andAttributes();
}

Showing showingOf(const ReversePlan &reverse)
{
    return {.skipping = Skipping::Refusal, .words = wordsOf(reverse)};
}

void sayReversePreview(Printer &printer, const ReversePlan &reverse, const ReverseTask &task)
{
    const RenamePlan::Counts &counts = reverse.plan.counts;
    Bytes line = "Batch " + std::to_string(task.batch) + ": " + wordsOf(reverse).will(counts.changed);
    if (reverse.alreadyThere > 0)
        line += ", " + grouped(reverse.alreadyThere) + " already in place";
    if (counts.skipped + counts.conflicts + counts.errors > 0)
        line += ", " + grouped(counts.skipped + counts.conflicts + counts.errors) + " cannot";
    printer.note(line + (counts.changed > 0 || task.recovery ? ". This is a preview: add --apply." : "."));
}

bool nothingToDo(const RenamePlan &plan)
{
    return plan.counts.changed == 0 && plan.removeDirectories.empty() && plan.makeDirectories.empty();
}

TaskEnd applyReverse(Session &session, History &history, const ReverseTask &task, const ReversePlan &reverse)
{
    Printer &printer = session.printer;
    const RenamePlan &plan = reverse.plan;
    const bool refused = plan.counts.skipped + plan.counts.conflicts + plan.counts.errors > 0;
    // An interrupted batch is run even where nothing has to move: that is how it is marked as dealt with.
    if (nothingToDo(plan) && !task.recovery) {
        showPreview(printer, plan, showingOf(reverse));
        printer.note((refused ? Bytes("Nothing was changed.")
                              : "Batch " + std::to_string(task.batch) + ": everything is in its place, nothing to do.")
            + " Other batches are taken back by their number, see 'bulkhead-cli history'.");
        return {refused ? kExitProblems : kExitFine, summarise(plan, nullptr)};
    }
    RowResults results(plan.table->rowCount());
    const RunOptions options{.onError = task.stopOnError ? RunOptions::OnError::Stop : RunOptions::OnError::Continue};
    const JobReport report = runWithProgress(printer, wordsOf(reverse).gerund(), [&](PauseGate &pause, ProgressMeter &meter) {
        return bulkhead::runReverse(session.fileSystem, history, reverse, options, session.interrupt.token(), pause, meter, results);
    });
    showOutcome(printer, plan, report, results, showingOf(reverse));
    if (report.batch) {
        Bytes line = wordsOf(reverse).were(report.done);
        if (report.failed + report.skipped > 0)
            line += ", " + grouped(report.failed + report.skipped) + " failed";
        line += ". This was batch " + std::to_string(*report.batch) + ".";
        // By its number: without, another batch may be the last one by then.
        if (!task.recovery && report.done > 0 && (refused || report.failed + report.skipped > 0))
            line += Bytes(" To try the others again: bulkhead-cli ") + (task.undo ? "undo " : "redo ") + std::to_string(task.batch)
                + " --apply";
        else if (!task.recovery && report.done > 0)
            line += Bytes(" To go back: bulkhead-cli ") + (task.undo ? "redo " : "undo ") + std::to_string(*report.batch) + " --apply";
        printer.note(line);
    }
    if (reverse.stillParked > 0)
        printer.problem(counted(reverse.stillParked, "file is", "files are")
            + " still under a temporary name (.bulkhead-...): free the names listed above and recover again");
    sayChangedSince(printer, reverse);
    if (reverse.unseen > 0)
        printer.problem(counted(reverse.unseen, "file", "files")
            + " could not be looked for, because a folder is not there or cannot be opened: make it reachable and recover again");
    const int code = reverse.unseen > 0 ? std::max(exitCode(report), kExitProblems) : exitCode(report);
    return {code == kExitFine && refused ? kExitProblems : code, summarise(plan, &report)};
}

void sayDamaged(Printer &printer, BatchId id, const Error &error)
{
    const Bytes number = std::to_string(id);
    printer.problem("batch " + number + ": its record is damaged (" + toTerminal(error.detail)
        + "), so it can be neither taken back nor finished; other batches can. 'bulkhead-cli forget " + number + "' removes the record");
}

void sayUnreadable(Printer &printer, const Error &error)
{
    printer.problem("the history (" + printer.messagePath(error.path) + ") cannot be read: " + sentence(error)
        + (error.code == ErrorCode::Damaged ? "; a batch that is damaged can be forgotten by its number: bulkhead-cli forget BATCH" : ""));
}

TaskEnd runTask(Session &session, History &history, const ReverseTask &task)
{
    Printer &printer = session.printer;
    auto reverse = planReverse(session.fileSystem, history, task.batch, task.destination, session.interrupt.token());
    if (!reverse) {
        if (reverse.error().code == ErrorCode::Cancelled)
            return {kExitInterrupted, {}};
        const auto batch = history.batch(task.batch);
        const bool unknown = !batch && batch.error().code == ErrorCode::NotFound;
        if (reverse.error().code == ErrorCode::Damaged)
            sayDamaged(printer, task.batch, reverse.error());
        else
            printer.problem("batch " + std::to_string(task.batch) + ": "
                + (unknown ? Bytes("the history has no such batch: 'bulkhead-cli history' lists them") : sentence(reverse.error())));
        return {kExitProblems, {}};
    }
    if (task.apply)
        return applyReverse(session, history, task, *reverse);
    showPreview(printer, reverse->plan, showingOf(*reverse));
    sayReversePreview(printer, *reverse, task);
    sayChangedSince(printer, *reverse);
    const RenamePlan::Counts &counts = reverse->plan.counts;
    return {counts.skipped + counts.conflicts + counts.errors > 0 ? kExitProblems : kExitFine, summarise(reverse->plan, nullptr)};
}

/// `undo 5` takes back what batch 5 did, `redo 5` what the undo that is batch 5 took back: the other way round is a slip.
bool isWrongWay(Printer &printer, History &history, BatchId id, bool undo)
{
    const auto batch = history.batch(id);
    if (!batch)
        return false; // planReverse says what is wrong
    const bool tookBack = batch->direction == Direction::Undo || batch->direction == Direction::UndoInterrupted;
    if (tookBack != undo)
        return false;
    const Bytes number = std::to_string(id);
    printer.problem("batch " + number + " is a '" + batchWord(*batch) + "': to take it back, use 'bulkhead-cli "
        + (undo ? "redo " : "undo ") + number + "'");
    return true;
}

/// What "the last batch" is stays open while a later one is neither done nor taken back.
bool isInterruptedSince(Printer &printer, History &history, BatchId last)
{
    const auto interrupted = history.interrupted();
    if (!interrupted) {
        sayUnreadable(printer, interrupted.error());
        return true;
    }
    for (const InterruptedBatch &batch : *interrupted) {
        if (batch.id < last)
            break;
        if (!batch.info) {
            sayDamaged(printer, batch.id, batch.info.error()); // nobody can deal with it: the one before is the last
            continue;
        }
        const Bytes number = std::to_string(batch.id);
        printer.problem("batch " + number + " was interrupted: first take it back with 'bulkhead-cli recover " + number
            + " --undo', or do the rest with 'bulkhead-cli recover " + number + " --finish'");
        return true;
    }
    return false;
}

/// One interrupted batch of `recover`.
TaskEnd recover(Session &session, History &history, const InterruptedBatch &batch, const RecoverArguments &arguments)
{
    Printer &printer = session.printer;
    if (!batch.info) {
        if (printer.json() && arguments.how == RecoverArguments::How::List)
            printer.jsonLine("{\"batch\":" + std::to_string(batch.id) + ",\"state\":\"damaged\"}");
        sayDamaged(printer, batch.id, batch.info.error());
        return {kExitProblems, {}};
    }
    if (arguments.how == RecoverArguments::How::List) {
        if (printer.json())
            printer.jsonLine(jsonBatch(*batch.info));
        printer.text("Batch " + std::to_string(batch.id) + " was interrupted: " + DeedWords::of(batch.info->kind).things(batch.info->rows)
            + " in " + printer.messagePath(batch.info->folder));
        return {kExitProblems, {}};
    }
    return runTask(session, history,
        {.batch = batch.id,
            .destination = arguments.how == RecoverArguments::How::Finish ? Destination::Targets : Destination::Sources,
            .recovery = true,
            .apply = arguments.apply,
            .stopOnError = arguments.stopOnError});
}

} // namespace

int runReverse(Session &session, const ReverseArguments &arguments)
{
    Printer &printer = session.printer;
    const std::unique_ptr<History> history = openHistory(printer);
    if (!history)
        return kExitProblems;
    const bool undo = arguments.what == ReverseArguments::What::Undo;
    ReverseTask task{.undo = undo, .apply = arguments.apply, .stopOnError = arguments.stopOnError};
    if (arguments.batch) {
        task.batch = *arguments.batch;
        if (isWrongWay(printer, *history, task.batch, undo))
            return kExitUsage;
    } else {
        const std::stop_token stop = session.interrupt.token();
        auto last = lastToReverse(session.fileSystem, *history, undo ? Direction::Undo : Direction::Redo, stop);
        if (!last && last.error().code == ErrorCode::Cancelled)
            return sayInterrupted(printer);
        if (!last) {
            sayUnreadable(printer, last.error());
            return kExitProblems;
        }
        if (isInterruptedSince(printer, *history, *last ? (*last)->id : 0))
            return kExitProblems;
        if (!*last) {
            printer.summary({});
            printer.note(undo ? "There is nothing to undo." : "There is nothing to redo.");
            return kExitFine;
        }
        task.batch = (*last)->id;
    }
    const TaskEnd end = runTask(session, *history, task);
    printer.summary(end.summary);
    return end.code;
}

int runRecover(Session &session, const RecoverArguments &arguments)
{
    Printer &printer = session.printer;
    const std::unique_ptr<History> history = openHistory(printer);
    if (!history)
        return kExitProblems;
    auto interrupted = history->interrupted();
    if (!interrupted) {
        sayUnreadable(printer, interrupted.error());
        return kExitProblems;
    }
    TaskEnd all;
    bool found = false;
    for (const InterruptedBatch &batch : *interrupted) {
        if (arguments.batch && *arguments.batch != batch.id)
            continue;
        found = true;
        const TaskEnd end = recover(session, *history, batch, arguments);
        all.code = std::max(all.code, end.code);
        all.summary += end.summary;
        if (arguments.stopOnError && arguments.apply && end.code != kExitFine)
            break;
    }
    printer.summary(all.summary);
    if (!found) {
        printer.note(
            arguments.batch ? "Batch " + std::to_string(*arguments.batch) + " was not interrupted." : Bytes("No batch was interrupted."));
        return arguments.batch ? kExitProblems : kExitFine;
    }
    if (arguments.how == RecoverArguments::How::List)
        printer.note("Take them back with --undo, or do the rest with --finish.");
    return all.code;
}

} // namespace bulkhead::cli
