// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "core/base/text.h"
#include "ui/drop_catcher.h"
#include "ui/file_choosers.h"
#include "ui/text/count_text.h"
#include "ui/text/error_text.h"
#include "ui/widgets/bottom_bar.h"
#include "ui/widgets/conflict_bar.h"
#include "ui/widgets/details_dialog.h"
#include "ui/widgets/drop_area.h"
#include "ui/widgets/header_bar.h"
#include "ui/widgets/help_dialog.h"
#include "ui/widgets/history_panel.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/preset_menu.h"
#include "ui/widgets/preview_pane.h"
#include "ui/widgets/preview_table.h"
#include "ui/widgets/rule_list.h"
#include "ui/widgets/rule_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

/// Asked again, the answer would be the same.
bool isFinal(const ReverseRefusal &refusal)
{
    switch (refusal.why) {
    case ReverseRefusal::Why::DealtWith:
    case ReverseRefusal::Why::NothingToUndo:
    case ReverseRefusal::Why::NothingToRedo:
        return true;
    case ReverseRefusal::Why::NothingToMove:
        return refusal.problems->empty();
    default:
        return false;
    }
}

} // namespace

MainWindow::MainWindow(
    JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Places places, ThemeSwitch *themes, const StallMonitor *stalls)
    : m_runner(runner)
    , m_fileSystem(std::move(fileSystem))
    , m_places(std::move(places))
    , m_themes(themes)
    , m_stalls(stalls)
    , m_session(runner, m_fileSystem, m_places.stateDirectory)
    , m_recipes(runner)
    , m_presets(runner, m_fileSystem, m_places.presetFolder)
    , m_exporter(runner)
    , m_actions(this)
{
    setWindowTitle(QStringLiteral("Bulkhead"));
    setMinimumSize(900, 560);
    resize(1180, 720);
    choose(m_actions.onError, int(m_session.commit().onError()));
    buildPanes();
    m_drops = new DropCatcher(*this);
    connectActions();
    connectPanes();
    connectConflicts();
    connectLists();
    connectPresets();
    connectSession();
    showHistory(false);
    refresh();
    m_session.history().refresh();
    m_session.history().lookForInterrupted();
    m_rules->rules().focusFirstField();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPanes()
{
    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new HeaderBar(m_actions.addFiles, m_actions.addFolder, m_actions.menu, central);
    m_splitter = new QSplitter(Qt::Horizontal, central);
    m_splitter->setObjectName(QStringLiteral("panes"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_rules = new RulePanel(m_actions.presets, m_splitter);
    m_preview = new PreviewPane(m_session, m_runner, m_actions.addFiles, m_actions.addFolder, m_splitter);
    m_history = new HistoryPanel(m_session.history(), m_splitter);
    m_splitter->addWidget(m_rules);
    m_splitter->addWidget(m_preview);
    m_splitter->addWidget(m_history);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({320, 860, 280});
    m_conflicts = new ConflictBar(central);
    m_message = new MessageBar(central);
    m_bottom = new BottomBar(m_session.jobs(), m_actions.applying, central);
    layout->addWidget(m_header);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_conflicts);
    layout->addWidget(m_message);
    layout->addWidget(m_bottom);
    setCentralWidget(central);
}

void MainWindow::on(QAction *action, std::function<void()> slot)
{
    connect(action, &QAction::triggered, this, [slot = std::move(slot), name = action->objectName().toLatin1()] {
        const ActionScope scope(name.constData());
        slot();
    });
}

void MainWindow::connectActions()
{
    on(m_actions.addFiles,
        [this] { chooseFiles(this, [this](std::vector<Bytes> paths) { m_session.scan().addPaths(std::move(paths)); }); });
    on(m_actions.addFolder, [this] { chooseFolder(this, [this](Bytes path) { m_session.scan().addPaths({std::move(path)}); }); });
    on(m_actions.apply, [this] { apply(); });
    on(m_actions.undo, [this] { m_session.commit().undo(); });
    on(m_actions.redo, [this] { m_session.commit().redo(); });
    on(m_actions.undoRules, [this] { m_rules->rules().undo(); });
    on(m_actions.redoRules, [this] { m_rules->rules().redo(); });
    on(m_actions.undoKey, [this] {
        if (inRules())
            m_rules->rules().undo();
        else
            m_session.undoOwn();
    });
    on(m_actions.redoKey, [this] {
        if (inRules())
            m_rules->rules().redo();
    });
    on(m_actions.filter, [this] { m_header->focusFilter(); });
    on(m_actions.refresh, [this] { m_session.refresh(); });
    on(m_actions.escape, [this] { escape(); });
    on(m_actions.nextPane, [this] { cyclePanes(PaneStep::Next); });
    on(m_actions.previousPane, [this] { cyclePanes(PaneStep::Previous); });
    on(m_actions.clear, [this] { m_session.scan().clear(); });
    on(m_actions.paste, [this] { pasteFiles(); });
    on(m_actions.manual, [this] { showManual(); });
    on(m_actions.help, [this] { (new HelpDialog(this))->show(); });
    on(m_actions.diagnostics, [this] { showDiagnostics(); });
    on(m_actions.quit, [this] { close(); });
    connect(m_actions.history, &QAction::toggled, this, &MainWindow::showHistory);
    connect(m_actions.themes, &QActionGroup::triggered, this, [this](QAction *action) {
        if (m_themes)
            m_themes->setTheme(Theme(action->data().toInt()));
    });
    connect(m_actions.onError, &QActionGroup::triggered, this,
        [this](QAction *action) { m_session.commit().setOnError(RunOptions::OnError(action->data().toInt())); });

    // Keys that mean something only in the table.
    const auto inTable = [this](QKeySequence key, const char *name, auto slot) {
        auto *action = new QAction(&m_preview->table());
        action->setObjectName(QLatin1String(name));
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_preview->table().addAction(action);
        connect(action, &QAction::triggered, m_preview, slot);
        return action;
    };
    inTable(Qt::Key_Delete, "removeRows", &PreviewPane::removeSelected);
    inTable(Qt::Key_Space, "leaveOutRows", &PreviewPane::leaveOutSelected);
    const auto moveBy = [this, inTable](Qt::Key key, const char *name, RowMove::To to) {
        inTable(QKeySequence(Qt::ALT | key), name, [this, to] { m_preview->moveSelected({to}); });
    };
    moveBy(Qt::Key_Up, "moveRowsUp", RowMove::To::Up);
    moveBy(Qt::Key_Down, "moveRowsDown", RowMove::To::Down);
    moveBy(Qt::Key_Home, "moveRowsFirst", RowMove::To::First);
    moveBy(Qt::Key_End, "moveRowsLast", RowMove::To::Last);
    inTable(QKeySequence(Qt::CTRL | Qt::Key_J), "goToOther", &PreviewPane::goToOther);
    inTable(Qt::CTRL | Qt::SHIFT | Qt::Key_I, "invertSelection", &PreviewPane::invertSelection)->setAutoRepeat(false);
}

void MainWindow::connectPanes()
{
    connect(m_drops, &DropCatcher::dropped, this, &MainWindow::addDropped);
    connect(m_drops, &DropCatcher::hovering, &m_preview->dropArea(), &DropArea::setHighlighted);
    connect(
        m_header, &HeaderBar::optionsChanged, this, [this] { m_session.scan().setOptions(m_header->options(m_session.scan().options())); });
    connect(m_header, &HeaderBar::filterChanged, m_preview, &PreviewPane::setFilterText);
    connect(&m_rules->rules(), &RuleListWidget::recipeChanged, this, [this] {
        m_session.setRecipe(m_rules->rules().recipe());
        refreshRuleActions();
    });
    connect(&m_preview->examples(), &ExampleController::exampleChanged, &m_rules->rules(), &RuleListWidget::showExample);
    connect(m_bottom, &BottomBar::applyWanted, this, &MainWindow::apply);
    connect(m_bottom, &BottomBar::applyAgainWanted, &m_session, &RenameSession::refresh);
    connect(m_bottom, &BottomBar::stopWanted, &m_session, &RenameSession::stopWork);
    connect(m_preview, &PreviewPane::wholeListWanted, m_header, &HeaderBar::clearFilter);
    connect(m_bottom, &BottomBar::policyWanted, &m_session, &RenameSession::setOnConflict);
    connect(m_bottom, &BottomBar::historyToggled, this, &MainWindow::showHistory);
    connect(&m_preview->table(), &PreviewTable::selectionCountChanged, m_bottom, &BottomBar::setSelected);
    connect(m_actions.menu, &QMenu::aboutToShow, &m_session.history(), &HistoryController::refresh); // what another program did
    connect(m_history, &HistoryPanel::closeWanted, this, [this] { showHistory(false); });
    connect(m_history, &HistoryPanel::undoWanted, this, [this](BatchId batch) { m_session.commit().undo(batch); });
    connect(m_history, &HistoryPanel::redoWanted, this, [this](BatchId batch) { m_session.commit().redo(batch); });
    connect(m_message, &MessageBar::offerTaken, this, &MainWindow::takeOffer);
}

void MainWindow::connectSession()
{
    connect(&m_session, &RenameSession::changed, this, &MainWindow::refresh);
    connect(&m_session, &RenameSession::notice, this, &MainWindow::showNotice);
    connect(&m_session.preview(), &PreviewController::problemsChanged, &m_rules->rules(), &RuleListWidget::setProblems);
    connect(&m_session.commit(), &CommitController::started, this, [this](const CommitController::Run &run) {
        m_message->dismissTaken();
        if (run.direction == Direction::Do)
            rememberRecent();
        if (isRecovering(run.direction))
            m_message->dismissInterrupted();
    });
    connect(&m_session.commit(), &CommitController::refused, this, [this](const ReverseRefusal &refusal) {
        if (isFinal(refusal))
            m_message->dismissTaken();
        if (refusal.why == ReverseRefusal::Why::DealtWith)
            m_message->dismissInterrupted();
    });
    connect(&m_session.history(), &HistoryController::failed, this, [this](const Error &error) {
        showNotice({Notice::Kind::Problem, errorWithPath(error)});
    });
    m_session.setRecipe(m_rules->rules().recipe());
}

void MainWindow::refresh()
{
    const bool busy = m_session.commit().isBusy();
    if (busy && !m_wasBusy)
        m_focus.park(focusWidget(), &m_preview->quietPlace());
    m_rules->setReadOnly(busy);
    m_header->setReadOnly(busy);
    m_preview->setReadOnly(busy);
    m_history->setBusy(busy);
    m_message->setOffersEnabled(!busy);
    m_drops->setEnabled(!busy);
    for (QAction *action : {m_actions.addFiles, m_actions.addFolder, m_actions.paste, m_actions.clear, m_actions.refresh, m_actions.undo,
             m_actions.undoKey, m_actions.redoKey, m_actions.openRecipe})
        action->setEnabled(!busy);
    m_actions.presets->menuAction()->setEnabled(!busy);
    m_rules->rules().adoptOrder(m_session.recipe().order, m_session.recipe().onConflict);
    refreshRuleActions();
    refreshListActions();
    const std::optional<BatchInfo> last = m_session.history().lastUndoable();
    m_actions.undo->setText(last ? undoActionText(*last) : tr("Undo"));
    const std::optional<BatchInfo> undone = m_session.history().lastRedoable();
    m_actions.redo->setText(undone ? redoActionText(*undone) : tr("Redo"));
    m_actions.apply->setText(primaryButtonText(deedOf(m_session.recipe()), 0));
    m_actions.redo->setEnabled(!busy && undone);
    m_preview->refresh();
    m_bottom->setSummary({m_session.blocked(), m_session.preview().listedCount(), m_session.isCounted(), m_session.counts(),
        deedOf(m_session.recipe()), m_session.scan().found(), m_session.renamedCount(), m_session.lastDeed(), m_session.recipe().onConflict,
        m_session.commit().isPreparing(), m_session.preview().filesRead()});
    refreshConflicts();
    if (m_wasBusy && !busy)
        m_focus.giveBack();
    m_wasBusy = busy;
}

void MainWindow::refreshRuleActions()
{
    const bool busy = m_session.commit().isBusy();
    m_actions.undoRules->setEnabled(!busy && m_rules->rules().canUndo());
    m_actions.redoRules->setEnabled(!busy && m_rules->rules().canRedo());
}

bool MainWindow::inRules() const
{
    return m_rules->isAncestorOf(QApplication::focusWidget());
}

void MainWindow::apply()
{
    // A name that is still being typed is meant to count: with the focus elsewhere its editor hands it over.
    if (m_preview->table().isAncestorOf(QApplication::focusWidget()))
        m_preview->table().setFocus(Qt::OtherFocusReason);
    m_session.apply();
}

void MainWindow::showNotice(const Notice &notice)
{
    m_message->tell(notice);
}

void MainWindow::takeOffer(Notice::Offer offer, const Notice &notice)
{
    if (offer == Notice::Offer::Details) {
        (new DetailsDialog(notice, this))->show();
        return;
    }
    m_session.take(offer, notice);
    if (offer == Notice::Offer::TakeInAgain)
        takenInAgain();
}

void MainWindow::addDropped(const QByteArray &uriList)
{
    const ActionScope scope("drop");
    m_session.scan().addUriList(uriList);
    activateWindow();
    m_rules->rules().focusFirstField();
}

void MainWindow::pasteFiles()
{
    const QMimeData *clip = QApplication::clipboard()->mimeData();
    for (const QString &format : {QStringLiteral("text/uri-list"), QStringLiteral("x-special/gnome-copied-files")}) {
        if (clip && clip->hasFormat(format))
            return addDropped(clip->data(format));
    }
}

void MainWindow::showHistory(bool shown)
{
    const QSignalBlocker action(m_actions.history), button(m_bottom);
    m_history->setVisible(shown);
    m_actions.history->setChecked(shown);
    m_bottom->setHistoryShown(shown);
    if (shown)
        m_session.history().refresh();
}

void MainWindow::escape()
{
    if (m_session.scan().isFollowing())
        return; // meant for the run that just ended; the list needs its new names
    if (!m_session.stopWork() && !m_exporter.cancel() && !m_header->clearFilter())
        m_message->dismiss();
}

void MainWindow::cyclePanes(PaneStep step)
{
    for (QWidget *pane : otherPanes({m_rules, m_preview, m_history, m_conflicts, m_message, m_bottom, m_header}, step)) {
        if (focusPane(pane))
            return;
    }
}

bool MainWindow::focusPane(QWidget *pane)
{
    if (pane == m_rules && m_rules->rules().focusFirstField())
        return true;
    if (pane != m_preview || !m_preview->table().isVisible())
        return focusFirstControl(pane);
    m_preview->table().setFocus(Qt::ShortcutFocusReason);
    return true;
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_bottom)
        refresh();
}

} // namespace bulkhead
