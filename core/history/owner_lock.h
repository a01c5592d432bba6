// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: who is at work on which batch. One lock file, one byte of it per batch, locked through an open file
// description (F_OFD_SETLK): the kernel drops the lock when the process dies, however it dies, so a lock is never stale.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/fs/file_descriptor.h"
#include "core/history/state_folder.h"

namespace bulkhead {

/// An open descriptor of the lock file; closed with it, it lets go of what it holds. Locks of two OwnerLocks exclude each
/// other in one process too. The file is never removed: a lock on a file without a name would be seen by nobody.
class OwnerLock
{
public:
    static Result<OwnerLock> open(const StateFolder &folder);

    /// False where another one holds it. Never waits.
    Result<bool> tryTake(BatchId batch);
    void release(BatchId batch);
    /// True where another OwnerLock, of any process, holds it.
    Result<bool> isTaken(BatchId batch) const;

private:
    OwnerLock(FileDescriptor file, Bytes path);

    FileDescriptor m_file;
    Bytes m_path;
};

} // namespace bulkhead
