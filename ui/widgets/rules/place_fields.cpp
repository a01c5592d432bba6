// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rules/place_fields.h"

#include "core/base/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <limits>

namespace bulkhead {

namespace {

constexpr int kFarthest = std::numeric_limits<int>::max();

} // namespace

PlaceFields::PlaceFields(QWidget *parent)
    : QWidget(parent)
    , m_at(new QComboBox(this))
    , m_position(new QSpinBox(this))
    , m_anchor(new QLineEdit(this))
    , m_regex(new QToolButton(this))
{
    m_at->addItems({tr("At the start"), tr("At the end"), tr("At position"), tr("Before"), tr("After")});
    m_at->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_at->setMinimumContentsLength(8);
    m_at->setObjectName(QStringLiteral("placeAt"));
    m_at->setAccessibleName(tr("Where"));
    m_at->setToolTip(tr("The place in the name"));
    m_position->setRange(-kFarthest, kFarthest);
    m_position->setToolTip(tr("0 is before the first character; -1 is before the last"));
    m_position->setObjectName(QStringLiteral("placePosition"));
    m_position->setAccessibleName(tr("Position"));
    m_anchor->setPlaceholderText(tr("text to look for"));
    m_anchor->setToolTip(tr("Names without it are left as they are"));
    m_anchor->setObjectName(QStringLiteral("placeAnchor"));
    m_anchor->setAccessibleName(tr("Text to look for"));
    m_regex->setText(QStringLiteral(".*"));
    m_regex->setCheckable(true);
    m_regex->setToolTip(tr("Regular expression"));
    m_regex->setFocusPolicy(Qt::TabFocus);
    m_regex->setObjectName(QStringLiteral("placeRegex"));
    m_regex->setAccessibleName(tr("Regular expression"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_at, 1);
    layout->addWidget(m_position, 1);
    layout->addWidget(m_anchor, 1);
    layout->addWidget(m_regex);
    setFocusProxy(m_at);
    showWhatCounts();
    connect(m_at, &QComboBox::currentIndexChanged, this, [this] {
        showWhatCounts();
        Q_EMIT changed();
    });
    connect(m_position, &QSpinBox::valueChanged, this, [this] { Q_EMIT typed(m_position); });
    connect(m_anchor, &QLineEdit::textChanged, this, [this] { Q_EMIT typed(m_anchor); });
    connect(m_regex, &QToolButton::toggled, this, &PlaceFields::changed);
}

void PlaceFields::showWhatCounts()
{
    const auto at = Place::At(m_at->currentIndex());
    const bool anchored = at == Place::At::Before || at == Place::At::After;
    m_position->setVisible(at == Place::At::Position);
    m_anchor->setVisible(anchored);
    m_regex->setVisible(anchored);
}

Place PlaceFields::place() const
{
    Place place;
    place.at = Place::At(m_at->currentIndex());
    if (place.at == Place::At::Position)
        place.position = m_position->value();
    if (place.at == Place::At::Before || place.at == Place::At::After) {
        place.anchor = fromText(m_anchor->text());
        place.anchorMode = m_regex->isChecked() ? MatchMode::Regex : MatchMode::Text;
    }
    return place;
}

void PlaceFields::setPlace(const Place &place)
{
    m_at->setCurrentIndex(int(place.at));
    m_position->setValue(place.position);
    m_anchor->setText(toText(place.anchor));
    m_regex->setChecked(place.anchorMode == MatchMode::Regex);
    showWhatCounts();
}

} // namespace bulkhead
