// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch.h"
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/sentences.h"
#include "core/base/text.h"

namespace bulkhead::cli {

namespace {

Bytes refusal(BatchId id, const Error &error)
{
    const Bytes number = std::to_string(id);
    switch (error.code) {
    case ErrorCode::NotFound:
        return "the history has no such batch: 'bulkhead-cli history' lists them";
    case ErrorCode::Locked:
        return "another Bulkhead is at work on it: wait until it has ended";
    case ErrorCode::InvalidInput:
        return "it was interrupted: first take it back with 'bulkhead-cli recover " + number
            + " --undo', or do the rest with 'bulkhead-cli recover " + number + " --finish'";
    default:
        return sentence(error) + " (" + toTerminal(error.path) + ")";
    }
}

bool isDamaged(const Error &error)
{
    return error.code == ErrorCode::Damaged;
}

/// Why it would not be forgotten, as History::forget says it; nothing where it would.
std::optional<Error> objection(History &history, const Result<BatchInfo> &batch)
{
    if (!batch)
        return isDamaged(batch.error()) ? std::nullopt : std::optional(batch.error());
    if (batch->state != BatchState::Running)
        return {};
    if (batch->ownerAlive)
        return Error{.code = ErrorCode::Locked};
    const auto rows = history.contents(batch->id);
    if (rows)
        return Error{.code = ErrorCode::InvalidInput};
    return isDamaged(rows.error()) ? std::nullopt : std::optional(rows.error());
}

Bytes described(const Printer &printer, const BatchInfo &batch)
{
    return " (" + batchWord(batch) + " of " + DeedWords::of(batch.kind).things(batch.rows) + " in " + printer.messagePath(batch.folder)
        + ")";
}

} // namespace

int runForget(Session &session, const ForgetArguments &arguments)
{
    Printer &printer = session.printer;
    const std::unique_ptr<History> history = openHistory(printer);
    if (!history)
        return kExitProblems;
    const auto batch = history->batch(arguments.batch);
    std::optional<Error> error = objection(*history, batch);
    if (!error && arguments.apply) {
        if (const auto forgotten = history->forget(arguments.batch); !forgotten)
            error = forgotten.error();
    }
    const Bytes number = std::to_string(arguments.batch);
    if (error) {
        printer.problem("batch " + number + ": " + refusal(arguments.batch, *error));
        return kExitProblems;
    }
    if (printer.json() && batch)
        printer.jsonLine(jsonBatch(*batch));
    const Bytes what = "batch " + number + (batch ? described(printer, *batch) : Bytes());
    // Interrupted, and nobody can say any more what it left where.
    const bool isLoose = !batch || batch->state == BatchState::Running;
    const char *left = isLoose ? " Files it left under temporary names (.bulkhead-...) keep those." : "";
    if (arguments.apply)
        printer.note("Forgotten: " + what + ". It can no longer be taken back; no file was touched." + left);
    else
        printer.note("This would forget " + what + ": it could no longer be taken back; no file is touched." + left
            + " This is a preview: add --apply.");
    return kExitFine;
}

} // namespace bulkhead::cli
