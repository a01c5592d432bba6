// SPDX-License-Identifier: GPL-3.0-or-later
// Packed rows of a history whose checksum is right and whose content is anything: read within its limits, or refused. The
// first byte says what kind of chunk it is.
#include "core/history/result_codec.h"
#include "core/history/row_codec.h"

#include <cstdlib>

using namespace bulkhead;

namespace {

/// The payload in a frame that claims `entries` of it.
Bytes framed(BytesView payload, const ChunkPlace &place, std::uint32_t entries, std::uint32_t nameBytes)
{
    Bytes chunk;
    beginChunk(chunk);
    chunk += payload;
    endChunk(chunk, place, entries, nameBytes);
    return chunk;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 4)
        return 0;
    const auto kind = ChunkKind(data[0] % 5);
    const std::uint32_t entries = data[1] * 16u;
    const std::uint32_t nameBytes = data[2] * 64u + data[3];
    const ChunkPlace place{.batch = 7, .kind = kind};
    const Bytes chunk = framed(BytesView(reinterpret_cast<const char *>(data + 4), size - 4), place, entries, nameBytes);
    BatchContents contents;
    contents.directories.resize(3);
    std::vector<DirectoryRecord> directories;
    std::vector<std::uint32_t> indexes;
    switch (kind) {
    case ChunkKind::Directories:
        unpackDirectories(chunk, place, directories);
        break;
    case ChunkKind::Made:
    case ChunkKind::Removed:
        if (unpackIndexes(chunk, place, 3, indexes)) {
            for (const std::uint32_t index : indexes) {
                if (index >= 3)
                    std::abort();
            }
        }
        break;
    case ChunkKind::Moves:
        if (unpackMoves(chunk, place, contents)) {
            for (const MoveRecord &move : contents.moves) {
                if (move.sourceDirectory >= 3 || move.targetDirectory >= 3 || move.source.find('/') != BytesView::npos)
                    std::abort();
            }
        }
        break;
    case ChunkKind::Results:
        contents.moves.resize(entries);
        unpackResults(chunk, place.batch, contents.moves);
        break;
    }
    return 0;
}
