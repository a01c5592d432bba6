// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

namespace bulkhead {

enum class PaneStep : signed char { Next = 1, Previous = -1 };

/// F6: the panes that are shown but have not got the focus, the one to go to first. GUI thread only.
std::vector<QWidget *> otherPanes(const std::vector<QWidget *> &panes, PaneStep step);

/// Gives the focus to the first control of a pane that takes it by Tab; false where there is none.
bool focusFirstControl(QWidget *pane);

/// Keeps the focus in a quiet place for a while. A field that is turned off would hand it on to whatever comes next: a button
/// that undoes, say.
class ParkedFocus
{
public:
    void park(QWidget *from, QWidget *place); ///< `from` may be null.
    void giveBack(); ///< Unless it was moved meanwhile, or where it was is hidden now.

private:
    QPointer<QWidget> m_from;
    QPointer<QWidget> m_place;
};

} // namespace bulkhead
