// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: ScanOptions::needed.
#pragma once

#include "core/fs/file_system.h"

#include <optional>
#include <vector>

namespace bulkhead {

/// A folder that has to stay reachable by its path. Known by identity: whichever way a scan comes by, it is the same folder.
class NeededFolder
{
public:
    /// Reads the disk; what is not there yet is not needed. An empty path = none.
    NeededFolder(FileSystem &fileSystem, BytesView absolutePath);

    /// The folder itself, those above it, and the links on the way.
    bool isOnTheWay(const FileIdentity &identity) const;
    bool isFolder(const FileIdentity &identity) const { return m_folder && sameObject(*m_folder, identity); }

private:
    std::optional<FileIdentity> m_folder; ///< Where it is there.
    std::vector<FileIdentity> m_onTheWay;
};

} // namespace bulkhead
