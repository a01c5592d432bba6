// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/palette/theme.h"

#include <QAction>

class QActionGroup;
class QMenu;
class QWidget;

namespace bulkhead {

class PresetMenu;

/// The actions of the window with their keys, and its menus. Connecting them is the window's business.
struct WindowActions {
    explicit WindowActions(QWidget *window);

    QAction *addFiles;
    QAction *addFolder;
    QAction *apply;
    QAction *undo; ///< Of the last batch.
    QAction *redo;
    QAction *undoKey; ///< Ctrl+Z: of the last rule change in the rules, of the last batch elsewhere.
    QAction *redoKey;
    QAction *undoRules;
    QAction *redoRules;
    QAction *filter;
    QAction *refresh;
    QAction *escape;
    QAction *nextPane;
    QAction *previousPane;
    QAction *clear;
    QAction *paste;
    QAction *history;
    QAction *editNames;
    QAction *exportList;
    QAction *savePreset;
    QAction *managePresets;
    QAction *importRecipe;
    QAction *openRecipe;
    QAction *saveRecipe;
    QAction *manual;
    QAction *help; ///< The keys.
    QAction *diagnostics;
    QAction *quit;
    QAction *nextConflict;
    QAction *previousConflict;
    QActionGroup *themes; ///< Data: Theme as int.
    QActionGroup *onError; ///< Data: RunOptions::OnError as int.
    QActionGroup *onConflict; ///< Data: OnConflict as int.
    QMenu *menu;
    PresetMenu *presets;
    QMenu *applying; ///< How the primary button does its work.

private:
    void buildMenus();
};

/// Checks the one with this data.
void choose(QActionGroup *group, int data);

} // namespace bulkhead
