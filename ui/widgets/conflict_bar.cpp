// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/conflict_bar.h"

#include "ui/palette/count_font.h"
#include "ui/palette/theme.h"
#include "ui/text/count_text.h"
#include "ui/widgets/link_label.h"
#include "ui/widgets/status_glyph.h"

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace bulkhead {

namespace {

constexpr int kGlyph = 16;
constexpr int kMargin = 12;

} // namespace

ConflictBar::ConflictBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_why(new LinkLabel(this))
{
    setObjectName(QStringLiteral("conflictBar"));
    m_text->setObjectName(QStringLiteral("conflictText"));
    m_text->setFont(countFont(font()));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin + kGlyph + 8, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_why, 1);
    m_why->setObjectName(QStringLiteral("conflictWhy"));
    m_number = addButton(tr("Number Them"), "numberConflictsButton", tr("Add (2), (3), … to names that collide"));
    QPushButton *leaveOut
        = addButton(tr("Leave Them Out"), "leaveOutConflictsButton", tr("Leave out just these rows, and go on with the others"));
    m_show = addButton(tr("Show Only Them"), "showConflictsButton", tr("Show only the rows in conflict; once more shows all"));
    QPushButton *previous = addButton(tr("Previous"), "previousConflictButton", tr("Go to the conflict before (Shift+F8)"));
    QPushButton *next = addButton(tr("Next"), "nextConflictButton", tr("Go to the next conflict (F8)"));
    m_show->setCheckable(true);
    previous->setAccessibleName(tr("Previous conflict"));
    next->setAccessibleName(tr("Next conflict"));

    connect(m_why, &LinkLabel::clicked, this, &ConflictBar::otherWanted);
    connect(m_number, &QPushButton::clicked, this, &ConflictBar::numberWanted);
    connect(leaveOut, &QPushButton::clicked, this, &ConflictBar::leaveOutWanted);
    connect(m_show, &QPushButton::clicked, this, [this](bool on) { Q_EMIT filterWanted(on ? RowFilter::Conflicts : RowFilter::All); });
    connect(previous, &QPushButton::clicked, this, [this] { Q_EMIT goWanted(ConflictStep::Previous); });
    connect(next, &QPushButton::clicked, this, [this] { Q_EMIT goWanted(ConflictStep::Next); });
    m_appear.setSingleShot(true);
    m_appear.setInterval(kAppearAfterMs);
    connect(&m_appear, &QTimer::timeout, this, &ConflictBar::appear);
    hide();
}

QPushButton *ConflictBar::addButton(const QString &text, const char *name, const QString &toolTip)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves the focus where it is
    layout()->addWidget(button);
    return button;
}

void ConflictBar::setSummary(Blocked blocked, const RenamePlan::Counts &counts, OnConflict onConflict, Deed deed)
{
    switch (blocked) {
    case Blocked::Planning:
    case Blocked::Reading:
    case Blocked::BadRecipe:
    case Blocked::BadFolder:
    case Blocked::Failed:
        return m_appear.stop(); // what is shown stays until it is known what comes
    case Blocked::Empty:
    case Blocked::Held:
    case Blocked::Behind:
    case Blocked::Running:
        return leave();
    case Blocked::No:
    case Blocked::Conflicts:
    case Blocked::Errors:
    case Blocked::NothingChanges:
        break;
    }
    if (counts.conflicts == 0)
        return leave();
    m_text->setText(conflictText(counts, deed));
    setAccessibleName(m_text->text());
    const bool canNumber = counts.collisions > 0 && onConflict != OnConflict::Number;
    if (!canNumber)
        freeFocusOf(m_number);
    m_number->setVisible(canNumber);
    if (isHidden() && !m_appear.isActive())
        m_appear.start();
}

void ConflictBar::setFilter(RowFilter filter)
{
    m_show->setChecked(filter == RowFilter::Conflicts);
}

void ConflictBar::setWhy(const Why &why)
{
    if (!why.leads)
        freeFocusOf(m_why);
    const bool known = !why.text.isEmpty();
    m_why->setSentence(
        why.text, known && why.leads ? why.whole + QLatin1Char('\n') + tr("Click to go to that row (Ctrl+J).") : why.whole, why.leads);
}

void ConflictBar::appear()
{
    show();
    QAccessibleEvent spoken(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&spoken);
}

void ConflictBar::leave()
{
    m_appear.stop();
    freeFocusOf(this);
    hide();
}

void ConflictBar::freeFocusOf(const QWidget *widget)
{
    const QWidget *focus = QApplication::focusWidget();
    if (focus && (focus == widget || widget->isAncestorOf(focus)))
        Q_EMIT focusFree();
}

void ConflictBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = themeColors(palette());
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    painter.fillRect(0, 0, width(), 1, colors.line);
    painter.fillRect(0, 0, 4, height(), colors.warning);
    const QRectF box(kMargin, (height() - kGlyph) / 2.0, kGlyph, kGlyph);
    paintStatusGlyph(painter, box, FileTableModel::RowState::Conflict, palette());
}

} // namespace bulkhead
