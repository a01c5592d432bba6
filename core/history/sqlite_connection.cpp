// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/sqlite_connection.h"

#include "core/history/full_disk_layer.h"

#include <cerrno>
#include <thread>

namespace bulkhead {

namespace {

ErrorCode codeOfInputOutput(int extended, int osCode) noexcept
{
    switch (extended) {
    case SQLITE_IOERR_SHORT_READ:
        return ErrorCode::Damaged;
    case SQLITE_IOERR_NOMEM:
        return ErrorCode::OutOfMemory;
    default:
        break;
    }
    const ErrorCode code = errorCodeFromErrno(osCode);
    return osCode == 0 || code == ErrorCode::Unknown ? ErrorCode::InputOutput : code;
}

ErrorCode codeOfOpening(int extended, int osCode) noexcept
{
    if (extended == SQLITE_CANTOPEN_SYMLINK)
        return ErrorCode::SymbolicLinkLoop;
    return osCode == 0 ? ErrorCode::InputOutput : errorCodeFromErrno(osCode);
}

ErrorCode codeOf(int extended, int osCode) noexcept
{
    switch (extended & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::Locked;
    case SQLITE_FULL:
        return osCode == EDQUOT ? ErrorCode::QuotaExceeded : ErrorCode::NoSpace;
    case SQLITE_IOERR:
        return codeOfInputOutput(extended, osCode);
    case SQLITE_CANTOPEN:
        return codeOfOpening(extended, osCode);
    case SQLITE_READONLY: // After it was opened for writing; a read-only file system is told apart then.
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorCode::PermissionDenied;
    case SQLITE_NOMEM:
        return ErrorCode::OutOfMemory;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: // Our statements are right: the tables they name are not there.
    case SQLITE_SCHEMA:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return ErrorCode::Damaged;
    default:
        return ErrorCode::Unknown;
    }
}

bool hasOsCode(int extended) noexcept
{
    // For other codes SQLite keeps the number of an earlier failure.
    const int primary = extended & 0xff;
    return primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN || primary == SQLITE_FULL;
}

} // namespace

Connection::Connection(Bytes path, std::chrono::milliseconds patience)
    : m_path(std::move(path))
    , m_patience(patience)
{
}

Result<std::shared_ptr<Connection>> Connection::open(const Bytes &path, std::chrono::milliseconds patience)
{
    const std::shared_ptr<Connection> connection(new Connection(path, patience));
    sqlite3 *handle = nullptr;
    constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &handle, flags, fullDiskLayer());
    connection->m_handle.reset(handle);
    if (!handle)
        return Error{.code = ErrorCode::OutOfMemory, .operation = "open history", .path = path};
    if (code != SQLITE_OK)
        return connection->lastError("open history");
    sqlite3_busy_handler(handle, &Connection::waitForLock, connection.get());
    // The file may have been put there by somebody else: no code of its own is run.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return connection;
}

void Connection::setCopiesLogAtClose(bool copies) noexcept
{
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, copies ? 0 : 1, nullptr);
}

int Connection::waitForLock(void *data, int attempt) noexcept
{
    auto *connection = static_cast<Connection *>(data);
    const auto now = std::chrono::steady_clock::now();
    if (attempt == 0)
        connection->m_waitingSince = now;
    if (now - connection->m_waitingSince >= connection->m_patience)
        return 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(std::min(1 + attempt, 25)));
    return 1;
}

Error Connection::lastError(const char *operation) const
{
    const int extended = sqlite3_extended_errcode(m_handle.get());
    Error error = errorFor(extended, sqlite3_system_errno(m_handle.get()), operation);
    error.detail = sqlite3_errmsg(m_handle.get());
    return error;
}

Error Connection::errorFor(int code, int osCode, const char *operation) const
{
    if (!hasOsCode(code))
        osCode = 0;
    return {.code = codeOf(code, osCode), .osCode = osCode, .operation = operation, .path = m_path, .detail = sqlite3_errstr(code)};
}

Result<void> Connection::run(const char *sql, const char *operation)
{
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return lastError(operation);
    return {};
}

Result<std::int64_t> Connection::number(const char *sql, const char *operation)
{
    auto statement = Statement::prepare(*this, sql, operation);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    if (!*row)
        return Error{.code = ErrorCode::NotFound, .operation = operation, .path = m_path};
    return statement->number(0);
}

Statement::Statement(const Connection &connection, sqlite3_stmt *handle, const char *operation)
    : m_connection(&connection)
    , m_handle(handle)
    , m_operation(operation)
{
}

Result<Statement> Statement::prepare(const Connection &connection, const char *sql, const char *operation)
{
    sqlite3_stmt *handle = nullptr;
    if (sqlite3_prepare_v2(connection.handle(), sql, -1, &handle, nullptr) != SQLITE_OK)
        return connection.lastError(operation);
    return Statement(connection, handle, operation);
}

void Statement::note(int code) noexcept
{
    m_bindFailed = m_bindFailed || code != SQLITE_OK;
}

Statement &Statement::bind(int position, BytesView bytes)
{
    // A null pointer would be bound as NULL.
    note(sqlite3_bind_blob64(m_handle.get(), position, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC));
    return *this;
}

Statement &Statement::bind(int position, std::int64_t value)
{
    note(sqlite3_bind_int64(m_handle.get(), position, value));
    return *this;
}

Statement &Statement::bindZeros(int position, std::size_t count)
{
    note(sqlite3_bind_zeroblob64(m_handle.get(), position, count));
    return *this;
}

Result<bool> Statement::step()
{
    if (m_bindFailed)
        return Error{.code = ErrorCode::OutOfMemory, .operation = m_operation, .path = m_connection->path()};
    switch (sqlite3_step(m_handle.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return m_connection->lastError(m_operation);
    }
}

Result<void> Statement::execute()
{
    const auto row = step();
    sqlite3_reset(m_handle.get());
    sqlite3_clear_bindings(m_handle.get());
    if (!row)
        return row.error();
    return {};
}

BytesView Statement::bytes(int column) const noexcept
{
    const void *data = sqlite3_column_blob(m_handle.get(), column);
    const int size = sqlite3_column_bytes(m_handle.get(), column);
    return data ? BytesView(static_cast<const char *>(data), std::size_t(size)) : BytesView();
}

ReadTransaction::ReadTransaction(Connection &connection, const char *operation)
    : m_connection(connection)
    , m_operation(operation)
    , m_begun(connection.run("BEGIN", operation))
{
}

ReadTransaction::~ReadTransaction()
{
    if (m_begun)
        (void)m_connection.run("COMMIT", m_operation);
}

WriteTransaction::WriteTransaction(Connection &connection, const char *operation)
    : m_connection(&connection)
    , m_operation(operation)
{
}

WriteTransaction::WriteTransaction(WriteTransaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr))
    , m_operation(other.m_operation)
{
}

WriteTransaction::~WriteTransaction()
{
    // Some errors (a full disk) have rolled back already.
    if (m_connection && !sqlite3_get_autocommit(m_connection->handle()))
        sqlite3_exec(m_connection->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<WriteTransaction> WriteTransaction::begin(Connection &connection, const char *operation)
{
    if (const auto begun = connection.run("BEGIN IMMEDIATE", operation); !begun)
        return begun.error();
    return WriteTransaction(connection, operation);
}

Result<void> WriteTransaction::commit()
{
    if (const auto committed = m_connection->run("COMMIT", m_operation); !committed)
        return committed.error();
    m_connection = nullptr;
    return {};
}

} // namespace bulkhead
