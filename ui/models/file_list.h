// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/scanner.h"
#include "ui/models/deed.h"
#include "ui/models/row_problem.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace bulkhead {

/// What is known of a row besides the table. Bits.
enum RowMark : std::uint8_t {
    MarkLeftOut = 1, ///< The person said: not this one.
    MarkRenamed = 2, ///< Renamed by the last run, or copied, linked; shown so until the rules are applied again.
    MarkFailed = 4, ///< The last run failed on it.
};

/// What the window lists. A value of shared read-only parts: copies are cheap, parts are made on workers. Any thread.
struct FileList {
    std::shared_ptr<const std::vector<Bytes>> roots; ///< What was dropped or given, absolute.
    ScanOptions options;
    Bytes base; ///< What the paths of all folders begin with and the Folder column leaves out; ends in a slash, or empty.
    std::shared_ptr<const FileTable> table; ///< Null while nothing is listed.
    std::shared_ptr<const Occupancy> occupancy;
    RowProblemsRef unread; ///< What could not be read, JobReport::kMaxReportedErrors lines at most; another one after each scan.
    std::int64_t unreadCount = 0; ///< All of it.
    std::shared_ptr<const std::vector<std::uint8_t>> removed; ///< By row, non-zero = taken off the list. Null = none.
    std::shared_ptr<const std::vector<std::uint8_t>> marks; ///< By row, bits of RowMark. Null = none.
    Deed deed = Deed::Rename; ///< What MarkRenamed says was done.
    std::shared_ptr<const std::unordered_map<RowId, Bytes>> names; ///< New names typed by hand. Null = none.

    /// The order made by hand, which counters follow in place of the recipe's; rows it lacks come behind. Null = none.
    std::shared_ptr<const std::vector<RowId>> order;

    bool isEmpty() const { return !table || table->rowCount() == 0; }
    std::uint8_t mark(RowId row) const { return marks ? (*marks)[row] : 0; }
    bool isRemoved(RowId row) const { return removed && (*removed)[row] != 0; }
    const Bytes *handMade(RowId row) const
    {
        if (!names)
            return nullptr;
        const auto found = names->find(row);
        return found == names->end() ? nullptr : &found->second;
    }
};

} // namespace bulkhead
