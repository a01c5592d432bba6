// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/preset_dialog.h"

#include "core/base/text.h"
#include "ui/text/error_text.h"
#include "ui/text/preset_text.h"
#include "ui/text/recipe_text.h"
#include "ui/widgets/problem_label.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

constexpr int kRowPadding = 3;

/// Rows with some air.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        return {QStyledItemDelegate::sizeHint(option, index).width(), line + 2 * kRowPadding};
    }
};

QPushButton *button(const QString &text, const char *name, const QString &toolTip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(QLatin1String(name));
    made->setToolTip(toolTip);
    made->setAutoDefault(false);
    return made;
}

QLabel *wrapped(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PresetDialog::PresetDialog(PresetController &presets, QWidget *parent)
    : QDialog(parent)
    , m_presets(presets)
    , m_list(new QListView(this))
    , m_title(wrapped("presetTitle", this))
    , m_hint(wrapped("presetHint", this))
    , m_lines(wrapped("presetLines", this))
    , m_problem(new ProblemLabel(this))
{
    setObjectName(QStringLiteral("presetDialog"));
    setWindowTitle(tr("Presets"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    resize(680, 460);
    build();
    connect(&m_model, &PresetListModel::renameWanted, this, &PresetDialog::rename);
    connect(&m_presets, &PresetController::changed, this, &PresetDialog::refresh);
    connect(&m_presets, &PresetController::ended, this, &PresetDialog::receive);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PresetDialog::currentChanged);
    connect(m_list, &QListView::activated, this, &PresetDialog::use);
    m_presets.refresh();
    refresh();
    m_list->setFocus();
}

void PresetDialog::build()
{
    m_list->setObjectName(QStringLiteral("presetList"));
    m_list->setAccessibleName(tr("Presets"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    const int line = fontMetrics().height();
    m_list->setIconSize({line, line});
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed); // a double click uses it
    m_list->setMinimumWidth(240);
    m_problem->setObjectName(QStringLiteral("presetProblem"));
    m_problem->setWordWrap(true);

    m_tools = new QWidget(this);
    m_rename = button(tr("Rename"), "presetRename", tr("Give it another name (F2)"), m_tools);
    m_delete = button(tr("Delete"), "presetDelete", tr("Delete its file (Del)"), m_tools);
    m_delete->setShortcut(Qt::Key_Delete);
    auto *tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(8);
    tools->addWidget(m_rename);
    tools->addWidget(m_delete);
    tools->addStretch();
    connect(m_rename, &QPushButton::clicked, this, [this] {
        m_list->setFocus();
        m_list->edit(m_list->currentIndex());
    });
    connect(m_delete, &QPushButton::clicked, this, [this] { ask(true); });

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_use = buttons->addButton(tr("Use"), QDialogButtonBox::AcceptRole);
    m_use->setObjectName(QStringLiteral("presetUse"));
    m_use->setToolTip(tr("Take its rules into the window; one step to undo"));
    m_use->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &PresetDialog::use);
    connect(buttons, &QDialogButtonBox::rejected, this, &PresetDialog::reject);

    auto *panes = new QHBoxLayout;
    panes->setSpacing(16);
    panes->addWidget(m_list, 2);
    panes->addWidget(makeDetails(), 3);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(panes, 1);
    layout->addWidget(m_tools);
    layout->addWidget(makeQuestion());
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

QWidget *PresetDialog::makeDetails()
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(8);
    inside->addWidget(m_title);
    inside->addWidget(m_hint);
    inside->addWidget(m_lines);
    inside->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    return scroll;
}

QWidget *PresetDialog::makeQuestion()
{
    m_question = new QWidget(this);
    m_question->setObjectName(QStringLiteral("presetQuestion"));
    m_questionText = new QLabel(m_question);
    m_questionText->setTextFormat(Qt::PlainText);
    m_questionText->setWordWrap(true);
    auto *yes = button(tr("Delete It"), "presetDeleteIt", {}, m_question);
    m_keep = button(tr("Keep It"), "presetKeepIt", {}, m_question);
    auto *layout = new QHBoxLayout(m_question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_questionText, 1);
    layout->addWidget(m_keep);
    layout->addWidget(yes);
    connect(yes, &QPushButton::clicked, this, &PresetDialog::remove);
    connect(m_keep, &QPushButton::clicked, this, [this] { ask(false); });
    m_question->hide();
    return m_question;
}

const Preset *PresetDialog::current() const
{
    return m_model.preset(m_list->currentIndex().row());
}

/// The list as it is on disk now; the selection stays with its name, or moves to a neighbour.
void PresetDialog::refresh()
{
    const int before = m_list->currentIndex().row();
    m_model.setPresets(m_presets.presets());
    int row = m_model.rowOf(m_selected);
    for (int near : {before, before - 1, m_model.firstRow()}) {
        if (row < 0 && m_model.preset(near))
            row = near;
    }
    select(row);
    if (const auto &problem = m_presets.problem(); problem && m_failure.isEmpty())
        m_failure = tr("Your presets cannot be read: %1").arg(errorWithPath(*problem));
    currentChanged();
}

void PresetDialog::select(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
}

void PresetDialog::currentChanged()
{
    const Preset *preset = current();
    if (preset && preset->name != m_selected)
        ask(false);
    m_selected = preset ? preset->name : Bytes();
    const auto *recipe = preset ? std::get_if<RenameRecipe>(&preset->content) : nullptr;
    const bool isOwn = preset && !preset->isStarter;
    m_title->setText(preset ? presetTitle(*preset) : QString());
    m_hint->setText(!preset ? QString() : !recipe ? presetProblem(*preset) : preset->isStarter ? presetHint(*preset) : QString());
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_lines->setText(recipe ? recipeLines(*recipe).join(QLatin1Char('\n')) : QString());
    m_use->setEnabled(recipe != nullptr);
    m_rename->setEnabled(isOwn);
    m_delete->setEnabled(isOwn);
    m_problem->setText(m_failure);
    m_problem->setVisible(!m_failure.isEmpty());
}

void PresetDialog::use()
{
    const Preset *preset = current();
    if (!isVisible() || !preset || !std::holds_alternative<RenameRecipe>(preset->content)) // Return is the list's, too
        return;
    const Preset chosen = *preset;
    QDialog::accept();
    Q_EMIT presetChosen(chosen);
}

void PresetDialog::ask(bool asking)
{
    const bool had = m_question->isVisible();
    m_failure.clear();
    if (asking)
        m_questionText->setText(tr("Delete “%1”? It cannot be brought back.").arg(toDisplayIsolated(m_selected)));
    m_question->setVisible(asking);
    m_tools->setVisible(!asking);
    if (asking)
        m_keep->setFocus();
    else if (had)
        m_list->setFocus();
}

void PresetDialog::remove()
{
    m_presets.remove(m_selected);
    ask(false);
}

void PresetDialog::rename(const Bytes &from, const Bytes &to)
{
    m_failure.clear();
    if (const Result<void> fits = checkPresetName(to); !fits) {
        m_failure = presetNameProblem(fits.error().detail);
        currentChanged();
        return;
    }
    m_presets.rename(from, to);
}

void PresetDialog::receive(const PresetController::Deed &deed, const std::optional<Error> &error)
{
    m_failure = error ? presetFailure(deed, *error) : QString();
    if (!error && deed.what == PresetController::Deed::What::Rename)
        select(m_model.rowOf(deed.to));
    currentChanged();
}

} // namespace bulkhead
