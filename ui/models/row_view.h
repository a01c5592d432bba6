// SPDX-License-Identifier: GPL-3.0-or-later
// Filter and sort without a proxy model: an index of rows made on a worker and swapped in whole.
#pragma once

#include "core/rename/plan.h"
#include "ui/models/file_list.h"

#include <QString>

#include <optional>

namespace bulkhead {

enum class RowFilter : std::uint8_t { All, Changed, Conflicts, Errors };

struct ViewOptions {
    /// What the table is sorted by where that is not the order the counters follow (RowOrder).
    enum class Sort : std::uint8_t { ListOrder, NewName, Status };
    enum class Direction : std::uint8_t { Ascending, Descending };

    RowFilter filter = RowFilter::All;
    QString text; ///< Part of the old or the new name, whatever its case.
    Sort sort = Sort::ListOrder;
    Direction direction = Direction::Ascending;

    bool operator==(const ViewOptions &) const = default;
};

/// Which rows the table shows, in which order.
struct RowView {
    std::vector<RowId> rows;
    std::vector<std::uint32_t> position; ///< By RowId: place in `rows`, kNone where not shown.
};

/// `order`: all rows on the list, in their order. `plan` may be null (nothing is planned: filters look at the marks). Null
/// where stopped. O(rows), plus sorting. A worker's business.
std::shared_ptr<const RowView> makeRowView(
    const FileList &list, const std::vector<RowId> &order, const RenamePlan *plan, const ViewOptions &options, std::stop_token stop);

enum class ConflictStep : signed char { Next = 1, Previous = -1 };

/// The conflict that comes first after place `at` of `rows`, or before it, going round the end; kNone where there is none. `at`
/// may be -1, before the first. O(rows): a worker's business.
RowId nextConflict(const std::vector<RowId> &rows, const RenamePlan &plan, int at, ConflictStep step);

} // namespace bulkhead
