// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/chunk_frame.h"

#include "core/history/checksum.h"
#include "core/history/varint.h"

namespace bulkhead {

namespace {

constexpr std::uint8_t kCodecVersion = 1;

std::uint32_t checksumAt(const ChunkPlace &place, BytesView bytes)
{
    Bytes seed;
    appendU32(seed, std::uint32_t(std::uint64_t(place.batch)));
    appendU32(seed, std::uint32_t(std::uint64_t(place.batch) >> 32));
    appendU32(seed, place.number);
    return crc32c(bytes, crc32c(seed));
}

} // namespace

void beginChunk(Bytes &chunk)
{
    chunk.assign(kFrameHeader, '\0');
}

void endChunk(Bytes &chunk, const ChunkPlace &place, std::uint32_t entries, std::uint32_t nameBytes)
{
    Bytes header;
    header += char(kCodecVersion);
    header += char(place.kind);
    appendU32(header, entries);
    appendU32(header, nameBytes);
    chunk.replace(0, kFrameHeader, header);
    appendU32(chunk, checksumAt(place, chunk));
}

std::optional<ChunkView> openChunk(BytesView chunk, const ChunkPlace &place)
{
    if (chunk.size() < kFrameBytes)
        return {};
    const BytesView covered = chunk.substr(0, chunk.size() - 4);
    if (ByteReader(chunk.substr(covered.size())).u32() != checksumAt(place, covered))
        return {};
    ByteReader reader(covered);
    if (reader.byte() != kCodecVersion || reader.byte() != std::uint8_t(place.kind))
        return {};
    ChunkView view;
    view.entries = reader.u32();
    view.nameBytes = reader.u32();
    view.payload = reader.bytes(reader.left());
    return view;
}

} // namespace bulkhead
