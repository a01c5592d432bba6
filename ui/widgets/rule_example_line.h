// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rule_example.h"

#include <QLabel>

#include <optional>

namespace bulkhead {

/// One line at the foot of a card: what the rule makes of one name, with what it took out struck and what it put in tinted; or
/// why it makes nothing of it. Names give way in the middle, what differs in them stays in sight; all of it is in the tool tip. Keeps its
/// height when it has nothing to say. GUI thread only.
class RuleExampleLine : public QLabel
{
    Q_OBJECT

public:
    explicit RuleExampleLine(QWidget *parent = nullptr);

    void setExample(const std::optional<RuleExample> &example); ///< text() is then the sentence that is read out.
    void setStale(bool stale); ///< The example is older than the rules.
    bool isStale() const noexcept { return m_stale; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintChange(QPainter &painter, const QRectF &room) const;
    void paintNote(QPainter &painter, const QRectF &room) const;

    std::optional<RuleExample> m_example;
    QString m_before;
    QString m_after;
    QString m_note;
    bool m_stale = false;
};

} // namespace bulkhead
