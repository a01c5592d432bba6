// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_example_line.h"

#include "core/base/text.h"
#include "ui/palette/theme.h"
#include "ui/text/example_text.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/status_glyph.h"

#include <QPainter>
#include <QTextLayout>

namespace bulkhead {

namespace {

using Kind = RuleExample::Kind;

constexpr double kGlyph = 12;
constexpr double kGap = 6;
constexpr double kSmaller = 0.92;

struct Look {
    QColor color;
    QTextCharFormat marked; ///< Of the range.
};

/// Each text in a layout of its own: one that reads from right to left cannot move its neighbour. Returns the width.
double drawText(QPainter &painter, const QRectF &room, const FittedText &fitted, const Look &look)
{
    QTextLayout layout(fitted.text, painter.font(), painter.device());
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    if (fitted.range.length > 0)
        layout.setFormats({{int(fitted.range.start), int(fitted.range.length), look.marked}});
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setNumColumns(int(fitted.text.size()));
    layout.endLayout();
    if (!line.isValid())
        return 0;
    painter.setPen(look.color);
    layout.draw(&painter, QPointF(room.left(), room.top() + (room.height() - line.height()) / 2));
    return line.naturalTextWidth();
}

} // namespace

RuleExampleLine::RuleExampleLine(QWidget *parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("ruleExample"));
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // long names must not make the panel wide
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() > 0 ? small.pointSizeF() * kSmaller : small.pixelSize() * kSmaller);
    setFont(small);
}

void RuleExampleLine::setStale(bool stale)
{
    m_stale = stale;
    update();
}

void RuleExampleLine::setExample(const std::optional<RuleExample> &example)
{
    m_example = example;
    m_before = example ? toDisplayPath(example->before) : QString();
    m_after = example ? toDisplayPath(example->after) : QString();
    m_note = example ? exampleNote(*example) : QString();
    const QString sentence = example ? exampleSentence(*example) : QString();
    setText(sentence);
    QString whole = toDisplayIsolated(example ? example->before : Bytes());
    if (example)
        whole += QLatin1Char('\n')
            + (example->kind == Kind::Change ? QString(QChar(0x2192)) + QLatin1Char(' ') + toDisplayIsolated(example->after) : m_note);
    setToolTip(example ? QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(whole.toHtmlEscaped()) : QString());
    update();
}

QSize RuleExampleLine::sizeHint() const
{
    return {0, fontMetrics().height() + 4};
}

QSize RuleExampleLine::minimumSizeHint() const
{
    return sizeHint();
}

void RuleExampleLine::paintEvent(QPaintEvent *)
{
    if (!m_example)
        return;
    QPainter painter(this);
    QFont used = font();
    used.setItalic(m_stale);
    painter.setFont(used);
    if (m_example->kind == Kind::Change)
        paintChange(painter, rect());
    else
        paintNote(painter, rect());
}

void RuleExampleLine::paintChange(QPainter &painter, const QRectF &room) const
{
    const ThemeColors &colors = themeColors(palette());
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double space = std::max(0.0, room.width() - kGlyph - 2 * kGap);
    const double beforeWidth = metrics.horizontalAdvance(m_before.left(qsizetype(space)));
    const double afterWidth = metrics.horizontalAdvance(m_after.left(qsizetype(space)));
    // Half each, and what one does not need to the other.
    const double forBefore = std::min(beforeWidth, std::max(space / 2, space - afterWidth));

    Look old{palette().color(QPalette::PlaceholderText), {}};
    old.marked.setFontStrikeOut(true);
    QRectF rest = room;
    const FittedText before = fitText(m_before, changedRange(m_after, m_before), metrics, forBefore);
    rest.setLeft(rest.left() + drawText(painter, rest, before, old) + kGap);
    paintStatusGlyph(
        painter, {rest.left(), room.center().y() - kGlyph / 2, kGlyph, kGlyph}, FileTableModel::RowState::WillChange, palette());
    rest.setLeft(rest.left() + kGlyph + kGap);
    Look made{palette().color(m_stale ? QPalette::PlaceholderText : QPalette::Text), {}};
    made.marked.setBackground(colors.changed);
    drawText(painter, rest, fitText(m_after, changedRange(m_before, m_after), metrics, rest.width()), made);
}

/// The note is what there is to read: the name gives way.
void RuleExampleLine::paintNote(QPainter &painter, const QRectF &room) const
{
    const bool failed = m_example->kind == Kind::Problem;
    const QFontMetricsF metrics(painter.font(), painter.device());
    QRectF rest = room;
    if (failed) {
        paintStatusGlyph(
            painter, {rest.left(), room.center().y() - kGlyph / 2, kGlyph, kGlyph}, FileTableModel::RowState::Error, palette());
        rest.setLeft(rest.left() + kGlyph + kGap);
    }
    const Look dim{palette().color(QPalette::PlaceholderText), {}};
    const FittedText note = fitText(m_note, {}, metrics, rest.width());
    const double forName = rest.width() - metrics.horizontalAdvance(note.text) - 2 * kGap;
    constexpr double kLeastOfName = 40;
    if (forName >= kLeastOfName) {
        const FittedText name = fitText(m_before, {m_before.size(), 0}, metrics, forName);
        rest.setLeft(rest.left() + drawText(painter, rest, name, dim) + 2 * kGap);
    }
    const bool plain = !failed || m_stale || !isEnabled();
    drawText(painter, rest, note, plain ? dim : Look{themeColors(palette()).error, {}});
}

} // namespace bulkhead
