// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace bulkhead {

/// Tells FUSE drivers of disks (NTFS, exFAT) from those that pass another file system through.
enum class Medium : std::uint8_t { BlockDevice, Other };

/// The limit in bytes from what statfs says: `said` (0 or less = nothing) on a file system of kernel type `magic`.
std::uint16_t nameLimit(long said, long magic, Medium medium) noexcept;

/// For an open folder, O_PATH too.
std::uint16_t nameLimitOf(int folder) noexcept;

} // namespace bulkhead
