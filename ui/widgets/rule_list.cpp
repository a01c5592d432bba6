// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_list.h"

#include "core/base/text.h"
#include "ui/text/recipe_problem_text.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace bulkhead {

RuleListWidget::RuleListWidget(QWidget *parent)
    : QWidget(parent)
    , m_find(new QLineEdit(this))
    , m_with(new QLineEdit(this))
    , m_regex(new QToolButton(this))
    , m_problem(new QLabel(this))
{
    m_find->setObjectName(QStringLiteral("replaceFind"));
    m_with->setObjectName(QStringLiteral("replaceWith"));
    m_regex->setObjectName(QStringLiteral("replaceRegex"));
    m_regex->setText(QStringLiteral(".*"));
    m_regex->setCheckable(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *form = new QFormLayout(this);
    form->addRow(tr("Find"), m_find);
    form->addRow(tr("With"), m_with);
    form->addRow(QString(), m_regex);
    form->addRow(m_problem);
    connect(m_find, &QLineEdit::textChanged, this, &RuleListWidget::recipeChanged);
    connect(m_with, &QLineEdit::textChanged, this, &RuleListWidget::recipeChanged);
    connect(m_regex, &QToolButton::toggled, this, &RuleListWidget::recipeChanged);
}

RenameRecipe RuleListWidget::recipe() const
{
    RenameRecipe recipe = m_rest;
    recipe.rules.clear();
    if (!m_find->text().isEmpty()) {
        ReplaceRule rule;
        rule.find = fromText(m_find->text());
        rule.with = fromText(m_with->text());
        rule.mode = m_regex->isChecked() ? MatchMode::Regex : MatchMode::Text;
        recipe.rules.push_back({rule, Scope::Stem, true});
    }
    return recipe;
}

void RuleListWidget::setRecipe(const RenameRecipe &recipe)
{
    m_rest = recipe;
    const QSignalBlocker find(m_find), with(m_with), regex(m_regex);
    const auto *rule = recipe.rules.empty() ? nullptr : std::get_if<ReplaceRule>(&recipe.rules.front().rule);
    m_find->setText(rule ? toText(rule->find) : QString());
    m_with->setText(rule ? toText(rule->with) : QString());
    m_regex->setChecked(rule && rule->mode == MatchMode::Regex);
}

void RuleListWidget::setProblems(const std::vector<RecipeProblem> &problems)
{
    m_problem->setVisible(!problems.empty());
    if (!problems.empty())
        m_problem->setText(recipeProblemText(problems.front()));
}

void RuleListWidget::setReadOnly(bool readOnly)
{
    setEnabled(!readOnly);
}

void RuleListWidget::focusFirstField()
{
    m_find->setFocus();
    m_find->selectAll();
}

} // namespace bulkhead
