// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/names_edit.h"

#include "ui/models/names_text.h"
#include "ui/palette/theme.h"

#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextLayout>

namespace bulkhead {

namespace {

constexpr qsizetype kPortion = 100'000; ///< Characters; about 4 ms.

/// The arrow of a line end or a tab, else two digits, one above the other: the boxes are narrow.
void paintToken(QPainter &painter, const QRectF &box, unsigned char byte)
{
    if (byte == '\n' || byte == '\t') {
        painter.drawText(box, Qt::AlignCenter, QString(QChar(byte == '\n' ? 0x21B5 : 0x21E5)));
        return;
    }
    const QString digits = QStringLiteral("%1").arg(byte, 2, 16, QLatin1Char('0')).toUpper();
    const QRectF half(box.left() - 2, box.top(), box.width() + 4, box.height() / 2);
    painter.drawText(half, Qt::AlignCenter | Qt::TextDontClip, digits.left(1));
    painter.drawText(half.translated(0, half.height()), Qt::AlignCenter | Qt::TextDontClip, digits.right(1));
}

} // namespace

NamesEdit::NamesEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    m_fill.setInterval(0);
    connect(&m_fill, &QTimer::timeout, this, &NamesEdit::fillOn);
}

void NamesEdit::fill(QString text)
{
    m_text = std::move(text);
    m_shown = 0;
    setReadOnly(true);
    document()->setUndoRedoEnabled(false);
    m_fill.start();
    clear();
    fillOn();
}

void NamesEdit::fillOn()
{
    qsizetype end = std::min(m_shown + kPortion, m_text.size());
    if (const qsizetype lineEnd = m_text.indexOf(QLatin1Char('\n'), end); end < m_text.size())
        end = lineEnd < 0 ? m_text.size() : lineEnd + 1;
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_text.mid(m_shown, end - m_shown));
    m_shown = end;
    if (m_shown < m_text.size())
        return;
    m_fill.stop();
    m_text.clear();
    document()->setUndoRedoEnabled(true);
    document()->setModified(false);
    moveCursor(QTextCursor::Start);
    setReadOnly(false);
    Q_EMIT filled();
}

QString NamesEdit::rawText() const
{
    return document()->toRawText();
}

bool NamesEdit::lastLineIsEmpty() const
{
    return document()->lastBlock().length() <= 1;
}

void NamesEdit::goToLine(int line)
{
    QTextCursor cursor(document()->findBlockByNumber(line));
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    centerCursor();
    setFocus(Qt::OtherFocusReason);
}

std::vector<NamesEdit::VisibleLine> NamesEdit::visibleLines() const
{
    std::vector<VisibleLine> lines;
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        // Not the geometry of the block: the last one has the margin of the document.
        const QRectF geometry = blockBoundingGeometry(block).translated(contentOffset());
        const QRectF line = block.layout()->lineCount() > 0 ? block.layout()->boundingRect().translated(geometry.topLeft()) : geometry;
        if (line.top() > viewport()->height())
            break;
        lines.push_back({block.blockNumber(), QRect(0, int(line.top()), viewport()->width(), int(line.height()))});
    }
    return lines;
}

/// Over the boxes that fonts have for these characters.
void NamesEdit::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    QPainter painter(viewport());
    QFont small = font();
    small.setPixelSize(std::max(7, fontInfo().pixelSize() * 6 / 10));
    painter.setFont(small);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QPointF origin = blockBoundingGeometry(block).translated(contentOffset()).topLeft();
        if (origin.y() > viewport()->height())
            break;
        const QString text = block.text();
        for (qsizetype at = 0; at + 1 < text.size(); ++at) {
            if (!text[at].isHighSurrogate() || !text[at + 1].isLowSurrogate())
                continue;
            const char32_t codePoint = QChar::surrogateToUcs4(text[at], text[at + 1]);
            const QTextLine line = block.layout()->lineForTextPosition(int(at));
            if (!isLineMark(codePoint) || !line.isValid())
                continue;
            const qreal begin = line.cursorToX(int(at));
            const qreal end = line.cursorToX(int(at) + 2);
            const QRectF box(origin.x() + std::min(begin, end), origin.y() + line.y() + 1, std::abs(end - begin), line.height() - 1);
            painter.fillRect(box, palette().color(QPalette::Base));
            QColor tint = themeColors(palette()).warning;
            painter.setPen(tint);
            paintToken(painter, box, byteOfLineMark(codePoint));
            tint.setAlpha(48);
            painter.fillRect(box, tint);
        }
    }
}

QMimeData *NamesEdit::createMimeDataFromSelection() const
{
    auto *copied = new QMimeData;
    copied->setText(textCursor().selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')));
    return copied;
}

void NamesEdit::insertFromMimeData(const QMimeData *source)
{
    if (!isReadOnly() && source->hasText()) {
        textCursor().insertText(source->text());
        ensureCursorVisible();
    }
}

} // namespace bulkhead
