// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the time as the history writes it down.
#pragma once

#include <chrono>
#include <cstdint>

namespace bulkhead {

/// Milliseconds since 1970, UTC.
inline std::int64_t millisecondsNow()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace bulkhead
