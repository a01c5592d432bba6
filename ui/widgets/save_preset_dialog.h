// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/preset_controller.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace bulkhead {

class ProblemLabel;

/// Asks for a name and saves a recipe under it; says beforehand where that replaces a preset. Stays open where it could not be saved.
/// Blocks the window it belongs to, deletes itself when closed. GUI thread only; the controller must outlive it.
class SavePresetDialog : public QDialog
{
    Q_OBJECT

public:
    SavePresetDialog(PresetController &presets, RenameRecipe recipe, QWidget *parent = nullptr);

Q_SIGNALS:
    void saved(const bulkhead::Bytes &name);

protected:
    void accept() override;

private:
    Bytes name() const;
    void refresh();
    void receive(const PresetController::Deed &deed, const std::optional<Error> &error);

    PresetController &m_presets;
    RenameRecipe m_recipe;
    QString m_failure;
    bool m_saving = false;
    QLineEdit *m_name;
    QLabel *m_note;
    ProblemLabel *m_problem;
    QPushButton *m_accept = nullptr;
};

} // namespace bulkhead
