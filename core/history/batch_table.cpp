// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/batch_table.h"

#include "core/history/checksum.h"
#include "core/history/temporary_name.h"
#include "core/history/varint.h"

#include <string>

namespace bulkhead {

namespace {

constexpr const char *kRead = "read history";
constexpr const char *kWrite = "write history";

#define BULKHEAD_BATCH_COLUMNS                                                                                                             \
    "SELECT id, kind, state, direction, started_at, finished_at, folder, description, token, directories, made, removed, rows, done,"      \
    " failed, skipped, reverses, checksum,"                                                                                                \
    " (SELECT max(r.id) FROM batch r WHERE r.reverses = b.id AND r.done > 0 AND r.direction <> 3) FROM batch b "
static_assert(int(Direction::FinishInterrupted) == 3 && int(BatchState::Running) == 0);

/// Of what is written with the intent and never changes.
std::uint32_t checksumOf(const BatchRow &row)
{
    Bytes text;
    const BatchInfo &info = row.info;
    for (const std::int64_t number : {info.id, std::int64_t(info.direction), info.startedAt, row.directories, row.made, row.removed,
             info.rows, std::int64_t(info.reverses.value_or(0))})
        appendVarint(text, std::uint64_t(number));
    for (const Bytes *bytes : {&info.kind, &info.folder, &info.description, &row.token}) {
        appendVarint(text, bytes->size());
        text += *bytes;
    }
    return crc32c(text);
}

bool isCount(std::int64_t value)
{
    return value >= 0 && value < std::int64_t(kNone);
}

bool isSane(const BatchRow &row, std::int64_t state, std::int64_t direction)
{
    const BatchInfo &info = row.info;
    bool sane = info.id > 0 && info.id <= kLargestBatchId && isToken(row.token);
    sane = sane && state >= 0 && state <= std::int64_t(BatchState::Recovered);
    sane = sane && direction >= 0 && direction <= std::int64_t(Direction::UndoInterrupted);
    for (const std::int64_t count : {row.directories, row.made, row.removed, info.rows, info.done, info.failed, info.skipped})
        sane = sane && isCount(count);
    return sane && (!info.reverses || (*info.reverses > 0 && *info.reverses <= kLargestBatchId));
}

BatchRow rowOf(const Statement &statement)
{
    BatchRow row;
    BatchInfo &info = row.info;
    info.id = statement.number(0);
    info.kind = statement.bytes(1);
    info.startedAt = statement.number(4);
    info.finishedAt = statement.number(5);
    info.folder = statement.bytes(6);
    info.description = statement.bytes(7);
    row.token = statement.bytes(8);
    row.directories = statement.number(9);
    row.made = statement.number(10);
    row.removed = statement.number(11);
    info.rows = statement.number(12);
    info.done = statement.number(13);
    info.failed = statement.number(14);
    info.skipped = statement.number(15);
    if (!statement.isNull(16))
        info.reverses = statement.number(16);
    if (!statement.isNull(18))
        info.reversedBy = statement.number(18);
    row.whole = isSane(row, statement.number(2), statement.number(3));
    if (row.whole) {
        info.state = BatchState(statement.number(2));
        info.direction = Direction(statement.number(3));
        row.whole = std::int64_t(checksumOf(row)) == statement.number(17);
    }
    return row;
}

} // namespace

Result<void> insertBatch(Connection &connection, const BatchRow &row)
{
    auto statement = Statement::prepare(connection,
        "INSERT INTO batch (id, kind, state, direction, started_at, folder, description, token, directories, made, removed, rows, reverses,"
        " checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        kWrite);
    if (!statement)
        return statement.error();
    const BatchInfo &info = row.info;
    statement->bind(1, info.id).bind(2, info.kind).bind(3, std::int64_t(info.state)).bind(4, std::int64_t(info.direction));
    statement->bind(5, info.startedAt).bind(6, info.folder).bind(7, info.description).bind(8, row.token);
    statement->bind(9, row.directories).bind(10, row.made).bind(11, row.removed).bind(12, info.rows);
    if (info.reverses)
        statement->bind(13, *info.reverses);
    statement->bind(14, std::int64_t(checksumOf(row)));
    return statement->execute();
}

Result<BatchRow> selectBatch(Connection &connection, BatchId id)
{
    auto statement = Statement::prepare(connection, BULKHEAD_BATCH_COLUMNS "WHERE id = ?", kRead);
    if (!statement)
        return statement.error();
    const auto found = statement->bind(1, id).step();
    if (!found)
        return found.error();
    if (!*found)
        return Error{.code = ErrorCode::NotFound, .operation = kRead, .path = connection.path(), .detail = "batch " + std::to_string(id)};
    return rowOf(*statement);
}

Result<std::vector<BatchRow>> selectBatches(Connection &connection, BatchFilter filter, std::int64_t limit, BatchId before)
{
    auto statement = Statement::prepare(connection,
        filter == BatchFilter::Running ? BULKHEAD_BATCH_COLUMNS "WHERE state = 0 AND id < ? ORDER BY id DESC LIMIT ?"
                                       : BULKHEAD_BATCH_COLUMNS "WHERE id < ? ORDER BY id DESC LIMIT ?",
        kRead);
    if (!statement)
        return statement.error();
    statement->bind(1, before).bind(2, limit);
    std::vector<BatchRow> rows;
    for (;;) {
        const auto found = statement->step();
        if (!found)
            return found.error();
        if (!*found)
            return rows;
        rows.push_back(rowOf(*statement));
    }
}

Result<BatchId> lastBatchId(Connection &connection)
{
    const auto last = connection.number("SELECT max(coalesce((SELECT max(id) FROM batch), 0),"
                                        " coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'batch'), 0))",
        kRead);
    if (last && *last >= kLargestBatchId)
        return damagedBatch(connection, *last, "no number a batch can have");
    return last;
}

Error damagedBatch(const Connection &connection, BatchId id, const char *what)
{
    return {
        .code = ErrorCode::Damaged, .operation = kRead, .path = connection.path(), .detail = "batch " + std::to_string(id) + ": " + what};
}

} // namespace bulkhead
