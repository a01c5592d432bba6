// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room and its tests.
#pragma once

#include "core/history/history.h"

#include <chrono>

namespace bulkhead {

/// As History::open, which waits ten seconds at most for another process to let go of the database.
Result<std::unique_ptr<History>> openHistory(const Bytes &stateDirectory, std::chrono::milliseconds patience);

/// As History::openOrBeginAnew, with that patience.
Result<std::unique_ptr<History>> openHistoryOrBeginAnew(
    const Bytes &stateDirectory, std::chrono::milliseconds patience, std::optional<Error> &keptAside);

} // namespace bulkhead
