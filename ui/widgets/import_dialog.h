// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/import_form.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace bulkhead {

class ProblemLabel;

/// What was typed for another renamer, and the rules it becomes, with what is lost on the way. Blocks the window it belongs to, deletes
/// itself when closed. GUI thread only.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ImportDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    void imported(const bulkhead::RenameRecipe &recipe); ///< The dialog closes.

protected:
    void accept() override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void refresh();
    ImportForm &form() const;

    std::optional<RenameRecipe> m_recipe; ///< Of what is typed.
    QComboBox *m_program;
    QStackedWidget *m_forms;
    ProblemLabel *m_problem;
    QLabel *m_rulesTitle;
    QListWidget *m_rules;
    QLabel *m_lossesTitle;
    QListWidget *m_losses;
    QPushButton *m_use = nullptr;
};

} // namespace bulkhead
