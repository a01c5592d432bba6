// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/row_moves.h"

#include <algorithm>

namespace bulkhead {

namespace {

/// By RowId; long enough for any row of `others`, too.
std::vector<std::uint8_t> maskOf(const std::vector<RowId> &rows, const std::vector<RowId> &others)
{
    RowId last = 0;
    for (const std::vector<RowId> *some : {&rows, &others}) {
        for (const RowId row : *some)
            last = std::max(last, row);
    }
    std::vector<std::uint8_t> mask(std::size_t(last) + 1);
    for (const RowId row : rows)
        mask[row] = 1;
    return mask;
}

template <class At, class Chosen>
void moveByOne(At begin, At end, const Chosen &chosen)
{
    if (begin == end)
        return;
    for (At previous = begin, at = begin + 1; at != end; previous = at++) {
        if (chosen(*at) && !chosen(*previous))
            std::iter_swap(previous, at);
    }
}

} // namespace

std::vector<RowId> movedRows(std::vector<RowId> rows, const std::vector<std::uint8_t> &chosen, const RowMove &move)
{
    const auto isChosen = [&chosen](RowId row) { return row < chosen.size() && chosen[row]; };
    if (move.to == RowMove::To::Up) {
        moveByOne(rows.begin(), rows.end(), isChosen);
        return rows;
    }
    if (move.to == RowMove::To::Down) {
        moveByOne(rows.rbegin(), rows.rend(), isChosen);
        return rows;
    }
    auto place = rows.begin();
    if (move.to == RowMove::To::Last)
        place = rows.end();
    else if (move.to == RowMove::To::Before)
        place = std::find(rows.begin(), rows.end(), move.row);
    std::vector<RowId> moved;
    moved.reserve(rows.size());
    std::copy_if(rows.begin(), place, std::back_inserter(moved), [&](RowId row) { return !isChosen(row); });
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(moved), isChosen);
    std::copy_if(place, rows.end(), std::back_inserter(moved), [&](RowId row) { return !isChosen(row); });
    return moved;
}

std::vector<RowId> rearranged(std::vector<RowId> order, const std::vector<RowId> &some)
{
    const std::vector<std::uint8_t> among = maskOf(some, order);
    auto next = some.begin();
    for (RowId &row : order) {
        if (among[row])
            row = *next++;
    }
    return order;
}

std::vector<RowId> completed(std::vector<RowId> order, const std::vector<RowId> &all)
{
    const std::vector<std::uint8_t> known = maskOf(order, all);
    std::copy_if(all.begin(), all.end(), std::back_inserter(order), [&known](RowId row) { return !known[row]; });
    return order;
}

} // namespace bulkhead
