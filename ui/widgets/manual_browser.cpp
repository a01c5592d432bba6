// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/manual_browser.h"

#include "ui/palette/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFile>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include <utility>

namespace bulkhead {

namespace {

constexpr qreal kMargin = 20;
constexpr qreal kCellPadding = 5;

const QString kFolder = QStringLiteral(":/manual/");

QString textOf(const QString &page)
{
    QFile file(kFolder + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar each : heading.toLower()) {
        if (each.isLetterOrNumber() || each == u'_' || each == u'-')
            anchor += each;
        else if (each == u' ')
            anchor += u'-';
    }
    return anchor;
}

ManualContents contentsOf(const QString &page)
{
    static const QRegularExpression heading(QStringLiteral("^(##?) (.+)$"), QRegularExpression::MultilineOption);
    ManualContents contents{.page = page, .title = {}, .headings = {}};
    for (auto found = heading.globalMatch(textOf(page)); found.hasNext();) {
        const auto match = found.next();
        if (match.captured(1).size() == 1)
            contents.title = match.captured(2);
        else
            contents.headings.push_back({match.captured(2), anchorOf(match.captured(2))});
    }
    return contents;
}

/// Comments are for the tests that run the examples.
QString withoutComments(QString text)
{
    static const QRegularExpression comment(QStringLiteral("^<!--.*-->\n"), QRegularExpression::MultilineOption);
    return text.remove(comment);
}

void dressTables(QTextDocument &document, const QPalette &palette)
{
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(themeColors(palette).line);
        format.setBorderCollapse(true);
        format.setCellPadding(kCellPadding);
        format.setCellSpacing(0);
        format.setTopMargin(kCellPadding);
        format.setBottomMargin(2 * kCellPadding);
        table->setFormat(format);
        for (int column = 0; column < table->columns(); ++column) {
            QTextTableCell cell = table->cellAt(0, column);
            QTextCharFormat head = cell.format();
            head.setBackground(palette.alternateBase());
            cell.setFormat(head);
        }
    }
}

void dressBlocks(QTextDocument &document, const QPalette &palette)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().hasProperty(QTextFormat::BlockCodeFence)) {
            QTextBlockFormat code;
            code.setBackground(palette.alternateBase());
            code.setNonBreakableLines(false);
            if (!block.next().blockFormat().hasProperty(QTextFormat::BlockCodeFence))
                code.setBottomMargin(2 * kCellPadding);
            QTextCursor(block).mergeBlockFormat(code);
        }
    }
}

} // namespace

std::vector<ManualContents> manualContents()
{
    static const QRegularExpression link(QStringLiteral("^- \\[.*\\]\\(([\\w-]+\\.md)\\)"), QRegularExpression::MultilineOption);
    const QString index = QStringLiteral("index.md");
    std::vector<ManualContents> all{contentsOf(index)};
    all.front().headings.clear();
    for (auto found = link.globalMatch(textOf(index)); found.hasNext();)
        all.push_back(contentsOf(found.next().captured(1)));
    return all;
}

ManualBrowser::ManualBrowser(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(QStringLiteral("manualText"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    connect(this, &QTextBrowser::anchorClicked, this, &ManualBrowser::follow);
}

void ManualBrowser::showPage(const QString &page, const QString &heading)
{
    if (page.contains(u'/') || !QFile::exists(kFolder + page))
        return;
    const bool isNew = page != m_place.page;
    if (!isNew && heading == m_place.heading)
        return scrollToHeading();
    if (!m_place.page.isEmpty()) {
        m_place.scrolled = verticalScrollBar()->value();
        m_before.push_back(m_place);
    }
    m_after.clear();
    m_place = {.page = page, .heading = heading};
    if (isNew)
        load();
    arrive();
}

void ManualBrowser::follow(const QUrl &link)
{
    if (link.isRelative())
        showPage(link.path().isEmpty() ? m_place.page : link.path(), link.fragment());
}

void ManualBrowser::backward()
{
    go(m_before, m_after);
}

void ManualBrowser::forward()
{
    go(m_after, m_before);
}

void ManualBrowser::go(std::vector<Place> &from, std::vector<Place> &to)
{
    if (from.empty())
        return;
    m_place.scrolled = verticalScrollBar()->value();
    const bool isNew = from.back().page != m_place.page;
    to.push_back(std::exchange(m_place, from.back()));
    from.pop_back();
    if (isNew)
        load();
    arrive();
}

void ManualBrowser::arrive()
{
    if (m_place.scrolled >= 0) {
        verticalScrollBar()->setValue(m_place.scrolled);
        setTextCursor(cursorForPosition(viewport()->rect().center()));
    } else {
        scrollToHeading();
    }
    Q_EMIT backwardAvailable(!m_before.empty());
    Q_EMIT forwardAvailable(!m_after.empty());
    Q_EMIT placeChanged();
}

// Made and dressed before it is shown: a document that is on screen is laid out anew with each row of a table.
void ManualBrowser::load()
{
    auto *made = new QTextDocument(this);
    made->setUndoRedoEnabled(false);
    made->setDefaultFont(font());
    made->setDocumentMargin(kMargin);
    made->setMarkdown(withoutComments(textOf(m_place.page)));
    dressTables(*made, palette());
    dressBlocks(*made, palette());
    setDocument(made);
    delete std::exchange(m_shown, made);
}

void ManualBrowser::scrollToHeading()
{
    QTextBlock place = document()->begin();
    for (QTextBlock block = document()->begin(); block.isValid() && !m_place.heading.isEmpty(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0 && anchorOf(block.text()) == m_place.heading)
            place = block;
    }
    setTextCursor(QTextCursor(place)); // a browser that gets the focus goes to its cursor
    const qreal top = place == document()->begin() ? 0 : document()->documentLayout()->blockBoundingRect(place).top();
    verticalScrollBar()->setValue(int(top));
    m_scrolledTo = verticalScrollBar()->value();
}

// A heading that was gone to stays in view when the width changes, which it does when the window is shown first.
void ManualBrowser::resizeEvent(QResizeEvent *event)
{
    const bool isThere = verticalScrollBar()->value() == m_scrolledTo;
    QTextBrowser::resizeEvent(event);
    if (isThere)
        scrollToHeading();
}

bool ManualBrowser::findText(const QString &text, QTextDocument::FindFlags flags)
{
    if (text.isEmpty() || find(text, flags))
        return true;
    const QTextCursor before = textCursor();
    const int scrolled = verticalScrollBar()->value();
    moveCursor(flags & QTextDocument::FindBackward ? QTextCursor::End : QTextCursor::Start);
    if (find(text, flags))
        return true;
    setTextCursor(before);
    verticalScrollBar()->setValue(scrolled);
    return false;
}

// The pages show nothing from elsewhere.
QVariant ManualBrowser::loadResource(int, const QUrl &)
{
    return {};
}

void ManualBrowser::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || m_place.page.isEmpty())
        return;
    const int scrolled = verticalScrollBar()->value();
    load();
    verticalScrollBar()->setValue(scrolled);
}

} // namespace bulkhead
