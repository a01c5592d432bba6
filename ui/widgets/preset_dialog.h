// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/controllers/preset_controller.h"
#include "ui/models/preset_list_model.h"

#include <QDialog>

class QLabel;
class QListView;
class QPushButton;

namespace bulkhead {

class ProblemLabel;

/// All presets with what they do: to use one, to give an own one another name, to delete it. Blocks the window it belongs to, deletes
/// itself when closed. GUI thread only; the controller must outlive it.
class PresetDialog : public QDialog
{
    Q_OBJECT

public:
    explicit PresetDialog(PresetController &presets, QWidget *parent = nullptr);

Q_SIGNALS:
    void presetChosen(const bulkhead::Preset &preset); ///< One that has a recipe. The dialog closes.

private:
    void build();
    QWidget *makeDetails();
    QWidget *makeQuestion();
    void refresh();
    void currentChanged();
    void use();
    void ask(bool asking);
    void remove();
    void rename(const Bytes &from, const Bytes &to);
    void receive(const PresetController::Deed &deed, const std::optional<Error> &error);
    const Preset *current() const;
    void select(int row);

    PresetController &m_presets;
    PresetListModel m_model;
    Bytes m_selected; ///< The name.
    QString m_failure;
    QListView *m_list;
    QLabel *m_title;
    QLabel *m_hint;
    QLabel *m_lines;
    ProblemLabel *m_problem;
    QWidget *m_question = nullptr; ///< In the place of the buttons below the list.
    QLabel *m_questionText = nullptr;
    QPushButton *m_keep = nullptr;
    QWidget *m_tools = nullptr;
    QPushButton *m_use = nullptr;
    QPushButton *m_rename = nullptr;
    QPushButton *m_delete = nullptr;
};

} // namespace bulkhead
