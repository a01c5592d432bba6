// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: SQLite's C API with errors as values and handles that close themselves. One thread at a time.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <memory>
#include <sqlite3.h>

namespace bulkhead {

/// A connection to one database file that exists already. Symbolic links anywhere in `path` are refused.
class Connection
{
public:
    /// `patience`: how long a call waits for another process's lock before it fails with Locked.
    static Result<std::shared_ptr<Connection>> open(const Bytes &path, std::chrono::milliseconds patience);
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Statements that give no rows, or rows nobody wants.
    Result<void> run(const char *sql, const char *operation);
    /// The first column of the first row; NotFound where there is none.
    Result<std::int64_t> number(const char *sql, const char *operation);

    /// What the last call on this connection failed with.
    Error lastError(const char *operation) const;
    /// For the few calls that only return their code.
    Error errorFor(int code, int osCode, const char *operation) const;

    /// What the last connection to a file does: true at first.
    void setCopiesLogAtClose(bool copies) noexcept;
    void setPatience(std::chrono::milliseconds patience) noexcept { m_patience = patience; }
    std::chrono::milliseconds patience() const noexcept { return m_patience; }
    const Bytes &path() const noexcept { return m_path; }
    sqlite3 *handle() const noexcept { return m_handle.get(); }

private:
    struct Closer {
        void operator()(sqlite3 *handle) const noexcept { sqlite3_close_v2(handle); }
    };

    Connection(Bytes path, std::chrono::milliseconds patience);
    static int waitForLock(void *connection, int attempt) noexcept;

    Bytes m_path;
    std::chrono::milliseconds m_patience;
    std::chrono::steady_clock::time_point m_waitingSince;
    std::unique_ptr<sqlite3, Closer> m_handle;
};

/// A prepared statement. Values are bound by position from 1, columns read by position from 0, as SQLite counts them.
class Statement
{
public:
    /// `operation`, static text, is what its errors say was being done.
    static Result<Statement> prepare(const Connection &connection, const char *sql, const char *operation);

    /// The bytes must stay until the statement is stepped to its end, reset or destroyed.
    Statement &bind(int position, BytesView bytes);
    Statement &bind(int position, std::int64_t value);
    Statement &bindZeros(int position, std::size_t count);

    /// True where there is a row. A failed bind is reported here.
    Result<bool> step();
    /// Steps a statement that gives no rows and makes it ready for the next values.
    Result<void> execute();

    std::int64_t number(int column) const noexcept { return sqlite3_column_int64(m_handle.get(), column); }
    bool isNull(int column) const noexcept { return sqlite3_column_type(m_handle.get(), column) == SQLITE_NULL; }
    /// Valid until the next step.
    BytesView bytes(int column) const noexcept;

private:
    struct Finaliser {
        void operator()(sqlite3_stmt *statement) const noexcept { sqlite3_finalize(statement); }
    };

    Statement(const Connection &connection, sqlite3_stmt *handle, const char *operation);
    void note(int code) noexcept;

    const Connection *m_connection;
    std::unique_ptr<sqlite3_stmt, Finaliser> m_handle;
    const char *m_operation;
    bool m_bindFailed = false;
};

/// One state of the database for several statements. Readers never wait for writers.
class ReadTransaction
{
public:
    ReadTransaction(Connection &connection, const char *operation);
    ReadTransaction(const ReadTransaction &) = delete;
    ReadTransaction &operator=(const ReadTransaction &) = delete;
    ~ReadTransaction();

    const Result<void> &begun() const noexcept { return m_begun; }

private:
    Connection &m_connection;
    const char *m_operation;
    Result<void> m_begun;
};

/// Takes the right to write at once, so that a commit cannot fail for want of it; rolls back unless committed.
class WriteTransaction
{
public:
    /// Locked where other processes write for longer than the connection's patience.
    static Result<WriteTransaction> begin(Connection &connection, const char *operation);
    WriteTransaction(WriteTransaction &&other) noexcept;
    WriteTransaction &operator=(WriteTransaction &&) = delete;
    ~WriteTransaction();

    /// Returns when the transaction is on the disk (synchronous=FULL).
    Result<void> commit();

private:
    WriteTransaction(Connection &connection, const char *operation);

    Connection *m_connection;
    const char *m_operation;
};

} // namespace bulkhead
