// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/deed.h"
#include "ui/models/row_view.h"
#include "ui/text/reason_text.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace bulkhead {

class LinkLabel;

/// One line below the table while names collide: how many, and the ways out. It comes once a preview has stood still for a
/// moment, stays as it is while the next one is worked out, and goes with the last conflict, so that nothing jumps at a
/// keystroke. GUI thread only.
class ConflictBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kAppearAfterMs = 300;

    explicit ConflictBar(QWidget *parent = nullptr);

    void setSummary(Blocked blocked, const RenamePlan::Counts &counts, OnConflict onConflict, Deed deed = Deed::Rename);
    void setFilter(RowFilter filter); ///< What the table shows.
    /// Why the current row is in conflict, with the row it collides with or waits for, where there is one.
    struct Why {
        QString text;
        QString whole; ///< The same with names of any length.
        bool leads = false; ///< To that other row.
    };
    void setWhy(const Why &why); ///< Empty where the current row is not in conflict.

Q_SIGNALS:
    void numberWanted();
    void leaveOutWanted();
    void filterWanted(bulkhead::RowFilter filter);
    void otherWanted(); ///< The row that the current one collides with.
    void goWanted(bulkhead::ConflictStep step);
    /// What had the focus goes: somebody has to take it, or Qt gives it to whatever button comes next.
    void focusFree();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPushButton *addButton(const QString &text, const char *name, const QString &toolTip);
    void appear();
    void leave();
    void freeFocusOf(const QWidget *widget);

    QTimer m_appear;
    QLabel *m_text;
    LinkLabel *m_why;
    QPushButton *m_number;
    QPushButton *m_show;
};

} // namespace bulkhead
