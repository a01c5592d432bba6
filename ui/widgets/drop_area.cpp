// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/drop_area.h"

#include "ui/palette/theme.h"
#include "ui/text/preset_text.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace bulkhead {

namespace {

QPushButton *actionButton(QAction *action, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(action->icon(), action->text(), parent);
    button->setObjectName(name);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

DropArea::DropArea(QAction *addFiles, QAction *addFolder, QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("dropArea"));
    auto *title = new QLabel(tr("Drop files or folders here"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    title->setFont(large);
    title->setAlignment(Qt::AlignCenter);
    auto *hint
        = new QLabel(tr("Then type on the left: the new names appear at once, and nothing is renamed before you press the button."), this);
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(actionButton(addFiles, QStringLiteral("dropAddFiles"), this));
    buttons->addWidget(actionButton(addFolder, QStringLiteral("dropAddFolder"), this));
    buttons->addStretch();

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(16);
    layout->setContentsMargins(48, 32, 48, 32);
    layout->addStretch(2);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addLayout(buttons);
    layout->addLayout(makeStarters());
    layout->addStretch(3);
}

/// They look like links, and are buttons: each has a name that is spoken, and is reached by Tab.
QHBoxLayout *DropArea::makeStarters()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addStretch();
    row->addWidget(new QLabel(tr("Start with:"), this));
    for (const BytesView name : {"photos-by-date", "music-by-tag", "series-numbering"}) {
        const auto &all = starterPresets();
        const auto found = std::find_if(all.begin(), all.end(), [name](const StarterPreset &starter) { return starter.name == name; });
        auto parsed = parseRecipe(found->json);
        const Preset preset{found->name, true, std::get<RenameRecipe>(std::move(parsed))};
        auto *starter = new QPushButton(presetTitle(preset), this);
        starter->setObjectName(QStringLiteral("starter%1").arg(m_starters.size()));
        starter->setToolTip(presetHint(preset));
        starter->setAccessibleDescription(presetHint(preset));
        starter->setFlat(true);
        starter->setCursor(Qt::PointingHandCursor);
        QFont underlined = starter->font();
        underlined.setUnderline(true);
        starter->setFont(underlined);
        connect(starter, &QPushButton::clicked, this, [this, preset] { Q_EMIT starterChosen(preset); });
        row->addWidget(starter);
        m_starters.push_back(starter);
    }
    row->addStretch();
    colorStarters();
    return row;
}

void DropArea::colorStarters()
{
    QPalette colors;
    colors.setColor(QPalette::Active, QPalette::ButtonText, palette().color(QPalette::Link));
    colors.setColor(QPalette::Inactive, QPalette::ButtonText, palette().color(QPalette::Link));
    for (QPushButton *starter : m_starters)
        starter->setPalette(colors);
}

void DropArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colorStarters();
}

void DropArea::setHighlighted(bool highlighted)
{
    m_highlighted = highlighted;
    update();
}

void DropArea::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    painter.fillRect(rect(), palette().color(QPalette::Base));
    QPen pen(m_highlighted ? colors.accent : palette().color(QPalette::Mid), m_highlighted ? 2 : 1.5, Qt::DashLine);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(16, 16, -16, -16), 8, 8);
}

} // namespace bulkhead
