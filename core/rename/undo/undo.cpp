// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo.h"

#include "core/rename/undo/undo_table.h"

#include <algorithm>
#include <ranges>

namespace bulkhead {

namespace {

Direction directionOf(const BatchInfo &batch, Destination destination)
{
    const bool interrupted = batch.state == BatchState::Running || batch.state == BatchState::Recovered;
    if (destination == Destination::Targets)
        return Direction::FinishInterrupted;
    if (interrupted)
        return Direction::UndoInterrupted;
    const bool tookBack = batch.direction == Direction::Undo || batch.direction == Direction::UndoInterrupted;
    return tookBack ? Direction::Redo : Direction::Undo;
}

/// Folders that would not be there in the state aimed at, children first.
std::vector<Bytes> foldersToRemove(const BatchContents &contents, BatchLookup &lookup, Destination destination)
{
    std::vector<Bytes> paths;
    const auto add = [&](std::uint32_t directory) {
        if (lookup.folder(directory).state == RecordedFolder::State::There)
            paths.push_back(lookup.livePath(contents.directories[directory].path));
    };
    if (destination == Destination::Sources)
        std::ranges::for_each(std::views::reverse(contents.made), add);
    else
        std::ranges::for_each(contents.removed, add);
    return paths;
}

} // namespace

Result<ReversePlan> planReverse(FileSystem &fileSystem, History &history, BatchId batch, Destination destination, std::stop_token stop)
{
    const auto contents = history.contents(batch);
    if (!contents)
        return contents.error();
    const BatchInfo &info = contents->info;
    if (info.state == BatchState::Running && info.ownerAlive)
        return Error{.code = ErrorCode::Locked, .operation = "plan undo"};

    BatchLookup lookup(fileSystem, *contents, destination);
    if (!lookup.run(stop))
        return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    ReverseTable table(fileSystem, *contents, lookup, destination);
    auto plan = table.build(stop);
    if (!plan)
        return plan.error();

    ReversePlan reverse;
    reverse.plan = std::move(*plan);
    reverse.plan.removeDirectories = foldersToRemove(*contents, lookup, destination);
    reverse.header = {
        .kind = info.kind,
        .direction = directionOf(info, destination),
        .folder = info.folder,
        .description = info.description,
        .reverses = batch,
    };
    for (std::uint32_t move = 0; move < contents->moves.size(); ++move)
        reverse.alreadyThere += lookup.object(move).state == RecordedObject::State::Arrived;
    for (RowId row = 0; row < reverse.plan.status.size(); ++row) {
        const RecordedObject &object = lookup.object(table.moveOf(row));
        const bool parked = object.state == RecordedObject::State::Found && object.at == RecordedObject::At::Temporary;
        reverse.stillParked += parked && reverse.plan.status[row] != RowStatus::Rename;
    }
    return reverse;
}

JobReport runReverse(FileSystem &fileSystem, History &history, const ReversePlan &reverse, const RunOptions &options, std::stop_token stop,
    PauseGate &pause, ProgressMeter &meter, RowResults &results)
{
    JobReport report = runRenames(fileSystem, history, reverse.header, reverse.plan, options, std::move(stop), pause, meter, results);
    const Direction direction = reverse.header.direction;
    const bool recovers = direction == Direction::UndoInterrupted || direction == Direction::FinishInterrupted;
    const bool wentThrough = report.outcome == Outcome::Done && report.failed == 0 && report.skipped == 0 && reverse.stillParked == 0;
    if (!recovers || !wentThrough || !report.batch || !reverse.header.reverses)
        return report;
    if (const auto marked = history.markRecovered(*reverse.header.reverses, *report.batch); !marked) {
        report.outcome = Outcome::Failed;
        report.fatal = marked.error();
    }
    return report;
}

} // namespace bulkhead
