// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pane_focus.h"

#include <QApplication>

#include <algorithm>

namespace bulkhead {

std::vector<QWidget *> otherPanes(const std::vector<QWidget *> &panes, PaneStep step)
{
    std::vector<QWidget *> shown;
    std::copy_if(panes.begin(), panes.end(), std::back_inserter(shown), [](const QWidget *pane) { return pane->isVisible(); });
    if (step == PaneStep::Previous)
        std::reverse(shown.begin(), shown.end());
    const QWidget *focus = QApplication::focusWidget();
    const auto holds = [focus](const QWidget *pane) { return focus && (pane == focus || pane->isAncestorOf(focus)); };
    const auto current = std::find_if(shown.begin(), shown.end(), holds);
    if (current == shown.end())
        return shown;
    std::rotate(shown.begin(), current, shown.end());
    shown.erase(shown.begin());
    return shown;
}

bool focusFirstControl(QWidget *pane)
{
    for (QWidget *child = pane->nextInFocusChain(); child != pane; child = child->nextInFocusChain()) {
        if (!pane->isAncestorOf(child) || !child->isVisible() || !child->isEnabled() || !(child->focusPolicy() & Qt::TabFocus))
            continue;
        child->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return false;
}

void ParkedFocus::park(QWidget *from, QWidget *place)
{
    m_from = from;
    m_place = place;
    place->setFocus(Qt::OtherFocusReason);
}

void ParkedFocus::giveBack()
{
    if (m_from && m_from->isVisible() && m_place && m_place->hasFocus())
        m_from->setFocus(Qt::OtherFocusReason);
}

} // namespace bulkhead
