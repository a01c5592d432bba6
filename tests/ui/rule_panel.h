// SPDX-License-Identifier: GPL-3.0-or-later
// The stack of rules by itself.
#pragma once

#include "tests/ui/ui_test.h"
#include "ui/widgets/rule_list.h"

#include <QLineEdit>

namespace bulkhead::test {

struct Panel {
    Panel()
    {
        list.resize(320, 600);
        list.show();
        list.activateWindow();
    }
    QLineEdit *field(const char *name) { return list.findChild<QLineEdit *>(QLatin1String(name)); }
    Rule rule(std::size_t at = 0) { return list.recipe().rules.at(at).rule; }
    Bytes found() { return list.recipe().rules.empty() ? Bytes() : std::get<ReplaceRule>(rule()).find; }

    RuleListWidget list;
};

inline RenameRecipe recipeOf(std::vector<Rule> rules)
{
    RenameRecipe recipe;
    for (Rule &rule : rules)
        recipe.rules.push_back({std::move(rule), Scope::Stem, true});
    return recipe;
}

} // namespace bulkhead::test
