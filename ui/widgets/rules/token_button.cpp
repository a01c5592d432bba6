// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/token_button.h"

#include "ui/text/token_text.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>

namespace bulkhead {

TokenButton::TokenButton(QLineEdit *field, QWidget *parent)
    : QToolButton(parent)
{
    setText(tr("Tokens"));
    setToolTip(tr("Put a token where the cursor is"));
    setAccessibleName(text());
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(this);
    for (const TokenGroup &group : templateTokens()) {
        QMenu *part = menu->addMenu(group.title);
        for (const TokenHelp &help : group.tokens) {
            const QAction *action = part->addAction(help.token + QLatin1Char('\t') + help.meaning);
            connect(action, &QAction::triggered, field, [field, token = help.token] {
                field->insert(token);
                field->setFocus();
            });
        }
    }
    setMenu(menu);
}

} // namespace bulkhead
