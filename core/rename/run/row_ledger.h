// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/jobs/job_report.h"
#include "core/jobs/progress_meter.h"
#include "core/jobs/row_results.h"
#include "core/rename/run/run_intent.h"

#include <span>

namespace bulkhead {

/// What became of the rows of a batch, kept the same in the results, the report, the meter and the record. One thread. References
/// must outlive it.
class RowLedger
{
public:
    RowLedger(const FileTable &table, const MoveNumbers &numbers, RowResults &rows, ProgressMeter &meter, JobReport &report);

    RowResult result(RowId row) const { return m_rows[row]; }
    /// For one that was not settled yet; else nothing.
    void settle(RowId row, RowResult result, MoveResult move, std::optional<Error> error = {});
    /// A row that was done is not any more.
    void retract(RowId row, RowResult result, std::optional<Error> error);
    /// A row that had failed arrived after all.
    void amend(RowId row);
    void setParked(RowId row) { m_rows.set(row, RowResult::Parked); }
    /// What is recorded, where it is not what the result says.
    void setMove(RowId row, MoveResult move) { m_moves[m_numbers.ofRow(row)] = move; }

    std::span<const MoveResult> moves() const { return m_moves; }

private:
    void addError(RowId row, Error error);
    std::int64_t &count(RowResult result);

    const FileTable &m_table;
    const MoveNumbers &m_numbers;
    RowResults &m_rows;
    ProgressMeter &m_meter;
    JobReport &m_report;
    std::vector<MoveResult> m_moves;
};

} // namespace bulkhead
