// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/transfer_runner.h"

#include "core/base/path.h"

namespace bulkhead {

namespace {

using Kind = ObjectMover::Outcome::Kind;
using Effort = ObjectMover::Effort;

bool isSameContent(const FileIdentity &a, const FileIdentity &b)
{
    return a.size == b.size && a.modificationTime == b.modificationTime;
}

Error changed()
{
    return {.code = ErrorCode::Changed, .operation = "copy"};
}

} // namespace

TransferRunner::TransferRunner(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, const MadeFolders &folders,
    RunOptions options, std::stop_token stop, const StepTools &tools, JobReport &report)
    : m_fileSystem(fileSystem)
    , m_plan(plan)
    , m_table(*plan.table)
    , m_targets(*plan.targets)
    , m_intent(intent)
    , m_folders(folders)
    , m_options(options)
    , m_stop(std::move(stop))
    , m_tools(tools)
    , m_report(report)
{
}

void TransferRunner::run()
{
    stageAll();
    if (!record())
        return;
    publishStaged();
    for (const Step &step : m_plan.steps) {
        if (step.kind == Step::Kind::Create)
            continue;
        if (isStopped())
            m_tools.ledger.settle(step.row, RowResult::Cancelled, MoveResult::Cancelled);
        else if (step.kind == Step::Kind::Publish)
            publish(step.row, m_plan.created[step.row], m_plan.leftovers.at(step.row));
        else if (step.kind == Step::Kind::Drop)
            dropLater(step.row);
        else
            removeCreated(step.row);
    }
    m_tools.backoff.setStop({});
    dropAll();
}

/// Asked before each row.
bool TransferRunner::isStopped()
{
    m_tools.pause.pass(m_stop);
    if (!m_stopping && m_stop.stop_requested()) {
        m_stopping = true;
        m_report.outcome = Outcome::Cancelled;
    }
    return m_stopping;
}

void TransferRunner::stageAll()
{
    for (const Step &step : m_plan.steps) {
        if (step.kind != Step::Kind::Create)
            continue;
        if (isStopped()) {
            m_tools.ledger.settle(step.row, RowResult::Cancelled, MoveResult::Cancelled);
            continue;
        }
        m_tools.meter.setCurrent(m_table.path(step.row));
        stage(step.row);
    }
}

void TransferRunner::stage(RowId row)
{
    const DirectoryId into = m_targets.directoryOf(row);
    if (const auto failed = m_folders.failed.find(into); failed != m_folders.failed.end())
        return fail(row, failed->second);
    const auto source = m_tools.cache.open(m_table.directoryOf(row));
    if (!source)
        return fail(row, source.error());
    const auto target = m_tools.cache.open(into);
    if (!target)
        return fail(row, target.error());
    if (const auto leftover = m_plan.leftovers.find(row); leftover != m_plan.leftovers.end()) {
        // Nobody knows how much of it an interrupted batch had made.
        if (const auto removed = m_fileSystem.removeFile(*target, leftover->second);
            !removed && removed.error().code != ErrorCode::NotFound)
            return fail(row, removed.error());
    }
    const auto made = make(row, *source, *target, temporaryOf(row));
    if (!made)
        return fail(row, made.error());
    m_tools.touched.add(into);
    m_staged.push_back({row, *made});
}

Result<FileIdentity> TransferRunner::make(RowId row, const DirectoryRef &source, const DirectoryRef &target, BytesView temporary)
{
    for (int failed = 1;; ++failed) {
        auto made = makeOnce(row, source, target, temporary);
        if (made || !isTransient(made.error().code) || !m_tools.backoff.wait(failed))
            return made;
    }
}

Result<FileIdentity> TransferRunner::makeOnce(RowId row, const DirectoryRef &source, const DirectoryRef &target, BytesView temporary)
{
    const BytesView name = m_table.name(row);
    const FileIdentity expected = m_table.identity(row);
    const auto now = m_fileSystem.status(source, name);
    if (!now)
        return now.error();
    // What goes away here has to be what is recorded; a copy is of what is there now.
    const bool isRecorded = m_targets.transfer() != Transfer::MoveAcross || isSameContent(expected, now->identity);
    if (!sameObject(expected, now->identity) || !isRecorded)
        return changed();
    Result<void> made;
    if (m_targets.transfer() == Transfer::HardLink) {
        made = m_fileSystem.makeHardLink(source, name, target, temporary);
    } else if (m_targets.transfer() == Transfer::SymbolicLink) {
        made = m_fileSystem.makeSymbolicLink(m_table.path(row), target, temporary);
    } else if (expected.type == FileType::SymbolicLink) {
        const auto text = m_fileSystem.readSymbolicLink(source, name);
        made = text ? m_fileSystem.makeSymbolicLink(*text, target, temporary) : Result<void>(text.error());
    } else {
        const auto copy = m_fileSystem.copyFile(source, name, target, temporary, [this](std::int64_t) {
            m_tools.pause.pass(m_stop);
            return !m_stop.stop_requested();
        });
        if (!copy)
            return copy.error();
        if (copy->status.identity.size == now->identity.size)
            return copy->status.identity;
        (void)m_fileSystem.removeFile(target, temporary);
        return changed();
    }
    if (!made)
        return made.error();
    const auto status = m_fileSystem.status(target, temporary);
    if (status)
        return status->identity;
    (void)m_fileSystem.removeFile(target, temporary);
    return status.error();
}

/// What was made, durable first. False where it could not be done.
bool TransferRunner::record()
{
    std::vector<CreatedRecord> created;
    for (const Staged &staged : m_staged)
        created.push_back({m_intent.moves.ofRow(staged.row), staged.identity});
    Result<void> done;
    if (!m_staged.empty() && makesCopies())
        done = m_tools.touched.sync();
    if (done)
        done = m_intent.writer->recordCreated(created);
    if (done)
        return true;
    discardStaged(done.error());
    for (const Step &step : m_plan.steps)
        m_tools.ledger.settle(step.row, RowResult::Cancelled, MoveResult::Cancelled);
    m_report.outcome = Outcome::Failed;
    m_report.fatal = done.error();
    return false;
}

void TransferRunner::discardStaged(const Error &error)
{
    for (const Staged &staged : m_staged) {
        const Bytes temporary = temporaryOf(staged.row);
        if (removeTemporary(m_targets.directoryOf(staged.row), staged.identity, temporary)) {
            fail(staged.row, error);
        } else {
            m_leftBehind.push_back(joinPath(m_targets.directoryPath(m_targets.directoryOf(staged.row)), temporary));
            fail(staged.row, error, MoveResult::Unknown);
        }
    }
    m_staged.clear();
}

void TransferRunner::publishStaged()
{
    m_tools.backoff.setStop({}); // They are whole: a stop keeps what was done.
    for (const Staged &staged : m_staged)
        publish(staged.row, staged.identity, temporaryOf(staged.row));
    if (!m_stopping)
        m_tools.backoff.setStop(m_stop);
}

void TransferRunner::publish(RowId row, const FileIdentity &identity, BytesView temporary)
{
    const DirectoryId folder = m_targets.directoryOf(row);
    const auto outcome
        = m_tools.mover.move(identity, {folder, temporary}, {folder, m_targets.name(row)}, m_intent.moves.ofRow(row), Effort::Hard);
    m_tools.touched.add(folder);
    if (outcome.kind == Kind::Moved)
        return finish(row, identity);
    const bool isGone = outcome.kind == Kind::NotMoved && removeTemporary(folder, identity, temporary);
    if (!isGone)
        m_leftBehind.push_back(joinPath(m_targets.directoryPath(folder), temporary));
    fail(row, outcome.error, isGone ? MoveResult::Failed : MoveResult::Unknown);
}

/// True where it is not there any more.
Result<void> TransferRunner::removeTemporary(DirectoryId there, const FileIdentity &identity, BytesView temporary)
{
    const auto folder = m_tools.cache.open(there);
    if (!folder)
        return folder.error();
    const auto status = m_fileSystem.status(*folder, temporary);
    if (!status)
        return status.error().code == ErrorCode::NotFound ? Result<void>() : status.error();
    const bool isOurs = identity.inode == 0 ? status->identity.type != FileType::Directory : sameObject(identity, status->identity);
    if (!isOurs)
        return changed();
    return m_fileSystem.removeFile(*folder, temporary);
}

void TransferRunner::finish(RowId row, const FileIdentity &target)
{
    if (m_targets.transfer() == Transfer::MoveAcross)
        m_toDrop.push_back({row, target});
    else
        m_tools.ledger.settle(row, RowResult::Done, MoveResult::Done);
}

/// Of a target that is there. What lies beside it under a temporary name is one more copy.
void TransferRunner::dropLater(RowId row)
{
    if (const auto leftover = m_plan.leftovers.find(row); leftover != m_plan.leftovers.end()) {
        if (const auto removed = removeTemporary(m_targets.directoryOf(row), {}, leftover->second); !removed)
            return fail(row, removed.error());
    }
    finish(row, m_plan.created[row]);
}

/// The names of the targets are on the disk before the sources go.
void TransferRunner::dropAll()
{
    if (m_toDrop.empty())
        return;
    if (const auto synced = m_tools.touched.sync(); !synced) {
        m_report.outcome = Outcome::Failed;
        m_report.fatal = synced.error();
        for (const Staged &each : m_toDrop)
            failInPlace(each.row, each.identity, synced.error());
        return;
    }
    for (const Staged &each : m_toDrop)
        drop(each.row, each.identity);
}

void TransferRunner::drop(RowId row, const FileIdentity &target)
{
    const auto folder = m_tools.cache.open(m_targets.directoryOf(row));
    const auto there = folder ? m_fileSystem.status(*folder, m_targets.name(row)) : Result<FileStatus>(folder.error());
    if (!there || !sameObject(target, there->identity))
        return failInPlace(row, target, there ? changed() : there.error());
    const auto dropped = dropSource(row);
    if (dropped || dropped.error().code == ErrorCode::NotFound) { // Not there any more: the target is what is left of it.
        removeBeside(row, m_table.directoryOf(row));
        return m_tools.ledger.settle(row, RowResult::Done, MoveResult::Done);
    }
    failInPlace(row, target, dropped.error());
}

void TransferRunner::removeBeside(RowId row, DirectoryId folder)
{
    const auto beside = m_plan.beside.find(row);
    if (beside != m_plan.beside.end() && !removeTemporary(folder, {}, beside->second))
        m_leftBehind.push_back(joinPath(m_tools.cache.pathBefore(folder), beside->second));
}

/// The source stays where it was; so it is not to be in two places.
void TransferRunner::failInPlace(RowId row, const FileIdentity &target, const Error &error)
{
    const DirectoryId into = m_targets.directoryOf(row);
    const auto taken = takeAway(target, {into, m_targets.name(row)}, m_intent.moves.ofRow(row), true);
    const bool isGone = taken || taken.error().code == ErrorCode::NotFound;
    if (!isGone) // A later recovery sees which of the two is whole.
        m_leftBehind.push_back(joinPath(m_targets.directoryPath(into), m_targets.name(row)));
    fail(row, error, isGone ? MoveResult::Failed : MoveResult::Unknown);
}

Result<void> TransferRunner::dropSource(RowId row)
{
    const DirectoryId from = m_table.directoryOf(row);
    m_tools.touched.add(from);
    for (int failed = 1;; ++failed) {
        const auto dropped = takeAway(m_table.identity(row), {from, m_table.name(row)}, m_intent.moves.ofRow(row), true);
        if (dropped || dropped.error().code != ErrorCode::NotFound)
            return dropped;
        // Another program may have removed it, which is no reason to keep it; but a disk that errs once must not be believed.
        const auto folder = m_tools.cache.open(from);
        const bool isThere = folder && m_fileSystem.status(*folder, m_table.name(row));
        if (!isThere || !m_tools.backoff.wait(failed))
            return dropped;
    }
}

/// Under a temporary name first, where nobody can put something else in its place between look and removal.
Result<void> TransferRunner::takeAway(const FileIdentity &identity, Location there, std::uint32_t move, bool checkContent)
{
    const Bytes temporary = temporaryName(m_intent.writer->token(), move);
    const Location aside{there.folder, temporary};
    if (const auto taken = m_tools.mover.move(identity, there, aside, move); taken.kind != Kind::Moved)
        return taken.error;
    const auto folder = m_tools.cache.open(there.folder);
    const auto now = folder ? m_fileSystem.status(*folder, temporary) : Result<FileStatus>(folder.error());
    Result<void> removed = now ? Result<void>() : now.error();
    if (now && checkContent && !isSameContent(now->identity, identity)) // Written to at the last moment.
        removed = changed();
    if (removed)
        removed = m_fileSystem.removeFile(*folder, temporary);
    if (!removed && m_tools.mover.move(identity, aside, there, move, Effort::Hard).kind != Kind::Moved)
        m_leftBehind.push_back(joinPath(m_tools.cache.pathBefore(there.folder), temporary));
    return removed;
}

void TransferRunner::removeCreated(RowId row)
{
    const FileIdentity &identity = m_plan.created[row];
    const DirectoryId folder = m_targets.directoryOf(row);
    m_tools.touched.add(folder);
    Result<void> removed;
    if (const auto leftover = m_plan.leftovers.find(row); leftover != m_plan.leftovers.end()) {
        // `identity` may be what has the name, and the copy beside it one too many.
        removed = removeTemporary(folder, {}, leftover->second);
    } else {
        removed = checkOriginal(row);
        if (removed)
            removed = takeAway(identity, {folder, m_targets.name(row)}, m_intent.moves.ofRow(row), m_targets.transfer() == Transfer::Copy);
    }
    if (removed) {
        removeBeside(row, folder);
        m_tools.ledger.settle(row, RowResult::Done, MoveResult::Done);
    } else
        fail(row, removed.error(), m_leftBehind.empty() ? MoveResult::Failed : MoveResult::Unknown);
}

/// A copy goes only where what it was made of is there as it was; another hard link only where one is left.
Result<void> TransferRunner::checkOriginal(RowId row)
{
    if (m_targets.transfer() == Transfer::SymbolicLink)
        return {};
    const auto folder = m_tools.cache.open(m_table.directoryOf(row));
    if (!folder)
        return folder.error();
    const auto now = m_fileSystem.status(*folder, m_table.name(row));
    if (!now)
        return now.error();
    const FileIdentity original = m_table.identity(row);
    const bool isCopy = m_targets.transfer() == Transfer::Copy;
    return sameObject(original, now->identity) && (!isCopy || isSameContent(original, now->identity)) ? Result<void>() : changed();
}

bool TransferRunner::makesCopies() const
{
    return m_targets.transfer() == Transfer::Copy || m_targets.transfer() == Transfer::MoveAcross;
}

void TransferRunner::fail(RowId row, Error error, MoveResult move)
{
    error.path = m_table.path(row);
    if (error.code == ErrorCode::Cancelled && m_stop.stop_requested()) {
        (void)isStopped();
        return m_tools.ledger.settle(row, RowResult::Cancelled, MoveResult::Cancelled);
    }
    if (m_options.onError == RunOptions::OnError::Stop && !m_stopping) {
        m_stopping = true;
        m_report.outcome = Outcome::Failed;
        m_report.fatal = error;
    }
    m_tools.ledger.settle(row, RowResult::Failed, move, std::move(error));
}

Bytes TransferRunner::temporaryOf(RowId row) const
{
    return temporaryName(m_intent.writer->token(), m_intent.moves.ofRow(row));
}

} // namespace bulkhead
