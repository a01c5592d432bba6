// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace bulkhead {

/// What becomes of files besides their names; only a box to tick until somebody wants that. GUI thread only.
class AttributesEditor : public QWidget
{
    Q_OBJECT

public:
    explicit AttributesEditor(QWidget *parent = nullptr);

    /// None where the box is not ticked, whatever was typed before: it is kept for who changes their mind.
    NewAttributes attributes() const;
    void setAttributes(const NewAttributes &attributes); ///< Does not emit changed.
    void showProblem(const QString &text); ///< Under the fields; empty = none.
    std::vector<QWidget *> controls() const; ///< In the order of Tab.

Q_SIGNALS:
    /// `field`: null, or the one that holds a text.
    void changed(const QWidget *field);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addField(QLineEdit *field, const char *objectName, const QString &placeholder, const QString &toolTip);
    void showWhatCounts();

    QCheckBox *m_wanted;
    QComboBox *m_time;
    QLineEdit *m_read;
    QLineEdit *m_shift;
    QLineEdit *m_permissions;
    QLabel *m_problem;
};

} // namespace bulkhead
