// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/save_preset_dialog.h"

#include "core/base/text.h"
#include "ui/text/preset_text.h"
#include "ui/widgets/problem_label.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace bulkhead {

SavePresetDialog::SavePresetDialog(PresetController &presets, RenameRecipe recipe, QWidget *parent)
    : QDialog(parent)
    , m_presets(presets)
    , m_recipe(std::move(recipe))
    , m_name(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_problem(new ProblemLabel(this))
{
    setObjectName(QStringLiteral("savePresetDialog"));
    setWindowTitle(tr("Save as Preset"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setMinimumWidth(420);
    m_name->setObjectName(QStringLiteral("presetName"));
    m_name->setMaxLength(200);
    auto *label = new QLabel(tr("&Name of the preset"), this);
    label->setBuddy(m_name);
    m_note->setObjectName(QStringLiteral("presetNote"));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setObjectName(QStringLiteral("presetProblem"));
    for (QLabel *text : {m_note, static_cast<QLabel *>(m_problem)})
        text->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Save);
    m_accept->setObjectName(QStringLiteral("presetSave"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_name);
    layout->addWidget(m_note);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &SavePresetDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &SavePresetDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_failure.clear();
        refresh();
    });
    connect(&m_presets, &PresetController::changed, this, &SavePresetDialog::refresh);
    connect(&m_presets, &PresetController::ended, this, &SavePresetDialog::receive);
    m_presets.refresh(); // whether a name is taken
    refresh();
}

Bytes SavePresetDialog::name() const
{
    return fromText(m_name->text().trimmed());
}

void SavePresetDialog::refresh()
{
    const Bytes name = this->name();
    const Result<void> fits = checkPresetName(name);
    const auto &all = *m_presets.presets();
    const bool replaces = m_presets.own(name) != nullptr;
    const bool hidesStarter
        = std::any_of(all.begin(), all.end(), [&name](const Preset &preset) { return preset.isStarter && preset.name == name; });
    m_problem->setText(!m_failure.isEmpty() ? m_failure : fits || name.empty() ? QString() : presetNameProblem(fits.error().detail));
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_note->setText(replaces ? tr("You have a preset of this name: it is replaced.")
            : hidesStarter   ? tr("A starter has this name: yours is used in its place on the command line, too.")
                             : tr("It keeps the rules, the order, the folder the files go to, and times and permissions."));
    m_accept->setText(replaces ? tr("Replace") : tr("Save"));
    m_accept->setEnabled(fits && !m_saving);
    m_name->setReadOnly(m_saving);
}

void SavePresetDialog::accept()
{
    if (!m_accept->isEnabled())
        return;
    m_saving = true;
    m_failure.clear();
    const Bytes name = this->name();
    // What was promised: nothing is replaced that was not known when the button was pressed.
    m_presets.save(name, m_recipe, m_presets.own(name) ? PresetStore::Existing::Replace : PresetStore::Existing::Keep);
    refresh();
}

void SavePresetDialog::receive(const PresetController::Deed &deed, const std::optional<Error> &error)
{
    if (!m_saving || deed.what != PresetController::Deed::What::Save)
        return;
    m_saving = false;
    if (error) {
        m_failure = presetFailure(deed, *error);
        refresh();
        return;
    }
    QDialog::accept();
    Q_EMIT saved(deed.name);
}

} // namespace bulkhead
