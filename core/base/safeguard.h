// SPDX-License-Identifier: GPL-3.0-or-later
// What keeps files safe, by name, so that the fault tests can prove that they would notice if one were missing: they also run
// against a command line built with BULKHEAD_WEAKENED, in which the environment variable BULKHEAD_DROP turns the named ones
// off. In every other build each of them holds, at compile time.
#pragma once

#include <cstdint>

namespace bulkhead {

enum class Safeguard : std::uint8_t {
    IntentFirst, ///< The intent is on the disk before the first file moves.
    HistorySync, ///< The history waits for the disk.
    NoReplace, ///< The kernel is asked to refuse a taken name.
    TakeBack, ///< A ring that cannot be finished is taken back.
    OneBatchPerFolder, ///< Two batches at work never share a folder.
};

#ifdef BULKHEAD_WEAKENED
bool holds(Safeguard safeguard) noexcept;
#else
constexpr bool holds(Safeguard) noexcept
{
    return true;
}
#endif

} // namespace bulkhead
