// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/batch.h"
#include "app/cli/commands.h"
#include "app/cli/exit_codes.h"
#include "app/cli/sentences.h"

#include <ctime>

namespace bulkhead::cli {

namespace {

Bytes localTime(std::int64_t milliseconds)
{
    const std::time_t seconds = milliseconds / 1000;
    std::tm broken = {};
    char text[32];
    if (!localtime_r(&seconds, &broken) || std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &broken) == 0)
        return "?";
    return text;
}

Bytes textBatch(const Printer &printer, const BatchInfo &batch)
{
    Bytes line = std::to_string(batch.id);
    line.insert(0, line.size() < 5 ? 5 - line.size() : 0, ' ');
    line += "  " + localTime(batch.startedAt) + "  " + batchWord(batch);
    if (batch.reverses)
        line += " of " + std::to_string(*batch.reverses);
    line += ": " + stateWord(batch) + ", " + (knowsDone(batch) ? grouped(batch.done) + " of " : Bytes())
        + DeedWords::of(batch.kind).things(batch.rows);
    if (batch.reversedBy)
        line += ", taken back by " + std::to_string(*batch.reversedBy);
    return line + "  " + printer.shownPath(batch.folder);
}

} // namespace

int runHistory(Session &session, const HistoryArguments &arguments)
{
    Printer &printer = session.printer;
    const std::unique_ptr<History> history = openHistory(printer);
    if (!history)
        return kExitProblems;
    auto batches = history->batches(arguments.limit);
    if (!batches) {
        printer.problem("the history cannot be read: " + sentence(batches.error()));
        return kExitProblems;
    }
    for (const BatchInfo &batch : *batches) {
        if (printer.json())
            printer.jsonLine(jsonBatch(batch));
        else
            printer.text(textBatch(printer, batch));
    }
    if (batches->empty())
        printer.note("No batch yet.");
    return kExitFine;
}

} // namespace bulkhead::cli
