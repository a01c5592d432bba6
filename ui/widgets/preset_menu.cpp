// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/preset_menu.h"

#include "core/base/text.h"
#include "ui/diagnostics/event_trail.h"
#include "ui/text/preset_text.h"
#include "ui/text/recipe_text.h"

namespace bulkhead {

namespace {

constexpr int kWidestEm = 28;

QString menuText(const QWidget &menu, const QString &text)
{
    const int most = menu.fontMetrics().horizontalAdvance(QLatin1Char('m')) * kWidestEm;
    return menu.fontMetrics().elidedText(text, Qt::ElideRight, most).replace(QLatin1Char('&'), QLatin1String("&&"));
}

} // namespace

PresetMenu::PresetMenu(const QList<QAction *> &below, QAction *manage, QWidget *parent)
    : QMenu(parent)
{
    setToolTipsVisible(true);
    m_ownTitle = addAction(tr("Your Presets"));
    m_ownTitle->setEnabled(false);
    m_more = addAction(tr("More…"));
    m_more->setObjectName(QStringLiteral("morePresets"));
    connect(m_more, &QAction::triggered, manage, &QAction::trigger);
    m_startersLine = addSeparator();
    addAction(tr("Starters"))->setEnabled(false);
    for (const StarterPreset &starter : starterPresets()) {
        auto parsed = parseRecipe(starter.json);
        if (auto *recipe = std::get_if<RenameRecipe>(&parsed)) {
            const Preset preset{starter.name, true, std::move(*recipe)};
            QAction *action = addAction(menuText(*this, presetTitle(preset)));
            action->setObjectName(QStringLiteral("starter"));
            action->setData(toText(starter.name));
            action->setToolTip(presetHint(preset));
            connect(action, &QAction::triggered, this, [this, preset] {
                const ActionScope scope("starter");
                Q_EMIT presetChosen(preset);
            });
        }
    }
    addSeparator();
    m_recent = addMenu(tr("Recently Used"));
    m_recent->setToolTipsVisible(true);
    addSeparator();
    for (QAction *action : below) {
        if (action)
            addAction(action);
        else
            addSeparator();
    }
    setPresets({});
    setRecent({});
}

void PresetMenu::setPresets(const std::vector<Preset> &presets)
{
    for (QAction *action : m_own)
        delete action;
    m_own.clear();
    int count = 0;
    for (const Preset &preset : presets) {
        if (preset.isStarter || ++count > kMostOwn)
            continue;
        auto *action = new QAction(menuText(*this, presetTitle(preset)), this);
        action->setObjectName(QStringLiteral("preset"));
        const auto *recipe = std::get_if<RenameRecipe>(&preset.content);
        action->setEnabled(recipe != nullptr);
        action->setToolTip(recipe ? recipeLines(*recipe).join(QLatin1Char('\n')) : presetProblem(preset));
        connect(action, &QAction::triggered, this, [this, preset] {
            const ActionScope scope("preset");
            Q_EMIT presetChosen(preset);
        });
        insertAction(m_more, action);
        m_own.push_back(action);
    }
    m_ownTitle->setVisible(count > 0);
    m_startersLine->setVisible(count > 0);
    m_more->setVisible(count > kMostOwn);
}

void PresetMenu::setRecent(const std::vector<RenameRecipe> &recent)
{
    m_recent->clear();
    for (const RenameRecipe &recipe : recent) {
        QAction *action = m_recent->addAction(menuText(*this, recipeSummary(recipe)));
        action->setObjectName(QStringLiteral("recent"));
        action->setToolTip(recipeLines(recipe).join(QLatin1Char('\n')));
        connect(action, &QAction::triggered, this, [this, recipe] {
            const ActionScope scope("recent");
            Q_EMIT recentChosen(recipe);
        });
    }
    m_recent->setEnabled(!recent.empty());
}

} // namespace bulkhead
