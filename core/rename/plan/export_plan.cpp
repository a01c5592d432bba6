// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/export_plan.h"

#include "core/base/csv.h"
#include "core/base/json_text.h"
#include "core/base/path.h"

#include <array>

namespace bulkhead {

namespace {

constexpr std::size_t kBufferBytes = 1 << 20;
constexpr RowId kRowsAtATime = 1024; ///< Between two looks at the stop token.

void appendCsvRow(Bytes &out, const RenamePlan &plan, RowId row)
{
    const Bytes from = plan.table->path(row);
    const Bytes to = plan.targetPath(row);
    const bool staysInFolder = parentPath(from) == parentPath(to);
    appendCsvRecord(out, std::array<BytesView, 2>{from, staysInFolder ? fileName(to) : BytesView(to)});
}

void appendJsonRow(Bytes &out, const RenamePlan &plan, RowId row)
{
    out += '{';
    appendJsonPath(out, "from", plan.table->path(row));
    appendJsonPath(out, "to", plan.targetPath(row));
    out += "}\n";
}

} // namespace

PlanFormat planFormatOf(BytesView path)
{
    return path.ends_with(".jsonl") ? PlanFormat::JsonLines : PlanFormat::Csv;
}

Result<std::int64_t> exportPlan(
    const Bytes &path, WholeFile::IfThere ifThere, const RenamePlan &plan, std::stop_token stop, ProgressMeter *meter)
{
    WholeFile file(path, ifThere);
    const PlanFormat format = planFormatOf(path);
    const auto rows = RowId(plan.table->rowCount());
    if (meter)
        meter->setTotal(rows);
    std::int64_t exported = 0;
    Bytes buffer;
    if (format == PlanFormat::Csv)
        appendCsvRecord(buffer, std::array<BytesView, 2>{"old", "new"});
    for (RowId first = 0; first < rows && file.write({}); first += std::min(kRowsAtATime, rows - first)) {
        if (stop.stop_requested())
            return Error{.code = ErrorCode::Cancelled, .operation = "write file", .path = path, .detail = {}};
        const RowId end = first + std::min(kRowsAtATime, rows - first);
        for (RowId row = first; row < end; ++row) {
            if (plan.status[row] != RowStatus::Rename)
                continue;
            format == PlanFormat::JsonLines ? appendJsonRow(buffer, plan, row) : appendCsvRow(buffer, plan, row);
            ++exported;
        }
        if (buffer.size() >= kBufferBytes) {
            file.write(buffer);
            buffer.clear();
        }
        if (meter)
            meter->addDone(end - first);
    }
    file.write(buffer);
    if (auto finished = file.finish(); !finished)
        return finished.error();
    return exported;
}

} // namespace bulkhead
