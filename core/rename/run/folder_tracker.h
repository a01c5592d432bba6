// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/base/bytes.h"
#include "core/fs/occupancy.h"

#include <unordered_map>

namespace bulkhead {

/// Where folders are while a batch moves some of them: from the absolute path a folder had before the batch to the one it
/// has now. Knows only what it was told. One thread.
class FolderTracker
{
public:
    /// The folder that was at `before` is now `name` inside the folder that was at `folderBefore`.
    void setPlace(BytesView before, BytesView folderBefore, BytesView name);

    /// The path now. Linear in the length of the path where nothing above it moved.
    Bytes livePath(BytesView before) const;

private:
    struct Place {
        Bytes folderBefore;
        Bytes name;
    };
    using Places = std::unordered_map<Bytes, Place, Occupancy::Hash, std::equal_to<>>;

    /// The nearest of `path` and the folders above it that moved.
    Places::const_iterator nearestMoved(BytesView path) const;

    Places m_moved; ///< By path before; a folder that is back where it was is not in it.
};

} // namespace bulkhead
