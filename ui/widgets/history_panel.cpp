// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/history_panel.h"

#include "ui/palette/icon.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace bulkhead {

namespace {

constexpr int kPadding = 8;

/// Title; folder; when and how it ended.
class BatchDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {120, 3 * option.fontMetrics.height() + 2 * kPadding};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        option.text.clear();
        const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

        const bool selected = option.state & QStyle::State_Selected;
        const QColor strong = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
        const QColor faint = option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText);
        const QRect inner = option.rect.adjusted(kPadding, kPadding, -kPadding, -kPadding);
        const int height = option.fontMetrics.height();
        const auto line = [&](int number, const QColor &color, const QFont &font, const QString &text, Qt::TextElideMode elide) {
            painter->setPen(color);
            painter->setFont(font);
            const QString shown = QFontMetrics(font).elidedText(text, elide, inner.width());
            painter->drawText(QRect(inner.left(), inner.top() + number * height, inner.width(), height), Qt::AlignVCenter, shown);
        };
        QFont bold = option.font;
        bold.setBold(true);
        line(0, strong, bold, index.data(HistoryModel::TitleRole).toString(), Qt::ElideRight);
        line(1, faint, option.font, index.data(HistoryModel::PlaceRole).toString(), Qt::ElideMiddle);
        line(2, faint, option.font,
            index.data(HistoryModel::WhenRole).toString() + QStringLiteral(" · ") + index.data(HistoryModel::StateRole).toString(),
            Qt::ElideRight);
    }
};

QPushButton *button(const QString &text, const QString &name, const QString &toolTip, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setObjectName(name);
    made->setToolTip(toolTip);
    return made;
}

} // namespace

HistoryPanel::HistoryPanel(HistoryController &history, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_search(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_undo(button(tr("Undo"), QStringLiteral("historyUndo"), tr("Take back what this batch did"), this))
    , m_redo(button(tr("Redo"), QStringLiteral("historyRedo"), tr("Take the undo back"), this))
    , m_forget(button(tr("Forget"), QStringLiteral("historyForget"),
          tr("Remove this line; no file is changed, but it cannot be undone any more"), this))
{
    setObjectName(QStringLiteral("historyPanel"));
    auto *title = new QLabel(tr("History"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("historyClose"));
    close->setIcon(themedIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close the history"));
    close->setAccessibleName(tr("Close the history"));
    m_search->setObjectName(QStringLiteral("historySearch"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the history by folder"));
    m_search->setClearButtonEnabled(true);
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("Batches, newest first"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new BatchDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setAlternatingRowColors(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(close);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_undo);
    buttons->addWidget(m_redo);
    buttons->addStretch();
    buttons->addWidget(m_forget);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    setMinimumWidth(220);

    connect(close, &QToolButton::clicked, this, &HistoryPanel::closeWanted);
    connect(&history, &HistoryController::changed, this, &HistoryPanel::refresh);
    connect(m_search, &QLineEdit::textChanged, this, &HistoryPanel::refresh);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryPanel::updateButtons);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (const BatchInfo *batch = current())
            Q_EMIT undoWanted(batch->id);
    });
    connect(m_redo, &QPushButton::clicked, this, [this] {
        if (const BatchInfo *batch = current())
            Q_EMIT redoWanted(batch->id);
    });
    connect(m_forget, &QPushButton::clicked, this, [this] {
        if (const BatchInfo *batch = current())
            m_history.forget(batch->id);
    });
    updateButtons();
}

const BatchInfo *HistoryPanel::current() const
{
    return m_model.batch(m_list->currentIndex().row());
}

void HistoryPanel::refresh()
{
    const BatchInfo *before = current();
    const std::vector<BatchInfo> &batches = m_history.batches();
    const BatchId newest = batches.empty() ? 0 : batches.front().id;
    // What was just done is what one looks at, unless an older batch is being looked at.
    const bool follows = newest != m_newest && (!isVisible() || m_list->currentIndex().row() == 0);
    const BatchId wanted = before && !follows ? before->id : newest;
    m_newest = newest;
    const int place = std::max(0, m_list->currentIndex().row());
    m_model.setBatches(batches, m_search->text());
    int row = std::min(place, m_model.rowCount() - 1); // where it is not there any more: what came into its place
    for (int at = 0; at < m_model.rowCount(); ++at) {
        if (m_model.batch(at)->id == wanted)
            row = at;
    }
    m_list->setCurrentIndex(m_model.index(row));
    updateButtons();
}

void HistoryPanel::setBusy(bool busy)
{
    m_busy = busy;
    updateButtons();
}

void HistoryPanel::updateButtons()
{
    const BatchInfo *batch = current();
    m_undo->setEnabled(batch && !m_busy && canUndo(*batch));
    m_redo->setEnabled(batch && !m_busy && canRedo(*batch));
    m_forget->setEnabled(batch && !m_busy && canForget(*batch));
}

} // namespace bulkhead
