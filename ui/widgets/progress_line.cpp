// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_line.h"

#include "ui/palette/theme.h"

#include <QPainter>

namespace bulkhead {

namespace {

constexpr int kHeight = 2;
constexpr int kFrameMs = 40;
constexpr int kPeriodMs = 1400;
constexpr int kDelayMs = 120; ///< Shorter work shows nothing.

} // namespace

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("progressLine"));
    setFixedHeight(kHeight);
    m_timer.setInterval(kFrameMs);
    m_delay.setInterval(kDelayMs);
    m_delay.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_moving = true;
        m_clock.start();
        m_timer.start();
    });
}

void ProgressLine::setActive(bool active)
{
    if (active && !m_moving && !m_delay.isActive()) {
        m_delay.start();
    } else if (!active) {
        m_delay.stop();
        m_timer.stop();
        m_moving = false;
        update();
    }
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColors(palette()).line);
    if (!m_moving)
        return;
    const double at = double(m_clock.elapsed() % kPeriodMs) / kPeriodMs;
    const int length = width() / 4;
    painter.fillRect(QRect(int(at * (width() + length)) - length, 0, length, height()), themeColors(palette()).accent);
}

} // namespace bulkhead
