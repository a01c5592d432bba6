// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch.h"

#include "app/cli/exit_codes.h"
#include "app/cli/progress_bar.h"
#include "app/cli/sentences.h"
#include "core/base/json_text.h"
#include "core/base/path.h"
#include "core/base/text.h"

namespace bulkhead::cli {

namespace {

Status previewStatus(RowStatus status)
{
    switch (status) {
    case RowStatus::Same:
        return Status::Same;
    case RowStatus::Rename:
        return Status::Rename;
    case RowStatus::Conflict:
        return Status::Conflict;
    case RowStatus::Error:
        return Status::Error;
    case RowStatus::Skipped:
        return Status::Skipped;
    }
    return Status::Error;
}

Bytes issueSentence(const Printer &printer, const RenamePlan &plan, RowId row)
{
    const auto found = plan.details.find(row);
    const IssueDetail detail = found == plan.details.end() ? IssueDetail{} : found->second;
    const Bytes other = detail.otherRow == kNone ? Bytes() : printer.messagePath(plan.table->path(detail.otherRow));
    return sentence(plan.issue[row], detail, other);
}

NameWarnings warningsOfRow(const RenamePlan &plan, RowId row, NameWarnings wanted)
{
    if (!wanted || plan.status[row] != RowStatus::Rename)
        return {};
    return warningsOf(plan.table->name(row), plan.targets->name(row)) & wanted;
}

/// For people, who have seen the rows by now; only of those that `changes` (RowId -> bool) is true for.
template <typename Changes>
void sayWarnings(Printer &printer, const RenamePlan &plan, NameWarnings wanted, Changes changes)
{
    constexpr std::int64_t kMostNames = 10;
    if (printer.json() || !wanted)
        return;
    std::int64_t names = 0;
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        const NameWarnings warnings = changes(row) ? warningsOfRow(plan, row, wanted) : NameWarnings();
        if (!warnings || ++names > kMostNames)
            continue;
        Bytes line = "warning: " + printer.messagePath(plan.targetPath(row));
        const char *separator = ": ";
        for (const NameWarning warning : kNameWarnings) {
            if (!warnings.testFlag(warning))
                continue;
            line += separator + sentence(warning);
            separator = "; ";
        }
        printer.problem(line);
    }
    if (names > kMostNames)
        printer.problem("warning: ... and " + counted(names - kMostNames, "more name with warnings", "more names with warnings"));
}

/// What a row says it is about: the file, or, where something is removed, that.
struct ShownPaths {
    Bytes from;
    Bytes to;
};

ShownPaths shownPaths(const RenamePlan &plan, RowId row, const DeedWords &words)
{
    if (words.removes()) // also of a row that is refused, whose targetPath is where the original is
        return {joinPath(plan.targets->directoryPath(plan.targets->directoryOf(row)), plan.targets->name(row)), {}};
    return {plan.table->path(row), plan.targetPath(row)};
}

void showPlannedRow(Printer &printer, const RenamePlan &plan, RowId row, const Showing &showing)
{
    const RowIssue issue = plan.issue[row];
    const ShownPaths paths = shownPaths(plan, row, showing.words);
    printer.row({.from = paths.from,
        .to = paths.to,
        .status = previewStatus(plan.status[row]),
        .issue = issue == RowIssue::None ? "" : rowIssueName(issue),
        .detail = issue == RowIssue::None ? Bytes() : issueSentence(printer, plan, row),
        .attributes = plan.attributesOf(row),
        .action = showing.words.action(),
        .warnings = printer.json() ? warningsOfRow(plan, row, showing.warnings) : NameWarnings(),
        .skippedOnPurpose = showing.skipping == Skipping::AsAsked});
}

void showRanRow(Printer &printer, const RenamePlan &plan, RowId row, RowResult result, const Error *error, const Showing &showing)
{
    const ShownPaths paths = shownPaths(plan, row, showing.words);
    Row shown{.from = paths.from, .to = paths.to, .action = showing.words.action()};
    switch (result) {
    case RowResult::Done:
        shown.status = Status::Done;
        shown.attributes = plan.attributesOf(row);
        shown.warnings = printer.json() ? warningsOfRow(plan, row, showing.warnings) : NameWarnings();
        break;
    case RowResult::Failed:
        shown.status = Status::Failed;
        break;
    case RowResult::Skipped:
        shown.status = Status::Failed;
        break;
    default:
        shown.status = Status::Cancelled;
        break;
    }
    if (shown.status == Status::Cancelled) {
        shown.issue = errorCodeName(ErrorCode::Cancelled);
        shown.detail = Bytes("not ") + showing.words.past();
    } else if (shown.status == Status::Failed) {
        shown.issue = error ? errorCodeName(error->code) : errorCodeName(ErrorCode::BlockedByFailure);
        shown.detail = error ? sentence(*error) : sentence(Error{.code = ErrorCode::BlockedByFailure});
    }
    // Thousands of rows that were not reached say nothing a person needs; --json has them all.
    if (shown.status == Status::Cancelled && !printer.json())
        return;
    printer.row(shown);
}

Bytes because(const Error &error)
{
    return error.detail.empty() ? Bytes() : " (" + toTerminal(error.detail) + ")";
}

/// Why the history cannot be opened, and what can be done about it.
Bytes openingSentence(const Error &error)
{
    switch (error.code) {
    case ErrorCode::TooNew:
        return sentence(error) + ": use that version, or move the file away to begin a new history";
    case ErrorCode::Damaged:
        return sentence(error) + ": the next 'bulkhead-cli rename --apply' keeps it under another name and begins a new one";
    case ErrorCode::NotAFile:
        return sentence(error) + ": move it away";
    case ErrorCode::SymbolicLinkLoop:
        return "it is a symbolic link, which is not followed: put a file or folder of your own in its place";
    case ErrorCode::PermissionDenied:
        if (error.detail == "owner")
            return "it belongs to another user: set XDG_STATE_HOME to a folder of your own";
        if (error.detail == "writable-by-others")
            return "other users may write to it: 'chmod go-w' makes it private";
        return sentence(error);
    default:
        return sentence(error);
    }
}

std::unique_ptr<History> takenFrom(Result<std::unique_ptr<History>> history, Printer &printer)
{
    if (history)
        return std::move(history).value();
    const Error &error = history.error();
    printer.problem(
        "the history cannot be used: " + Bytes(error.operation) + " (" + printer.messagePath(error.path) + "): " + openingSentence(error));
    return nullptr;
}

} // namespace

