// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/old_names_strip.h"

#include "core/base/text.h"
#include "ui/palette/count_font.h"
#include "ui/palette/theme.h"
#include "ui/text/count_text.h"
#include "ui/widgets/names_edit.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

namespace bulkhead {

namespace {

constexpr int kMargin = 8;
constexpr int kMarkWidth = 3;

} // namespace

OldNamesStrip::OldNamesStrip(NamesEdit &names, QWidget *parent)
    : QWidget(parent)
    , m_edit(names)
{
    setObjectName(QStringLiteral("oldNames"));
    setAccessibleName(tr("Old names"));
    setMinimumWidth(120);
    connect(&names, &QPlainTextEdit::updateRequest, this, qOverload<>(&QWidget::update));
    connect(names.verticalScrollBar(), &QScrollBar::valueChanged, this, qOverload<>(&QWidget::update));
}

void OldNamesStrip::setNames(std::shared_ptr<const NamesText> names)
{
    m_names = std::move(names);
    update();
}

void OldNamesStrip::setCheck(std::shared_ptr<const NamesCheck> check)
{
    m_check = std::move(check);
    update();
}

QSize OldNamesStrip::sizeHint() const
{
    return {320, 200};
}

int OldNamesStrip::top() const
{
    return mapFromGlobal(m_edit.viewport()->mapToGlobal(QPoint())).y();
}

OldNamesStrip::Mark OldNamesStrip::markOf(int line) const
{
    const auto has = [line](const auto &lines) {
        const auto found
            = std::lower_bound(lines.begin(), lines.end(), line, [](const auto &one, int wanted) { return int(one.line) < wanted; });
        return found != lines.end() && int(found->line) == line;
    };
    if (!m_check)
        return Mark::None;
    return has(m_check->problems) ? Mark::Problem : has(m_check->edits) ? Mark::Edited : Mark::None;
}

void OldNamesStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    if (!m_names)
        return;
    const QFont names = m_edit.font();
    const QFont digits = countFont(names);
    const int files = int(m_names->rows.size());
    const int numberWidth = QFontMetrics(digits).horizontalAdvance(countText(std::max(files, m_edit.blockCount())));
    const int nameLeft = kMarkWidth + kMargin + numberWidth + kMargin;
    const int dy = top();
    const ThemeColors &colors = themeColors(palette());
    painter.setClipRect(QRect(0, dy, width(), m_edit.viewport()->height()));
    const auto paintLine = [&](int line, const QRect &at) {
        const QRect row(0, at.top() + dy, width(), at.height());
        const Mark mark = markOf(line);
        const bool isMissing = line >= m_edit.blockCount();
        if (mark != Mark::None)
            painter.fillRect(QRect(0, row.top(), kMarkWidth, row.height()), mark == Mark::Problem ? colors.error : colors.accent);
        painter.setFont(digits);
        painter.setPen(mark == Mark::Problem ? colors.error : palette().color(QPalette::PlaceholderText));
        painter.drawText(row.adjusted(kMarkWidth + kMargin, 0, 0, 0).intersected(QRect(0, row.top(), nameLeft - kMargin, row.height())),
            Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, countText(line + 1));
        painter.setFont(names);
        const QRect place(nameLeft, row.top(), width() - nameLeft - kMargin, row.height());
        const bool hasFile = line < files;
        painter.setPen(!hasFile || isMissing ? colors.error : palette().color(QPalette::Text));
        const QString name = hasFile ? toDisplayIsolated(m_names->oldName(std::size_t(line))) : tr("no file");
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
            painter.fontMetrics().elidedText(name, Qt::ElideMiddle, place.width()));
    };
    const std::vector<NamesEdit::VisibleLine> lines = m_edit.visibleLines();
    for (const NamesEdit::VisibleLine &line : lines) {
        // An empty last line is the end of the one before it.
        if (line.line < files || line.line + 1 < m_edit.blockCount() || !m_edit.lastLineIsEmpty())
            paintLine(line.line, line.rect);
    }
    if (lines.empty() || m_edit.isFilling())
        return;
    QRect next = lines.back().rect;
    next.setTop(next.bottom() + 1 - QFontMetrics(names).lineSpacing());
    for (int line = lines.back().line + 1; line < files && next.bottom() < m_edit.viewport()->height(); ++line) {
        next.translate(0, next.height());
        paintLine(line, next);
    }
}

int OldNamesStrip::lineAt(int y) const
{
    for (const NamesEdit::VisibleLine &line : m_edit.visibleLines()) {
        if (line.rect.top() + top() <= y && y <= line.rect.bottom() + top())
            return line.line;
    }
    return -1;
}

void OldNamesStrip::mousePressEvent(QMouseEvent *event)
{
    if (const int line = lineAt(event->pos().y()); line >= 0)
        m_edit.goToLine(line);
}

void OldNamesStrip::wheelEvent(QWheelEvent *event)
{
    QApplication::sendEvent(m_edit.verticalScrollBar(), event);
}

bool OldNamesStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !m_names)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int line = lineAt(help->pos().y());
    if (line < 0 || line >= int(m_names->rows.size()))
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), toDisplayPath(m_names->plan->table->path(m_names->rows[std::size_t(line)])), this);
    return true;
}

} // namespace bulkhead
