// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/names_text.h"

#include <QWidget>

namespace bulkhead {

class NamesEdit;

/// The number and the old name of each line, beside the text and in step with it. Draws what is in sight, and holds nothing
/// of the rest. GUI thread only; the editor must outlive it.
class OldNamesStrip : public QWidget
{
    Q_OBJECT

public:
    explicit OldNamesStrip(NamesEdit &names, QWidget *parent = nullptr);

    void setNames(std::shared_ptr<const NamesText> names);
    void setCheck(std::shared_ptr<const NamesCheck> check); ///< Marks the lines that are edited or have a mistake; null = none.
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum class Mark : std::uint8_t { None, Edited, Problem };
    Mark markOf(int line) const;
    int lineAt(int y) const; ///< -1 = none.
    int top() const; ///< Of the editor's viewport, here.

    NamesEdit &m_edit;
    std::shared_ptr<const NamesText> m_names;
    std::shared_ptr<const NamesCheck> m_check;
};

} // namespace bulkhead
