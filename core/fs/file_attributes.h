// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace bulkhead {

/// What of a file is not its name or its content, and can be set; nothing = stays.
struct FileAttributes {
    std::optional<std::int64_t> modificationTime; ///< Nanoseconds since 1970, UTC. A disk that is coarser rounds it down: isKeptTime.
    std::optional<std::uint16_t> permissions; ///< The mode without the type: 07777.

    bool isEmpty() const noexcept { return !modificationTime && !permissions; }
    bool operator==(const FileAttributes &) const = default;
};

/// Whether a disk that was given the time `meant` may have made `now` of it, for want of room: vfat keeps two seconds, exfat hundredths,
/// NTFS a tenth of a microsecond.
constexpr bool isKeptTime(std::int64_t now, std::int64_t meant) noexcept
{
    constexpr std::int64_t kHundredth = 10'000'000;
    constexpr std::int64_t kCoarsest = 2'000'000'000;
    const std::int64_t lost = meant - now;
    return now == meant || (lost > 0 && lost < (now % kHundredth == 0 ? kCoarsest : kHundredth));
}

} // namespace bulkhead
