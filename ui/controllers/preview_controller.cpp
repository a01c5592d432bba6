// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/preview_controller.h"

#include "ui/controllers/deliver.h"

#include <QThread>

namespace bulkhead {

namespace {

constexpr int kCoalesceMs = 10; ///< Changes this close together are one.
constexpr int kProgressMs = 100;

} // namespace

PreviewController::PreviewController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, FileTableModel &model, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_fileSystem(std::move(fileSystem))
    , m_model(model)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kCoalesceMs);
    connect(&m_timer, &QTimer::timeout, this, &PreviewController::advance);
    m_progress.setInterval(kProgressMs);
    connect(&m_progress, &QTimer::timeout, this, [this] {
        if (!filesRead())
            m_progress.stop();
        Q_EMIT stateChanged();
    });
}

PreviewController::~PreviewController()
{
    m_stop.request_stop();
    m_viewStop.request_stop();
}

qint64 PreviewController::listedCount() const
{
    return m_rows.order && !m_list.isEmpty() ? qint64(m_rows.order->size()) : 0;
}

std::optional<std::int64_t> PreviewController::filesRead() const
{
    return m_stage == Stage::Plan && m_filesRead ? std::optional(m_filesRead->load(std::memory_order_relaxed)) : std::nullopt;
}

void PreviewController::setList(const FileList &list)
{
    if (list.table != m_list.table)
        m_plan = nullptr; // its rows are other files
    m_orderStale |= list.table != m_list.table || list.removed != m_list.removed || list.order != m_list.order;
    m_factsStale |= list.marks != m_list.marks; // Rows that are left out take no number.
    m_recipeStale = true;
    m_planStale = true;
    m_list = list;
    invalidate();
}

void PreviewController::setRecipe(const RenameRecipe &recipe)
{
    if (recipe == m_recipe)
        return;
    m_orderStale |= recipe.order != m_recipe.order || recipe.extension != m_recipe.extension;
    const bool rulesChanged = recipe.rules != m_recipe.rules || recipe.extension != m_recipe.extension
        || recipe.onConflict != m_recipe.onConflict || recipe.destination != m_recipe.destination
        || recipe.attributes != m_recipe.attributes;
    m_recipe = recipe;
    m_held = m_held && !rulesChanged;
    m_recipeStale = true;
    m_planStale = true;
    invalidate();
}

void PreviewController::setViewOptions(const ViewOptions &options)
{
    if (options == m_view)
        return;
    m_view = options;
    m_viewStale = true;
    m_timer.start();
}

void PreviewController::hold()
{
    m_held = true;
    m_plan = nullptr;
    m_planStale = true;
    invalidate();
}

void PreviewController::applyAgain()
{
    if (!m_held)
        return;
    m_held = false;
    m_recipeStale = true;
    m_planStale = true;
    invalidate();
}

void PreviewController::freeze()
{
    m_frozen = true;
}

void PreviewController::thaw()
{
    m_frozen = false;
    m_timer.start();
}

void PreviewController::invalidate()
{
    m_stop.request_stop();
    ++m_generation;
    m_stage = Stage::None;
    if (m_state != State::Empty || !m_list.isEmpty())
        setState(State::Working);
    m_timer.start();
}

void PreviewController::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void PreviewController::advance()
{
    if (m_list.isEmpty()) {
        m_rows = {};
        m_orderStale = false;
        m_plan = nullptr;
        m_model.setContents({m_list, nullptr, nullptr});
        setState(State::Empty);
        return;
    }
    if (m_stage == Stage::Order)
        return;
    if (m_orderStale || m_factsStale || !m_rows.order)
        return launchOrder();
    if (m_viewStale)
        launchView();
    if (m_frozen || m_stage != Stage::None)
        return;
    if (m_held) {
        show(m_model.contents().view);
        return setState(State::Held);
    }
    if (m_recipeStale)
        return launchQuick();
    if (!m_compiled) {
        m_model.setStale(m_plan != nullptr);
        return setState(State::BadRecipe);
    }
    if (m_planStale)
        return launchPlan();
    setState(State::Ready);
}

