// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers from one session to the next, and its end.
#include "ui/mainwindow.h"

#include "ui/widgets/header_bar.h"
#include "ui/widgets/history_panel.h"
#include "ui/widgets/preset_menu.h"
#include "ui/widgets/preview_pane.h"
#include "ui/widgets/preview_table.h"
#include "ui/widgets/rule_list.h"
#include "ui/widgets/rule_panel.h"

#include <QCloseEvent>
#include <QSplitter>

namespace bulkhead {

void MainWindow::applySettings(const Settings &settings)
{
    m_settingsKnown = true;
    if (!settings.geometry.isEmpty())
        restoreGeometry(settings.geometry);
    if (!settings.splitter.isEmpty())
        m_splitter->restoreState(settings.splitter);
    m_splitter->setHandleWidth(1);
    m_preview->table().restoreColumns(settings.columns);
    showHistory(settings.historyShown);
    ScanOptions options = m_session.scan().options();
    options.recursive = settings.recursive;
    options.hidden = settings.hidden;
    options.what = settings.what;
    m_header->setOptions(options);
    m_session.scan().setOptions(options);
    // Where reading them took long, something may have been typed by now: that stays.
    if (settings.recipe && m_session.recipe().rules.empty() && m_session.recipe().destination == TargetFolder()
        && m_session.recipe().attributes == NewAttributes()) {
        useRecipe(*settings.recipe);
        m_rules->rules().forgetEdits();
    }
    m_recent = settings.recent;
    m_actions.presets->setRecent(m_recent);
    m_session.commit().setOnError(settings.onError);
    choose(m_actions.onError, int(settings.onError));
    choose(m_actions.themes, int(settings.theme));
    if (m_themes)
        m_themes->setTheme(settings.theme);
}

Settings MainWindow::settings() const
{
    Settings settings;
    settings.geometry = saveGeometry();
    settings.splitter = m_splitter->saveState();
    settings.columns = m_preview->table().saveColumns();
    settings.theme = m_themes ? m_themes->theme() : Theme::System;
    settings.historyShown = m_history->isVisibleTo(m_splitter);
    const ScanOptions options = m_header->options({});
    settings.recursive = options.recursive;
    settings.hidden = options.hidden;
    settings.what = options.what;
    settings.onError = m_session.commit().onError();
    settings.recent = m_recent;
    if (m_lentRecipe != m_session.recipe())
        settings.recipe = m_session.recipe();
    return settings;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_closing) { // a second wish: whoever does not want to wait need not watch
        event->ignore();
        hide();
        return;
    }
    m_closing = true;
    const ActionScope scope("close");
    saveSettings();
    m_session.scan().stop();
    const bool renames = m_session.commit().isBusy();
    if (!renames && !m_exporter.isBusy()) {
        event->accept();
        finishClosing();
        return;
    }
    // Stops after the file in hand; what was done can be undone or continued at the next start.
    event->ignore();
    m_session.commit().cancel();
    showNotice({Notice::Kind::Information,
        renames ? tr("Finishing the file in hand; the window closes then.") : tr("Finishing the list; the window closes then.")});
    const auto goOn = [this] {
        if (!m_session.commit().isBusy() && !m_exporter.isBusy())
            finishClosing();
    };
    connect(&m_session.commit(), &CommitController::busyChanged, this, goOn);
    connect(&m_exporter, &ListExporter::ended, this, goOn);
}

void MainWindow::saveSettings()
{
    // Before they were read they are the defaults: nothing to put over what is there.
    if (m_places.settingsPath.empty() || !m_settingsKnown)
        return;
    // Nobody waits for it here: the runner finishes what it was given before the program ends.
    m_runner.compute([path = m_places.settingsPath, now = settings()]() mutable {
        if (!now.recipe)
            now.recipe = loadSettings(path).recipe;
        return bulkhead::saveSettings(path, now).ok();
    });
}

void MainWindow::finishClosing()
{
    hide();
    Q_EMIT closed();
}

} // namespace bulkhead
