// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: a damaged history makes way for a new one, and nothing of it is thrown away.
#pragma once

#include "core/history/state_folder.h"

namespace bulkhead {

/// Renames the history file, with the log and the index that belong to it, to "history.sqlite.damaged-20261122T121031Z" (UTC;
/// with a number behind it where that is taken) and returns that name. Never replaces anything; on the disk when it returns.
/// Nobody may have the file open: see OwnerLock::takeFile. Where it fails (a full disk, a file that is marked immutable, a
/// file system without hard links) everything is where it was.
Result<Bytes> keepAside(const StateFolder &folder);

/// Gives it its own name again, in place of a new file that could not be opened.
Result<void> putBack(const StateFolder &folder, const Bytes &name);

} // namespace bulkhead
