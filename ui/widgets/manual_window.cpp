// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/manual_window.h"

#include "ui/palette/icon.h"
#include "ui/widgets/manual_browser.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

constexpr int kPageRole = Qt::UserRole;
constexpr int kHeadingRole = Qt::UserRole + 1;
constexpr QSize kSize(980, 720);
constexpr int kContentsWidth = 220;

QToolButton *makeButton(QWidget *parent, const char *name, const QString &text, const QKeySequence &key, bool enabled)
{
    auto *action = new QAction(text, parent);
    action->setShortcut(key);
    action->setToolTip(text + QStringLiteral(" (") + key.toString(QKeySequence::NativeText) + u')');
    action->setEnabled(enabled);
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    return button;
}

} // namespace

ManualWindow::ManualWindow(QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_text(new ManualBrowser(this))
    , m_contents(new QTreeWidget(this))
    , m_find(new QLineEdit(this))
    , m_found(new QLabel(this))
{
    setObjectName(QStringLiteral("manualWindow"));
    setWindowTitle(tr("Manual"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kSize);
    m_contents->setObjectName(QStringLiteral("manualContents"));
    m_contents->setAccessibleName(tr("Pages"));
    m_contents->setHeaderHidden(true);
    m_contents->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Manual"));

    auto *split = new QSplitter(this);
    split->addWidget(m_contents);
    split->addWidget(m_text);
    split->setStretchFactor(1, 1);
    split->setSizes({kContentsWidth, kSize.width() - kContentsWidth});
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(split, 1);

    fillContents();
    connect(m_text, &ManualBrowser::placeChanged, this, &ManualWindow::markCurrent);
    connect(m_contents, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem *item) {
        if (item)
            m_text->showPage(item->data(0, kPageRole).toString(), item->data(0, kHeadingRole).toString());
    });
    m_text->setFocus();
}

QWidget *ManualWindow::makeBar()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    QToolButton *back = makeButton(this, "manualBack", tr("Back"), QKeySequence(Qt::ALT | Qt::Key_Left), false);
    QToolButton *forward = makeButton(this, "manualForward", tr("Forward"), QKeySequence(Qt::ALT | Qt::Key_Right), false);
    connect(back->defaultAction(), &QAction::triggered, m_text, &ManualBrowser::backward);
    connect(forward->defaultAction(), &QAction::triggered, m_text, &ManualBrowser::forward);
    connect(m_text, &QTextBrowser::backwardAvailable, back->defaultAction(), &QAction::setEnabled);
    connect(m_text, &QTextBrowser::forwardAvailable, forward->defaultAction(), &QAction::setEnabled);

    m_find->setObjectName(QStringLiteral("manualFind"));
    m_find->setPlaceholderText(tr("Find on This Page"));
    m_find->setAccessibleName(m_find->placeholderText());
    m_find->setClearButtonEnabled(true);
    m_find->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_found->setObjectName(QStringLiteral("manualFound"));
    auto *find = new QAction(this);
    find->setShortcut(Qt::CTRL | Qt::Key_F);
    addAction(find);
    connect(find, &QAction::triggered, m_find, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        QTextCursor cursor = m_text->textCursor();
        cursor.setPosition(cursor.selectionStart());
        m_text->setTextCursor(cursor);
        findNext(false);
    });
    layout->addWidget(back);
    layout->addWidget(forward);
    layout->addStretch(1);
    layout->addWidget(m_found);
    layout->addWidget(m_find, 1);
    return bar;
}

void ManualWindow::fillContents()
{
    for (const ManualContents &page : manualContents()) {
        auto *item = new QTreeWidgetItem(m_contents, {page.title});
        item->setData(0, kPageRole, page.page);
        for (const ManualHeading &heading : page.headings) {
            auto *below = new QTreeWidgetItem(item, {heading.title});
            below->setData(0, kPageRole, page.page);
            below->setData(0, kHeadingRole, heading.anchor);
        }
    }
}

void ManualWindow::showPage(const QString &page, const QString &heading)
{
    m_text->showPage(page, heading);
}

void ManualWindow::markCurrent()
{
    m_found->clear();
    const QSignalBlocker quiet(m_contents);
    for (int i = 0; i < m_contents->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_contents->topLevelItem(i);
        if (item->data(0, kPageRole).toString() != m_text->page())
            continue;
        QTreeWidgetItem *current = item;
        for (int j = 0; j < item->childCount(); ++j) {
            if (item->child(j)->data(0, kHeadingRole).toString() == m_text->heading())
                current = item->child(j);
        }
        item->setExpanded(true);
        m_contents->setCurrentItem(current);
    }
}

void ManualWindow::findNext(bool backward)
{
    const bool isThere = m_text->findText(m_find->text(), backward ? QTextDocument::FindBackward : QTextDocument::FindFlags());
    m_found->setText(isThere ? QString() : tr("Not on this page"));
}

void ManualWindow::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && m_find->hasFocus())
        findNext(event->modifiers().testFlag(Qt::ShiftModifier));
    else if (event->key() == Qt::Key_F3)
        findNext(event->modifiers().testFlag(Qt::ShiftModifier));
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace bulkhead
