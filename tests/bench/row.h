// SPDX-License-Identifier: GPL-3.0-or-later
// One line of the table that tests/bench/run prints. Each program of the bench prints its lines as JSON objects, one a line,
// and bench_table makes a table of them.
#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <vector>

namespace bulkhead::bench {

struct Row {
    Bytes part; ///< Which program measured it.
    Bytes what; ///< ASCII.
    double value = 0;
    Bytes unit; ///< "x" = times something measured in the same run; "ms", "MB", "B/file", ...
    std::optional<double> limit; ///< What the value may be at most; none where it is only told.
    std::optional<double> low, high; ///< Where it was measured several times.
    Bytes note;
};

/// Of one value and more.
double median(std::vector<double> values);
/// A row of the median and the spread.
Row spreadRow(Row row, const std::vector<double> &values);
/// To standard output, at once.
void print(const Row &row);

} // namespace bulkhead::bench
