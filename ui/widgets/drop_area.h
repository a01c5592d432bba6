// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/presets.h"

#include <QWidget>

#include <vector>

class QAction;
class QHBoxLayout;
class QPushButton;

namespace bulkhead {

/// What stands in the table's place while nothing is listed: says what to do.
class DropArea : public QWidget
{
    Q_OBJECT

public:
    DropArea(QAction *addFiles, QAction *addFolder, QWidget *parent = nullptr);

    void setHighlighted(bool highlighted); ///< Something is held over the window.

Q_SIGNALS:
    void starterChosen(const bulkhead::Preset &starter);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *makeStarters();
    void colorStarters();

    std::vector<QPushButton *> m_starters;
    bool m_highlighted = false;
};

} // namespace bulkhead
