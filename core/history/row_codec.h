// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the rows of a batch as packed chunks. About 35 bytes a move with names of 20: a row says only in
// what it differs from the row before, and a new name only in what it differs from the old one.
#pragma once

#include "core/history/chunk_frame.h"
#include "core/history/history.h"

#include <utility>

namespace bulkhead {

struct Chunk {
    ChunkPlace place;
    Bytes data;
};

/// Packs entries of one kind in the order they come. One thread.
class ChunkPacker
{
public:
    ChunkPacker(BatchId batch, ChunkKind kind);

    /// All chunks so far, the unfinished one closed; the packer is empty afterwards.
    std::vector<Chunk> take();
    /// The chunks that are full.
    std::vector<Chunk> takeFull() { return std::exchange(m_chunks, {}); }
    bool hasFull() const noexcept { return !m_chunks.empty(); }
    std::uint64_t entries() const noexcept { return m_total + m_entries; }

protected:
    /// Where the next entry goes; opens and closes chunks as they fill.
    Bytes &nextEntry(std::size_t nameBytes);
    /// True for the first entry of a chunk: nothing to differ from.
    bool isFirst() const noexcept { return m_entries == 1; }

private:
    void close();

    ChunkPlace m_place;
    Bytes m_data;
    std::uint32_t m_entries = 0;
    std::uint32_t m_nameBytes = 0;
    std::uint64_t m_total = 0;
    std::vector<Chunk> m_chunks;
};

class MovePacker : public ChunkPacker
{
public:
    explicit MovePacker(BatchId batch);
    /// Names up to kMaxNameBytes. The result is not packed: see result_codec.h.
    void add(const MoveRecord &move);

private:
    MoveRecord m_previous;
    Bytes m_previousSource;
    Bytes m_previousTarget;
};

class DirectoryPacker : public ChunkPacker
{
public:
    explicit DirectoryPacker(BatchId batch);
    void add(const DirectoryRecord &directory);

private:
    Bytes m_previous; ///< Path.
};

class IndexPacker : public ChunkPacker
{
public:
    IndexPacker(BatchId batch, ChunkKind kind);
    void add(std::uint32_t index);

private:
    std::uint32_t m_previous = 0;
};

class CreatedPacker : public ChunkPacker
{
public:
    explicit CreatedPacker(BatchId batch);
    void add(const CreatedRecord &created); ///< Moves in ascending order.

private:
    CreatedRecord m_previous;
};

class AttributePacker : public ChunkPacker
{
public:
    explicit AttributePacker(BatchId batch);
    void add(const AttributeRecord &record); ///< Moves in ascending order.

private:
    AttributeRecord m_previous;
};

/// Each appends what one chunk holds; false where the chunk is damaged or holds what the program never writes (a name with
/// a slash, a directory index out of range): the contents are then not to be used. Never reads or allocates beyond what the
/// frame announces and the limits above allow, whatever the bytes. Any thread.
bool unpackMoves(BytesView chunk, const ChunkPlace &place, BatchContents &contents);
bool unpackDirectories(BytesView chunk, const ChunkPlace &place, std::vector<DirectoryRecord> &directories);
/// Sizes `created` by the moves where it is empty.
bool unpackCreated(BytesView chunk, const ChunkPlace &place, std::size_t moveCount, std::vector<FileIdentity> &created);
bool unpackAttributes(BytesView chunk, const ChunkPlace &place, std::size_t moveCount, std::vector<AttributeRecord> &attributes);
bool unpackIndexes(BytesView chunk, const ChunkPlace &place, std::size_t directoryCount, std::vector<std::uint32_t> &indexes);

} // namespace bulkhead