template <class Work, class Receive>
void PreviewController::launch(Stage stage, Work work, Receive receive)
{
    m_stop.request_stop();
    m_stop = {};
    m_stage = stage;
    const std::uint64_t generation = ++m_generation;
    auto body = [work = std::move(work), stop = m_stop.get_token()] { return work(stop); };
    auto future = stage == Stage::Names ? m_runner.computeForScreen(std::move(body)) : m_runner.compute(std::move(body));
    const auto accept = [this, generation, receive = std::move(receive)](auto answer) {
        if (generation != m_generation)
            return;
        m_stage = Stage::None;
        receive(std::move(answer));
    };
    deliver(future, this, accept, [this, generation](const Error &error) {
        if (generation != m_generation)
            return;
        m_stage = Stage::None;
        m_model.setStale(m_plan != nullptr);
        setState(State::Failed);
        Q_EMIT failed(error);
    });
}

void PreviewController::stopView()
{
    m_viewStop.request_stop();
    m_viewStop = {};
    ++m_viewGeneration;
}

void PreviewController::launchOrder()
{
    stopView(); // it would show the rows in the order before
    launch(
        Stage::Order,
        [list = m_list, recipe = m_recipe, plan = m_plan, options = m_view, sorted = m_orderStale ? nullptr : m_rows.order](
            const std::stop_token &stop) { return orderRows(list, recipe, plan.get(), options, stop, sorted); },
        [this, options = m_view](OrderedRows rows) {
            if (!rows.stopped)
                receiveOrder(std::move(rows), options);
        });
}

void PreviewController::receiveOrder(OrderedRows rows, const ViewOptions &options)
{
    m_rows = std::move(rows);
    m_orderStale = false;
    m_factsStale = false;
    m_viewStale = options != m_view;
    show(m_rows.view);
    advance();
}

void PreviewController::show(std::shared_ptr<const RowView> view)
{
    m_model.setContents({m_list, m_plan, std::move(view)});
}

void PreviewController::launchQuick()
{
    launch(
        Stage::Names,
        [fileSystem = m_fileSystem, cache = m_factCache, list = m_list, recipe = m_recipe, files = m_listFiles, facts = m_rows.facts,
            visible = m_model.visibleRows()](const std::stop_token &stop) {
            return nameQuickly({*fileSystem, *cache}, list, recipe, files->load(recipe), *facts, visible, stop);
        },
        [this](QuickAnswer answer) { receiveQuick(std::move(answer)); });
}

void PreviewController::receiveQuick(QuickAnswer answer)
{
    m_recipeStale = false;
    m_compiled = std::move(answer.recipe);
    Q_EMIT problemsChanged(answer.problems.empty() ? m_warnings : answer.problems);
    if (m_compiled) {
        m_model.setDeed(deedOf(m_recipe));
        m_model.setQuickNames(answer.names);
        if (!m_compiled->needsWholeBatch())
            Q_EMIT traceable();
    }
    advance();
}

void PreviewController::launchPlan()
{
    const unsigned threads = unsigned(std::max(1, QThread::idealThreadCount()));
    m_filesRead = m_compiled->facts().empty() ? nullptr : std::make_shared<std::atomic<std::int64_t>>(0);
    if (m_filesRead)
        m_progress.start();
    launch(
        Stage::Plan,
        [fileSystem = m_fileSystem, cache = m_factCache, list = m_list, recipe = m_compiled, rows = m_rows, options = m_view,
            before = m_model.contents().view, threads, filesRead = m_filesRead](const std::stop_token &stop) {
            return planPreview({*fileSystem, *cache}, list, *recipe, rows, options, before, stop, threads, filesRead.get());
        },
        [this, options = m_view](PlanAnswer answer) {
            if (answer.plan)
                receivePlan(std::move(answer), options);
        });
}

