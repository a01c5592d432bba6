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
    std::optional<Error> error;
};

Reading readHistory(const Bytes &stateDirectory)
{
    Reading reading;
    auto history = History::open(stateDirectory);
    if (!history) {
        reading.error = history.error();
        return reading;
    }
    auto batches = (*history)->batches(kShownBatches);
    if (batches)
        reading.batches = std::move(*batches);
    else
        reading.error = batches.error();
    auto last = (*history)->lastUndoable();
    if (last)
        reading.lastUndoable = std::move(*last);
    else
        reading.error = last.error();
    return reading;
}

std::optional<HistoryController::Interrupted> findInterrupted(const Bytes &stateDirectory)
{
    auto history = History::open(stateDirectory);
    if (!history)
        return {};
    auto interrupted = (*history)->interrupted();
    if (!interrupted || interrupted->empty())
        return {};
    return HistoryController::Interrupted{interrupted->front(), {}, nullptr};
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
    batch.problems = sharedValue(problemsOf(reverse->plan, {}, Unplanned::Listed));
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
        Q_EMIT changed();
        if (reading.error)
            Q_EMIT failed(*reading.error);
    };
    deliver(future, this, receive, [this](const Error &error) { Q_EMIT failed(error); });
}

void HistoryController::lookForInterrupted()
{
    auto future = m_runner.compute([directory = m_stateDirectory] { return findInterrupted(directory); });
    const auto receive = [this](const std::optional<Interrupted> &found) {
        if (!found)
            return;
        Q_EMIT interruptedFound(*found);
        count(*found);
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
