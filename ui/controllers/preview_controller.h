// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "ui/controllers/list_files.h"
#include "ui/controllers/preview_work.h"

#include <QObject>
#include <QTimer>

namespace bulkhead {

/// Keeps the table in step with list, rules and view. A change stops the work under way and begins anew at the first
/// stage it concerns: order the rows -> name the rows on screen -> plan all. The newest request wins. The last good
/// preview stays on screen until the next one is there. What only concerns what is looked at stops nothing. GUI thread only; runner and
/// model must outlive it.
class PreviewController : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t {
        Empty, ///< Nothing is listed.
        Working,
        Ready, ///< `plan` is what list and rules ask for.
        BadRecipe, ///< The rules have a mistake: what is shown is older than they are.
        Failed, ///< Lack of memory or the like: what is shown is older than the rules. Any change tries again.
        Held, ///< After a run: the rules are not applied again until something asks for it.
    };

    PreviewController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, FileTableModel &model, QObject *parent = nullptr);
    ~PreviewController() override;

    State state() const noexcept { return m_state; }
    const FileList &list() const noexcept { return m_list; }
    /// The plan on screen; null where there is none. It is what the person saw only in State::Ready.
    std::shared_ptr<const RenamePlan> plan() const noexcept { return m_plan; }
    qint64 listedCount() const; ///< Rows on the list, without removed ones.
    /// The rows on the list in their order, as they are on screen; null before.
    std::shared_ptr<const std::vector<RowId>> order() const noexcept { return m_rows.order; }
    const RenameRecipe &recipe() const noexcept { return m_recipe; }
    const ViewOptions &viewOptions() const noexcept { return m_view; }
    /// While names are worked out that depend on what is in the files: how many were read so far. Else nothing.
    std::optional<std::int64_t> filesRead() const;
    bool canCommit() const { return m_state == State::Ready && m_plan && m_plan->canStart() && !m_frozen; }

    void setList(const FileList &list);
    void setRecipe(const RenameRecipe &recipe); ///< Ends Held where the rules differ.
    void setViewOptions(const ViewOptions &options);
    /// Call when other rows come on screen.
    void visibleRowsChanged();

    /// Works out what each rule makes of a row; `receive` gets it later, from the event loop, or nothing where list or rules have
    /// changed meanwhile. False, and `receive` is not called, where it is not known yet what the rules are to make of it: traceable() tells
    /// when it is.
    bool trace(RowId row, std::function<void(std::optional<RowTrace>)> receive);

    void hold();
    void applyAgain(); ///< Ends Held.

    /// While a batch runs: the plan on screen is the one that runs; order and filter may change, names may not.
    void freeze();
    void thaw();

Q_SIGNALS:
    void stateChanged();
    void traceable(); ///< List or rules were changed, and rows can be traced again.
    /// Mistakes, with State::BadRecipe; else warnings of lists, which hinder nothing.
    void problemsChanged(const std::vector<bulkhead::RecipeProblem> &problems);
    /// Planning looked at more folders: whoever owns the list keeps them.
    void failed(const bulkhead::Error &error); ///< With State::Failed.
    void occupancyGrown(std::shared_ptr<const bulkhead::Occupancy> occupancy);

private:
    enum class Stage : std::uint8_t { None, Order, Names, Plan };

    std::shared_ptr<const BatchFacts> factsForTrace() const;
    void invalidate();
    void advance();
    /// Hands the answer of a stage to `receive`, unless something newer has begun by then.
    template <class Work, class Receive>
    void launch(Stage stage, Work work, Receive receive);
    void stopView();
    void launchOrder();
    void launchQuick();
    void launchPlan();
    void launchView();
    void receiveOrder(OrderedRows rows, const ViewOptions &options);
    void receiveQuick(QuickAnswer answer);
    void receivePlan(PlanAnswer answer, const ViewOptions &options);
    void setState(State state);
    void show(std::shared_ptr<const RowView> view);

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    const std::shared_ptr<FactCache> m_factCache = std::make_shared<FactCache>();
    std::shared_ptr<std::atomic<std::int64_t>> m_filesRead; ///< By the plan at work, where its rules ask what is in the files.
    FileTableModel &m_model;
    std::shared_ptr<ListFiles> m_listFiles = std::make_shared<ListFiles>(); ///< Workers share it.
    QTimer m_timer;
    QTimer m_progress; ///< While files are read: stateChanged, so that who shows filesRead() looks again.

    FileList m_list;
    RenameRecipe m_recipe;
    ViewOptions m_view;
    OrderedRows m_rows;
    CompiledRecipeRef m_compiled; ///< Null while the recipe has problems.
    std::shared_ptr<const RenamePlan> m_plan;
    std::vector<RecipeProblem> m_warnings; ///< Of the last plan: they stay on screen until the next one.

    bool m_orderStale = false;
    bool m_factsStale = false; ///< The order is right, what was counted in it is not.
    bool m_recipeStale = true;
    bool m_planStale = true;
    bool m_viewStale = false;
    bool m_held = false;
    bool m_frozen = false;
    bool m_quickBusy = false;
    bool m_scrolled = false; ///< While names were worked out for the rows that were on screen before.
    State m_state = State::Empty;

    Stage m_stage = Stage::None; ///< At work on what is asked for now.
    std::stop_source m_stop;
    std::uint64_t m_generation = 0; ///< Of the stage at work; older answers are dropped.
    std::stop_source m_viewStop;
    std::uint64_t m_viewGeneration = 0;
};

} // namespace bulkhead
