// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/batch_reader.h"

#include "core/history/result_codec.h"
#include "core/history/row_codec.h"

namespace bulkhead {

namespace {

constexpr const char *kRead = "read history";

bool hasResults(const BatchInfo &info)
{
    return info.state == BatchState::Done || info.state == BatchState::Cancelled || info.state == BatchState::Failed;
}

bool unpackChunk(BytesView data, const ChunkPlace &place, BatchContents &contents)
{
    switch (place.kind) {
    case ChunkKind::Directories:
        return unpackDirectories(data, place, contents.directories);
    case ChunkKind::Made:
        return unpackIndexes(data, place, contents.directories.size(), contents.made);
    case ChunkKind::Removed:
        return unpackIndexes(data, place, contents.directories.size(), contents.removed);
    case ChunkKind::Moves:
        return unpackMoves(data, place, contents);
    case ChunkKind::Created:
        return unpackCreated(data, place, contents.moves.size(), contents.created);
    case ChunkKind::Attributes:
        return unpackAttributes(data, place, contents.moves.size(), contents.attributes);
    case ChunkKind::Results:
        return !hasResults(contents.info) || unpackResults(data, place.batch, contents.moves);
    }
    return false;
}

/// Chunks come by kind, then number: folders before the moves that name them, those before what became of them.
Result<void> readChunks(Connection &connection, BatchContents &contents)
{
    auto statement = Statement::prepare(connection, "SELECT kind, number, data FROM chunk WHERE batch = ? ORDER BY kind, number", kRead);
    if (!statement)
        return statement.error();
    const BatchId id = contents.info.id;
    statement->bind(1, id);
    ChunkPlace expected{.batch = id, .kind = ChunkKind::Directories, .number = 0};
    bool hasEnd = false; // What became of the moves, or the room for it.
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return row.error().code == ErrorCode::Damaged ? damagedBatch(connection, id, "rows") : row.error();
        if (!*row)
            break;
        const std::int64_t kind = statement->number(0);
        if (kind < std::int64_t(expected.kind) || kind > std::int64_t(ChunkKind::Attributes))
            return damagedBatch(connection, id, "kind of rows");
        if (ChunkKind(kind) != expected.kind)
            expected = {.batch = id, .kind = ChunkKind(kind), .number = 0};
        if (statement->number(1) != std::int64_t(expected.number) || !unpackChunk(statement->bytes(2), expected, contents))
            return damagedBatch(connection, id, "rows");
        ++expected.number;
        hasEnd |= expected.kind == ChunkKind::Results;
    }
    if (!hasEnd)
        return damagedBatch(connection, id, "results");
    return {};
}

void reserve(BatchContents &contents, const BatchRow &row)
{
    // The counts are checked against the chunks only afterwards: a wrong one must not cost all memory.
    constexpr std::int64_t most = 4 << 20;
    contents.directories.reserve(std::size_t(std::min(row.directories, most)));
    contents.moves.reserve(std::size_t(std::min(row.info.rows, most)));
}

Result<BatchContents> readSnapshot(Connection &connection, BatchId id)
{
    const ReadTransaction snapshot(connection, kRead);
    if (!snapshot.begun())
        return snapshot.begun().error();
    auto row = selectBatch(connection, id);
    if (!row)
        return row.error();
    if (!row->whole)
        return damagedBatch(connection, id, "header");
    BatchContents contents;
    reserve(contents, *row);
    contents.info = std::move(row->info);
    contents.token = std::move(row->token);
    if (const auto read = readChunks(connection, contents); !read)
        return read.error();
    if (std::int64_t(contents.directories.size()) != row->directories || std::int64_t(contents.made.size()) != row->made
        || std::int64_t(contents.removed.size()) != row->removed || std::int64_t(contents.moves.size()) != contents.info.rows)
        return damagedBatch(connection, id, "number of rows");
    return contents;
}

} // namespace

Result<bool> lookForOwner(const HistoryStore &store, BatchInfo &info)
{
    if (info.state != BatchState::Running)
        return false;
    const auto taken = store.owners.isTaken(info.id);
    if (!taken)
        return taken.error();
    info.ownerAlive = *taken;
    return !*taken;
}

Result<BatchInfo> readInfo(HistoryStore &store, BatchId id)
{
    // Twice at most: nobody takes the lock of a batch that exists.
    for (int look = 0;; ++look) {
        auto row = selectBatch(*store.connection, id);
        if (!row)
            return row.error();
        if (!row->whole)
            return damagedBatch(*store.connection, id, "header");
        const auto outdated = lookForOwner(store, row->info);
        if (!outdated)
            return outdated.error();
        if (!*outdated || look == 1)
            return std::move(row->info);
    }
}

Result<BatchContents> readContents(HistoryStore &store, BatchId id)
{
    for (int look = 0;; ++look) {
        auto contents = readSnapshot(*store.connection, id);
        if (!contents)
            return contents;
        const auto outdated = lookForOwner(store, contents->info);
        if (!outdated)
            return outdated.error();
        if (!*outdated || look == 1)
            return contents;
        const auto again = readInfo(store, id);
        if (!again)
            return again.error();
        if (again->state == BatchState::Running)
            return contents;
    }
}

} // namespace bulkhead
