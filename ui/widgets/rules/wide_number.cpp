// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/wide_number.h"

#include <QLineEdit>

#include <limits>

namespace bulkhead {

namespace {

using Limits = std::numeric_limits<std::int64_t>;

} // namespace

WideNumber::WideNumber(QWidget *parent)
    : QAbstractSpinBox(parent)
{
    lineEdit()->setText(QString::number(m_value));
    connect(lineEdit(), &QLineEdit::textChanged, this, &WideNumber::readText);
}

void WideNumber::setValue(std::int64_t value)
{
    lineEdit()->setText(QString::number(value));
}

void WideNumber::readText()
{
    bool whole = false;
    const qlonglong value = lineEdit()->text().toLongLong(&whole);
    if (!whole || value == m_value)
        return;
    m_value = value;
    Q_EMIT valueChanged();
}

void WideNumber::stepBy(int steps)
{
    if (steps > 0)
        setValue(m_value > Limits::max() - steps ? Limits::max() : m_value + steps);
    else
        setValue(m_value < Limits::min() - steps ? Limits::min() : m_value + steps);
    selectAll();
}

QAbstractSpinBox::StepEnabled WideNumber::stepEnabled() const
{
    StepEnabled enabled;
    enabled.setFlag(StepUpEnabled, m_value < Limits::max());
    enabled.setFlag(StepDownEnabled, m_value > Limits::min());
    return enabled;
}

QValidator::State WideNumber::validate(QString &text, int &) const
{
    if (text.isEmpty() || text == QLatin1String("-"))
        return QValidator::Intermediate;
    bool whole = false;
    text.toLongLong(&whole);
    return whole ? QValidator::Acceptable : QValidator::Invalid;
}

void WideNumber::fixup(QString &text) const
{
    text = QString::number(m_value);
}

} // namespace bulkhead
