// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/commit_controller.h"
#include "ui/controllers/history_controller.h"
#include "ui/controllers/preview_controller.h"
#include "ui/controllers/scan_controller.h"
#include "ui/models/job_list_model.h"
#include "ui/text/reason_text.h"

#include <QObject>
#include <QTimer>

namespace bulkhead {

/// What a run, or a batch found at start, leaves to be said and done.
struct Notice {
    enum class Kind : std::uint8_t { Success, Information, Problem, Interrupted };
    enum class Offer : std::uint8_t {
        Undo,
        Redo,
        UndoThese,
        Continue,
        ContinueUndo,
        TryAgain,
        TryUndoAgain,
        Finish,
        UndoInterrupted,
        Details,
        TakeInAgain
    };

    Kind kind = Kind::Information;
    QString text;
    std::vector<Offer> offers = {};
    std::optional<BatchId> batch = {};
    std::optional<BatchId> continues = {}; ///< What Continue, TryAgain and the same of an undo are about.
    QString details = {}; ///< What Details says above the problems.
    RowProblemsRef problems = nullptr; ///< What Details lists.
    std::shared_ptr<const RenamePlan> leftOut = nullptr; ///< Whose conflicts TakeInAgain is about.
};

/// All of one rename window but its widgets: list, preview, runs and history, and what follows from what. GUI thread
/// only; the runner must outlive it.
class RenameSession : public QObject
{
    Q_OBJECT

public:
    RenameSession(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Bytes stateDirectory, QObject *parent = nullptr);

    ScanController &scan() noexcept { return m_scan; }
    PreviewController &preview() noexcept { return m_preview; }
    CommitController &commit() noexcept { return m_commit; }
    const CommitController &commit() const noexcept { return m_commit; }
    HistoryController &history() noexcept { return m_history; }
    FileTableModel &files() noexcept { return m_files; }
    JobListModel &jobs() noexcept { return m_jobs; }

    const RenameRecipe &recipe() const noexcept { return m_recipe; }
    void setRecipe(const RenameRecipe &recipe);
    void setOrder(const RowOrder &order); ///< Ends the order by hand.
    void setOnConflict(OnConflict onConflict);
    void leaveOutConflicts(); ///< Of the plan on screen; the notice that says so offers to take them in again.

    Blocked blocked() const;
    bool isCounted() const { return m_preview.plan() != nullptr; }
    RenamePlan::Counts counts() const; ///< Of the plan on screen; zeros where there is none.
    qint64 renamedCount() const noexcept { return m_renamed; } ///< While held: what the last run did to the list.
    Deed lastDeed() const noexcept { return m_scan.list().deed; } ///< While held: what that was.
    qint64 failedCount() const noexcept { return m_failed; } ///< While held: rows marked as failed.

    void apply();
    /// Takes the last batch back if it was run here; else says what it is and offers to.
    void undoOwn();
    void refresh(); ///< F5: reads the folders again and applies the rules.
    /// Does what the notice offers; Details are the window's business.
    void take(Notice::Offer offer, const Notice &notice);
    /// Stops what is at work and can be stopped: a batch, the planning of one, a scan. False where there is nothing.
    bool stopWork();

Q_SIGNALS:
    void changed(); ///< Something the bars show: counts, state, what is running.
    void notice(const bulkhead::Notice &notice);

private:
    void listChanged();
    void scanningChanged();
    void runStarted(const CommitController::Run &run);
    void runFinished(const CommitController::Run &run, const JobReport &report);
    void runRefused(const ReverseRefusal &refusal);
    void interruptedFound(const HistoryController::Interrupted &batch);
    void reportUnread();
    void takeInAgain(const std::shared_ptr<const RenamePlan> &plan);
    void workFailed(const Error &error);
    void settle();

    enum class After : std::uint8_t { Nothing, Hold, Preview };

    FileTableModel m_files;
    JobListModel m_jobs;
    ScanController m_scan;
    PreviewController m_preview;
    CommitController m_commit;
    HistoryController m_history;
    RenameRecipe m_recipe;
    QTimer m_repaint; ///< While rows are being renamed: 30 Hz at most.
    QTimer m_counting; ///< While folders are read: how many files were found so far.
    After m_after = After::Nothing; ///< What the preview does once the list was read under its new names.
    std::vector<BatchId> m_ranHere;
    bool m_badFolder = false; ///< What is wrong with the recipe is its destination, and no more.
    bool m_ranList = false; ///< The run was of the plan on screen.
    qint64 m_renamed = 0;
    qint64 m_failed = 0;
    std::optional<BatchId> m_interrupted; ///< Announced, and still being counted.
};

} // namespace bulkhead
