// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/row_ledger.h"

namespace bulkhead {

RowLedger::RowLedger(const FileTable &table, const MoveNumbers &numbers, RowResults &rows, ProgressMeter &meter, JobReport &report)
    : m_table(table)
    , m_numbers(numbers)
    , m_rows(rows)
    , m_meter(meter)
    , m_report(report)
    , m_moves(numbers.count(), MoveResult::Unknown)
{
}

void RowLedger::settle(RowId row, RowResult result, MoveResult move, std::optional<Error> error)
{
    const RowResult before = m_rows[row];
    if (before != RowResult::Pending && before != RowResult::Parked)
        return;
    m_rows.set(row, result);
    setMove(row, move);
    m_meter.addDone();
    ++count(result);
    if (result == RowResult::Failed)
        m_meter.addFailed();
    if (error)
        addError(row, std::move(*error));
}

void RowLedger::retract(RowId row, RowResult result, std::optional<Error> error)
{
    --count(m_rows[row]);
    ++count(result);
    m_rows.set(row, result);
    setMove(row,
        result == RowResult::Failed        ? MoveResult::Failed
            : result == RowResult::Skipped ? MoveResult::Skipped
                                           : MoveResult::Cancelled);
    if (result == RowResult::Failed)
        m_meter.addFailed();
    if (error)
        addError(row, std::move(*error));
}

void RowLedger::amend(RowId row)
{
    --count(m_rows[row]);
    std::erase_if(m_report.errors, [row](const RowError &error) { return error.row == row; });
    m_rows.set(row, RowResult::Done);
    setMove(row, MoveResult::Done);
    ++m_report.done;
}

void RowLedger::addError(RowId row, Error error)
{
    if (m_report.errors.size() < JobReport::kMaxReportedErrors)
        m_report.errors.push_back({row, std::move(error)});
}

std::int64_t &RowLedger::count(RowResult result)
{
    switch (result) {
    case RowResult::Done:
        return m_report.done;
    case RowResult::Skipped:
        return m_report.skipped;
    case RowResult::Cancelled:
        return m_report.cancelled;
    default:
        return m_report.failed;
    }
}

} // namespace bulkhead
