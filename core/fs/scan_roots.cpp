// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_roots.h"

#include "core/base/path.h"

namespace bulkhead {

ScanRootReader::ScanRootReader(FileSystem &fileSystem, const ScanOptions &options, ScanFilter &filter, ScanPlaces &places,
    GivenNames &given, std::vector<ScanIssue> &issues)
    : m_fileSystem(fileSystem)
    , m_options(options)
    , m_filter(filter)
    , m_places(places)
    , m_given(given)
    , m_issues(issues)
{
}

ScanRoot ScanRootReader::read(BytesView absoluteRoot)
{
    const Bytes path = absolutePath(absoluteRoot, "/");
    const bool unnamed = path == "/" || fileName(path) == "..";
    return unnamed ? readFolder(path, absoluteRoot) : readName(path, absoluteRoot);
}

/// A folder that was given without its name.
ScanRoot ScanRootReader::readFolder(BytesView path, BytesView root)
{
    const auto place = m_places.atPath(path);
    if (!place)
        return refuse(place.error(), root);
    if (m_options.folderMeansContents)
        return {.contents = *place};
    const Bytes canonical(m_places[*place].path);
    if (canonical == "/" || canonical == path) // The root is in no folder that could hold it as a row.
        return refuse({.code = ErrorCode::InvalidInput, .operation = "read folder"}, root);
    return readName(canonical, root);
}

ScanRoot ScanRootReader::readName(BytesView path, BytesView root)
{
    const BytesView name = fileName(path);
    const auto parent = m_places.atPath(parentPath(path));
    if (!parent)
        return refuse(parent.error(), root);
    const auto opened = m_places.open(*parent);
    if (!opened)
        return refuse(opened.error(), root);
    const PlaceId place = m_places.firstMet(*parent, *opened);
    const auto directory = m_places.open(place);
    if (!directory)
        return refuse(directory.error(), root);
    const auto status = m_fileSystem.status(*directory, name);
    if (!status)
        return refuse(status.error(), root);

    ScanRoot read;
    const bool folder = isFolder(*directory, name, status->identity.type);
    if (!folder && isPlaceholder(name))
        return refuse({.code = ErrorCode::Busy, .operation = "read file"}, root);
    if (folder && (m_options.folderMeansContents || m_options.recursive)) {
        const auto contents = m_places.atPath(path);
        if (!contents)
            return refuse(contents.error(), root);
        read.contents = *contents;
    }
    const bool isRow = folder ? !m_options.folderMeansContents : m_filter.wantsType(status->identity.type);
    if (isRow && m_filter.takesGiven(name)) {
        read.given = m_given.add(place, name, *status);
        m_places[place].holdsGivenNames = true;
    }
    return read;
}

bool ScanRootReader::isFolder(const DirectoryRef &parent, BytesView name, FileType type)
{
    if (type != FileType::SymbolicLink)
        return type == FileType::Directory;
    if (!m_options.followGivenLinks)
        return false;
    const auto target = m_fileSystem.statusFollowed(parent, name);
    return target && target->identity.type == FileType::Directory;
}

ScanRoot ScanRootReader::refuse(Error error, BytesView root)
{
    error.path = Bytes(root);
    m_issues.push_back({std::move(error)});
    return {};
}

} // namespace bulkhead
