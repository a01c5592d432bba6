// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/starter_recipes.h"

#include <QCoreApplication>

namespace bulkhead {

namespace {

struct StarterText {
    Q_DECLARE_TR_FUNCTIONS(StarterText)
};

RenameRecipe withRule(Rule rule)
{
    RenameRecipe recipe;
    recipe.rules.push_back({std::move(rule), Scope::Stem, true});
    return recipe;
}

} // namespace

const std::vector<StarterRecipe> &starterRecipes()
{
    static const std::vector<StarterRecipe> kRecipes{
        {StarterText::tr("Number in order"), withRule(TemplateRule{.text = "{parent}-{n}"})},
        {StarterText::tr("Spaces to underscores"), withRule(ReplaceRule{.find = " ", .with = "_"})},
        {StarterText::tr("Date in front"),
            withRule(InsertRule{.text = "{mtime:yyyy-MM-dd} ", .place = {.at = Place::At::Prefix, .position = 0, .anchor = {}}})},
    };
    return kRecipes;
}

} // namespace bulkhead
