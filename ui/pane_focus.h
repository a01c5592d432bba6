// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QWidget;

namespace bulkhead {

enum class PaneStep : signed char { Next = 1, Previous = -1 };

/// F6: which pane comes next, seen from the one that has the focus. Hidden panes are passed over; null where there is none.
QWidget *neighbourPane(const std::vector<QWidget *> &panes, PaneStep step);

/// Gives the focus to the first control of a pane that takes it by Tab.
void focusFirstControl(QWidget *pane);

} // namespace bulkhead
