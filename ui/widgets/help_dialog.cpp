// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace bulkhead {

HelpDialog::HelpDialog(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("helpDialog"));
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    const std::pair<QString, QString> rows[] = {
        {tr("Ctrl+O, Ctrl+Shift+O"), tr("Add files, add a folder")},
        {tr("Ctrl+V"), tr("Add the files that were copied in a file manager")},
        {tr("Ctrl+Return"), tr("Rename, move, copy or link")},
        {tr("Ctrl+Alt+Z, Ctrl+Alt+Shift+Z"), tr("Undo the last batch, redo it")},
        {tr("Ctrl+Z, Ctrl+Shift+Z"), tr("In the rules: undo and redo a change; elsewhere Ctrl+Z undoes the last batch")},
        {tr("Alt+Up, Alt+Down"), tr("Move the rule that has the focus, or the selected rows; numbers follow")},
        {tr("Alt+Home, Alt+End"), tr("Move the selected rows to the start, to the end")},
        {tr("Ctrl+S"), tr("Save the rules in a file")},
        {tr("Ctrl+Shift+S"), tr("Save the rules as a preset")},
        {tr("Ctrl+E"), tr("Export the list of new names")},
        {tr("Ctrl+F"), tr("Filter by part of a name")},
        {tr("F2"), tr("Type a new name by hand; an empty one goes back to the rules")},
        {tr("Shift+F2"), tr("Edit all new names as text")},
        {tr("Ctrl+A, Ctrl+Shift+I"), tr("Select all rows, or those that are not selected")},
        {tr("Space"), tr("Leave the selected rows out, or take them in again")},
        {tr("F8, Shift+F8"), tr("Next conflict, the conflict before")},
        {tr("Ctrl+J"), tr("In the table: go to the row that the current one collides with")},
        {tr("Del"), tr("Remove the selected rows from the list")},
        {tr("F5"), tr("Read the folders again and apply the rules")},
        {tr("F6, Shift+F6"), tr("Next pane, previous pane")},
        {tr("Ctrl+H"), tr("History")},
        {tr("Ctrl+L"), tr("Clear the list")},
        {tr("Esc"), tr("Cancel what is running; else clear the filter; else close the message")},
        {tr("F1, Shift+F1"), tr("The manual, at the rule that has the focus; this page")},
        {tr("Ctrl+Q"), tr("Quit")},
    };
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(8);
    int line = 0;
    for (const auto &[key, what] : rows) {
        auto *label = new QLabel(key, this);
        QFont bold = label->font();
        bold.setBold(true);
        label->setFont(bold);
        grid->addWidget(label, line, 0);
        grid->addWidget(new QLabel(what, this), line++, 1);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->addLayout(grid);
    layout->addWidget(buttons);
}

} // namespace bulkhead
