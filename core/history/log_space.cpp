// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/log_space.h"

#include "core/fs/file_descriptor.h"
#include "core/history/chunk_frame.h"
#include "core/history/history.h"
#include "core/history/schema.h"

#include <cerrno>
#include <fcntl.h>

namespace bulkhead {

namespace {

constexpr const char *kWrite = "write history";

/// A batch's end is its results, in pages with a header each, and a few pages besides.
constexpr const char *kBytesOfEnds = "SELECT coalesce(sum(length(data) * 33 / 32 + 65536), 0) FROM chunk"
                                     " WHERE kind = 4 AND batch IN (SELECT id FROM batch WHERE state = 0)";
static_assert(int(ChunkKind::Results) == 4 && int(BatchState::Running) == 0);

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

Result<void> reserveEnds(Connection &connection, const StateFolder &folder)
{
    const auto bytes = connection.number(kBytesOfEnds, kWrite);
    if (!bytes)
        return bytes.error();
    if (*bytes == 0)
        return {};
    // This call leaves no error behind in the connection.
    if (const int code = sqlite3_db_cacheflush(connection.handle()); code != SQLITE_OK)
        return connection.errorFor(code, errno, kWrite);
    // Unlike the database file, SQLite holds no lock on the log: closing it here drops none.
    const FileDescriptor log(::openat(folder.fd(), kHistoryWal, O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!log)
        return systemError(errno, kWrite, folder.path(kHistoryWal));
    const int failed = reserveBehind(log.get(), off_t(*bytes));
    switch (failed) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return systemError(failed, kWrite, folder.path(kHistoryWal));
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
    const bool nobodysRoom = running && *running == 0;
    checkpoint(connection, nobodysRoom ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE);
    if (nobodysRoom)
        (void)reserveEnds(connection, folder); // for a batch that was sealed since the question
}

} // namespace bulkhead
