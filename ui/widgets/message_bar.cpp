// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/palette/icon.h"
#include "ui/palette/theme.h"
#include "ui/widgets/status_glyph.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace bulkhead {

namespace {

constexpr int kGlyph = 16;
constexpr int kMargin = 12;

FileTableModel::RowState signOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Success:
        return FileTableModel::RowState::Done;
    case Notice::Kind::Information:
        return FileTableModel::RowState::WillChange;
    case Notice::Kind::Problem:
    case Notice::Kind::Interrupted:
        return FileTableModel::RowState::Conflict;
    }
    return FileTableModel::RowState::Unknown;
}

QColor edgeColor(Notice::Kind kind, const QPalette &palette)
{
    const ThemeColors &colors = themeColors(palette);
    switch (kind) {
    case Notice::Kind::Success:
        return colors.good;
    case Notice::Kind::Information:
        return colors.accent;
    case Notice::Kind::Problem:
    case Notice::Kind::Interrupted:
        return colors.warning;
    }
    return colors.accent;
}

struct OfferLook {
    QString text;
    QString name;
};

OfferLook lookOf(Notice::Offer offer)
{
    switch (offer) {
    case Notice::Offer::Undo:
    case Notice::Offer::UndoInterrupted:
        return {MessageBar::tr("Undo"), QStringLiteral("messageUndo")};
    case Notice::Offer::Redo:
        return {MessageBar::tr("Redo"), QStringLiteral("messageRedo")};
    case Notice::Offer::UndoThese:
        return {MessageBar::tr("Undo These"), QStringLiteral("messageUndo")};
    case Notice::Offer::Continue:
    case Notice::Offer::ContinueUndo:
        return {MessageBar::tr("Continue"), QStringLiteral("messageContinue")};
    case Notice::Offer::TryAgain:
    case Notice::Offer::TryUndoAgain:
        return {MessageBar::tr("Try Again"), QStringLiteral("messageTryAgain")};
    case Notice::Offer::Finish:
        return {MessageBar::tr("Finish"), QStringLiteral("messageFinish")};
    case Notice::Offer::Details:
        return {MessageBar::tr("Details"), QStringLiteral("messageDetails")};
    case Notice::Offer::TakeInAgain:
        return {MessageBar::tr("Take Them In Again"), QStringLiteral("messageTakeIn")};
    }
    return {};
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setFocusPolicy(Qt::NoFocus);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_buttons->setSpacing(8);
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setFocusPolicy(Qt::TabFocus);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin + kGlyph + 8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    hide();
}

void MessageBar::tell(const Notice &notice)
{
    if (notice.kind != Notice::Kind::Interrupted) {
        m_below = std::exchange(m_taken, false) ? std::move(m_latest) : std::nullopt;
        m_latest = notice;
        m_interruptedOnTop = false;
    } else if (m_interrupted && m_interrupted->batch == notice.batch) {
        // Only told more precisely: it does not push itself to the front again, and no button goes from under a hand.
        m_interrupted = notice;
        return fillText();
    } else {
        m_interrupted = notice;
        m_interruptedOnTop = true;
    }
    fill();
}

void MessageBar::fill()
{
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (!m_latest && !m_interrupted)
        return hide();
    fillText();
    QWidget *last = m_text;
    for (const Notice::Offer offer : top().offers) {
        QWidget *button = makeButton(offer);
        m_buttons->addWidget(button);
        setTabOrder(last, button); // A new widget would come last in the whole window.
        last = button;
    }
    setTabOrder(last, m_close);
    show();
    update();
}

void MessageBar::fillText()
{
    m_text->setText(top().text);
    setAccessibleName(top().text);
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

QWidget *MessageBar::makeButton(Notice::Offer offer)
{
    const OfferLook look = lookOf(offer);
    auto *button = new QPushButton(look.text, this);
    button->setObjectName(look.name);
    button->setEnabled(m_enabled || offer == Notice::Offer::Details);
    connect(button, &QPushButton::clicked, this, [this, offer] {
        const Notice notice = top(); // taking the offer may replace it
        m_taken |= offer != Notice::Offer::Details && !m_interruptedOnTop;
        Q_EMIT offerTaken(offer, notice);
    });
    return button;
}

bool MessageBar::dismiss()
{
    if (!m_latest && !m_interrupted)
        return false;
    if (m_interruptedOnTop) {
        m_interrupted.reset();
    } else {
        m_latest = std::exchange(m_below, std::nullopt);
        m_taken = false;
    }
    m_interruptedOnTop = m_interrupted && !m_latest;
    fill();
    return true;
}

void MessageBar::dismissTaken()
{
    m_below.reset();
    if (!std::exchange(m_taken, false))
        return;
    m_latest.reset();
    m_interruptedOnTop = m_interrupted.has_value();
    fill();
}

void MessageBar::dismissInterrupted()
{
    m_interrupted.reset();
    m_interruptedOnTop = false;
    fill();
}

void MessageBar::setOffersEnabled(bool enabled)
{
    m_enabled = enabled;
    for (int i = 0; i < m_buttons->count(); ++i) {
        QWidget *button = m_buttons->itemAt(i)->widget();
        button->setEnabled(enabled || button->objectName() == QLatin1String("messageDetails"));
    }
}

void MessageBar::paintEvent(QPaintEvent *)
{
    if (!m_latest && !m_interrupted)
        return;
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    painter.fillRect(0, 0, width(), 1, themeColors(palette()).line);
    painter.fillRect(0, 0, 4, height(), edgeColor(top().kind, palette()));
    const QRectF box(kMargin, (height() - kGlyph) / 2.0, kGlyph, kGlyph);
    paintStatusGlyph(painter, box, signOf(top().kind), palette());
}

} // namespace bulkhead
