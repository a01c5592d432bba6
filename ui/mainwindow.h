// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/list_exporter.h"
#include "ui/controllers/preset_controller.h"
#include "ui/controllers/recipe_files.h"
#include "ui/controllers/rename_session.h"
#include "ui/controllers/settings.h"
#include "ui/diagnostics/diagnostics.h"
#include "ui/pane_focus.h"
#include "ui/window_actions.h"

#include <QMainWindow>

class QSplitter;

namespace bulkhead {

class BottomBar;
class ConflictBar;
class DropCatcher;
class HeaderBar;
class HistoryPanel;
class MessageBar;
class PreviewPane;
class RulePanel;

/// The window: puts the panes together and connects them to the session. Decides nothing about files. GUI thread only.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    struct Places {
        Bytes stateDirectory;
        Bytes settingsPath; ///< Empty = nothing is remembered.
        Bytes presetFolder;
    };
    /// All but `themes` must outlive the window; `themes` may be null, and so may `stalls` where nothing is measured.
    MainWindow(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, Places places, ThemeSwitch *themes,
        const StallMonitor *stalls = nullptr);
    ~MainWindow() override;

    RenameSession &session() noexcept { return m_session; }
    void applySettings(const Settings &settings);
    Settings settings() const; ///< Without a recipe where the one on screen is not to be remembered.
    /// For this session: unless they are edited, the rules remembered from the one before are not replaced.
    void openRecipe(const Bytes &path);
    DiagnosticsRequest diagnosticsRequest(); ///< As of now.

Q_SIGNALS:
    /// The window is closed and nothing runs any more.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildPanes();
    /// The slot is what the action's name is in diagnostics.
    void on(QAction *action, std::function<void()> slot);
    void connectActions();
    void connectSession();
    void connectPanes();
    void connectConflicts();
    void connectLists();
    void connectPresets();
    void refresh();
    void showNotice(const Notice &notice);
    void takeOffer(Notice::Offer offer, const Notice &notice);
    void refreshRuleActions();
    void refreshListActions();
    void editNames();
    void refreshConflicts();
    void explainConflict();
    void takenInAgain();
    bool inRules() const; ///< The focus is.
    void apply();
    void useRecipe(const RenameRecipe &recipe);
    void useRules(RenameRecipe recipe);
    void usePreset(const Preset &preset);
    void savePreset();
    void managePresets();
    void importRecipe();
    void rememberRecent();
    void recipeOpened(const RenameRecipe &recipe);
    void addDropped(const QByteArray &uriList);
    void pasteFiles();
    void showDiagnostics();
    void showManual();
    void showHistory(bool shown);
    void escape();
    void cyclePanes(PaneStep step);
    bool focusPane(QWidget *pane); ///< False where nothing in it can take the focus.
    void saveSettings();
    void finishClosing();

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    Places m_places;
    ThemeSwitch *m_themes;
    const StallMonitor *m_stalls;
    RenameSession m_session;
    RecipeFiles m_recipes;
    PresetController m_presets;
    ListExporter m_exporter;
    WindowActions m_actions;
    DropCatcher *m_drops = nullptr;
    HeaderBar *m_header = nullptr;
    QSplitter *m_splitter = nullptr;
    RulePanel *m_rules = nullptr;
    PreviewPane *m_preview = nullptr;
    HistoryPanel *m_history = nullptr;
    ConflictBar *m_conflicts = nullptr;
    MessageBar *m_message = nullptr;
    BottomBar *m_bottom = nullptr;
    ParkedFocus m_focus; ///< While a batch runs.
    std::vector<RenameRecipe> m_recent; ///< Those that were used, newest first.
    std::optional<RenameRecipe> m_lentRecipe; ///< Opened for this session, as it came.
    bool m_settingsKnown = false;
    bool m_wasBusy = false;
    bool m_closing = false;
};

} // namespace bulkhead
