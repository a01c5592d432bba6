// SPDX-License-Identifier: GPL-3.0-or-later
// The manual, at the page that is about what has the focus.
#include "ui/mainwindow.h"

#include "ui/widgets/manual_window.h"
#include "ui/widgets/rule_card.h"

#include <QApplication>

namespace bulkhead {

void MainWindow::showManual()
{
    const RuleCard *card = nullptr;
    for (QWidget *widget = QApplication::focusWidget(); widget && !card; widget = widget->parentWidget())
        card = qobject_cast<const RuleCard *>(widget);
    auto *manual = findChild<ManualWindow *>();
    const bool isNew = !manual;
    if (isNew)
        manual = new ManualWindow(this);
    if (card)
        manual->showPage(QStringLiteral("rules.md"), QLatin1String(ruleName(card->slot().rule)));
    else if (isNew)
        manual->showPage(QStringLiteral("index.md"));
    manual->show();
    manual->raise();
    manual->activateWindow();
}

} // namespace bulkhead
