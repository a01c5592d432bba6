// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/example_controller.h"
#include "ui/widgets/rule_history.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace bulkhead {

class AttributesEditor;
class DestinationEditor;
class RuleCard;

/// The stack of rules, with where the files go below it: edits a recipe, and takes edits back. Rules in which nothing was filled in yet
/// take no part. GUI thread only.
class RuleListWidget : public QWidget
{
    Q_OBJECT

public:
    explicit RuleListWidget(QWidget *parent = nullptr);

    RenameRecipe recipe() const; ///< The rules on screen, and what came with them.
    /// Does not emit recipeChanged. A recipe without rules shows one empty Replace rule: type and see. Can be undone.
    void setRecipe(const RenameRecipe &recipe);
    /// Order and policy that were chosen elsewhere: no step to undo.
    void adoptOrder(const RowOrder &order, OnConflict onConflict);
    void forgetEdits(); ///< Nothing to undo any more.
    void undo();
    void redo();
    bool canUndo() const noexcept { return m_history.canUndo(); }
    bool canRedo() const noexcept { return m_history.canRedo(); }
    /// Shows each problem under its field; an empty list clears them. Problems name rules as recipe() numbers them.
    void setProblems(const std::vector<RecipeProblem> &problems);
    /// What the rules, as they are now, make of a row: a line on each card.
    void showExample(const ExampleController::Example &example);
    void setReadOnly(bool readOnly);
    bool focusFirstField(); ///< Of the first card where it can take the focus; false where there is none.

Q_SIGNALS:
    void recipeChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// `field` as RuleHistory has it.
    void noteChange(const QWidget *field);
    RuleHistory::State state() const;
    void setRest(const RenameRecipe &recipe);
    void restore(const RuleHistory::State &state);
    void rebuild(const std::vector<RuleSlot> &rules);
    RuleCard *addCard(const RuleSlot &slot);
    void removeCard(RuleCard *card);
    bool moveCard(RuleCard *card, int to); ///< False where it is there already.
    void orderTabs();
    void placeProblems();
    void placeExample();
    void watchFields(QWidget &owner);
    void dragCard(RuleCard *card, const QPoint &globalPosition);
    void addFromMenu(std::size_t kind);
    /// The card that recipe().rules[index] comes from, or null.
    RuleCard *cardOf(std::size_t index) const;

    RuleHistory m_history;
    RenameRecipe m_rest; ///< All but the rules.
    std::vector<RuleCard *> m_cards; ///< From top to bottom.
    std::vector<RecipeProblem> m_problems; ///< Those that were told last.
    ExampleController::Example m_example;
    std::vector<RuleSlot> m_exampleRules; ///< Those that it was worked out for.
    QScrollArea *m_scroll;
    QWidget *m_stack;
    QVBoxLayout *m_layout;
    QToolButton *m_add;
    DestinationEditor *m_destination;
    AttributesEditor *m_attributes;
    QLabel *m_problem; ///< Of the recipe as a whole.
};

} // namespace bulkhead
