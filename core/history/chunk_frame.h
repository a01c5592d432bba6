// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room. What every packed blob of the history begins and ends with:
//   version (1) kind (1) entries (4) bytes of names (4) | payload | CRC-32C (4) of batch, number and all of the above
// The checksum covers the place the chunk belongs to, so a good chunk in the wrong place is found out too.
#pragma once

#include "core/base/bytes.h"
#include "core/base/ids.h"

#include <optional>

namespace bulkhead {

enum class ChunkKind : std::uint8_t { Directories, Made, Removed, Moves, Results, Created, Attributes };

struct ChunkPlace {
    BatchId batch = 0;
    ChunkKind kind = ChunkKind::Moves;
    std::uint32_t number = 0; ///< From 0, per kind.
    bool operator==(const ChunkPlace &) const = default;
};

inline constexpr std::uint32_t kChunkEntries = 4096; ///< Rows in a full chunk.
inline constexpr std::uint32_t kChunkNameBytes = 1 << 20; ///< A chunk that reaches it takes no further entry.
inline constexpr std::uint32_t kMaxNameBytes = 65'535; ///< Of one name in a record; the kernel's own limits are lower.
inline constexpr std::uint32_t kMaxPathBytes = 1 << 24; ///< Of one folder's path.

inline constexpr std::size_t kFrameHeader = 10;
inline constexpr std::size_t kFrameBytes = kFrameHeader + 4;

struct ChunkView {
    std::uint32_t entries = 0;
    std::uint32_t nameBytes = 0; ///< What the names take once unpacked.
    BytesView payload;
};

/// Room for the header; the payload is appended behind it.
void beginChunk(Bytes &chunk);
/// Fills the header in and appends the checksum.
void endChunk(Bytes &chunk, const ChunkPlace &place, std::uint32_t entries, std::uint32_t nameBytes);

/// Nothing where the version, the kind or the checksum is not what it should be.
std::optional<ChunkView> openChunk(BytesView chunk, const ChunkPlace &place);

} // namespace bulkhead
