// SPDX-License-Identifier: GPL-3.0-or-later
// The time as records and file systems write it down.
#pragma once

#include <chrono>
#include <cstdint>

namespace bulkhead {

/// Since 1970, UTC.
inline std::int64_t nanosecondsNow()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

inline std::int64_t millisecondsNow()
{
    return nanosecondsNow() / 1'000'000;
}

} // namespace bulkhead
