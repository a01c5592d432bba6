// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rule_history.h"

#include <algorithm>
#include <iterator>

namespace bulkhead {

namespace {

constexpr std::size_t kMostSteps = 200;

} // namespace

void RuleHistory::begin(State state)
{
    m_states = {std::move(state)};
    m_at = 0;
    m_field = nullptr;
}

void RuleHistory::record(State state, const void *field)
{
    if (state == m_states[m_at])
        return;
    m_states.resize(m_at + 1);
    const bool sameStep = field && field == m_field && m_at > 0;
    if (sameStep)
        m_states.pop_back();
    m_field = field;
    if (!sameStep || state != m_states.back()) // else the field is as it was before the step: there is none
        m_states.push_back(std::move(state));
    else
        m_field = nullptr;
    if (m_states.size() > kMostSteps)
        m_states.erase(m_states.begin());
    m_at = m_states.size() - 1;
}

void RuleHistory::adopt(const RowOrder &order, OnConflict onConflict)
{
    const State now = m_states[m_at];
    const auto others = [&now](const State &state) { return state.order != now.order || state.onConflict != now.onConflict; };
    const auto at = m_states.begin() + std::ptrdiff_t(m_at);
    const auto end = std::find_if(at, m_states.end(), others);
    const auto begin = std::find_if(std::make_reverse_iterator(at), m_states.rend(), others).base();
    std::for_each(begin, end, [&](State &state) {
        state.order = order;
        state.onConflict = onConflict;
    });
}

std::optional<RuleHistory::State> RuleHistory::undo()
{
    if (!canUndo())
        return {};
    m_field = nullptr;
    return m_states[--m_at];
}

std::optional<RuleHistory::State> RuleHistory::redo()
{
    if (!canRedo())
        return {};
    m_field = nullptr;
    return m_states[++m_at];
}

} // namespace bulkhead
