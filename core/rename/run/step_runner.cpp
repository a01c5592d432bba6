// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/step_runner.h"

#include "core/base/path.h"
#include "core/base/safeguard.h"

#include <ranges>

namespace bulkhead {

namespace {

using Kind = ObjectMover::Outcome::Kind;
using Effort = ObjectMover::Effort;

constexpr std::size_t kStepsPerName = 256; ///< How often the meter learns which file is in hand.

} // namespace

StepRunner::StepRunner(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, const MadeFolders &folders,
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
    , m_attributes(fileSystem, plan, tools.cache, tools.touched)
{
}

void StepRunner::run()
{
    std::size_t number = 0;
    for (const Step &step : m_plan.steps) {
        m_tools.pause.pass(m_stop);
        if (!m_stopping && m_stop.stop_requested())
            beginStopping(Outcome::Cancelled);
        if (number++ % kStepsPerName == 0)
            m_tools.meter.setCurrent(m_table.path(step.row));
        take(step);
    }
    m_tools.backoff.setStop({});
    settleStrays();
    verifySpellings();
}

void StepRunner::take(const Step &step)
{
    const auto blocked = step.group == kNone ? m_blockedGroups.end() : m_blockedGroups.find(step.group);
    if (blocked != m_blockedGroups.end())
        block(step.row, blocked->second);
    else if (m_stopping && (step.group == kNone || !m_open.contains(step.group)))
        m_tools.ledger.settle(step.row, RowResult::Cancelled, MoveResult::Cancelled);
    else
        perform(step);
}

void StepRunner::perform(const Step &step)
{
    if (!m_folders.failed.empty()) {
        if (const auto folder = m_folders.failed.find(m_targets.directoryOf(step.row)); folder != m_folders.failed.end()) {
            fail(step, {.kind = Kind::NotMoved, .error = Error(folder->second)});
            return;
        }
    }
    const auto [from, to] = journey(step);
    if (auto changed = step.kind == Step::Kind::Place ? Result<void>() : m_attributes.changeBefore(step.row, from); !changed) {
        fail(step, {.kind = Kind::NotMoved, .error = changed.error()});
        return;
    }
    ObjectMover::Outcome outcome{.kind = Kind::Moved};
    if (step.kind != Step::Kind::Attributes)
        outcome = m_tools.mover.move(m_attributes.identity(step.row), from, to, moveIndex(step.row));
    if (outcome.kind != Kind::Moved) {
        if (outcome.kind == Kind::NotMoved && step.kind != Step::Kind::Place)
            m_attributes.takeBack(step.row, from);
        fail(step, std::move(outcome));
        return;
    }
    m_tools.touched.add(to.folder);
    follow(step.row, to);
    succeed(step, outcome);
}

void StepRunner::block(RowId row, RowResult as)
{
    if (as == RowResult::Skipped)
        m_tools.ledger.settle(row, as, MoveResult::Skipped, blockedError(row));
    else
        m_tools.ledger.settle(row, as, MoveResult::Cancelled);
}

void StepRunner::succeed(const Step &step, const ObjectMover::Outcome &outcome)
{
    if (step.kind == Step::Kind::Park) {
        m_tools.ledger.setParked(step.row);
        OpenGroup &group = m_open[step.group];
        ++group.parked;
        group.done.push_back(&step);
        return;
    }
    if (outcome.respelled)
        m_respelled.push_back(step.row);
    if (auto changed = m_attributes.changeBehind(step.row, journey(step).to))
        m_tools.ledger.settle(step.row, RowResult::Done, MoveResult::Done);
    else
        failBehind(step, changed.error());
    if (step.group == kNone || m_open.empty())
        return;
    const auto open = m_open.find(step.group);
    if (open == m_open.end())
        return;
    open->second.done.push_back(&step);
    if (step.kind == Step::Kind::Place && --open->second.parked == 0)
        m_open.erase(open);
}

void StepRunner::fail(const Step &step, ObjectMover::Outcome outcome)
{
    Error error = std::move(outcome.error);
    error.path = m_table.path(step.row);
    const bool givenUp = isTransient(error.code) && m_stop.stop_requested() && !m_stopping; // The stop ended the attempts.
    const RowResult blockedAs = givenUp ? RowResult::Cancelled : RowResult::Skipped;
    const MoveResult move = outcome.kind == Kind::Uncertain ? MoveResult::Unknown : givenUp ? MoveResult::Cancelled : MoveResult::Failed;
    if (m_options.onError == RunOptions::OnError::Stop && !givenUp && !m_stopping) {
        beginStopping(Outcome::Failed);
        m_report.fatal = error;
    }
    if (givenUp)
        m_tools.ledger.settle(step.row, RowResult::Cancelled, move);
    else
        m_tools.ledger.settle(step.row, RowResult::Failed, move, std::move(error));
    if (outcome.kind == Kind::Uncertain && step.kind == Step::Kind::Park)
        m_strays.push_back(&step);
    if (step.group != kNone) {
        m_blockedGroups.emplace(step.group, blockedAs);
        takeBack(step.group, blockedAs);
    }
}

/// It is where it should be, but not all that it should be.
void StepRunner::failBehind(const Step &step, Error error)
{
    error.path = joinPath(m_targets.directoryPath(m_targets.directoryOf(step.row)), m_targets.name(step.row));
    if (m_options.onError == RunOptions::OnError::Stop && !m_stopping) {
        beginStopping(Outcome::Failed);
        m_report.fatal = error;
    }
    m_tools.ledger.settle(
        step.row, RowResult::Failed, step.kind == Step::Kind::Attributes ? MoveResult::Failed : MoveResult::Done, std::move(error));
}

void StepRunner::beginStopping(Outcome outcome)
{
    m_stopping = true;
    m_report.outcome = outcome;
    m_tools.backoff.setStop({}); // What is still under a temporary name is brought to an end with full patience.
}

void StepRunner::takeBack(std::uint32_t group, RowResult blockedAs)
{
    const auto open = m_open.find(group);
    if (open == m_open.end() || !holds(Safeguard::TakeBack))
        return;
    m_tools.backoff.setStop({});
    for (const Step *step : std::views::reverse(open->second.done)) {
        const bool back = takeBackStep(*step);
        if (!back && step->kind == Step::Kind::Park)
            m_strays.push_back(step);
        if (!back)
            continue;
        if (m_tools.ledger.result(step->row) == RowResult::Done)
            m_tools.ledger.retract(
                step->row, blockedAs, blockedAs == RowResult::Skipped ? std::optional(blockedError(step->row)) : std::nullopt);
        else // Does nothing for the row that failed.
            block(step->row, blockedAs);
    }
    m_open.erase(open);
    if (!m_stopping)
        m_tools.backoff.setStop(m_stop);
}

bool StepRunner::takeBackStep(const Step &step)
{
    const auto [from, to] = journey(step);
    const auto outcome = m_tools.mover.move(m_attributes.identity(step.row), to, from, moveIndex(step.row), Effort::Hard);
    if (outcome.kind == Kind::Moved) {
        follow(step.row, from);
        if (step.kind != Step::Kind::Place)
            m_attributes.takeBack(step.row, from);
        return true;
    }
    if (step.kind == Step::Kind::Park) {
        Error error = outcome.error;
        error.path = m_table.path(step.row);
        m_tools.ledger.settle(step.row, RowResult::Failed, MoveResult::Unknown, std::move(error));
        m_tools.ledger.setMove(step.row, MoveResult::Unknown); // Also where the row had failed before.
    }
    return false;
}

void StepRunner::settleStrays()
{
    for (const Step *step : m_strays) {
        const RowId row = step->row;
        if (takeBackStep(*step)) {
            m_tools.ledger.setMove(row, MoveResult::Failed);
            continue;
        }
        const Location parked = journey(*step).to;
        const Location target{m_targets.directoryOf(row), m_targets.name(row)};
        if (m_tools.mover.move(m_attributes.identity(row), parked, target, moveIndex(row), Effort::Hard).kind != Kind::Moved) {
            m_leftParked.push_back(joinPath(m_targets.directoryPath(parked.folder), parked.name));
            continue;
        }
        follow(row, target);
        m_tools.ledger.amend(row);
    }
}

void StepRunner::verifySpellings()
{
    std::unordered_map<DirectoryId, std::unordered_map<BytesView, RowId>> wanted;
    for (const RowId row : m_respelled) {
        if (m_tools.ledger.result(row) == RowResult::Done)
            wanted[m_targets.directoryOf(row)].emplace(m_targets.name(row), row);
    }
    for (auto &[directory, names] : wanted) {
        const auto folder = m_tools.cache.open(directory);
        const auto read = folder ? m_fileSystem.list(*folder,
                              [&names = names](const DirectoryEntry &entry) {
                                  names.erase(entry.name);
                                  return !names.empty();
                              })
                                 : Result<void>(folder.error());
        if (!read)
            continue; // Nobody can say; the object answers to its new name at any rate.
        for (const auto &[name, row] : names)
            takeBackSpelling(row);
    }
}

void StepRunner::takeBackSpelling(RowId row)
{
    const auto back = m_tools.mover.respell(
        m_attributes.identity(row), m_targets.directoryOf(row), m_targets.name(row), m_table.name(row), moveIndex(row));
    m_tools.ledger.retract(row, RowResult::Failed, Error{.code = ErrorCode::Unsupported, .operation = "rename", .path = m_table.path(row)});
    if (back.kind == Kind::Moved) {
        follow(row, {m_table.directoryOf(row), m_table.name(row)});
        m_attributes.takeBack(row, {m_table.directoryOf(row), m_table.name(row)});
    } else {
        m_tools.ledger.setMove(row, MoveResult::Unknown);
    }
}

StepRunner::Journey StepRunner::journey(const Step &step)
{
    const Location source{m_table.directoryOf(step.row), m_table.name(step.row)};
    const Location target{m_targets.directoryOf(step.row), m_targets.name(step.row)};
    if (step.kind == Step::Kind::Move || step.kind == Step::Kind::Attributes)
        return {source, target};
    m_temporaryName = temporaryName(m_tools.mover.token(), moveIndex(step.row));
    const Location parked{target.folder, m_temporaryName};
    return step.kind == Step::Kind::Park ? Journey{source, parked} : Journey{parked, target};
}

void StepRunner::follow(RowId row, Location now)
{
    if (m_table.isDirectory(row))
        m_tools.tracker.setPlace(m_table.path(row), m_tools.cache.pathBefore(now.folder), now.name);
}

Error StepRunner::blockedError(RowId row) const
{
    return {.code = ErrorCode::BlockedByFailure, .operation = "rename", .path = m_table.path(row)};
}

} // namespace bulkhead
