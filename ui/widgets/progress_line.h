// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace bulkhead {

/// A thin line that moves while something is worked out. It always takes its place: nothing jumps when it begins.
class ProgressLine : public QWidget
{
    Q_OBJECT

public:
    explicit ProgressLine(QWidget *parent = nullptr);

    void setActive(bool active);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QTimer m_timer;
    QTimer m_delay;
    QElapsedTimer m_clock;
    bool m_moving = false;
};

} // namespace bulkhead
