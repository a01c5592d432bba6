// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/log_space.h"

#include "core/history/schema.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr const char *kWrite = "write history";

/// Zero or an errno value.
int reserveBehind(int fd, off_t bytes)
{
    const off_t end = ::lseek(fd, 0, SEEK_END);
    if (end < 0)
        return errno;
    int failed = 0;
    do {
        failed = ::fallocate(fd, FALLOC_FL_KEEP_SIZE, end, bytes) != 0 ? errno : 0;
    } while (failed == EINTR);
    return failed;
}

void checkpoint(Connection &connection, int mode)
{
    const auto patience = connection.patience();
    connection.setPatience(std::chrono::milliseconds(0));
    (void)sqlite3_wal_checkpoint_v2(connection.handle(), "main", mode, nullptr, nullptr);
    connection.setPatience(patience);
}

} // namespace

Result<void> reserveLog(Connection &connection, const StateFolder &folder, std::size_t bytes)
{
    // This call leaves no error behind in the connection.
    if (const int code = sqlite3_db_cacheflush(connection.handle()); code != SQLITE_OK)
        return connection.errorFor(code, errno, kWrite);
    // Unlike the database file, SQLite holds no lock on the log: closing it here drops none.
    const int fd = ::openat(folder.fd(), kHistoryWal, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return systemError(errno, kWrite, folder.path(kHistoryWal));
    const int failed = reserveBehind(fd, off_t(bytes));
    ::close(fd);
    switch (failed) {
    case ENOSPC:
    case EDQUOT:
        return systemError(failed, kWrite, folder.path(kHistoryWal));
    case EFBIG: {
        Error error = systemError(failed, kWrite, folder.path(kHistoryWal));
        error.code = ErrorCode::NoSpace;
        return error;
    }
    default:
        return {};
    }
}

void reclaimLog(Connection &connection, const StateFolder &folder, std::int64_t atLeast)
{
    if (folder.sizeOf(kHistoryWal) < atLeast)
        return;
    const auto running = connection.number("SELECT count(*) FROM batch WHERE state = 0", kWrite);
    // Cutting the log off would take away what a running batch reserved.
    checkpoint(connection, running && *running == 0 ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
}

} // namespace bulkhead
