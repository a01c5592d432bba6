// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/full_disk_layer.h"

#include <cerrno>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

namespace bulkhead {

namespace {

constexpr const char *kName = "bulkhead";

int (*sqliteShmMap)(sqlite3_file *, int, int, int, void volatile **) = nullptr;

int mapWithRoom(sqlite3_file *file, int region, int bytes, int extend, void volatile **mapped)
{
    const int code = sqliteShmMap(file, region, bytes, extend, mapped);
    if (code != SQLITE_OK || !*mapped)
        return code;
    const bool hasRoom = ::madvise(const_cast<void *>(*mapped), std::size_t(bytes), MADV_POPULATE_WRITE) == 0;
    if (hasRoom || errno != EFAULT) // what a write would have been ended for
        return code;
    *mapped = nullptr;
    return SQLITE_FULL;
}

const sqlite3_io_methods *methodsWithRoom(const sqlite3_io_methods *sqlites)
{
    static const sqlite3_io_methods methods = [sqlites] {
        sqliteShmMap = sqlites->xShmMap;
        sqlite3_io_methods copy = *sqlites;
        copy.xShmMap = mapWithRoom;
        return copy;
    }();
    return &methods;
}

/// SQLite asks for the log to be made, and where that fails for one that is there: the answer that counts is lost.
bool isFullFor(const char *log)
{
    const int made = ::open(log, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    const int error = made < 0 ? errno : 0;
    if (made >= 0)
        ::close(made);
    return error == ENOSPC || error == EDQUOT;
}

int openFile(sqlite3_vfs *own, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    auto *sqlites = static_cast<sqlite3_vfs *>(own->pAppData);
    const int code = sqlites->xOpen(sqlites, name, file, flags, flagsOut);
    if (code == SQLITE_CANTOPEN && (flags & SQLITE_OPEN_WAL) && isFullFor(name))
        return SQLITE_FULL;
    const bool hasIndex = code == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) && file->pMethods->iVersion >= 2 && file->pMethods->xShmMap;
    if (hasIndex)
        file->pMethods = methodsWithRoom(file->pMethods);
    return code;
}

sqlite3_vfs *registered()
{
    static sqlite3_vfs own = *sqlite3_vfs_find(nullptr);
    own.zName = kName;
    own.pNext = nullptr;
    own.pAppData = sqlite3_vfs_find(nullptr);
    own.xOpen = openFile;
    sqlite3_vfs_register(&own, 0);
    return &own;
}

} // namespace

const char *fullDiskLayer()
{
    static const sqlite3_vfs *const layer = registered();
    return layer->zName;
}

} // namespace bulkhead
