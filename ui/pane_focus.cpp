// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pane_focus.h"

#include <QApplication>
#include <QWidget>

#include <algorithm>

namespace bulkhead {

QWidget *neighbourPane(const std::vector<QWidget *> &panes, PaneStep step)
{
    std::vector<QWidget *> shown;
    std::copy_if(panes.begin(), panes.end(), std::back_inserter(shown), [](const QWidget *pane) { return pane->isVisible(); });
    if (shown.empty())
        return nullptr;
    const QWidget *focus = QApplication::focusWidget();
    const auto holds = [focus](const QWidget *pane) { return focus && (pane == focus || pane->isAncestorOf(focus)); };
    const auto current = std::find_if(shown.begin(), shown.end(), holds);
    if (current == shown.end())
        return step == PaneStep::Next ? shown.front() : shown.back();
    const auto count = std::ptrdiff_t(shown.size());
    return shown[std::size_t((current - shown.begin() + int(step) + count) % count)];
}

void focusFirstControl(QWidget *pane)
{
    for (QWidget *child = pane->nextInFocusChain(); pane->isAncestorOf(child); child = child->nextInFocusChain()) {
        if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus))
            return child->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace bulkhead
