// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what a History and the writers it began share, and who keeps it open longest does not matter.
#pragma once

#include "core/history/owner_lock.h"
#include "core/history/sqlite_connection.h"
#include "core/history/state_folder.h"

namespace bulkhead {

struct HistoryStore {
    StateFolder folder;
    std::shared_ptr<Connection> connection;
    OwnerLock owners; ///< Asks only; never holds a lock.
};

} // namespace bulkhead
