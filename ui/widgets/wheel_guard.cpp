// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/wheel_guard.h"

#include <QEvent>
#include <QWidget>

namespace bulkhead {

WheelGuard::WheelGuard(QWidget &field)
    : QObject(&field)
    , m_field(field)
{
    field.setFocusPolicy(Qt::StrongFocus); // the wheel does not give it the focus either
    field.installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel || m_field.hasFocus())
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

} // namespace bulkhead
