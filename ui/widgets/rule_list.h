// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace bulkhead {

class RuleCard;

/// The stack of rules: edits a recipe. Rules in which nothing was filled in yet take no part. GUI thread only.
class RuleListWidget : public QWidget
{
    Q_OBJECT

public:
    explicit RuleListWidget(QWidget *parent = nullptr);

    RenameRecipe recipe() const;
    /// Does not emit recipeChanged. A recipe without rules shows one empty Replace rule: type and see.
    void setRecipe(const RenameRecipe &recipe);
    /// Shows each problem under its field; an empty list clears them. Problems name rules as recipe() numbers them.
    void setProblems(const std::vector<RecipeProblem> &problems);
    void setReadOnly(bool readOnly);
    void focusFirstField();

Q_SIGNALS:
    void recipeChanged();

private:
    RuleCard *addCard(const RuleSlot &slot);
    void removeCard(RuleCard *card);
    void moveCard(RuleCard *card, int to);
    void dragCard(RuleCard *card, const QPoint &globalPosition);
    void addFromMenu(std::size_t kind);
    /// The card that recipe().rules[index] comes from, or null.
    RuleCard *cardOf(std::size_t index) const;

    RenameRecipe m_rest; ///< What is not a rule: order, extension, policy.
    std::vector<RuleCard *> m_cards; ///< From top to bottom.
    QScrollArea *m_scroll;
    QWidget *m_stack;
    QVBoxLayout *m_layout;
    QToolButton *m_add;
    QLabel *m_problem; ///< Of the recipe as a whole.
};

} // namespace bulkhead