void showPreview(Printer &printer, const RenamePlan &plan, const Showing &showing)
{
    for (RowId row = 0; row < plan.table->rowCount(); ++row)
        showPlannedRow(printer, plan, row, showing);
    sayWarnings(printer, plan, showing.warnings, [](RowId) { return true; });
}

JobReport runWithProgress(const Printer &printer, const char *doing, const std::function<JobReport(PauseGate &, ProgressMeter &)> &body)
{
    ProgressMeter meter;
    PauseGate pause;
    const ProgressBar bar(
        printer.quiet() ? ProgressBar::Wanted::Never : ProgressBar::Wanted::OnTerminal, doing, [&meter] { return meter.read(); });
    const BatchAtWork atWork;
    return body(pause, meter);
}

void showOutcome(Printer &printer, const RenamePlan &plan, const JobReport &report, const RowResults &results, const Showing &showing)
{
    std::unordered_map<RowId, const Error *> errors;
    for (const RowError &rowError : report.errors)
        errors.emplace(rowError.row, &rowError.error);
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.status[row] != RowStatus::Rename) {
            showPlannedRow(printer, plan, row, showing);
            continue;
        }
        const auto error = errors.find(row);
        showRanRow(printer, plan, row, results[row], error == errors.end() ? nullptr : error->second, showing);
    }
    sayWarnings(printer, plan, showing.warnings, [&results](RowId row) { return results[row] == RowResult::Done; });
    if (report.fatal) {
        const Bytes where = report.fatal->path.empty() ? Bytes() : " (" + printer.messagePath(report.fatal->path) + ")";
        printer.problem((report.batch ? Bytes("stopped: ") : Bytes("nothing was ") + showing.words.past() + ": ") + report.fatal->operation
            + where + ": " + sentence(*report.fatal));
    }
}

int sayInterrupted(Printer &printer)
{
    printer.summary({});
    printer.note("Interrupted: nothing was changed.");
    return kExitInterrupted;
}

Summary summarise(const RenamePlan &plan, const JobReport *report, std::size_t unread)
{
    const auto more = std::int64_t(unread);
    Summary summary{.rows = plan.counts.rows + more,
        .changed = plan.counts.changed,
        .conflicts = plan.counts.conflicts,
        .errors = plan.counts.errors + more};
    if (report) {
        summary.done = report->done;
        summary.failed = report->failed + report->skipped;
        summary.batch = report->batch;
    }
    return summary;
}

bool knowsDone(const BatchInfo &batch)
{
    return batch.state != BatchState::Running && (batch.state != BatchState::Recovered || batch.done > 0);
}

Bytes jsonBatch(const BatchInfo &batch)
{
    Bytes line = "{\"batch\":" + std::to_string(batch.id) + ",\"kind\":";
    appendJsonString(line, batch.kind);
    line += ",\"what\":";
    appendJsonString(line, batchWord(batch));
    line += ",\"state\":";
    appendJsonString(line, stateWord(batch));
    appendJsonPath(line, "folder", batch.folder);
    line += ",\"started\":" + std::to_string(batch.startedAt) + ",\"finished\":" + std::to_string(batch.finishedAt);
    line += ",\"rows\":" + std::to_string(batch.rows) + ",\"done\":" + (knowsDone(batch) ? std::to_string(batch.done) : Bytes("null"));
    line += ",\"failed\":" + std::to_string(batch.failed + batch.skipped);
    line += ",\"reverses\":" + (batch.reverses ? std::to_string(*batch.reverses) : Bytes("null"));
    line += ",\"reversed_by\":" + (batch.reversedBy ? std::to_string(*batch.reversedBy) : Bytes("null"));
    return line + "}";
}

int exitCode(const JobReport &report)
{
    if (report.outcome == Outcome::Cancelled)
        return kExitInterrupted;
    if (report.outcome == Outcome::Failed || report.failed + report.skipped > 0)
        return kExitProblems;
    return kExitFine;
}

std::unique_ptr<History> openHistory(Printer &printer)
{
    return takenFrom(History::open(defaultStateDirectory()), printer);
}

std::unique_ptr<History> openHistoryToAdd(Printer &printer)
{
    std::optional<Error> keptAside;
    auto history = History::openOrBeginAnew(defaultStateDirectory(), keptAside);
    if (keptAside)
        printer.problem("the history was damaged" + because(*keptAside) + ": it is kept as " + printer.messagePath(keptAside->path)
            + ", and a new one was begun. What is recorded in the damaged one can no longer be taken back by its number");
    return takenFrom(std::move(history), printer);
}

} // namespace bulkhead::cli
