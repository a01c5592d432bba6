// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/row_codec.h"

#include "core/base/path.h"
#include "core/history/varint.h"

#include <cassert>

namespace bulkhead {

namespace {

// The first byte of a move: which fields differ from the row before, and the type.
constexpr unsigned kOtherSourceDirectory = 1u << 0;
constexpr unsigned kLeavesDirectory = 1u << 1;
constexpr unsigned kOtherDevice = 1u << 2;
constexpr unsigned kNoBirthTime = 1u << 3;
constexpr unsigned kTypeShift = 4; // three bits
constexpr unsigned kLikePreviousTarget = 1u << 7; ///< The new name begins as the new name before, else as the old name.

std::size_t commonPrefix(BytesView a, BytesView b) noexcept
{
    const std::size_t limit = std::min(a.size(), b.size());
    std::size_t length = 0;
    while (length < limit && a[length] == b[length])
        ++length;
    return length;
}

std::size_t commonSuffix(BytesView a, BytesView b) noexcept
{
    const std::size_t limit = std::min(a.size(), b.size());
    std::size_t length = 0;
    while (length < limit && a[a.size() - 1 - length] == b[b.size() - 1 - length])
        ++length;
    return length;
}

/// The numbers of one entry, put together before they are appended: one append instead of a dozen.
class Numbers
{
public:
    explicit Numbers(unsigned flags) { *m_end++ = char(flags); }
    void add(std::uint64_t value) noexcept { m_end = putVarint(m_end, value); }
    void addDistance(std::uint64_t from, std::uint64_t to) noexcept { m_end = putDistance(m_end, from, to); }
    void addTimesAndSize(const FileIdentity &previous, const FileIdentity &identity) noexcept
    {
        addDistance(previous.inode, identity.inode);
        if (identity.birth != 0)
            addDistance(std::uint64_t(previous.birth), std::uint64_t(identity.birth));
        add(std::uint64_t(identity.size));
        addDistance(std::uint64_t(previous.modificationTime), std::uint64_t(identity.modificationTime));
    }
    BytesView bytes() const noexcept { return {m_buffer, std::size_t(m_end - m_buffer)}; }

private:
    static constexpr std::size_t kMost = 12; // A move has the most: three of place, four of identity, five of names.
    char m_buffer[1 + kMost * kVarintBytes];
    char *m_end = m_buffer;
};

void readTimesAndSize(ByteReader &reader, bool hasBirthTime, const FileIdentity &previous, FileIdentity &identity)
{
    identity.inode = reader.distanceFrom(previous.inode);
    identity.birth = hasBirthTime ? std::int64_t(reader.distanceFrom(std::uint64_t(previous.birth))) : 0;
    identity.size = std::int64_t(reader.varint());
    identity.modificationTime = std::int64_t(reader.distanceFrom(std::uint64_t(previous.modificationTime)));
}

unsigned typeAndBirth(const FileIdentity &identity)
{
    return unsigned(identity.type) << kTypeShift | (identity.birth == 0 ? kNoBirthTime : 0);
}

FileType typeOf(unsigned flags)
{
    return FileType((flags >> kTypeShift) & 7);
}

/// Where unpacked names go: one block, of the size the frame announced.
class NameBlock
{
public:
    explicit NameBlock(std::size_t bytes)
        : m_memory(new char[bytes])
        , m_left(bytes)
        , m_at(m_memory.get())
    {
    }

