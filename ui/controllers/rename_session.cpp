// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/rename_session.h"

#include "core/base/text.h"
#include "ui/models/shared_value.h"
#include "ui/text/count_text.h"
#include "ui/text/error_text.h"

#include <algorithm>

namespace bulkhead {

namespace {

constexpr int kRepaintMs = 40;
constexpr int kCountingMs = 200;

/// What is left of a stopped batch is asked of that batch; what is left of an undo, of the batch that was being undone.
std::optional<BatchId> continuedBatch(const CommitController::Run &run, const JobReport &report)
{
    return isTakingBack(run.direction) || isRecovering(run.direction) ? run.reverses : report.batch;
}

std::vector<Notice::Offer> offersAfter(const CommitController::Run &run, const JobReport &report)
{
    using Offer = Notice::Offer;
    std::vector<Offer> offers;
    const bool takingBack = isTakingBack(run.direction);
    const bool stopped = report.outcome == Outcome::Cancelled || report.cancelled > 0;
    if (report.done > 0 && report.batch) {
        if (takingBack)
            offers.push_back(Offer::Redo);
        else
            offers.push_back(stopped ? Offer::UndoThese : Offer::Undo);
    }
    if (report.cancelled > 0 && continuedBatch(run, report))
        offers.push_back(takingBack ? Offer::ContinueUndo : Offer::Continue);
    else if (report.failed + report.skipped > 0 && continuedBatch(run, report))
        offers.push_back(takingBack ? Offer::TryUndoAgain : Offer::TryAgain);
    if (!run.problems->empty())
        offers.push_back(Offer::Details);
    return offers;
}

/// Names that come back say in which folder they do; what is made or removed elsewhere, where that is.
Bytes wordedFolder(const CommitController::Run &run)
{
    return isInPlace(run.deed) ? run.folder : *run.target;
}

} // namespace

RenameSession::RenameSession(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes stateDirectory, QObject *parent)
    : QObject(parent)
    , m_jobs(runner)
    , m_scan(runner, fileSystem)
    , m_preview(runner, fileSystem, m_files)
    , m_commit(runner, fileSystem, stateDirectory)
    , m_history(runner, fileSystem, stateDirectory)
{
    m_scan.setOptions({.needed = stateDirectory});
    m_repaint.setInterval(kRepaintMs);
    connect(&m_repaint, &QTimer::timeout, &m_files, &FileTableModel::refreshVisible);
    m_counting.setInterval(kCountingMs);
    connect(&m_counting, &QTimer::timeout, this, &RenameSession::changed);
    connect(&m_files, &FileTableModel::nameEdited, this, [this](RowId row, const QString &name) {
        const FileTableModel::Contents &shown = m_files.contents();
        m_scan.edit({ListEdit::What::Name, {shown.list.table, shown.view, {}, row}, fromText(name)});
    });

    connect(&m_scan, &ScanController::listChanged, this, &RenameSession::listChanged);
    connect(&m_scan, &ScanController::added, &m_preview, &PreviewController::applyAgain);
    connect(&m_scan, &ScanController::scanningChanged, this, &RenameSession::scanningChanged);
    connect(&m_scan, &ScanController::editingChanged, this, &RenameSession::changed);
    connect(&m_scan, &ScanController::failed, this, &RenameSession::workFailed);
    connect(&m_scan, &ScanController::refused, this, [this](std::int64_t count) {
        Q_EMIT notice({Notice::Kind::Problem,
            count == 1 ? tr("1 thing that was dropped is not a file on this computer.")
                       : tr("%Ln things that were dropped are not files on this computer.", nullptr, int(count))});
    });
    connect(&m_preview, &PreviewController::problemsChanged, this, [this](const std::vector<RecipeProblem> &problems) {
        m_badFolder = std::ranges::all_of(problems, [](const RecipeProblem &problem) { return problem.field.starts_with("destination"); });
    });
    connect(&m_preview, &PreviewController::stateChanged, this, &RenameSession::changed);
    connect(&m_preview, &PreviewController::failed, this, &RenameSession::workFailed);
    connect(&m_preview, &PreviewController::occupancyGrown, &m_scan, &ScanController::adoptOccupancy);
    connect(&m_commit, &CommitController::busyChanged, this, &RenameSession::changed);
    connect(&m_commit, &CommitController::started, this, &RenameSession::runStarted);
    connect(&m_commit, &CommitController::finished, this, &RenameSession::runFinished);
    connect(&m_commit, &CommitController::refused, this, &RenameSession::runRefused);
    connect(&m_history, &HistoryController::changed, this, &RenameSession::changed);
    connect(&m_history, &HistoryController::interruptedFound, this, &RenameSession::interruptedFound);
}

void RenameSession::setRecipe(const RenameRecipe &recipe)
{
    m_recipe = recipe;
    m_preview.setRecipe(m_recipe);
}

void RenameSession::setOrder(const RowOrder &order)
{
    m_recipe.order = order;
    m_preview.setRecipe(m_recipe);
    if (m_scan.list().order || m_scan.isEditing())
        m_scan.edit({ListEdit::What::DropOrder, {.table = m_scan.list().table}});
}

void RenameSession::setOnConflict(OnConflict onConflict)
{
    m_recipe.onConflict = onConflict;
    m_preview.setRecipe(m_recipe);
}

void RenameSession::leaveOutConflicts()
{
    const auto plan = m_preview.plan();
    if (!plan || plan->counts.conflicts == 0 || plan->table != m_scan.list().table || m_commit.isBusy())
        return;
    m_scan.edit({.what = ListEdit::What::LeaveOutConflicts, .rows = {.table = plan->table}, .plan = plan});
    Notice left{Notice::Kind::Information, leftOutText(plan->counts.conflicts), {Notice::Offer::TakeInAgain}};
    left.leftOut = plan;
    Q_EMIT notice(left);
}

/// Rows are known by their table: once the list is read again nobody knows which they were.
void RenameSession::takeInAgain(const std::shared_ptr<const RenamePlan> &plan)
{
    if (plan->table == m_scan.list().table)
        m_scan.edit({.what = ListEdit::What::TakeInConflicts, .rows = {.table = plan->table}, .plan = plan});
    else
        Q_EMIT notice({Notice::Kind::Information, tr("The list was read again since then. Space takes selected rows in again.")});
}

RenamePlan::Counts RenameSession::counts() const
{
    const auto plan = m_preview.plan();
    return plan ? plan->counts : RenamePlan::Counts();
}

Blocked RenameSession::blocked() const
{
    if (m_commit.isBusy())
        return Blocked::Running;
    if (m_scan.isScanning())
        return Blocked::Reading;
    if (m_scan.isBehind())
        return Blocked::Behind;
    if (m_scan.isEditing())
        return Blocked::Planning;
    switch (m_preview.state()) {
    case PreviewController::State::Empty:
        return Blocked::Empty;
    case PreviewController::State::Working:
        return Blocked::Planning;
    case PreviewController::State::BadRecipe:
        return m_badFolder ? Blocked::BadFolder : Blocked::BadRecipe;
    case PreviewController::State::Failed:
        return Blocked::Failed;
    case PreviewController::State::Held:
        return Blocked::Held;
    case PreviewController::State::Ready:
        break;
    }
    if (m_preview.canCommit())
        return Blocked::No;
    const RenamePlan::Counts now = counts();
    if (now.conflicts > 0)
        return Blocked::Conflicts;
    return now.errors > 0 ? Blocked::Errors : Blocked::NothingChanges;
}

void RenameSession::apply()
{
    if (blocked() == Blocked::No)
        m_commit.commit(m_preview.plan(), writeRecipe(m_recipe), deedOf(m_recipe));
}

void RenameSession::undoOwn()
{
    m_commit.undoLastAmong(m_ranHere);
}

void RenameSession::refresh()
{
    if (m_commit.isBusy())
        return;
    m_preview.applyAgain();
    m_scan.rescanAfresh();
}

void RenameSession::take(Notice::Offer offer, const Notice &notice)
{
    m_interrupted.reset();
    switch (offer) {
    case Notice::Offer::Undo:
    case Notice::Offer::UndoThese:
        return m_commit.undo(notice.batch);
    case Notice::Offer::UndoInterrupted:
        return m_commit.recover(notice.batch.value(), Destination::Sources);
    case Notice::Offer::Redo:
        return m_commit.redo(notice.batch);
    case Notice::Offer::Continue:
    case Notice::Offer::TryAgain:
        return m_commit.finishInterrupted(notice.continues.value());
    case Notice::Offer::ContinueUndo:
    case Notice::Offer::TryUndoAgain:
        return m_commit.undo(notice.continues.value());
    case Notice::Offer::Finish:
        return m_commit.recover(notice.batch.value(), Destination::Targets);
    case Notice::Offer::TakeInAgain:
        return takeInAgain(notice.leftOut);
    case Notice::Offer::Details:
        return;
    }
}

bool RenameSession::stopWork()
{
    if (m_commit.isBusy())
        m_commit.cancel();
    else if (m_scan.isScanning())
        m_scan.stop();
    else
        return false;
    return true;
}

void RenameSession::listChanged()
{
    // After a run its own report is what counts.
    const bool edited = m_scan.isFollowing(); // the list under its new names is still to come
    const bool readAgain = m_after == After::Nothing && m_scan.list().unread != m_preview.list().unread;
    if (!edited)
        settle();
    m_preview.setList(m_scan.list());
    if (readAgain)
        reportUnread();
    Q_EMIT changed();
}

void RenameSession::reportUnread()
{
    const FileList &list = m_scan.list();
    if (list.unreadCount == 0)
        return;
    Notice unread{Notice::Kind::Problem,
        list.unreadCount == 1 ? tr("1 file or folder could not be read.")
                              : tr("%Ln files or folders could not be read.", nullptr, int(list.unreadCount)),
        {Notice::Offer::Details}};
    unread.problems = list.unread;
    Q_EMIT notice(unread);
}

void RenameSession::workFailed(const Error &error)
{
    Q_EMIT notice({Notice::Kind::Problem, errorWithPath(error)});
}

void RenameSession::scanningChanged()
{
    if (m_scan.isScanning()) {
        m_counting.start();
    } else {
        m_counting.stop();
        if (m_scan.isBehind()) { // stopped by hand: what the run made of the rows is no longer about what is listed
            m_files.setResults(nullptr);
            settle();
        }
    }
    Q_EMIT changed();
}

void RenameSession::settle()
{
    if (m_after == After::Nothing)
        return;
    const RanRows ran = m_scan.ranRows();
    // A batch of other files than those listed is no concern of the preview.
    if (m_ranList || m_scan.isBehind() || ran.all > 0) {
        if (!m_ranList)
            m_renamed = ran.renamed;
        m_failed = ran.failed;
        if (m_after == After::Hold)
            m_preview.hold();
        else
            m_preview.applyAgain();
    }
    m_after = After::Nothing;
    m_preview.thaw();
}

void RenameSession::runStarted(const CommitController::Run &run)
{
    m_interrupted.reset();
    m_preview.freeze();
    m_files.setEditable(false);
    m_ranList = run.plan == m_preview.plan();
    if (m_ranList)
        m_files.setResults(run.results);
    m_repaint.start();
}

void RenameSession::runFinished(const CommitController::Run &run, const JobReport &report)
{
    m_repaint.stop();
    m_files.refreshVisible();
    m_files.setEditable(true);
    const bool takingBack = isTakingBack(run.direction);
    const bool anything = report.done > 0 || report.failed > 0;
    if (m_ranList)
        m_renamed = report.done;
    if (report.batch)
        m_ranHere.push_back(*report.batch);

    if (anything && !m_scan.list().isEmpty()) {
        m_after = takingBack ? After::Preview : After::Hold;
        m_scan.follow({run.plan, run.results, takingBack ? RanBatch::Marks::None : RanBatch::Marks::Show, run.deed});
    } else {
        m_files.setResults(nullptr);
        m_preview.thaw();
    }
    m_history.refresh();
    const bool leftParked = report.fatal && report.fatal->code == ErrorCode::LeftParked;
    if (leftParked || isRecovering(run.direction))
        m_history.lookForInterrupted(); // a recovery may have been cut off, too: there is more than one

    const bool clean = report.outcome == Outcome::Done && report.failed + report.skipped + run.notPlanned == 0;
    Notice ended{clean ? Notice::Kind::Success : Notice::Kind::Problem,
        reportText(report, {run.direction, run.deed, run.notPlanned, wordedFolder(run)}), offersAfter(run, report), report.batch,
        continuedBatch(run, report)};
    ended.problems = run.problems;
    Q_EMIT notice(ended);
    Q_EMIT changed();
}

void RenameSession::runRefused(const ReverseRefusal &refusal)
{
    using Why = ReverseRefusal::Why;
    const std::optional<BatchInfo> &batch = refusal.batch;
    switch (refusal.why) {
    case Why::NothingToUndo:
        Q_EMIT notice({Notice::Kind::Information, tr("There is nothing to undo.")});
        break;
    case Why::NothingToRedo:
        Q_EMIT notice({Notice::Kind::Information, tr("There is nothing to redo.")});
        break;
    case Why::NothingToMove: {
        const bool none = refusal.problems->empty();
        Notice nothing{none ? Notice::Kind::Information : Notice::Kind::Problem,
            none ? tr("Nothing to do: every file is where it should be.") : nothingCanText(refusal.deed)};
        if (!none)
            nothing.offers = {Notice::Offer::Details};
        nothing.problems = refusal.problems;
        Q_EMIT notice(nothing);
        break;
    }
    case Why::NotAmong:
        Q_EMIT notice({Notice::Kind::Information,
            deedOf(*batch) == Deed::Rename
                ? tr("Last renaming: %1 in %2.").arg(filesText(batch->done), toDisplayIsolated(batch->folder))
                : tr("Done last: %1 from %2.", "what was done, folder").arg(batchTitle(*batch), toDisplayIsolated(batch->folder)),
            {Notice::Offer::Undo}, batch->id});
        break;
    case Why::DealtWith:
        Q_EMIT notice({Notice::Kind::Information, tr("That batch was already dealt with; nothing was done.")});
        break;
    case Why::InterruptedFirst:
        Q_EMIT notice({Notice::Kind::Information,
            tr("A later batch was interrupted: %1 in %2. Finish or undo that one first.")
                .arg(filesText(batch->rows), toDisplayIsolated(batch->folder)),
            {Notice::Offer::Finish, Notice::Offer::UndoInterrupted}, batch->id});
        break;
    case Why::Error:
        Q_EMIT notice({Notice::Kind::Problem, errorWithPath(refusal.error)});
        break;
    }
}

void RenameSession::interruptedFound(const HistoryController::Interrupted &batch)
{
    const bool counted = batch.done.has_value();
    if (counted && m_interrupted != batch.info.id)
        return; // something was done about it while it was counted
    m_interrupted = counted ? std::nullopt : std::optional(batch.info.id);
    const QString rows = countText(batch.info.rows);
    Notice found{Notice::Kind::Interrupted,
        counted ? tr("A batch was interrupted: %1 of %2 done.").arg(countText(*batch.done), rows)
                : tr("A batch of %1 was interrupted.").arg(filesText(batch.info.rows)),
        {Notice::Offer::Finish, Notice::Offer::UndoInterrupted, Notice::Offer::Details}, batch.info.id};
    found.details = interruptedText(batch.info, batch.done);
    found.problems = batch.problems;
    Q_EMIT notice(found);
}

} // namespace bulkhead
