// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

class QLineEdit;
class QToolButton;
class QLabel;

namespace bulkhead {

/// The stack of rules: edits a recipe. GUI thread only.
class RuleListWidget : public QWidget
{
    Q_OBJECT

public:
    explicit RuleListWidget(QWidget *parent = nullptr);

    RenameRecipe recipe() const;
    void setRecipe(const RenameRecipe &recipe);
    /// Shows each problem under its field; an empty list clears them.
    void setProblems(const std::vector<RecipeProblem> &problems);
    void setReadOnly(bool readOnly);
    void focusFirstField();

Q_SIGNALS:
    void recipeChanged();

private:
    RenameRecipe m_rest; ///< What this widget does not edit.
    QLineEdit *m_find = nullptr;
    QLineEdit *m_with = nullptr;
    QToolButton *m_regex = nullptr;
    QLabel *m_problem = nullptr;
};

} // namespace bulkhead
