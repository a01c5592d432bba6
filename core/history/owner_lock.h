// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: who is at work on which batch, and who has the history file open. One lock file, one byte of it per
// batch and the first for the file, locked through an open file description (F_OFD_SETLK): the kernel drops the lock when
// the process dies, however it dies, so a lock is never stale.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/fs/file_descriptor.h"
#include "core/history/state_folder.h"

#include <chrono>
#include <fcntl.h>

namespace bulkhead {

/// An open descriptor of the lock file; closed with it, it lets go of what it holds. Locks of two OwnerLocks exclude each
/// other in one process too. The file is never removed: a lock on a file without a name would be seen by nobody.
class OwnerLock
{
public:
    static Result<OwnerLock> open(const StateFolder &folder);

    /// From now on the history file is in use. Many may share it. Locked where somebody else has it alone all the time.
    Result<void> shareFile(std::chrono::milliseconds patience);
    /// Lets go of the share, and has the file alone: nobody has it open and no batch is at work. Held until shareFile. Locked
    /// where that does not come true; the share is gone then, too.
    Result<void> takeFile(std::chrono::milliseconds patience);

    /// False where another one holds it. Never waits.
    Result<bool> tryTake(BatchId batch);
    void release(BatchId batch);
    /// True where another OwnerLock, of any process, holds it.
    Result<bool> isTaken(BatchId batch) const;

private:
    OwnerLock(FileDescriptor file, Bytes path);
    Result<void> wait(struct flock range, std::chrono::milliseconds patience);

    FileDescriptor m_file;
    Bytes m_path;
};

} // namespace bulkhead
