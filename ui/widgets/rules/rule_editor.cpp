// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/rule_editor.h"

#include "ui/widgets/problem_label.h"
#include "ui/widgets/rules/wide_number.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace bulkhead {

RuleEditor::RuleEditor(const QString &kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_grid(new QGridLayout(this))
    , m_options(new QHBoxLayout)
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_options->setContentsMargins(0, 0, 0, 0);
    m_options->setSpacing(4);
}

QString RuleEditor::fieldName(const QString &field) const
{
    // "whole_word" of "replace" -> "replaceWholeWord"
    QString name = m_kind;
    for (const QString &word : field.split(QLatin1Char('_')))
        name += word.left(1).toUpper() + word.mid(1);
    return name;
}

RuleEditor::Row &RuleEditor::row(const QString &field, const QString &label)
{
    Row &row = m_rows[field];
    row.label = new QLabel(label, this);
    row.problem = new ProblemLabel(this);
    row.problem->setObjectName(fieldName(field) + QStringLiteral("Problem"));
    row.problem->hide();
    return row;
}

void RuleEditor::addRow(const QString &field, const QString &label, QWidget *widget)
{
    Row &added = row(field, label);
    added.widget = widget;
    if (widget->objectName().isEmpty())
        widget->setObjectName(fieldName(field));
    widget->setAccessibleName(label);
    added.label->setBuddy(widget);
    const int line = m_grid->rowCount();
    m_grid->addWidget(added.label, line, 0);
    m_grid->addWidget(widget, line, 1);
    m_grid->addWidget(added.problem, line + 1, 1);
    if (!m_first)
        m_first = widget;
}

QLineEdit *RuleEditor::addText(const QString &field, const QString &label, const QString &placeholder, const QString &help)
{
    auto *edit = new QLineEdit(this);
    edit->setPlaceholderText(placeholder);
    edit->setToolTip(help);
    addRow(field, label, edit);
    connect(edit, &QLineEdit::textChanged, this, [this, edit] { Q_EMIT typed(edit); });
    return edit;
}

QSpinBox *RuleEditor::addNumber(const QString &field, const QString &label, int from, int to, const QString &help)
{
    auto *box = new QSpinBox(this);
    box->setRange(from, to);
    box->setToolTip(help);
    addRow(field, label, box);
    connect(box, &QSpinBox::valueChanged, this, [this, box] { Q_EMIT typed(box); });
    return box;
}

WideNumber *RuleEditor::addWideNumber(const QString &field, const QString &label, const QString &help)
{
    auto *box = new WideNumber(this);
    box->setToolTip(help);
    addRow(field, label, box);
    connect(box, &WideNumber::valueChanged, this, [this, box] { Q_EMIT typed(box); });
    return box;
}

QComboBox *RuleEditor::addChoice(const QString &field, const QString &label, const QStringList &choices, const QString &help)
{
    auto *box = new QComboBox(this);
    box->addItems(choices);
    box->setToolTip(help);
    // A long choice must not make the panel wide.
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    addRow(field, label, box);
    connect(box, &QComboBox::currentIndexChanged, this, &RuleEditor::changed);
    return box;
}

QToolButton *RuleEditor::addToggle(const QString &field, const QString &text, const QString &help)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setCheckable(true);
    button->setToolTip(help);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(help);
    addOption(field, button);
    connect(button, &QToolButton::toggled, this, &RuleEditor::changed);
    return button;
}

void RuleEditor::addOption(const QString &field, QWidget *widget)
{
    widget->setObjectName(fieldName(field));
    m_options->addWidget(widget);
}

void RuleEditor::finish(ScopeChoice scope)
{
    m_options->addStretch(1);
    if (scope == ScopeChoice::Offered) {
        m_scope = new QComboBox(this);
        m_scope->addItems({tr("Name"), tr("Extension"), tr("Name and extension")});
        m_scope->setToolTip(tr("The part of the name this rule works on"));
        m_scope->setAccessibleName(tr("Part of the name"));
        m_scope->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_scope->setMinimumContentsLength(9);
        addOption(QStringLiteral("scope"), m_scope);
        connect(m_scope, &QComboBox::currentIndexChanged, this, &RuleEditor::changed);
    }
    Row &options = row(QStringLiteral("scope"), QString());
    options.label->hide();
    const int line = m_grid->rowCount();
    m_grid->addLayout(m_options, line, 0, 1, 2);
    m_grid->addWidget(options.problem, line + 1, 0, 1, 2);
}

void RuleEditor::setRowVisible(const QString &field, bool visible)
{
    const auto found = m_rows.find(field);
    if (found == m_rows.end())
        return;
    found->second.label->setVisible(visible);
    found->second.widget->setVisible(visible);
    if (!visible)
        found->second.problem->hide();
}

Scope RuleEditor::scope() const
{
    return m_scope ? Scope(m_scope->currentIndex()) : Scope::Stem;
}

void RuleEditor::setScope(Scope scope)
{
    if (m_scope)
        m_scope->setCurrentIndex(int(scope));
}

bool RuleEditor::showProblem(const QString &field, const QString &text)
{
    const auto found = m_rows.find(field);
    if (found == m_rows.end())
        return false;
    QLabel *problem = found->second.problem;
    problem->setText(text);
    problem->show();
    return true;
}

void RuleEditor::clearProblems()
{
    for (auto &[field, row] : m_rows)
        row.problem->hide();
}

} // namespace bulkhead
