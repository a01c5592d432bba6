// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/batch_writer.h"

#include "core/base/clock.h"
#include "core/base/path.h"
#include "core/base/safeguard.h"
#include "core/history/busy_folders.h"
#include "core/history/log_space.h"
#include "core/history/result_codec.h"
#include "core/history/temporary_name.h"

#include <algorithm>

namespace bulkhead {

namespace {

constexpr const char *kWrite = "write history";

bool isRecordable(BytesView name)
{
    return name.size() <= kMaxNameBytes && isLegalComponent(name);
}

class SqliteBatchWriter final : public BatchWriter
{
public:
    SqliteBatchWriter(std::shared_ptr<HistoryStore> store, OwnerLock lock, BatchRow row)
        : m_store(std::move(store))
        , m_lock(std::move(lock))
        , m_row(std::move(row))
        , m_directories(m_row.info.id)
        , m_made(m_row.info.id, ChunkKind::Made)
        , m_removed(m_row.info.id, ChunkKind::Removed)
        , m_moves(m_row.info.id)
        , m_created(m_row.info.id)
        , m_attributes(m_row.info.id)
    {
    }

    BatchId id() const override { return m_row.info.id; }
    const Bytes &token() const override { return m_row.token; }

    std::uint32_t addDirectory(const DirectoryRecord &directory) override;
    void addMade(std::uint32_t directory) override;
    void addRemoved(std::uint32_t directory) override;
    void addMove(const MoveRecord &move) override;
    void addAttributes(const AttributeRecord &record) override;
    Result<void> seal(const std::function<Result<void>()> &addMoves) override;
    Result<void> recordCreated(std::span<const CreatedRecord> created) override;
    Result<void> finish(BatchState state, std::span<const MoveResult> results) override;

private:
    enum class Stage : std::uint8_t { Open, Abandoned, Sealed, Finished };

    void refuse(const Bytes &name);
    Error misuse(const char *detail) const;
    Result<void> checkNotReversedNow();
    Result<void> checkFree();
    Result<void> writeIntent(const std::function<Result<void>()> &addMoves);
    Result<void> writeChunks(std::vector<Chunk> chunks);
    Result<void> writeResultRoom();
    Result<void> writeEnd(BatchState state, std::span<const MoveResult> results);
    Result<void> writeResults(BytesView packed);

