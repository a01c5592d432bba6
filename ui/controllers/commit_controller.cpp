// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/commit_controller.h"

#include "ui/controllers/deliver.h"

namespace bulkhead {

namespace {

JobReport failedReport(const Error &error)
{
    JobReport report;
    report.outcome = Outcome::Failed;
    report.fatal = error;
    return report;
}

QString jobTitle(Deed deed, Direction direction)
{
    if (isTakingBack(direction))
        return CommitController::tr("Undoing");
    switch (deed) {
    case Deed::Change:
        return CommitController::tr("Changing");
    case Deed::Move:
        return CommitController::tr("Moving");
    case Deed::Copy:
        return CommitController::tr("Copying");
    case Deed::HardLink:
    case Deed::SymbolicLink:
        return CommitController::tr("Linking");
    default:
        return CommitController::tr("Renaming");
    }
}

} // namespace

CommitController::CommitController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes stateDirectory, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_fileSystem(std::move(fileSystem))
    , m_stateDirectory(std::move(stateDirectory))
{
    connect(&runner, &JobRunner::finished, this, &CommitController::complete);
}

CommitController::~CommitController()
{
    m_prepareStop.request_stop();
}

void CommitController::commit(std::shared_ptr<const RenamePlan> plan, const Bytes &description, Deed deed)
{
    if (isBusy() || !plan || !plan->canStart())
        return;
    Work work = [plan, description, options = optionsFor(Direction::Do)](
                    FileSystem &fileSystem, History &history, JobContext &context, RowResults &results) {
        BatchHeader header;
        header.description = description;
        header.folder = plan->commonFolder();
        return runRenames(fileSystem, history, header, *plan, options, context.stop, context.pause, context.meter, results);
    };
    Run run;
    run.deed = deed;
    run.plan = std::move(plan);
    start(std::move(run), std::move(work));
    Q_EMIT busyChanged();
}

RunOptions CommitController::optionsFor(Direction direction) const
{
    RunOptions options;
    if (!isTakingBack(direction) && !isRecovering(direction))
        options.onError = m_onError;
    return options;
}

void CommitController::undo(std::optional<BatchId> batch)
{
    reverse({.batch = batch});
}

void CommitController::redo(std::optional<BatchId> batch)
{
    reverse({.batch = batch, .last = LastBatch::Redoable});
}

void CommitController::undoLastAmong(std::vector<BatchId> batches)
{
    reverse({.among = std::move(batches)});
}

void CommitController::finishInterrupted(BatchId batch)
{
    reverse({.batch = batch, .destination = Destination::Targets});
}

void CommitController::recover(BatchId batch, Destination destination)
{
    reverse({.batch = batch, .destination = destination, .interrupted = true});
}

void CommitController::reverse(ReverseRequest request)
{
    if (isBusy())
        return;
    m_preparing = true;
    m_prepareStop = {};
    Q_EMIT busyChanged();
    auto future = m_runner.compute([fileSystem = m_fileSystem, directory = m_stateDirectory, request = std::move(request),
                                       stop = m_prepareStop.get_token()] { return prepareReverse(*fileSystem, directory, request, stop); });
    const auto receive = [this](const PreparedReverse &prepared) { receivePrepared(prepared); };
    deliver(future, this, receive, [this](const Error &error) {
        PreparedReverse failed;
        failed.refusal = ReverseRefusal{.error = error};
        receivePrepared(failed);
    });
}

void CommitController::receivePrepared(const PreparedReverse &prepared)
{
    m_preparing = false;
    const bool stopped = m_prepareStop.stop_requested();
    if (prepared.refusal && !stopped)
        Q_EMIT refused(*prepared.refusal);
    else if (prepared.reverse && !stopped)
        startReverse(prepared);
    Q_EMIT busyChanged();
}

void CommitController::startReverse(const PreparedReverse &prepared)
{
    const auto &reverse = prepared.reverse;
    Work work = [reverse, options = optionsFor(reverse->header.direction)](
                    FileSystem &fileSystem, History &history, JobContext &context, RowResults &results) {
        return runReverse(fileSystem, history, *reverse, options, context.stop, context.pause, context.meter, results);
    };
    Run run;
    run.direction = reverse->header.direction;
    run.deed = deedOf(reverse->header.kind, reverse->header.description);
    run.plan = std::shared_ptr<const RenamePlan>(reverse, &reverse->plan); // lives in the reverse plan: one reference keeps both
    run.notPlanned = prepared.notPlanned;
    run.reverses = reverse->header.reverses;
    run.folder = reverse->header.folder;
    start(std::move(run), std::move(work));
}

void CommitController::start(Run run, Work work)
{
    auto results = std::make_shared<RowResults>(run.plan->table->rowCount());
    auto problems = std::make_shared<RowProblems>();
    auto target = std::make_shared<Bytes>();
    const Unplanned unplanned = run.notPlanned > 0 ? Unplanned::Listed : Unplanned::Ignored;
    JobBody body = [fileSystem = m_fileSystem, directory = m_stateDirectory, plan = run.plan, results, problems, target, unplanned,
                       deed = run.deed, work = std::move(work)](JobContext &context) {
        auto history = History::open(directory);
        if (!history)
            return failedReport(history.error());
        JobReport report = work(*fileSystem, **history, context, *results);
        *problems = problemsOf(*plan, report, unplanned, deed);
        *target = commonTarget(*plan);
        return report;
    };
    run.results = std::move(results);
    run.problems = std::move(problems);
    run.target = std::move(target);
    m_run = std::move(run);
    m_run->job = m_runner.start(jobTitle(m_run->deed, m_run->direction), JobRunner::Lane::Commit, std::move(body));
    Q_EMIT started(*m_run);
}

void CommitController::complete(JobId job, const JobReport &report)
{
    if (!m_run || m_run->job != job)
        return;
    const Run ended = *std::move(m_run);
    m_run.reset();
    Q_EMIT finished(ended, report);
    Q_EMIT busyChanged();
}

void CommitController::cancel()
{
    if (m_preparing)
        m_prepareStop.request_stop();
    if (m_run)
        m_runner.cancel(m_run->job);
}

void CommitController::pause()
{
    if (m_run)
        m_runner.pause(m_run->job);
}

void CommitController::resume()
{
    if (m_run)
        m_runner.resume(m_run->job);
}

} // namespace bulkhead
