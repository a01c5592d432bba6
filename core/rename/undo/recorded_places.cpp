// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/recorded_places.h"

#include "core/base/path.h"

namespace bulkhead {

RecordedPlaces::RecordedPlaces(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater)
    : m_fileSystem(fileSystem)
    , m_contents(contents)
    , m_madeLater(madeLater)
    , m_cache(fileSystem, m_tracker)
{
    for (const DirectoryRecord &directory : contents.directories)
        m_cache.add(directory.path, {});
}

RecordedPlaces::Found RecordedPlaces::look(std::uint32_t directory, BytesView name, const FileIdentity &expected, bool compareContent)
{
    const Found found = lookFor(directory, name, expected, compareContent);
    if (found.presence != Presence::Other)
        return found;
    const auto later = m_madeLater.find(joinPath(m_contents.directories[directory].path, name));
    return later == m_madeLater.end() ? found : lookFor(directory, name, later->second, compareContent);
}

RecordedPlaces::Found RecordedPlaces::lookFor(std::uint32_t directory, BytesView name, FileIdentity expected, bool compareContent)
{
    const auto folder = m_cache.open(directory);
    const auto status = folder ? m_fileSystem.status(*folder, name) : Result<FileStatus>(folder.error());
    if (!status) {
        const ErrorCode code = status.error().code;
        const bool isAbsent = code == ErrorCode::NotFound || code == ErrorCode::NotADirectory || code == ErrorCode::SymbolicLinkLoop;
        return {isAbsent ? Presence::Absent : Presence::Unreadable, {}};
    }
    // A mount gets another number with every boot.
    const FileIdentity &recorded = m_contents.directories[directory].identity;
    if (recorded.inode == 0 || recorded.device == expected.device)
        expected.device = status->identity.device;
    if (expected.inode == 0 || !sameObject(expected, status->identity))
        return {Presence::Other, *status};
    const bool isSame = expected.size == status->identity.size && expected.modificationTime == status->identity.modificationTime;
    return {isSame || !compareContent ? Presence::Here : Presence::Changed, *status};
}

FileIdentity RecordedPlaces::folder(std::uint32_t directory)
{
    return m_cache.open(directory) ? m_cache.identity(directory) : FileIdentity();
}

} // namespace bulkhead