    std::shared_ptr<HistoryStore> m_store;
    OwnerLock m_lock;
    BatchRow m_row;
    FolderSet m_folders;
    DirectoryPacker m_directories;
    IndexPacker m_made;
    IndexPacker m_removed;
    MovePacker m_moves;
    CreatedPacker m_created;
    AttributePacker m_attributes;
    std::uint32_t m_lastAttributes = 0; ///< The move of the last record.
    std::int64_t m_resultRow = 0; ///< The chunk that waits for the results.
    std::optional<Error> m_refused; ///< The first record that cannot be written down.
    bool m_writesMoves = false; ///< They come while the intent is written.
    Result<void> m_written; ///< What became of those.
    Stage m_stage = Stage::Open;
};

void SqliteBatchWriter::refuse(const Bytes &name)
{
    if (!m_refused)
        m_refused = Error{.code = ErrorCode::InvalidInput, .operation = kWrite, .path = name};
}

Error SqliteBatchWriter::misuse(const char *detail) const
{
    return {.code = ErrorCode::InvalidInput, .operation = kWrite, .path = m_store->connection->path(), .detail = detail};
}

std::uint32_t SqliteBatchWriter::addDirectory(const DirectoryRecord &directory)
{
    const Bytes &path = directory.path;
    if (path.size() > kMaxPathBytes || !path.starts_with('/') || path.find('\0') != Bytes::npos)
        refuse(path);
    else {
        m_directories.add(directory);
        m_folders.add(directory);
    }
    return std::uint32_t(m_row.directories++);
}

void SqliteBatchWriter::addMade(std::uint32_t directory)
{
    if (directory >= m_row.directories)
        return refuse({});
    m_made.add(directory);
}

void SqliteBatchWriter::addRemoved(std::uint32_t directory)
{
    if (directory >= m_row.directories)
        return refuse({});
    m_removed.add(directory);
}

void SqliteBatchWriter::addMove(const MoveRecord &move)
{
    if (!isRecordable(move.source) || !isRecordable(move.target) || move.sourceDirectory >= m_row.directories
        || move.targetDirectory >= m_row.directories)
        return refuse(Bytes(isRecordable(move.source) ? move.target : move.source));
    m_moves.add(move);
    if (m_writesMoves && m_written && m_moves.hasFull())
        m_written = writeChunks(m_moves.takeFull());
}

void SqliteBatchWriter::addAttributes(const AttributeRecord &record)
{
    const bool isAscending = m_attributes.entries() == 0 || record.move > m_lastAttributes;
    const bool isPair = record.from.modificationTime.has_value() == record.to.modificationTime.has_value()
        && record.from.permissions.has_value() == record.to.permissions.has_value() && !record.from.isEmpty();
    if (!isAscending || !isPair)
        return refuse({});
    m_attributes.add(record);
    m_lastAttributes = record.move;
}

Result<void> SqliteBatchWriter::seal(const std::function<Result<void>()> &addMoves)
{
    if (m_stage != Stage::Open)
        return misuse("sealed twice");
    if (m_refused) {
        m_stage = Stage::Abandoned;
        return *m_refused;
    }
    auto written = writeIntent(addMoves);
    if (!written && m_stage == Stage::Open)
        return written; // Somebody else is at work: nothing was written yet.
    if (!written) {
        // What was written of it is rolled back, but still takes room in the log.
        reclaimLog(*m_store->connection, m_store->folder, 0);
        return written;
    }
    m_stage = Stage::Sealed;
    return {};
}

Result<void> SqliteBatchWriter::writeIntent(const std::function<Result<void>()> &addMoves)
{
    Connection &connection = *m_store->connection;
    auto transaction = WriteTransaction::begin(connection, kWrite);
    if (!transaction)
        return transaction.error();
    if (auto free = checkFree(); !free)
        return free;
    m_stage = Stage::Abandoned; // Until it is written: the packed rows are handed over once.
    m_row.made = std::int64_t(m_made.entries());
    m_row.removed = std::int64_t(m_removed.entries());
    // The batch comes last: it says how many moves it has, and that is known once they are written.
    if (auto deferred = connection.run("PRAGMA defer_foreign_keys = ON", kWrite); !deferred)
        return deferred;
    for (ChunkPacker *packer :
        {static_cast<ChunkPacker *>(&m_directories), static_cast<ChunkPacker *>(&m_made), static_cast<ChunkPacker *>(&m_removed)}) {
        if (auto written = writeChunks(packer->take()); !written)
            return written;
    }
    m_writesMoves = true;
    auto added = addMoves();
    m_writesMoves = false;
    if (added && m_refused)
        added = *m_refused;
    if (!m_written || !added)
        return m_written ? added : m_written;
    if (auto written = writeChunks(m_moves.take()); !written)
        return written;
    if (auto written = writeChunks(m_created.take()); !written)
        return written;
    m_row.info.rows = std::int64_t(m_moves.entries());
    if (m_attributes.entries() > 0 && std::int64_t(m_lastAttributes) >= m_row.info.rows)
        return misuse("attributes of no move");
    if (auto written = writeChunks(m_attributes.take()); !written)
        return written;
    if (auto written = insertBatch(connection, m_row); !written)
        return written;
    if (auto written = writeResultRoom(); !written)
        return written;
    if (auto reserved = reserveEnds(connection, m_store->folder); !reserved)
        return reserved;
    return holds(Safeguard::IntentFirst) ? transaction->commit() : Result<void>();
}

Result<void> SqliteBatchWriter::checkFree()
{
    if (auto free = checkNotReversedNow(); !free)
        return free;
    return holds(Safeguard::OneBatchPerFolder) ? checkFoldersFree(*m_store, m_row.info.id, m_folders) : Result<void>();
}

/// Two batches must not take the same one back at the same time, nor one that is at work.
Result<void> SqliteBatchWriter::checkNotReversedNow()
{
    if (!m_row.info.reverses)
        return {};
    Connection &connection = *m_store->connection;
    auto statement = Statement::prepare(connection, "SELECT id FROM batch WHERE state = 0 AND (id = ?1 OR reverses = ?1)", kWrite);
    if (!statement)
        return statement.error();
    statement->bind(1, *m_row.info.reverses);
    for (;;) {
        const auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        const BatchId other = statement->number(0);
        const auto taken = m_store->owners.isTaken(other);
        if (!taken)
            return taken.error();
        if (*taken)
            return Error{
                .code = ErrorCode::Locked, .operation = kWrite, .path = connection.path(), .detail = "batch " + std::to_string(other)};
    }
}

Result<void> SqliteBatchWriter::writeChunks(std::vector<Chunk> chunks)
{
    auto statement = Statement::prepare(*m_store->connection, "INSERT INTO chunk (batch, kind, number, data) VALUES (?, ?, ?, ?)", kWrite);
    if (!statement)
        return statement.error();
    for (Chunk &chunk : chunks) {
        statement->bind(1, chunk.place.batch).bind(2, std::int64_t(chunk.place.kind)).bind(3, std::int64_t(chunk.place.number));
        if (auto written = statement->bind(4, chunk.data).execute(); !written)
            return written;
        Bytes().swap(chunk.data); // SQLite has its own copy now.
    }
    return {};
}

Result<void> SqliteBatchWriter::writeResultRoom()
{
    Connection &connection = *m_store->connection;
    auto statement = Statement::prepare(connection, "INSERT INTO chunk (batch, kind, number, data) VALUES (?, ?, 0, ?)", kWrite);
    if (!statement)
        return statement.error();
    statement->bind(1, m_row.info.id).bind(2, std::int64_t(ChunkKind::Results));
    statement->bindZeros(3, resultRoom(std::uint64_t(m_row.info.rows)));
    auto written = statement->execute();
    m_resultRow = sqlite3_last_insert_rowid(connection.handle());
    return written;
}

Result<void> SqliteBatchWriter::recordCreated(std::span<const CreatedRecord> created)
{
    if (m_stage != Stage::Open && m_stage != Stage::Sealed)
        return misuse("not open");
    for (const CreatedRecord &record : created) {
        if (m_stage == Stage::Sealed && std::int64_t(record.move) >= m_row.info.rows)
            return misuse("created");
        m_created.add(record);
    }
    if (created.empty() || m_stage == Stage::Open || !holds(Safeguard::IntentFirst))
        return {};
    auto transaction = WriteTransaction::begin(*m_store->connection, kWrite);
    if (!transaction)
        return transaction.error();
    if (auto written = writeChunks(m_created.take()); !written)
        return written;
    return transaction->commit();
}

Result<void> SqliteBatchWriter::finish(BatchState state, std::span<const MoveResult> results)
{
    if (m_stage != Stage::Sealed)
        return misuse(m_stage == Stage::Finished ? "finished twice" : "not sealed");
    if (state == BatchState::Running || std::int64_t(results.size()) != m_row.info.rows)
        return misuse("results");
    auto written = holds(Safeguard::IntentFirst) ? writeEnd(state, results) : Result<void>();
    if (!written)
        return written;
    m_stage = Stage::Finished;
    m_lock.release(m_row.info.id);
    reclaimLog(*m_store->connection, m_store->folder);
    return {};
}

Result<void> SqliteBatchWriter::writeEnd(BatchState state, std::span<const MoveResult> results)
{
    Connection &connection = *m_store->connection;
    auto transaction = WriteTransaction::begin(connection, kWrite);
    if (!transaction)
        return transaction.error();
    if (auto written = writeResults(packResults(m_row.info.id, results)); !written)
        return written;
    auto statement = Statement::prepare(
        connection, "UPDATE batch SET state = ?, finished_at = ?, done = ?, failed = ?, skipped = ? WHERE id = ? AND state = 0", kWrite);
    if (!statement)
        return statement.error();
    const auto count = [results](MoveResult result) { return std::int64_t(std::count(results.begin(), results.end(), result)); };
    statement->bind(1, std::int64_t(state)).bind(2, millisecondsNow()).bind(3, count(MoveResult::Done));
    statement->bind(4, count(MoveResult::Failed)).bind(5, count(MoveResult::Skipped)).bind(6, m_row.info.id);
    if (auto written = statement->execute(); !written)
        return written;
    if (sqlite3_changes(connection.handle()) != 1)
        return damagedBatch(connection, m_row.info.id, "no longer there");
    return transaction->commit();
}

Result<void> SqliteBatchWriter::writeResults(BytesView packed)
{
    Connection &connection = *m_store->connection;
    sqlite3_blob *blob = nullptr;
    int code = sqlite3_blob_open(connection.handle(), "main", "chunk", "data", m_resultRow, 1, &blob);
    if (code == SQLITE_OK)
        code = sqlite3_blob_write(blob, packed.data(), int(packed.size()), 0);
    // lastError() is that of the first call that failed; closing may fail as well, but only where writing has.
    Result<void> written;
    if (code != SQLITE_OK)
        written = connection.lastError(kWrite);
    if (sqlite3_blob_close(blob) != SQLITE_OK && written)
        written = connection.lastError(kWrite);
    return written;
}

/// Takes the lock of the first number nobody has and nobody is about to have.
Result<BatchId> reserveNumber(HistoryStore &store, OwnerLock &lock)
{
    for (BatchId candidate = 1;; ++candidate) {
        const auto last = lastBatchId(*store.connection);
        if (!last)
            return last.error();
        candidate = std::max(candidate, *last + 1);
        const auto taken = lock.tryTake(candidate);
        if (!taken)
            return taken.error();
        if (!*taken)
            continue; // Of a batch that is being written now.
        // Between the look and the lock it may have been written, finished, even forgotten.
        const auto still = lastBatchId(*store.connection);
        if (!still)
            return still.error();
        if (*still < candidate)
            return candidate;
        lock.release(candidate);
    }
}

} // namespace

Result<std::unique_ptr<BatchWriter>> beginBatch(std::shared_ptr<HistoryStore> store, const BatchHeader &header)
{
    auto lock = OwnerLock::open(store->folder);
    if (!lock)
        return lock.error();
    const auto id = reserveNumber(*store, *lock);
    if (!id)
        return id.error();
    BatchRow row;
    row.info.id = *id;
    row.info.kind = header.kind;
    row.info.direction = header.direction;
    row.info.startedAt = millisecondsNow();
    row.info.folder = header.folder;
    row.info.description = header.description;
    row.info.reverses = header.reverses;
    row.token = makeToken();
    return std::unique_ptr<BatchWriter>(std::make_unique<SqliteBatchWriter>(std::move(store), std::move(*lock), std::move(row)));
}

} // namespace bulkhead
