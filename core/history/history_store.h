// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: what a History and the writers it began share, and who keeps it open longest does not matter.
#pragma once

#include "core/history/owner_lock.h"
#include "core/history/sqlite_connection.h"
#include "core/history/state_folder.h"

#include <optional>

namespace bulkhead {

struct HistoryStore {
    StateFolder folder;
    OwnerLock owners; ///< Holds its share in the file until the connection is closed; of the batches it only asks.
    std::shared_ptr<Connection> connection;
};

/// As History::open; with `keptAside`, as History::openOrBeginAnew. `patience`: how long to wait for another process.
Result<std::shared_ptr<HistoryStore>> openStore(
    const Bytes &stateDirectory, std::chrono::milliseconds patience, std::optional<Error> *keptAside = nullptr);

} // namespace bulkhead
