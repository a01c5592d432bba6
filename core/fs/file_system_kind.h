// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: kinds of file systems as statfs(2) tells them (f_type); linux/magic.h has only some of them.
#pragma once

namespace bulkhead::file_system_kind {

inline constexpr long kBtrfs = 0x9123683E;
inline constexpr long kCifs = 0xFF534D42;
inline constexpr long kExfat = 0x2011BAB0;
inline constexpr long kExt4 = 0xEF53; ///< ext2 and ext3 too.
inline constexpr long kF2fs = 0xF2F52010;
inline constexpr long kFuse = 0x65735546;
inline constexpr long kHfsPlus = 0x482B;
inline constexpr long kNtfs = 0x5346544E;
inline constexpr long kNtfs3 = 0x7366746E;
inline constexpr long kOverlay = 0x794C7630;
inline constexpr long kSmb = 0x517B;
inline constexpr long kSmb2 = 0xFE534D42;
inline constexpr long kTmpfs = 0x01021994;
inline constexpr long kVfat = 0x4D44;

} // namespace bulkhead::file_system_kind
