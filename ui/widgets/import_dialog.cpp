// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/import_dialog.h"

#include "ui/palette/icon.h"
#include "ui/text/import_text.h"
#include "ui/text/recipe_problem_text.h"
#include "ui/text/recipe_text.h"
#include "ui/widgets/problem_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

QListWidget *lines(const char *name, const QString &title, QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(QLatin1String(name));
    list->setAccessibleName(title);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    list->setWordWrap(true);
    list->setResizeMode(QListView::Adjust);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setSpacing(2);
    const int line = list->fontMetrics().height();
    list->setIconSize({line, line});
    list->setMinimumHeight(3 * line);
    return list;
}

} // namespace

ImportDialog::ImportDialog(QWidget *parent)
    : QDialog(parent)
    , m_program(new QComboBox(this))
    , m_forms(new QStackedWidget(this))
    , m_problem(new ProblemLabel(this))
    , m_rulesTitle(new QLabel(tr("Becomes"), this))
    , m_rules(lines("importRules", m_rulesTitle->text(), this))
    , m_lossesTitle(new QLabel(tr("Is lost"), this))
    , m_losses(lines("importLosses", m_lossesTitle->text(), this))
{
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import from Another Renamer"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    resize(640, 560);
    build();
    refresh();
}

void ImportDialog::build()
{
    m_program->setObjectName(QStringLiteral("importProgram"));
    m_program->setAccessibleName(tr("Program"));
    m_problem->setObjectName(QStringLiteral("importProblem"));
    m_problem->setWordWrap(true);
    using Program = ImportForm::Program;
    for (const auto &[program, name] :
        {std::pair{Program::KRename, "KRename"}, {Program::PowerRename, "PowerRename"}, {Program::F2, "f2"}}) {
        m_program->addItem(QLatin1String(name));
        ImportForm *form = makeImportForm(program, m_forms);
        m_forms->addWidget(form);
        connect(form, &ImportForm::changed, this, &ImportDialog::refresh);
    }
    m_forms->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_program, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_forms->setCurrentIndex(index);
        refresh();
    });

    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    auto *label = new QLabel(tr("&Program"), this);
    label->setBuddy(m_program);
    top->addWidget(label);
    top->addWidget(m_program, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_use = buttons->addButton(tr("Use These Rules"), QDialogButtonBox::AcceptRole);
    m_use->setObjectName(QStringLiteral("importUse"));
    m_use->setToolTip(tr("They take the place of those in the window; one step to undo"));
    m_use->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_forms);
    layout->addWidget(m_problem);
    layout->addWidget(m_rulesTitle);
    layout->addWidget(m_rules, 2);
    layout->addWidget(m_lossesTitle);
    layout->addWidget(m_losses, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ImportDialog::reject);
}

ImportForm &ImportDialog::form() const
{
    return *static_cast<ImportForm *>(m_forms->currentWidget());
}

void ImportDialog::refresh()
{
    m_recipe.reset();
    m_rules->clear();
    m_losses->clear();
    m_problem->clear();
    if (!form().isEmpty()) {
        auto result = importRecipe(form().input());
        if (const auto *problems = std::get_if<std::vector<RecipeProblem>>(&result)) {
            const RecipeProblem &first = problems->front();
            m_problem->setText(tr("%1: %2").arg(form().labelOf(first.field), recipeProblemText(first)));
        } else {
            auto &imported = std::get<ImportedRecipe>(result);
            m_rules->addItems(recipeLines(imported.recipe));
            for (const ImportLoss &loss : imported.losses)
                m_losses->addItem(new QListWidgetItem(
                    themedIcon(QStringLiteral("warning")), tr("%1: %2").arg(form().labelOf(loss.field), importLossText(loss))));
            m_recipe = std::move(imported.recipe);
        }
    }
    if (form().isEmpty()) {
        auto *hint = new QListWidgetItem(tr("Type what you would have typed there."), m_rules);
        hint->setForeground(palette().color(QPalette::PlaceholderText));
    }
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_lossesTitle->setVisible(m_losses->count() > 0);
    m_losses->setVisible(m_losses->count() > 0);
    m_use->setEnabled(m_recipe && !m_recipe->rules.empty());
}

void ImportDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_use)
        refresh(); // the lines have colours and icons of their own
}

void ImportDialog::accept()
{
    if (!m_use->isEnabled())
        return;
    const RenameRecipe recipe = *m_recipe;
    QDialog::accept();
    Q_EMIT imported(recipe);
}

} // namespace bulkhead
