// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo.h"

#include "core/base/path.h"
#include "core/rename/undo/transfer_undo.h"
#include "core/rename/undo/undo_table.h"

#include <algorithm>
#include <ranges>
#include <unordered_set>

namespace bulkhead {

namespace {

bool isInterrupted(const BatchInfo &batch)
{
    return batch.state == BatchState::Running;
}

/// What became of each object is not recorded.
bool wasInterrupted(const BatchInfo &batch)
{
    return isInterrupted(batch) || batch.state == BatchState::Recovered;
}

bool isForward(const BatchInfo &batch)
{
    return batch.direction == Direction::Do || batch.direction == Direction::Redo;
}

BatchHeader headerOf(const BatchInfo &batch, Destination destination)
{
    BatchHeader header{
        .kind = batch.kind,
        .direction = Direction::Do,
        .folder = batch.folder,
        .description = batch.description,
        .reverses = batch.id,
    };
    if (isInterrupted(batch)) {
        header.direction = destination == Destination::Sources ? Direction::UndoInterrupted : Direction::FinishInterrupted;
    } else if (destination == Destination::Sources) {
        const bool tookBack = batch.direction == Direction::Undo || batch.direction == Direction::UndoInterrupted;
        header.direction = tookBack ? Direction::Redo : Direction::Undo;
    } else {
        header.direction = isForward(batch) ? Direction::Do : batch.direction;
        header.reverses = isForward(batch) ? std::nullopt : batch.reverses;
    }
    return header;
}

/// The folders that still hold something the batch moved there, and those above them. What has the path of one that does not
/// may be somebody else's.
std::unordered_set<BytesView> usedFolders(const BatchContents &contents, const BatchLookup &lookup)
{
    const bool mayBeEmpty = wasInterrupted(contents.info); // It died between making a folder and filling it.
    std::unordered_set<BytesView> used;
    for (std::uint32_t index = 0; index < contents.moves.size(); ++index) {
        const MoveRecord &move = contents.moves[index];
        const RecordedObject &object = lookup.object(index);
        const bool isIn = object.state == RecordedObject::State::Found && object.at == RecordedObject::At::Target;
        if (!isIn && !(mayBeEmpty && (move.result == MoveResult::Done || move.result == MoveResult::Unknown)))
            continue;
        for (BytesView path = contents.directories[move.targetDirectory].path; used.insert(path).second; path = parentPath(path)) { }
    }
    return used;
}

/// Folders that would not be there in the state aimed at, children first.
std::vector<Bytes> foldersToRemove(const BatchContents &contents, BatchLookup &lookup, Destination destination, const std::stop_token &stop)
{
    std::vector<Bytes> paths;
    const auto add = [&](std::uint32_t directory) {
        if (!stop.stop_requested() && lookup.folder(directory).state == RecordedFolder::State::There)
            paths.push_back(lookup.livePath(contents.directories[directory].path));
    };
    if (destination == Destination::Targets) {
        std::ranges::for_each(contents.removed, add);
    } else if (!contents.made.empty()) {
        const auto used = usedFolders(contents, lookup);
        const auto isUsed = [&](std::uint32_t directory) { return used.contains(contents.directories[directory].path); };
        std::ranges::for_each(contents.made | std::views::reverse | std::views::filter(isUsed), add);
    }
    return paths;
}

/// Where it is not there, nobody knows what became of what is in it. A folder that the batch was to make may just as well
/// never have been made.
bool isOutOfSight(const BatchContents &contents, BatchLookup &lookup, std::uint32_t directory)
{
    const RecordedFolder::State state = lookup.folder(directory).state;
    const bool neverMade = contents.directories[directory].identity.inode == 0 && state == RecordedFolder::State::Missing;
    return state != RecordedFolder::State::There && !neverMade;
}

bool isUnseen(const BatchContents &contents, BatchLookup &lookup, std::uint32_t move, RowIssue issue)
{
    if (issue == RowIssue::Unreadable)
        return true;
    const MoveRecord &record = contents.moves[move];
    return (issue == RowIssue::Gone || issue == RowIssue::Replaced)
        && (isOutOfSight(contents, lookup, record.sourceDirectory) || isOutOfSight(contents, lookup, record.targetDirectory));
}

bool isRecovery(Direction direction)
{
    return direction == Direction::FinishInterrupted || direction == Direction::UndoInterrupted;
}

/// The tokens of the batches that a recovery was for: it may have found files under their temporary names. An empty one, which
/// stands for any, where such a batch cannot be read any more.
std::vector<Bytes> tokensFoundParked(History &history, BatchInfo info)
{
    std::vector<Bytes> tokens;
    while (isRecovery(info.direction) && info.reverses) {
        auto recovered = history.contents(*info.reverses);
        if (!recovered || recovered->info.id >= info.id) {
            tokens.emplace_back();
            break;
        }
        tokens.push_back(std::move(recovered->token));
        info = std::move(recovered->info);
    }
    return tokens;
}

/// A recovery that was interrupted itself: the batch it was for comes next, and is brought to where it is wanted. Until then
/// this one goes on where it was on the way back anyway, and where its own start has files under temporary names.
Destination destinationOf(const BatchContents &contents, const std::vector<Bytes> &foundParked, Destination wanted)
{
    if (!isInterrupted(contents.info))
        return wanted;
    const auto wasParked = [&foundParked](const MoveRecord &move) {
        return std::ranges::any_of(foundParked, [&move](BytesView token) { return isTemporaryName(move.source, token); });
    };
    const bool goesOn = contents.info.direction == Direction::UndoInterrupted
        || (contents.info.direction == Direction::FinishInterrupted && std::ranges::any_of(contents.moves, wasParked));
    return goesOn ? Destination::Targets : wanted;
}

} // namespace

Result<ReversePlan> planReverse(FileSystem &fileSystem, History &history, BatchId batch, Destination destination, std::stop_token stop)
{
    auto contents = history.contents(batch);
    if (!contents)
        return contents.error();
    const BatchInfo &info = contents->info;
    if (info.state == BatchState::Running && info.ownerAlive)
        return Error{.code = ErrorCode::Locked, .operation = "plan undo"};
    const auto kind = batchKindNamed(info.kind);
    if (!kind)
        return Error{.code = ErrorCode::TooNew, .operation = "plan undo", .detail = info.kind};
    if (kind->transfer != Transfer::Move) {
        destination = transferDestination(info, *kind, destination);
        const CreatedByPath madeLater = madeByRecoveries(history, batch);
        auto reverse = kind->transfer == Transfer::MoveAcross
            ? planAcrossReverse(fileSystem, *contents, madeLater, destination, stop)
            : planTransferReverse(fileSystem, *contents, madeLater, *kind, destination, stop);
        if (!reverse)
            return reverse;
        reverse->header = headerOf(info, destination);
        reverse->header.kind = batchKindName({.transfer = kind->transfer,
            .removes = kind->transfer != Transfer::MoveAcross && (destination == Destination::Targets) == kind->removes});
        if (isInterrupted(info))
            reverse->recovers = batch;
        return reverse;
    }
    const std::vector<Bytes> foundParked = tokensFoundParked(history, info);
    destination = destinationOf(*contents, foundParked, destination);

    adoptTimes(fileSystem, *contents);
    BatchLookup lookup(fileSystem, *contents, destination);
    AttributeReverse attributes(fileSystem, *contents, lookup, destination);
    if (!lookup.run(stop) || !attributes.run(stop))
        return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    ReverseTable table(fileSystem, *contents, foundParked, lookup, attributes, destination);
    auto plan = table.build(stop);
    if (!plan)
        return plan.error();

    ReversePlan reverse;
    reverse.plan = std::move(*plan);
    reverse.attributesChangedSince = attributes.changedSince();
    reverse.plan.removeDirectories = foldersToRemove(*contents, lookup, destination, stop);
    reverse.header = headerOf(info, destination);
    if (isInterrupted(info))
        reverse.recovers = batch;
    for (std::uint32_t move = 0; move < contents->moves.size(); ++move) {
        const RecordedObject::State state = lookup.object(move).state;
        const bool arrived = state == RecordedObject::State::Arrived;
        const bool missing = state == RecordedObject::State::Gone || state == RecordedObject::State::Replaced;
        reverse.alreadyThere += arrived;
        // Out is where a batch brought it, and where an undo did not bring it back from.
        if (state != RecordedObject::State::NotAsked)
            reverse.movedByIt += missing ? isForward(info) : arrived == (destination == Destination::Targets);
    }
    for (RowId row = 0; row < reverse.plan.status.size(); ++row) {
        const RecordedObject &object = lookup.object(table.moveOf(row));
        const bool parked = object.state == RecordedObject::State::Found && object.at == RecordedObject::At::Temporary;
        reverse.stillParked += parked && reverse.plan.status[row] != RowStatus::Rename;
        reverse.unseen += isUnseen(*contents, lookup, table.moveOf(row), reverse.plan.issue[row]);
    }
    if (stop.stop_requested())
        return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    return reverse;
}

namespace {

/// Nothing of it can be taken back, now or later: each folder was looked into, and what is left is gone or was replaced.
bool isSettled(const ReversePlan &rest)
{
    const auto isFinal = [](RowIssue issue) { return issue == RowIssue::None || issue >= RowIssue::Gone; };
    return rest.plan.counts.changed == 0 && rest.unseen == 0 && std::ranges::all_of(rest.plan.issue, isFinal);
}

} // namespace

Result<std::optional<BatchInfo>> lastToReverse(FileSystem &fileSystem, History &history, Direction direction, const std::stop_token &stop)
{
    std::optional<BatchId> before;
    for (;;) {
        auto last = direction == Direction::Undo ? history.lastUndoable(before) : history.lastRedoable(before);
        if (!last || !*last)
            return last;
        const bool maybeSettled = (*last)->reversedBy || (*last)->state == BatchState::Recovered;
        if (!maybeSettled)
            return last;
        const auto rest = planReverse(fileSystem, history, (*last)->id, Destination::Sources, stop);
        if (!rest && rest.error().code == ErrorCode::Cancelled)
            return rest.error();
        if (!rest || !isSettled(*rest))
            return last;
        before = (*last)->id;
    }
}

JobReport runReverse(FileSystem &fileSystem, History &history, const ReversePlan &reverse, const RunOptions &options, std::stop_token stop,
    PauseGate &pause, ProgressMeter &meter, RowResults &results)
{
    JobReport report = runRenames(fileSystem, history, reverse.header, reverse.plan, options, std::move(stop), pause, meter, results);
    const bool isAllThere = reverse.stillParked == 0 && reverse.unseen == 0;
    const bool wentThrough = report.outcome == Outcome::Done && report.failed == 0 && report.skipped == 0 && isAllThere;
    if (!reverse.recovers || !wentThrough || !report.batch)
        return report;
    // What stayed out `undo` goes on with: what was refused, and what was not found should it turn up, under a temporary name even.
    const bool finishes = reverse.header.direction == Direction::FinishInterrupted;
    const std::int64_t notTakenBack = reverse.movedByIt + (finishes ? report.done : -report.done);
    if (const auto marked = history.markRecovered(*reverse.recovers, *report.batch, notTakenBack); !marked) {
        report.outcome = Outcome::Failed;
        report.fatal = marked.error();
    }
    return report;
}

} // namespace bulkhead
