// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_panel.h"

#include "ui/widgets/rule_list.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace bulkhead {

RulePanel::RulePanel(QMenu *presets, QWidget *parent)
    : QWidget(parent)
    , m_presets(new QToolButton(this))
    , m_rules(new RuleListWidget(this))
{
    setObjectName(QStringLiteral("rulePanel"));
    auto *title = new QLabel(tr("Rules"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_rules->setObjectName(QStringLiteral("ruleList"));
    m_presets->setObjectName(QStringLiteral("presetButton"));
    m_presets->setText(tr("Presets"));
    m_presets->setToolTip(tr("Rules to start with; open and save rules"));
    m_presets->setMenu(presets);
    m_presets->setPopupMode(QToolButton::InstantPopup);
    m_presets->setFocusPolicy(Qt::TabFocus);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 8, 0);
    top->addWidget(title, 1);
    top->addWidget(m_presets);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_rules, 1);
    setMinimumWidth(316);
}

void RulePanel::setReadOnly(bool readOnly)
{
    m_rules->setReadOnly(readOnly);
    m_presets->setEnabled(!readOnly);
}

} // namespace bulkhead
