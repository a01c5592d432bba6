// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSpinBox>

#include <cstdint>

namespace bulkhead {

/// A spin box for any 64-bit number: QSpinBox ends at 32. GUI thread only.
class WideNumber : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit WideNumber(QWidget *parent);

    std::int64_t value() const noexcept { return m_value; }
    void setValue(std::int64_t value);

    void stepBy(int steps) override;
    QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;

Q_SIGNALS:
    void valueChanged();

protected:
    StepEnabled stepEnabled() const override;

private:
    void readText();

    std::int64_t m_value = 0; ///< The last number that was whole: "-" is none.
};

} // namespace bulkhead
