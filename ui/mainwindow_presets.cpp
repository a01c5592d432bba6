// SPDX-License-Identifier: GPL-3.0-or-later
// Recipes that come and go as a whole: presets, those used last, files, and what other renamers call theirs.
#include "ui/mainwindow.h"

#include "core/base/text.h"
#include "ui/file_choosers.h"
#include "ui/models/recent_recipes.h"
#include "ui/text/error_text.h"
#include "ui/text/preset_text.h"
#include "ui/text/recipe_problem_text.h"
#include "ui/widgets/drop_area.h"
#include "ui/widgets/import_dialog.h"
#include "ui/widgets/preset_dialog.h"
#include "ui/widgets/preset_menu.h"
#include "ui/widgets/preview_pane.h"
#include "ui/widgets/rule_list.h"
#include "ui/widgets/rule_panel.h"
#include "ui/widgets/save_preset_dialog.h"

namespace bulkhead {

void MainWindow::connectPresets()
{
    on(m_actions.openRecipe, [this] { chooseRecipeToOpen(this, [this](const Bytes &path) { m_recipes.open(path); }); });
    on(m_actions.saveRecipe, [this] { chooseRecipeToSave(this, [this](const Bytes &path) { m_recipes.save(path, m_session.recipe()); }); });
    on(m_actions.savePreset, [this] { savePreset(); });
    on(m_actions.managePresets, [this] { managePresets(); });
    on(m_actions.importRecipe, [this] { importRecipe(); });
    connect(m_actions.presets, &QMenu::aboutToShow, &m_presets, &PresetController::refresh);
    connect(m_actions.presets, &PresetMenu::presetChosen, this, &MainWindow::usePreset);
    connect(m_actions.presets, &PresetMenu::recentChosen, this, &MainWindow::useRecipe);
    connect(&m_preview->dropArea(), &DropArea::starterChosen, this, &MainWindow::usePreset);
    connect(&m_presets, &PresetController::changed, this, [this] { m_actions.presets->setPresets(*m_presets.presets()); });
    connect(&m_recipes, &RecipeFiles::opened, this, &MainWindow::recipeOpened);
    connect(&m_recipes, &RecipeFiles::saved, this, [this](const Bytes &path) {
        showNotice({Notice::Kind::Success, tr("Rules saved in %1.").arg(toDisplayIsolated(path))});
    });
    connect(&m_recipes, &RecipeFiles::failed, this, [this](const Bytes &, const Error &error) {
        showNotice({Notice::Kind::Problem, errorWithPath(error)});
    });
    connect(&m_recipes, &RecipeFiles::refused, this, [this](const Bytes &, const std::vector<RecipeProblem> &problems) {
        showNotice({Notice::Kind::Problem, tr("The rules could not be opened: %1").arg(recipeProblemWithField(problems.front()))});
    });
    m_presets.refresh();
}

void MainWindow::useRecipe(const RenameRecipe &recipe)
{
    m_rules->rules().setRecipe(recipe);
    m_session.setRecipe(m_rules->rules().recipe()); // as the panel numbers its rules: mistakes are told by number
    refreshRuleActions();
    m_rules->rules().focusFirstField(); // The field that had the focus is gone with its rule.
}

/// And what becomes of names that collide; of one that knows neither the list nor where the files should go.
void MainWindow::useRules(RenameRecipe recipe)
{
    recipe.order = m_session.recipe().order;
    recipe.destination = m_session.recipe().destination;
    recipe.attributes = m_session.recipe().attributes;
    useRecipe(recipe);
}

void MainWindow::usePreset(const Preset &preset)
{
    if (const auto *recipe = std::get_if<RenameRecipe>(&preset.content); recipe && preset.isStarter)
        useRules(*recipe);
    else if (recipe)
        useRecipe(*recipe);
}

void MainWindow::savePreset()
{
    auto *dialog = new SavePresetDialog(m_presets, m_session.recipe(), this);
    connect(dialog, &SavePresetDialog::saved, this, [this](const Bytes &name) {
        showNotice({Notice::Kind::Success, tr("The preset “%1” was saved.").arg(toDisplayIsolated(name))});
    });
    dialog->open();
}

void MainWindow::managePresets()
{
    auto *dialog = new PresetDialog(m_presets, this);
    connect(dialog, &PresetDialog::presetChosen, this, &MainWindow::usePreset);
    dialog->open();
}

void MainWindow::importRecipe()
{
    auto *dialog = new ImportDialog(this);
    connect(dialog, &ImportDialog::imported, this, &MainWindow::useRules);
    dialog->open();
}

void MainWindow::rememberRecent()
{
    rememberRecipe(m_recent, m_session.recipe());
    m_actions.presets->setRecent(m_recent);
}

void MainWindow::openRecipe(const Bytes &path)
{
    m_lentRecipe = m_session.recipe();
    m_recipes.open(path);
}

void MainWindow::recipeOpened(const RenameRecipe &recipe)
{
    useRecipe(recipe);
    if (m_lentRecipe)
        m_lentRecipe = m_session.recipe();
}

} // namespace bulkhead
