// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace bulkhead {

/// Over a field that has not got the focus the wheel scrolls what the field is in, and changes nothing. Belongs to the field.
/// GUI thread only.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    explicit WheelGuard(QWidget &field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget &m_field;
};

} // namespace bulkhead
