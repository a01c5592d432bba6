// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace bulkhead {

/// Takes files dropped anywhere in a window, also over text fields, which would take them as text. Hands on the raw bytes
/// of the list: QUrl loses names that are not UTF-8.
class DropCatcher : public QObject
{
    Q_OBJECT

public:
    explicit DropCatcher(QWidget &window);

    void setEnabled(bool enabled) { m_enabled = enabled; }

Q_SIGNALS:
    void hovering(bool over);
    void dropped(const QByteArray &uriList);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget &m_window;
    bool m_enabled = true;
};

} // namespace bulkhead
