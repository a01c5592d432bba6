// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/attribute_undo.h"

namespace bulkhead {

namespace {

/// Sets both where the file has `before`; false where it has neither that nor `wanted`.
template <class T>
bool compare(T now, bool isBefore, bool isWanted, const std::optional<T> &wanted, std::optional<T> &from, std::optional<T> &to)
{
    if (isBefore && !isWanted) {
        from = now;
        to = wanted;
    }
    return isBefore || isWanted;
}

} // namespace

void adoptTimes(FileSystem &fileSystem, BatchContents &contents)
{
    if (contents.attributes.empty())
        return;
    FolderTracker tracker;
    DirectoryCache cache(fileSystem, tracker);
    for (const DirectoryRecord &directory : contents.directories)
        cache.add(directory.path, {});
    for (const AttributeRecord &record : contents.attributes) {
        if (!record.from.modificationTime)
            continue;
        MoveRecord &move = contents.moves[record.move];
        const auto adopt = [&](std::uint32_t directory, BytesView name) {
            const auto folder = cache.open(directory);
            const auto status = folder ? fileSystem.status(*folder, name) : Result<FileStatus>(folder.error());
            if (!status)
                return false;
            const std::int64_t now = status->identity.modificationTime;
            FileIdentity expected = move.identity;
            expected.modificationTime = now;
            expected.device = status->identity.device;
            const bool isOurs = sameObject(expected, status->identity)
                && (isKeptTime(now, *record.from.modificationTime) || isKeptTime(now, *record.to.modificationTime));
            if (isOurs)
                move.identity.modificationTime = now;
            return isOurs;
        };
        if (!adopt(move.targetDirectory, move.target))
            (void)adopt(move.sourceDirectory, move.source);
    }
}

AttributeReverse::AttributeReverse(FileSystem &fileSystem, const BatchContents &contents, BatchLookup &lookup, Destination destination)
    : m_fileSystem(fileSystem)
    , m_contents(contents)
    , m_lookup(lookup)
    , m_destination(destination)
{
}

bool AttributeReverse::run(const std::stop_token &stop)
{
    for (const AttributeRecord &record : m_contents.attributes) {
        if (stop.stop_requested())
            return false;
        examine(record);
    }
    return true;
}

void AttributeReverse::examine(const AttributeRecord &record)
{
    const RecordedObject &object = m_lookup.object(record.move);
    if (object.state != RecordedObject::State::Found && object.state != RecordedObject::State::Arrived)
        return;
    Bytes room;
    const BytesView name = m_lookup.nameOf(object, room);
    const auto folder = m_fileSystem.openDirectoryNoLinks(m_lookup.livePath(m_contents.directories[m_lookup.folderOf(object)].path));
    const auto status = folder ? m_fileSystem.status(*folder, name) : Result<FileStatus>(folder.error());
    if (!status || status->identity.type != FileType::Regular)
        return;
    const bool goesBack = m_destination == Destination::Sources;
    const FileAttributes &wanted = goesBack ? record.from : record.to;
    const FileAttributes &before = goesBack ? record.to : record.from;
    Change change{.status = *status, .from = {}, .to = {}};
    bool isKnown = true;
    if (wanted.modificationTime) {
        const std::int64_t now = status->identity.modificationTime;
        isKnown = compare(now, isKeptTime(now, *before.modificationTime), isKeptTime(now, *wanted.modificationTime),
            wanted.modificationTime, change.from.modificationTime, change.to.modificationTime);
    }
    if (wanted.permissions) {
        const std::uint16_t now = status->permissions;
        isKnown = compare(now, now == *before.permissions, now == *wanted.permissions, wanted.permissions, change.from.permissions,
                      change.to.permissions)
            && isKnown;
    }
    m_changedSince += !isKnown;
    if (!change.to.isEmpty())
        m_changes.emplace(record.move, change);
}

const AttributeReverse::Change *AttributeReverse::find(std::uint32_t move) const
{
    const auto found = m_changes.find(move);
    return found == m_changes.end() ? nullptr : &found->second;
}

bool AttributeReverse::isLast() const
{
    const bool wasLast = !m_contents.attributes.empty() && m_contents.attributes.front().last;
    return wasLast != (m_destination == Destination::Sources);
}

} // namespace bulkhead