    /// head + middle + tail as one name; nothing where there is no room for it.
    std::optional<BytesView> put(BytesView head, BytesView middle, BytesView tail)
    {
        const std::size_t size = head.size() + middle.size() + tail.size();
        if (size > m_left)
            return {};
        char *const begin = m_at;
        for (const BytesView part : {head, middle, tail})
            m_at = std::copy(part.begin(), part.end(), m_at);
        m_left -= size;
        return BytesView(begin, size);
    }
    bool isFull() const noexcept { return m_left == 0; }
    std::unique_ptr<char[]> release() { return std::move(m_memory); }

private:
    std::unique_ptr<char[]> m_memory;
    std::size_t m_left;
    char *m_at;
};

/// A name that begins and ends as others do.
struct SharedName {
    BytesView prefixFrom;
    BytesView suffixFrom;
    std::uint64_t prefix = 0;
    std::uint64_t suffix = 0;
};

std::optional<BytesView> putName(NameBlock &block, const SharedName &shared, BytesView own)
{
    if (shared.prefix > shared.prefixFrom.size() || shared.suffix > shared.suffixFrom.size())
        return {};
    const BytesView tail = shared.suffixFrom.substr(shared.suffixFrom.size() - std::size_t(shared.suffix));
    const auto name = block.put(shared.prefixFrom.substr(0, std::size_t(shared.prefix)), own, tail);
    if (!name || !isLegalComponent(*name))
        return {};
    return name;
}

/// Reads the moves of one chunk, each against the one before.
class MoveReader
{
public:
    MoveReader(const ChunkView &chunk, std::size_t directoryCount)
        : m_reader(chunk.payload)
        , m_block(chunk.nameBytes)
        , m_directoryCount(directoryCount)
    {
    }

    bool next()
    {
        const unsigned flags = m_reader.byte();
        readDirectories(flags);
        if (flags & kOtherDevice)
            m_move.identity.device = m_reader.varint();
        m_move.identity.type = typeOf(flags);
        // A row without a birth time leaves the one before as what the next row's is measured against.
        FileIdentity previous = m_move.identity;
        previous.birth = m_birthTime;
        readTimesAndSize(m_reader, !(flags & kNoBirthTime), previous, m_move.identity);
        if (m_move.identity.birth != 0)
            m_birthTime = m_move.identity.birth;
        return readNames(flags) && m_reader.ok() && m_move.sourceDirectory < m_directoryCount && m_move.targetDirectory < m_directoryCount;
    }

    const MoveRecord &move() const noexcept { return m_move; }
    bool isUsedUp() const noexcept { return m_reader.atEnd() && m_block.isFull(); }
    std::unique_ptr<char[]> releaseNames() { return m_block.release(); }

private:
    void readDirectories(unsigned flags)
    {
        if (flags & kOtherSourceDirectory)
            m_move.sourceDirectory = std::uint32_t(m_reader.distanceFrom(m_move.sourceDirectory));
        m_move.targetDirectory
            = flags & kLeavesDirectory ? std::uint32_t(m_reader.distanceFrom(m_move.sourceDirectory)) : m_move.sourceDirectory;
    }

    bool readNames(unsigned flags)
    {
        const std::uint64_t sourcePrefix = m_reader.varint();
        const std::uint64_t sourceOwn = m_reader.varint();
        const std::uint64_t targetPrefix = m_reader.varint();
        const std::uint64_t targetSuffix = m_reader.varint();
        const std::uint64_t targetOwn = m_reader.varint();
        const auto source = putName(m_block, {.prefixFrom = m_move.source, .prefix = sourcePrefix}, m_reader.bytes(sourceOwn));
        if (!source)
            return false;
        m_move.source = *source;
        const BytesView prefixFrom = flags & kLikePreviousTarget ? m_move.target : *source;
        const auto target = putName(m_block,
            {.prefixFrom = prefixFrom, .suffixFrom = *source, .prefix = targetPrefix, .suffix = targetSuffix}, m_reader.bytes(targetOwn));
        if (!target)
            return false;
        m_move.target = *target;
        return true;
    }

