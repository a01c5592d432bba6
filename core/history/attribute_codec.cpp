// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/row_codec.h"
#include "core/history/varint.h"

namespace bulkhead {

namespace {

enum Flag : unsigned { HasTime = 1, HasPermissions = 2, IsLast = 4 };

constexpr std::uint64_t kMostPermissions = 07777;

std::uint64_t timeOf(const FileAttributes &attributes)
{
    return std::uint64_t(attributes.modificationTime.value_or(0));
}

} // namespace

AttributePacker::AttributePacker(BatchId batch)
    : ChunkPacker(batch, ChunkKind::Attributes)
{
}

void AttributePacker::add(const AttributeRecord &record)
{
    Bytes &out = nextEntry(0);
    if (isFirst())
        m_previous = {};
    const unsigned time = record.from.modificationTime ? unsigned(HasTime) : 0u;
    const unsigned permissions = record.from.permissions ? unsigned(HasPermissions) : 0u;
    out += char(time | permissions | (record.last ? unsigned(IsLast) : 0u));
    appendDistance(out, m_previous.move, record.move);
    if (time) {
        appendDistance(out, timeOf(m_previous.from), timeOf(record.from));
        appendDistance(out, timeOf(record.from), timeOf(record.to));
    }
    if (permissions) {
        appendVarint(out, *record.from.permissions);
        appendVarint(out, *record.to.permissions);
    }
    m_previous = record;
}

bool unpackAttributes(BytesView chunk, const ChunkPlace &place, std::size_t moveCount, std::vector<AttributeRecord> &attributes)
{
    const auto view = openChunk(chunk, place);
    if (!view || view->nameBytes != 0 || view->entries > moveCount)
        return false;
    ByteReader reader(view->payload);
    AttributeRecord previous;
    for (std::uint32_t entry = 0; entry < view->entries; ++entry) {
        AttributeRecord record;
        const unsigned flags = reader.byte();
        record.last = flags & IsLast;
        const std::uint64_t move = reader.distanceFrom(previous.move);
        if (flags & HasTime) {
            const std::uint64_t from = reader.distanceFrom(timeOf(previous.from));
            record.from.modificationTime = std::int64_t(from);
            record.to.modificationTime = std::int64_t(reader.distanceFrom(from));
        }
        if (flags & HasPermissions) {
            const std::uint64_t from = reader.varint();
            const std::uint64_t to = reader.varint();
            if (from > kMostPermissions || to > kMostPermissions)
                return false;
            record.from.permissions = std::uint16_t(from);
            record.to.permissions = std::uint16_t(to);
        }
        const bool isKnown = (flags & (HasTime | HasPermissions)) && !(flags & ~unsigned(HasTime | HasPermissions | IsLast));
        if (!reader.ok() || !isKnown || move >= moveCount || (!attributes.empty() && move <= attributes.back().move))
            return false;
        record.move = std::uint32_t(move);
        attributes.push_back(record);
        previous = record;
    }
    return reader.atEnd();
}

} // namespace bulkhead
