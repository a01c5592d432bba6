// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_chips.h"

#include "ui/palette/count_font.h"
#include "ui/palette/theme.h"
#include "ui/text/count_text.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

#include <utility>

namespace bulkhead {

namespace {

/// A rounded, checkable label with a count. Chosen: filled, and in bold.
class Chip : public QAbstractButton
{
public:
    Chip(const QString &name, const QString &label, QWidget *parent)
        : QAbstractButton(parent)
        , m_label(label)
    {
        setObjectName(name);
        setFont(countFont(font()));
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setCount(0);
    }

    void setCount(qint64 count) ///< Negative = not known.
    {
        const QString text = count < 0 ? m_label : m_label + QLatin1Char(' ') + countText(count);
        if (text == QAbstractButton::text())
            return;
        setText(text);
        setAccessibleName(text);
        updateGeometry();
        update();
    }
    void setAlarm(bool alarm)
    {
        m_alarm = alarm;
        update();
    }

    QSize sizeHint() const override
    {
        const QFontMetrics metrics(boldFont());
        return {metrics.horizontalAdvance(text()) + 24, metrics.height() + 10};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ThemeColors &colors = themeColors(palette());
        const QRectF box = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
        const QColor accent = palette().color(QPalette::Highlight);
        painter.setBrush(isChecked() ? accent : underMouse() ? palette().color(QPalette::Midlight) : palette().color(QPalette::Base));
        painter.setPen(QPen(hasFocus() ? palette().color(QPalette::Text) : isChecked() ? accent : colors.line, hasFocus() ? 1.5 : 1));
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        painter.setFont(isChecked() ? boldFont() : font());
        const QColor plain = m_alarm ? colors.warning : palette().color(QPalette::Text);
        painter.setPen(isChecked() ? palette().color(QPalette::HighlightedText) : plain);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    QFont boldFont() const
    {
        QFont bold = font();
        bold.setBold(true);
        return bold;
    }
    QString m_label;
    bool m_alarm = false;
};

} // namespace

FilterChips::FilterChips(QWidget *parent)
    : QWidget(parent)
    , m_chips{
          new Chip(QStringLiteral("chipAll"), tr("All"), this),
          new Chip(QStringLiteral("chipChanged"), tr("Changed"), this),
          new Chip(QStringLiteral("chipConflicts"), tr("Conflicts"), this),
          new Chip(QStringLiteral("chipErrors"), tr("Errors"), this),
      }
{
    auto *group = new QButtonGroup(this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    for (int i = 0; i < 4; ++i) {
        group->addButton(m_chips[i], i);
        layout->addWidget(m_chips[i]);
    }
    layout->addStretch(1);
    m_chips[0]->setChecked(true);
    connect(group, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (on)
            Q_EMIT filterChanged(RowFilter(id));
    });
}

void FilterChips::setFilter(RowFilter filter)
{
    m_chips[int(filter)]->setChecked(true);
}

void FilterChips::setCounts(qint64 listed, const std::optional<RenamePlan::Counts> &counts)
{
    static_cast<Chip *>(m_chips[0])->setCount(listed);
    const qint64 values[] = {counts ? counts->changed : -1, counts ? counts->conflicts : -1, counts ? counts->errors : -1};
    for (int i = 1; i < 4; ++i) {
        auto *chip = static_cast<Chip *>(m_chips[i]);
        chip->setCount(values[i - 1]);
        chip->setAlarm(i >= 2 && values[i - 1] > 0);
    }
    if (!counts)
        return;
    // Once the last of them is dealt with there is nothing left to look at.
    const auto dealtWith
        = [this](RowFilter filter, qint64 before, qint64 now) { return m_chips[int(filter)]->isChecked() && before > 0 && now == 0; };
    const RenamePlan::Counts before = std::exchange(m_counts, *counts);
    if (dealtWith(RowFilter::Conflicts, before.conflicts, counts->conflicts) || dealtWith(RowFilter::Errors, before.errors, counts->errors))
        setFilter(RowFilter::All);
}

} // namespace bulkhead
