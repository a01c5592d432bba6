// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_actions.h"

#include "core/rename/recipe.h"
#include "core/rename/run.h"
#include "ui/palette/icon.h"
#include "ui/widgets/preset_menu.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QWidget>

namespace bulkhead {

namespace {

struct ActionText {
    Q_DECLARE_TR_FUNCTIONS(ActionText)
};

QAction *make(QWidget *window, const char *name, const QString &text, const QList<QKeySequence> &keys)
{
    auto *action = new QAction(text, window);
    action->setObjectName(QLatin1String(name));
    action->setShortcuts(keys);
    action->setAutoRepeat(false); // a key held down is one wish
    window->addAction(action);
    return action;
}

/// The key is another action's, which serves whatever has the focus.
QString withKey(const QString &text, const QAction *action)
{
    return text + QLatin1Char('\t') + action->shortcut().toString(QKeySequence::NativeText);
}

template <class Value>
void addChoices(QMenu *menu, QActionGroup *group, std::initializer_list<std::pair<Value, QString>> choices)
{
    for (const auto &[value, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(int(value));
        group->addAction(action);
    }
}

} // namespace

WindowActions::WindowActions(QWidget *window)
    : addFiles(make(window, "addFiles", ActionText::tr("Add Files"), {Qt::CTRL | Qt::Key_O}))
    , addFolder(make(window, "addFolder", ActionText::tr("Add Folder"), {Qt::CTRL | Qt::SHIFT | Qt::Key_O}))
    , apply(make(window, "apply", ActionText::tr("Rename"), {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter}))
    , undo(make(window, "undo", ActionText::tr("Undo Renaming"), {Qt::CTRL | Qt::ALT | Qt::Key_Z}))
    , redo(make(window, "redo", ActionText::tr("Redo Renaming"), {Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_Z}))
    , undoKey(make(window, "undoKey", ActionText::tr("Undo"), {Qt::CTRL | Qt::Key_Z}))
    , redoKey(make(window, "redoKey", ActionText::tr("Redo"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Z}))
    , undoRules(make(window, "undoRules", withKey(ActionText::tr("Undo Rule Change"), undoKey), {}))
    , redoRules(make(window, "redoRules", withKey(ActionText::tr("Redo Rule Change"), redoKey), {}))
    , filter(make(window, "filter", ActionText::tr("Filter"), {Qt::CTRL | Qt::Key_F}))
    , refresh(make(window, "refresh", ActionText::tr("Read Again"), {Qt::Key_F5}))
    , escape(make(window, "escape", ActionText::tr("Stop, or Close Filter or Message"), {Qt::Key_Escape}))
    , nextPane(make(window, "nextPane", ActionText::tr("Next Pane"), {Qt::Key_F6}))
    , previousPane(make(window, "previousPane", ActionText::tr("Previous Pane"), {Qt::SHIFT | Qt::Key_F6}))
    , clear(make(window, "clear", ActionText::tr("Clear List"), {Qt::CTRL | Qt::Key_L}))
    , paste(make(window, "paste", ActionText::tr("Paste Files"), {Qt::CTRL | Qt::Key_V}))
    , history(make(window, "history", ActionText::tr("History"), {Qt::CTRL | Qt::Key_H}))
    , editNames(make(window, "editNames", ActionText::tr("Edit Names as Text…"), {Qt::SHIFT | Qt::Key_F2}))
    , exportList(make(window, "exportList", ActionText::tr("Export List…"), {Qt::CTRL | Qt::Key_E}))
    , savePreset(make(window, "savePreset", ActionText::tr("Save as Preset…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S}))
    , managePresets(make(window, "managePresets", ActionText::tr("Manage Presets…"), {}))
    , importRecipe(make(window, "importRecipe", ActionText::tr("Import from Another Renamer…"), {}))
    , openRecipe(make(window, "openRecipe", ActionText::tr("Open Rules…"), {}))
    , saveRecipe(make(window, "saveRecipe", ActionText::tr("Save Rules…"), {Qt::CTRL | Qt::Key_S}))
    , manual(make(window, "manual", ActionText::tr("Manual"), {Qt::Key_F1}))
    , help(make(window, "help", ActionText::tr("Keys"), {Qt::SHIFT | Qt::Key_F1}))
    , diagnostics(make(window, "diagnostics", ActionText::tr("Diagnostics"), {}))
    , quit(make(window, "quit", ActionText::tr("Quit"), {Qt::CTRL | Qt::Key_Q}))
    , nextConflict(make(window, "nextConflict", ActionText::tr("Next Conflict"), {Qt::Key_F8}))
    , previousConflict(make(window, "previousConflict", ActionText::tr("Previous Conflict"), {Qt::SHIFT | Qt::Key_F8}))
    , themes(new QActionGroup(window))
    , onError(new QActionGroup(window))
    , onConflict(new QActionGroup(window))
    , menu(new QMenu(window))
    , presets(new PresetMenu({savePreset, managePresets, importRecipe, nullptr, openRecipe, saveRecipe}, managePresets, window))
    , applying(new QMenu(window))
{
    addFiles->setIcon(themedIcon(QStringLiteral("add-files")));
    addFolder->setIcon(themedIcon(QStringLiteral("add-folder")));
    history->setCheckable(true);
    onConflict->setObjectName(QStringLiteral("onConflict"));
    buildMenus();
}

void WindowActions::buildMenus()
{
    menu->addActions({addFiles, addFolder, paste, clear, refresh});
    menu->addSeparator();
    menu->addActions({editNames, exportList});
    menu->addSeparator();
    menu->addActions({undoRules, redoRules});
    menu->addSeparator();
    menu->addActions({undo, redo, history});
    menu->addSeparator();
    menu->addActions({nextConflict, previousConflict});
    menu->addSeparator();
    presets->setTitle(ActionText::tr("Presets"));
    menu->addMenu(presets);
    menu->addSeparator();
    addChoices<Theme>(menu->addMenu(ActionText::tr("Theme")), themes,
        {{Theme::System, ActionText::tr("As the Desktop")}, {Theme::Light, ActionText::tr("Light")},
            {Theme::Dark, ActionText::tr("Dark")}});
    menu->addActions({manual, help, diagnostics, quit});

    using OnError = RunOptions::OnError;
    applying->addSection(ActionText::tr("When a File Fails"));
    addChoices<OnError>(
        applying, onError, {{OnError::Continue, ActionText::tr("Go On with the Others")}, {OnError::Stop, ActionText::tr("Stop There")}});
    applying->addSection(ActionText::tr("When Names Collide"));
    addChoices<OnConflict>(applying, onConflict,
        {{OnConflict::Refuse, ActionText::tr("Wait Until Resolved")}, {OnConflict::Skip, ActionText::tr("Leave Out All but the First")},
            {OnConflict::Number, ActionText::tr("Add (2), (3), …")}});
}

void choose(QActionGroup *group, int data)
{
    for (QAction *action : group->actions())
        action->setChecked(action->data().toInt() == data);
}

} // namespace bulkhead
