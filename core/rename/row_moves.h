// SPDX-License-Identifier: GPL-3.0-or-later
// An order of rows that is made by hand. Pure, linear, any thread.
#pragma once

#include "core/base/ids.h"

#include <cstdint>
#include <vector>

namespace bulkhead {

/// Where chosen rows go among the others. They keep their order; so do the others.
struct RowMove {
    enum class To : std::uint8_t {
        Up, ///< Each by one, past a row that is not chosen; what is at the start stays.
        Down,
        First, ///< Together.
        Last,
        Before, ///< Together, where `row` is.
    };
    To to = To::Up;
    RowId row = kNone; ///< For Before; one that is not there = the end.
};

/// `chosen`: by RowId, non-zero = it moves.
std::vector<RowId> movedRows(std::vector<RowId> rows, const std::vector<std::uint8_t> &chosen, const RowMove &move);

/// `order` with `some` of its rows in the order they have there, in the places they had together: the others stay where
/// they are.
std::vector<RowId> rearranged(std::vector<RowId> order, const std::vector<RowId> &some);

/// `order` with those of `all` behind it that it lacks, in their order there.
std::vector<RowId> completed(std::vector<RowId> order, const std::vector<RowId> &all);

} // namespace bulkhead
