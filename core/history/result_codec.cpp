// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/result_codec.h"

#include "core/history/varint.h"

namespace bulkhead {

namespace {

constexpr std::uint8_t kRuns = 0;
constexpr std::uint8_t kHalfBytes = 1;
constexpr unsigned kResultBits = 3;

std::size_t halfBytes(std::uint64_t moves) noexcept
{
    return std::size_t(moves + 1) / 2;
}

/// Nothing more is appended once the runs are longer than half a byte each would be.
bool appendRuns(Bytes &out, std::span<const MoveResult> results)
{
    const std::size_t limit = out.size() + halfBytes(results.size());
    for (std::size_t begin = 0; begin < results.size();) {
        std::size_t end = begin + 1;
        while (end < results.size() && results[end] == results[begin])
            ++end;
        appendVarint(out, std::uint64_t(end - begin) << kResultBits | std::uint64_t(results[begin]));
        if (out.size() > limit)
            return false;
        begin = end;
    }
    return true;
}

void appendHalfBytes(Bytes &out, std::span<const MoveResult> results)
{
    for (std::size_t i = 0; i < results.size(); i += 2) {
        const unsigned low = unsigned(results[i]);
        const unsigned high = i + 1 < results.size() ? unsigned(results[i + 1]) : 0;
        out += char(low | high << 4);
    }
}

bool isResult(std::uint64_t value)
{
    return value <= std::uint64_t(MoveResult::Cancelled);
}

bool readRuns(ByteReader &reader, std::vector<MoveRecord> &moves)
{
    std::size_t next = 0;
    while (!reader.atEnd()) {
        const std::uint64_t run = reader.varint();
        const std::uint64_t result = run & ((1u << kResultBits) - 1);
        const std::uint64_t length = run >> kResultBits;
        if (!reader.ok() || !isResult(result) || length > moves.size() - next)
            return false;
        for (std::uint64_t i = 0; i < length; ++i)
            moves[next++].result = MoveResult(result);
    }
    return next == moves.size();
}

bool readHalfBytes(ByteReader &reader, std::vector<MoveRecord> &moves)
{
    if (reader.left() != halfBytes(moves.size()))
        return false;
    for (std::size_t i = 0; i < moves.size(); i += 2) {
        const std::uint8_t pair = reader.byte();
        if (!isResult(pair & 0xf) || !isResult(pair >> 4))
            return false;
        moves[i].result = MoveResult(pair & 0xf);
        if (i + 1 < moves.size())
            moves[i + 1].result = MoveResult(pair >> 4);
    }
    return true;
}

ChunkPlace placeOf(BatchId batch)
{
    return {.batch = batch, .kind = ChunkKind::Results, .number = 0};
}

} // namespace

std::size_t resultRoom(std::uint64_t moves) noexcept
{
    return 4 + kFrameBytes + 1 + halfBytes(moves);
}

Bytes packResults(BatchId batch, std::span<const MoveResult> results)
{
    Bytes chunk;
    beginChunk(chunk);
    chunk += char(kRuns);
    if (!appendRuns(chunk, results)) {
        chunk.resize(kFrameHeader);
        chunk += char(kHalfBytes);
        appendHalfBytes(chunk, results);
    }
    endChunk(chunk, placeOf(batch), std::uint32_t(results.size()), 0);

    Bytes packed; // Its length first: the room it is written into is longer.
    appendU32(packed, std::uint32_t(chunk.size()));
    return packed + chunk;
}

bool unpackResults(BytesView room, BatchId batch, std::vector<MoveRecord> &moves)
{
    ByteReader sized(room);
    const std::uint32_t size = sized.u32();
    const auto chunk = openChunk(sized.bytes(size), placeOf(batch));
    if (!chunk || chunk->entries != moves.size())
        return false;
    ByteReader reader(chunk->payload);
    switch (reader.byte()) {
    case kRuns:
        return readRuns(reader, moves);
    case kHalfBytes:
        return readHalfBytes(reader, moves);
    default:
        return false;
    }
}

} // namespace bulkhead