    ByteReader m_reader;
    NameBlock m_block;
    std::size_t m_directoryCount;
    MoveRecord m_move;
    std::int64_t m_birthTime = 0;
};

/// An announced size no packer would have made; a hostile one must not make us allocate it.
bool isPlausible(const ChunkView &chunk, std::uint64_t longestEntry)
{
    return chunk.entries > 0 && chunk.entries <= kChunkEntries && chunk.nameBytes < kChunkNameBytes + longestEntry;
}

} // namespace

ChunkPacker::ChunkPacker(BatchId batch, ChunkKind kind)
    : m_place{.batch = batch, .kind = kind, .number = 0}
{
}

Bytes &ChunkPacker::nextEntry(std::size_t nameBytes)
{
    if (m_entries == kChunkEntries || m_nameBytes >= kChunkNameBytes)
        close();
    if (m_entries == 0)
        beginChunk(m_data);
    ++m_entries;
    m_nameBytes += std::uint32_t(nameBytes);
    return m_data;
}

void ChunkPacker::close()
{
    if (m_entries == 0)
        return;
    endChunk(m_data, m_place, m_entries, m_nameBytes);
    m_chunks.push_back({m_place, m_data}); // A copy: exact in size, and the buffer is used again.
    ++m_place.number;
    m_total += m_entries;
    m_entries = 0;
    m_nameBytes = 0;
}

std::vector<Chunk> ChunkPacker::take()
{
    close();
    return std::exchange(m_chunks, {});
}

MovePacker::MovePacker(BatchId batch)
    : ChunkPacker(batch, ChunkKind::Moves)
{
}

void MovePacker::add(const MoveRecord &move)
{
    assert(move.source.size() <= kMaxNameBytes && move.target.size() <= kMaxNameBytes);
    Bytes &out = nextEntry(move.source.size() + move.target.size());
    if (isFirst()) {
        m_previous = {};
        m_previousSource.clear();
        m_previousTarget.clear();
    }
    const FileIdentity &identity = move.identity;
    const std::size_t likeSource = commonPrefix(move.source, move.target);
    const std::size_t likeTarget = commonPrefix(m_previousTarget, move.target);
    const std::size_t prefix = std::max(likeSource, likeTarget);
    const std::size_t suffix = commonSuffix(move.source, move.target.substr(prefix));

    unsigned flags = typeAndBirth(identity);
    flags |= move.sourceDirectory != m_previous.sourceDirectory ? kOtherSourceDirectory : 0;
    flags |= move.targetDirectory != move.sourceDirectory ? kLeavesDirectory : 0;
    flags |= identity.device != m_previous.identity.device ? kOtherDevice : 0;
    flags |= likeTarget > likeSource ? kLikePreviousTarget : 0;
    Numbers numbers(flags);
    if (flags & kOtherSourceDirectory)
        numbers.addDistance(m_previous.sourceDirectory, move.sourceDirectory);
    if (flags & kLeavesDirectory)
        numbers.addDistance(move.sourceDirectory, move.targetDirectory);
    if (flags & kOtherDevice)
        numbers.add(identity.device);
    numbers.addTimesAndSize(m_previous.identity, identity);
    const BytesView ownSource = move.source.substr(commonPrefix(m_previousSource, move.source));
    const BytesView ownTarget = move.target.substr(prefix, move.target.size() - prefix - suffix);
    for (const std::size_t length : {move.source.size() - ownSource.size(), ownSource.size(), prefix, suffix, ownTarget.size()})
        numbers.add(length);
    out.append(numbers.bytes()).append(ownSource).append(ownTarget);

    const std::int64_t birth = identity.birth != 0 ? identity.birth : m_previous.identity.birth;
    m_previous.sourceDirectory = move.sourceDirectory;
    m_previous.identity = identity;
    m_previous.identity.birth = birth;
    m_previousSource = move.source;
    m_previousTarget = move.target;
}

DirectoryPacker::DirectoryPacker(BatchId batch)
    : ChunkPacker(batch, ChunkKind::Directories)
{
}

void DirectoryPacker::add(const DirectoryRecord &directory)
{
    Bytes &out = nextEntry(directory.path.size());
    if (isFirst())
        m_previous.clear();
    const std::size_t prefix = commonPrefix(m_previous, directory.path);
    Numbers numbers(typeAndBirth(directory.identity));
    numbers.add(directory.identity.device);
    numbers.addTimesAndSize({}, directory.identity);
    numbers.add(prefix);
    numbers.add(directory.path.size() - prefix);
    out.append(numbers.bytes()).append(directory.path, prefix);
    m_previous = directory.path;
}

IndexPacker::IndexPacker(BatchId batch, ChunkKind kind)
    : ChunkPacker(batch, kind)
{
}

void IndexPacker::add(std::uint32_t index)
{
    Bytes &out = nextEntry(0);
    appendDistance(out, isFirst() ? 0 : m_previous, index);
    m_previous = index;
}

CreatedPacker::CreatedPacker(BatchId batch)
    : ChunkPacker(batch, ChunkKind::Created)
{
}

void CreatedPacker::add(const CreatedRecord &created)
{
    Bytes &out = nextEntry(0);
    if (isFirst())
        m_previous = {};
    Numbers numbers(typeAndBirth(created.identity));
    numbers.addDistance(m_previous.move, created.move);
    numbers.add(created.identity.device);
    numbers.addTimesAndSize(m_previous.identity, created.identity);
    out.append(numbers.bytes());
    m_previous = created;
}

bool unpackCreated(BytesView chunk, const ChunkPlace &place, std::size_t moveCount, std::vector<FileIdentity> &created)
{
    const auto view = openChunk(chunk, place);
    if (!view || !isPlausible(*view, 0) || view->entries > moveCount)
        return false;
    if (created.empty())
        created.resize(moveCount);
    ByteReader reader(view->payload);
    CreatedRecord previous;
    for (std::uint32_t entry = 0; entry < view->entries; ++entry) {
        CreatedRecord record;
        const unsigned flags = reader.byte();
        record.identity.type = typeOf(flags);
        const std::uint64_t move = reader.distanceFrom(previous.move);
        record.identity.device = reader.varint();
        readTimesAndSize(reader, !(flags & kNoBirthTime), previous.identity, record.identity);
        if (!reader.ok() || move >= moveCount || created[std::size_t(move)].inode != 0)
            return false;
        record.move = std::uint32_t(move);
        created[record.move] = record.identity;
        previous = record;
    }
    return reader.atEnd();
}

bool unpackMoves(BytesView chunk, const ChunkPlace &place, BatchContents &contents)
{
    const auto view = openChunk(chunk, place);
    if (!view || !isPlausible(*view, 2 * kMaxNameBytes))
        return false;
    MoveReader reader(*view, contents.directories.size());
    for (std::uint32_t entry = 0; entry < view->entries; ++entry) {
        if (!reader.next())
            return false;
        contents.moves.push_back(reader.move());
    }
    contents.arena.push_back(reader.releaseNames());
    return reader.isUsedUp();
}

bool unpackDirectories(BytesView chunk, const ChunkPlace &place, std::vector<DirectoryRecord> &directories)
{
    const auto view = openChunk(chunk, place);
    if (!view || !isPlausible(*view, kMaxPathBytes))
        return false;
    ByteReader reader(view->payload);
    Bytes previous;
    std::uint64_t pathBytes = 0;
    for (std::uint32_t entry = 0; entry < view->entries; ++entry) {
        DirectoryRecord directory;
        const unsigned flags = reader.byte();
        directory.identity.type = typeOf(flags);
        directory.identity.device = reader.varint();
        readTimesAndSize(reader, !(flags & kNoBirthTime), {}, directory.identity);
        const std::uint64_t prefix = reader.varint();
        const BytesView own = reader.bytes(reader.varint());
        if (!reader.ok() || prefix > previous.size() || (pathBytes += prefix + own.size()) > view->nameBytes)
            return false;
        directory.path.append(previous, 0, std::size_t(prefix)).append(own);
        if (!directory.path.starts_with('/') || directory.path.find('\0') != Bytes::npos)
            return false;
        previous = directory.path;
        directories.push_back(std::move(directory));
    }
    return reader.atEnd() && pathBytes == view->nameBytes;
}

bool unpackIndexes(BytesView chunk, const ChunkPlace &place, std::size_t directoryCount, std::vector<std::uint32_t> &indexes)
{
    const auto view = openChunk(chunk, place);
    if (!view || !isPlausible(*view, 0))
        return false;
    ByteReader reader(view->payload);
    std::uint32_t index = 0;
    for (std::uint32_t entry = 0; entry < view->entries; ++entry) {
        index = std::uint32_t(reader.distanceFrom(index));
        if (!reader.ok() || index >= directoryCount)
            return false;
        indexes.push_back(index);
    }
    return reader.atEnd();
}

} // namespace bulkhead
