// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: a full disk is an error where SQLite's own file layer (VFS) makes something else of it.
//
// SQLite maps the index of its log (-shm) into memory, and takes room on the disk for it by writing one byte in each page. Where
// a block of the disk is smaller than a page, the rest of the page is a hole, and the first write to it in memory ends the
// process (SIGBUS). And where there is no room for the name of a log (-wal), it says that there is none.
#pragma once

namespace bulkhead {

/// Name of SQLite's file layer in which both are SQLITE_FULL; for the mapping on Linux 5.14 and later. Registered by the first
/// call. Any thread.
const char *fullDiskLayer();

} // namespace bulkhead
