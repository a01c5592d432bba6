// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/history_controller.h"

#include "core/rename/undo.h"
#include "ui/controllers/deliver.h"
#include "ui/models/shared_value.h"

namespace bulkhead {

namespace {

constexpr int kShownBatches = 500;

struct Reading {
    std::vector<BatchInfo> batches;
    std::optional<BatchInfo> lastUndoable;
    std::optional<BatchInfo> lastRedoable;
    std::vector<Error> errors;
};

Reading readHistory(const Bytes &stateDirectory)
{
    Reading reading;
    std::optional<Error> keptAside;
    auto history = History::openOrBeginAnew(stateDirectory, keptAside);
    if (keptAside)
        reading.errors.push_back(*keptAside);
    if (!history) {
        reading.errors.push_back(history.error());
        return reading;
    }
    const auto take = [&reading](auto result, auto &into) {
        if (result)
            into = std::move(*result);
        else
            reading.errors.push_back(result.error());
    };
    take((*history)->batches(kShownBatches), reading.batches);
    take((*history)->lastUndoable(), reading.lastUndoable);
    take((*history)->lastRedoable(), reading.lastRedoable);
    return reading;
}

struct CutOff {
    std::optional<BatchInfo> newest; ///< Of those that can be dealt with.
    std::vector<Error> errors; ///< Of the others.
};

CutOff findInterrupted(const Bytes &stateDirectory)
{
    CutOff cutOff;
    auto history = History::open(stateDirectory);
    if (!history)
        return cutOff; // refresh() says why
    const auto interrupted = (*history)->interrupted();
    if (!interrupted) {
        cutOff.errors.push_back(interrupted.error());
        return cutOff;
    }
    for (const InterruptedBatch &batch : *interrupted) {
        if (!batch.info)
            cutOff.errors.push_back(batch.info.error());
        if (!batch.info || cutOff.newest)
            continue;
        if (const auto rows = (*history)->contents(batch.id); !rows)
            cutOff.errors.push_back(rows.error());
        else
            cutOff.newest = *batch.info;
    }
    return cutOff;
}

/// How far a batch got is written nowhere: it is seen by looking where the files are.
HistoryController::Interrupted countDone(
    FileSystem &fileSystem, const Bytes &stateDirectory, HistoryController::Interrupted batch, std::stop_token stop)
{
    auto history = History::open(stateDirectory);
    if (!history)
        return batch;
    const auto reverse = planReverse(fileSystem, **history, batch.info.id, Destination::Targets, stop);
    if (!reverse)
        return batch;
    batch.done = reverse->alreadyThere;
    batch.problems
        = sharedValue(problemsOf(reverse->plan, {}, Unplanned::Listed, deedOf(reverse->header.kind, reverse->header.description)));
    return batch;
}

} // namespace

HistoryController::HistoryController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes stateDirectory, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_fileSystem(std::move(fileSystem))
    , m_stateDirectory(std::move(stateDirectory))
{
}

HistoryController::~HistoryController()
{
    m_stop.request_stop();
}

void HistoryController::refresh()
{
    const std::uint64_t generation = ++m_generation;
    auto future = m_runner.compute([directory = m_stateDirectory] { return readHistory(directory); });
    const auto receive = [this, generation](Reading reading) {
        if (generation != m_generation)
            return;
        m_batches = std::move(reading.batches);
        m_lastUndoable = std::move(reading.lastUndoable);
        m_lastRedoable = std::move(reading.lastRedoable);
        Q_EMIT changed();
        for (const Error &error : reading.errors)
            Q_EMIT failed(error);
    };
    deliver(future, this, receive, [this](const Error &error) { Q_EMIT failed(error); });
}

void HistoryController::lookForInterrupted()
{
    auto future = m_runner.compute([directory = m_stateDirectory] { return findInterrupted(directory); });
    const auto receive = [this](const CutOff &found) {
        for (const Error &error : found.errors)
            Q_EMIT failed(error);
        if (!found.newest)
            return;
        const Interrupted batch{*found.newest, {}, nullptr};
        Q_EMIT interruptedFound(batch);
        count(batch);
    };
    deliver(future, this, receive, [this](const Error &error) { Q_EMIT failed(error); });
}

void HistoryController::count(const Interrupted &batch)
{
    auto future = m_runner.compute([fileSystem = m_fileSystem, directory = m_stateDirectory, batch, stop = m_stop.get_token()] {
        return countDone(*fileSystem, directory, batch, stop);
    });
    deliver(future, this, [this](const Interrupted &counted) {
        if (counted.done)
            Q_EMIT interruptedFound(counted);
    });
}

void HistoryController::forget(BatchId batch)
{
    auto future = m_runner.compute([directory = m_stateDirectory, batch]() -> std::optional<Error> {
        auto history = History::open(directory);
        if (!history)
            return history.error();
        const Result<void> forgotten = (*history)->forget(batch);
        return forgotten ? std::optional<Error>() : forgotten.error();
    });
    const auto receive = [this](const std::optional<Error> &error) {
        if (error)
            Q_EMIT failed(*error);
        refresh();
    };
    deliver(future, this, receive, [this](const Error &error) { Q_EMIT failed(error); });
}

} // namespace bulkhead