void PreviewController::receivePlan(PlanAnswer answer, const ViewOptions &options)
{
    m_plan = std::move(answer.plan);
    m_planStale = false;
    if (answer.warnings != m_warnings) {
        m_warnings = std::move(answer.warnings);
        Q_EMIT problemsChanged(m_warnings);
    }
    if (answer.occupancy != m_list.occupancy) {
        m_list.occupancy = answer.occupancy;
        Q_EMIT occupancyGrown(answer.occupancy);
    }
    if (m_plan->batch)
        Q_EMIT traceable();
    m_viewStale = options != m_view;
    show(m_viewStale ? m_model.contents().view : std::move(answer.view)); // the newer filter has begun to show
    advance();
}

void PreviewController::launchView()
{
    const FileTableModel::Contents &shown = m_model.contents();
    if (shown.list.table != m_list.table || !shown.view)
        return;
    m_viewStale = false;
    stopView();
    const std::uint64_t generation = m_viewGeneration;
    auto future
        = m_runner.compute([list = m_list, order = m_rows.order, plan = m_plan, options = m_view, before = shown.view,
                               stop = m_viewStop.get_token()] { return remakeView(list, *order, plan.get(), options, before, stop); });
    deliver(future, this, [this, generation, table = m_list.table, plan = m_plan](std::shared_ptr<const RowView> view) {
        if (generation != m_viewGeneration || !view || table != m_list.table)
            return;
        if (plan != m_plan) { // made for the names before: once more for those of now
            m_viewStale = true;
            m_timer.start();
            return;
        }
        show(std::move(view));
    });
}

void PreviewController::visibleRowsChanged()
{
    if (m_state != State::Working || m_recipeStale || m_orderStale || m_factsStale || !m_compiled || !m_rows.facts || m_held || m_frozen)
        return;
    m_scrolled = m_quickBusy;
    if (m_quickBusy)
        return;
    m_quickBusy = true;
    auto future = m_runner.computeForScreen([fileSystem = m_fileSystem, cache = m_factCache, list = m_list, recipe = m_compiled,
                                                facts = m_rows.facts, visible = m_model.visibleRows(), stop = m_stop.get_token()] {
        return nameRowsNow({*fileSystem, *cache}, list, *recipe, *facts, visible, stop);
    });
    const auto end = [this](std::uint64_t generation, const std::vector<QuickName> &names) {
        m_quickBusy = false;
        if (generation == m_generation && m_state == State::Working && m_planStale)
            m_model.setQuickNames(names);
        if (m_scrolled)
            visibleRowsChanged();
    };
    deliver(
        future, this, [end, generation = m_generation](const std::vector<QuickName> &names) { end(generation, names); },
        [end](const Error &) { end(0, {}); });
}

/// Null where what is known is of another list or other rules.
std::shared_ptr<const BatchFacts> PreviewController::factsForTrace() const
{
    if (!m_compiled || m_recipeStale || m_orderStale || m_factsStale || m_held || !m_list.table)
        return nullptr;
    if (!m_compiled->needsWholeBatch())
        return m_rows.facts;
    return m_plan && !m_planStale ? m_plan->batch : nullptr;
}

bool PreviewController::trace(RowId row, std::function<void(std::optional<RowTrace>)> receive)
{
    const std::shared_ptr<const BatchFacts> facts = factsForTrace();
    if (!facts || row >= m_list.table->rowCount())
        return false;
    auto future
        = m_runner.computeForScreen([fileSystem = m_fileSystem, cache = m_factCache, list = m_list, recipe = m_compiled, facts, row] {
              return traceRow({*fileSystem, *cache}, list, *recipe, *facts, row);
          });
    deliver(
        future, this,
        [this, facts, recipe = m_compiled, receive](RowTrace trace) {
            const bool current = facts == factsForTrace() && recipe == m_compiled;
            receive(current ? std::optional(std::move(trace)) : std::nullopt);
        },
        [receive](const Error &) { receive({}); });
    return true;
}

} // namespace bulkhead
