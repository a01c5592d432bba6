// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

class QMenu;
class QToolButton;

namespace bulkhead {

class RuleListWidget;

/// The left side: a title with the presets, and the stack of rules.
class RulePanel : public QWidget
{
    Q_OBJECT

public:
    explicit RulePanel(QMenu *presets, QWidget *parent = nullptr);

    RuleListWidget &rules() noexcept { return *m_rules; }
    void setReadOnly(bool readOnly);

private:
    QToolButton *m_presets;
    RuleListWidget *m_rules;
};

} // namespace bulkhead
