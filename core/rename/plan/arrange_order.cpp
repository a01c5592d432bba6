// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_order.h"

#include <algorithm>
#include <numeric>

namespace bulkhead {

StepOrder::StepOrder(Arrangement &arrangement, const MoveLinks &links)
    : m_arrangement(arrangement)
    , m_links(links)
{
}

void StepOrder::arrange()
{
    const std::vector<RowId> rows = deepestFirst();
    m_arrangement.plan.steps.reserve(rows.size());
    if (m_links.empty()) {
        for (const RowId row : rows)
            m_arrangement.plan.steps.push_back({.row = row});
        return;
    }
    m_group.assign(m_arrangement.table.rowCount(), kNone);
    m_place.assign(m_arrangement.table.rowCount(), Place::Home);
    groupRows(rows);
    for (const RowId row : rows)
        follow(row);
}

/// The rows that move; in table order where no folder does, since that keeps to one folder after the other.
std::vector<RowId> StepOrder::deepestFirst()
{
    const FileTable &table = m_arrangement.table;
    unsigned deepest = 0;
    if (m_arrangement.anyFolderMoves) {
        for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
            const Bytes &path = table.directory(id).path;
            m_depth.push_back(path == "/" ? 0 : unsigned(std::count(path.begin(), path.end(), '/')));
            deepest = std::max(deepest, m_depth.back());
        }
    }
    std::vector<std::size_t> begin(deepest + 2); // Of each depth, the deepest first.
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (m_arrangement.moves(row))
            ++begin[deepest - depthOf(row) + 1];
    }
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<RowId> rows(begin.back());
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (m_arrangement.moves(row))
            rows[begin[deepest - depthOf(row)]++] = row;
    }
    return rows;
}

void StepOrder::groupRows(const std::vector<RowId> &rows)
{
    const auto waitsForMove = [this](RowId row) { return m_links.holder[row] != kNone && m_arrangement.moves(row); };
    for (const RowId row : rows) {
        const RowId wanter = m_links.wanter[row];
        if (m_group[row] == kNone && (waitsForMove(row) || (wanter != kNone && m_arrangement.moves(wanter))))
            spreadGroup(row);
    }
}

void StepOrder::spreadGroup(RowId row)
{
    const auto group = std::uint32_t(m_isRing.size());
    RowId at = row;
    for (; at != kNone && m_group[at] == kNone; at = m_links.holder[at])
        m_group[at] = group;
    m_isRing.push_back(at == row);
    for (at = m_links.wanter[row]; at != kNone && m_arrangement.moves(at) && m_group[at] == kNone; at = m_links.wanter[at])
        m_group[at] = group;
}

/// A folder of a lesser depth has to wait for its turn, and its name with it.
bool StepOrder::mustPark(RowId holder, unsigned depth) const
{
    if (m_place[holder] == Place::Waiting)
        return true; // Around a ring, back to the row that began it.
    return m_arrangement.table.isDirectory(holder) && depthOf(holder) < depth;
}

/// Moves `first`, and whatever has to move before it or can move after it.
void StepOrder::follow(RowId first)
{
    if (hasLeft(first))
        return;
    const unsigned depth = depthOf(first);
    m_waiting.assign(1, first);
    m_place[first] = Place::Waiting;
    while (!m_waiting.empty()) {
        const RowId row = m_waiting.back();
        const RowId holder = m_links.holder[row];
        const bool isFree = holder == kNone || hasLeft(holder);
        if (!isFree && !mustPark(holder, depth)) {
            m_waiting.push_back(holder);
            m_place[holder] = Place::Waiting;
            continue;
        }
        m_waiting.pop_back();
        leave(row, isFree ? Step::Kind::Move : Step::Kind::Park);
        const RowId wanter = m_links.wanter[row];
        if (wanter == kNone || m_place[wanter] != Place::Home || !m_arrangement.moves(wanter))
            continue;
        // The rest of the chain at once, so that a chain is done in one go.
        if (!m_arrangement.table.isDirectory(wanter) || depthOf(wanter) == depth) {
            m_waiting.push_back(wanter);
            m_place[wanter] = Place::Waiting;
        }
    }
}

void StepOrder::leave(RowId row, Step::Kind kind)
{
    m_place[row] = kind == Step::Kind::Park ? Place::Parked : Place::Left;
    emit(kind, row);
    const RowId wanter = m_links.wanter[row];
    if (wanter != kNone && m_place[wanter] == Place::Parked) {
        m_place[wanter] = Place::Arrived;
        emit(Step::Kind::Place, wanter);
    }
}

void StepOrder::emit(Step::Kind kind, RowId row)
{
    const std::uint32_t group = m_group[row];
    m_arrangement.plan.steps.push_back({.row = row, .group = group, .kind = kind, .ring = group != kNone && m_isRing[group]});
    ++m_arrangement.work.visits;
}

} // namespace bulkhead
