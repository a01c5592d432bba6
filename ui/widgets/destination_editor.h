// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace bulkhead {

/// Where the files go: what is done with them, and the folder, which only shows where one is needed. GUI thread only.
class DestinationEditor : public QWidget
{
    Q_OBJECT

public:
    explicit DestinationEditor(QWidget *parent = nullptr);

    /// Where files stay, whatever folder was typed before: it is kept for who changes their mind.
    TargetFolder destination() const;
    void setDestination(const TargetFolder &destination); ///< Does not emit changed.
    void showProblem(const QString &text); ///< Under the folder; empty = none.
    std::vector<QWidget *> controls() const; ///< In the order of Tab.

Q_SIGNALS:
    /// `field`: null, or the one that holds a text.
    void changed(const QWidget *field);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void chooseHow();
    void browse();
    void showWhatCounts();

    QComboBox *m_how;
    QLineEdit *m_folder;
    QToolButton *m_tokens;
    QToolButton *m_browse;
    QLabel *m_problem;
};

} // namespace bulkhead
