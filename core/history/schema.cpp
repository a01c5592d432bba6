// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/schema.h"

#include "core/base/safeguard.h"

#include <string>
#include <thread>

namespace bulkhead {

namespace {

constexpr const char *kOpen = "open history";
constexpr std::int64_t kApplicationId = 0x426c6b68; // "Blkh"
constexpr std::int64_t kSchemaVersion = 1;

// AUTOINCREMENT: the number of a forgotten batch is never given to another one, whose temporary names and reversals would
// then be taken for its own.
constexpr const char *kSchema = R"(
CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind BLOB NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),
    direction INTEGER NOT NULL CHECK (direction BETWEEN 0 AND 4),
    started_at INTEGER NOT NULL,
    finished_at INTEGER NOT NULL DEFAULT 0,
    folder BLOB NOT NULL,
    description BLOB NOT NULL,
    token BLOB NOT NULL,
    directories INTEGER NOT NULL,
    made INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    reverses INTEGER,
    recovered_by INTEGER,
    checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX batch_running ON batch (id) WHERE state = 0;
CREATE INDEX batch_reverses ON batch (reverses) WHERE reverses IS NOT NULL;
CREATE TABLE chunk (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (batch, kind, number)
) STRICT;
)";

enum class Content : std::uint8_t { Empty, History };

Error damaged(const Connection &connection, const char *detail)
{
    return {.code = ErrorCode::Damaged, .operation = kOpen, .path = connection.path(), .detail = detail};
}

/// Inside a transaction: another process may be making the tables at this moment.
Result<Content> look(Connection &connection)
{
    const auto application = connection.number("PRAGMA application_id", kOpen);
    if (!application)
        return application.error();
    const auto version = connection.number("PRAGMA user_version", kOpen);
    if (!version)
        return version.error();
    // Before the tables are looked at: they may be of a kind that this version cannot read.
    if (*application == kApplicationId && *version > kSchemaVersion)
        return Error{.code = ErrorCode::TooNew, .operation = kOpen, .path = connection.path(), .detail = std::to_string(*version)};
    const auto tables = connection.number("SELECT count(*) FROM sqlite_schema", kOpen);
    if (!tables)
        return tables.error();
    if (*application == 0 && *version == 0 && *tables == 0)
        return Content::Empty;
    if (*application != kApplicationId || *version < 1)
        return damaged(connection, "not a history");
    return Content::History;
}

Result<Content> lookAtOnce(Connection &connection)
{
    const ReadTransaction snapshot(connection, kOpen);
    if (!snapshot.begun())
        return snapshot.begun().error();
    return look(connection);
}

/// Write-ahead log, synced at each commit: readers never wait, and a commit is on the disk when it returns.
Result<void> setUp(Connection &connection)
{
    auto mode = Statement::prepare(connection, "PRAGMA journal_mode = WAL", kOpen);
    if (!mode)
        return mode.error();
    const auto row = mode->step();
    if (!row)
        return row.error();
    if (!*row || mode->bytes(0) != "wal")
        return Error{.code = ErrorCode::Unsupported, .operation = kOpen, .path = connection.path(), .detail = "write-ahead log"};
    // The log is copied back by reclaimLog(), after a batch and not inside its first commit. The intent of a hundred thousand
    // renames fits into the cache; pages of a larger one go to the log early, and SQLite checksums part of it twice, which is
    // less than a thousandth of the batch. A cache for all of it would hold 30 bytes a file.
    const char *synchronous = holds(Safeguard::HistorySync) ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF";
    if (auto set = connection.run(synchronous, kOpen); !set)
        return set;
    return connection.run("PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON;"
                          "PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -4096",
        kOpen);
}

Result<void> makeTables(Connection &connection)
{
    auto transaction = WriteTransaction::begin(connection, kOpen);
    if (!transaction)
        return transaction.error();
    const auto content = look(connection);
    if (!content)
        return content.error();
    if (*content == Content::History)
        return {}; // Another process was quicker.
    const std::string sql = kSchema + ("PRAGMA application_id = " + std::to_string(kApplicationId))
        + ";PRAGMA user_version = " + std::to_string(kSchemaVersion);
    if (auto made = connection.run(sql.c_str(), kOpen); !made)
        return made;
    return transaction->commit();
}

/// Are the tables there, with the columns this version needs? (A file that lost its end SQLite has refused by now.)
Result<void> checkTables(Connection &connection)
{
    constexpr const char *columns = "SELECT id, kind, state, direction, started_at, finished_at, folder, description, token, directories,"
                                    " made, removed, rows, done, failed, skipped, reverses, recovered_by, checksum FROM batch LIMIT 0;"
                                    "SELECT id, batch, kind, number, data FROM chunk LIMIT 0";
    return connection.run(columns, kOpen);
}

/// A database whose log holds batches has at least one page. SQLite would take an empty one for new and delete the log.
bool lostItsBeginning(const StateFolder &folder)
{
    // The log first: another process may be making both at this moment.
    return folder.sizeOf(kHistoryWal) > 0 && folder.sizeOf(kHistoryFile) == 0;
}

Result<void> prepareFile(Connection &connection)
{
    const auto content = lookAtOnce(connection);
    if (!content)
        return content.error();
    if (auto set = setUp(connection); !set)
        return set;
    if (*content == Content::Empty) {
        if (auto made = makeTables(connection); !made)
            return made;
        // As long as the tables are in the log alone, the log of a batch that filled the disk cannot be given back.
        (void)sqlite3_wal_checkpoint_v2(connection.handle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
    return checkTables(connection);
}

} // namespace

Result<void> checkGrowingEnds(Connection &connection)
{
    constexpr const char *lastEntries = "SELECT max(id) FROM batch;"
                                        "SELECT max(id) FROM batch WHERE state = 0;"
                                        "SELECT max(reverses) FROM batch WHERE reverses IS NOT NULL;"
                                        "SELECT max(id) FROM chunk;"
                                        "SELECT max(batch) FROM chunk";
    return connection.run(lastEntries, kOpen);
}

Result<std::shared_ptr<Connection>> openHistoryFile(const StateFolder &folder, std::chrono::milliseconds patience)
{
    auto connection = Connection::open(folder.path(kHistoryFile), patience);
    if (!connection)
        return connection.error();
    if (sqlite3_db_readonly((*connection)->handle(), "main") == 1)
        return Error{.code = ErrorCode::ReadOnlyFileSystem, .operation = kOpen, .path = (*connection)->path()};
    // A file that turns out to be damaged, or not ours, stays as it is, and so does what is in its log.
    (*connection)->setCopiesLogAtClose(folder.sizeOf(kHistoryWal) == 0);
    // Where two processes turn a new file into one with a log, SQLite tells one of them "busy" without waiting.
    const auto begun = std::chrono::steady_clock::now();
    for (;;) {
        if (lostItsBeginning(folder))
            return damaged(**connection, "empty, beside a log that is not");
        const auto prepared = prepareFile(**connection);
        if (prepared) {
            (*connection)->setCopiesLogAtClose(true);
            return std::move(*connection);
        }
        if (prepared.error().code != ErrorCode::Locked || std::chrono::steady_clock::now() - begun >= patience)
            return prepared.error();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace bulkhead
