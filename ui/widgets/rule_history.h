// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/recipe.h"

#include <optional>
#include <vector>

namespace bulkhead {

/// Undo and redo of rule edits: the states of the stack of rules, one after the other. A value.
class RuleHistory
{
public:
    /// Its rules: those in which nothing was filled in yet, too.
    using State = RenameRecipe;

    /// Forgets all steps.
    void begin(State state);
    /// Changes of one `field` that come one after the other are one step; null: a step of its own.
    void record(State state, const void *field);

    /// Order and policy are others now, by no edit: in all steps but those that came with their own.
    void adopt(const RowOrder &order, OnConflict onConflict);

    std::optional<State> undo(); ///< None where nothing can be undone.
    std::optional<State> redo();
    bool canUndo() const noexcept { return m_at > 0; }
    bool canRedo() const noexcept { return m_at + 1 < m_states.size(); }

private:
    std::vector<State> m_states{State{}};
    std::size_t m_at = 0; ///< The state on screen.
    const void *m_field = nullptr; ///< What the step to it changed.
};

} // namespace bulkhead
