// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/plan/arrange_state.h"

namespace bulkhead {

/// The order of the steps. Two laws: no step finds its target taken, and no folder goes into itself at any moment. The
/// second holds where folders move deepest first (undone backwards, each finds its way up to the root already in place), so
/// folders keep that order whatever the first law says, and a row that wants the name of a folder whose turn is later is
/// parked. What is in a folder thereby moves before the folder. One thread.
class StepOrder
{
public:
    StepOrder(Arrangement &arrangement, const MoveLinks &links);

    /// Writes plan.steps.
    void arrange();

private:
    enum class Place : std::uint8_t { Home, Waiting, Left, Parked, Arrived };

    std::vector<RowId> deepestFirst();
    void groupRows(const std::vector<RowId> &rows);
    void spreadGroup(RowId row);
    void follow(RowId first);
    bool mustPark(RowId holder, unsigned depth) const;
    void emit(Step::Kind kind, RowId row);
    void leave(RowId row, Step::Kind kind);
    bool hasLeft(RowId row) const { return m_place[row] >= Place::Left; }
    unsigned depthOf(RowId row) const { return m_depth.empty() ? 0 : m_depth[m_arrangement.table.directoryOf(row)]; }

    Arrangement &m_arrangement;
    const MoveLinks &m_links;
    std::vector<unsigned> m_depth; ///< By table folder: parts of its path. Empty where no folder moves.
    std::vector<std::uint32_t> m_group; ///< By row.
    std::vector<bool> m_isRing; ///< By group.
    std::vector<Place> m_place; ///< By row.
    std::vector<RowId> m_waiting; ///< Each waits for the next one.
};

} // namespace bulkhead
