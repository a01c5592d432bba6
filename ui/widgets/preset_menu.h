// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/presets.h"

#include <QMenu>

namespace bulkhead {

/// Own presets, starters and the recipes that were used last, above the actions it is given. May change while it is open. GUI thread
/// only.
class PresetMenu : public QMenu
{
    Q_OBJECT

public:
    static constexpr int kMostOwn = 20; ///< More are in the dialog that manages them.

    /// `below`: a null pointer is a line between actions; `manage` is one of them.
    PresetMenu(const QList<QAction *> &below, QAction *manage, QWidget *parent);

    void setPresets(const std::vector<Preset> &presets); ///< Those that are starters are there anyway.
    void setRecent(const std::vector<RenameRecipe> &recent); ///< Newest first.

Q_SIGNALS:
    void presetChosen(const bulkhead::Preset &preset); ///< One that has a recipe.
    void recentChosen(const bulkhead::RenameRecipe &recipe);

private:
    std::shared_ptr<const std::vector<Preset>> m_presets;
    QAction *m_manage;
    QAction *m_startersLine;
    QAction *m_ownTitle;
    QAction *m_more; ///< Behind the own ones.
    QMenu *m_recent;
    std::vector<QAction *> m_own;
};

} // namespace bulkhead
