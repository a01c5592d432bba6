// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

#include <vector>

namespace bulkhead {

/// Names, one a line, and nothing of them is lost: not no-break spaces (which QPlainTextEdit::toPlainText takes for spaces), not what
/// lines have marks for (isLineMark), which it shows as small tokens. GUI thread only.
class NamesEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit NamesEdit(QWidget *parent = nullptr);

    /// Shows the text in portions, between which the window answers: read-only meanwhile. Cannot be undone.
    void fill(QString text);
    bool isFilling() const { return m_fill.isActive(); }
    /// As it is, with U+2029 between the lines. One copy of all of it.
    QString rawText() const;
    bool lastLineIsEmpty() const;
    void goToLine(int line); ///< 0-based. Selects it.

    struct VisibleLine {
        int line = 0; ///< 0-based.
        QRect rect; ///< In the viewport.
    };
    std::vector<VisibleLine> visibleLines() const;

Q_SIGNALS:
    void filled();

protected:
    void paintEvent(QPaintEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void fillOn();

    QString m_text; ///< While filling: all of it.
    qsizetype m_shown = 0; ///< Of it.
    QTimer m_fill;
};

} // namespace bulkhead
