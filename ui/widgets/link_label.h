// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace bulkhead {

/// A sentence in a line, which is a link where there is something to go to: clicked() then says so. Gives way in the middle where it
/// has not the room; the tool tip has all of it. GUI thread only.
class LinkLabel : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LinkLabel(QWidget *parent = nullptr);

    /// `leads`: whether it is a link. One that is none can neither be clicked nor have the focus.
    void setSentence(const QString &text, const QString &toolTip, bool leads);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace bulkhead
