// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/scan_filter.h"
#include "core/fs/scan_given.h"
#include "core/fs/scan_places.h"
#include "core/fs/scanner.h"

namespace bulkhead {

/// What a root turned out to be: a name, the contents of a folder, both, or nothing that was wanted.
struct ScanRoot {
    GivenId given = kNone;
    PlaceId contents = kNone;
};

/// Looks at the paths a person gave. Keeps references to everything it is made with. One thread.
class ScanRootReader
{
public:
    ScanRootReader(FileSystem &fileSystem, const ScanOptions &options, ScanFilter &filter, ScanPlaces &places, GivenNames &given,
        std::vector<ScanIssue> &issues);

    /// A root that cannot be read becomes an issue under the path as it was given.
    ScanRoot read(BytesView absoluteRoot);

private:
    ScanRoot readName(BytesView path, BytesView root);
    ScanRoot readFolder(BytesView path, BytesView root);
    bool isFolder(const DirectoryRef &parent, BytesView name, FileType type);
    ScanRoot refuse(Error error, BytesView root);

    FileSystem &m_fileSystem;
    const ScanOptions &m_options;
    ScanFilter &m_filter;
    ScanPlaces &m_places;
    GivenNames &m_given;
    std::vector<ScanIssue> &m_issues;
};

} // namespace bulkhead
