// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/folder_tracker.h"

#include "core/base/path.h"

namespace bulkhead {

void FolderTracker::setPlace(BytesView before, BytesView folderBefore, BytesView name)
{
    if (parentPath(before) == folderBefore && fileName(before) == name) {
        if (const auto found = m_moved.find(before); found != m_moved.end())
            m_moved.erase(found);
        return;
    }
    m_moved.insert_or_assign(Bytes(before), Place{Bytes(folderBefore), Bytes(name)});
}

FolderTracker::Places::const_iterator FolderTracker::nearestMoved(BytesView path) const
{
    for (;;) {
        const auto found = m_moved.find(path);
        if (found != m_moved.end())
            return found;
        const BytesView parent = parentPath(path);
        if (parent.size() >= path.size())
            return m_moved.end();
        path = parent;
    }
}

Bytes FolderTracker::livePath(BytesView before) const
{
    Bytes above(before); // Still a path of before the batch.
    Bytes below; // What hangs under it already, with its leading slash.
    // A real tree needs one round per moved folder at most; a damaged record that moves folders into each other has no end.
    for (std::size_t round = 0; round <= m_moved.size(); ++round) {
        const auto moved = m_moved.empty() ? m_moved.end() : nearestMoved(above);
        if (moved == m_moved.end()) {
            if (below.empty())
                return above;
            return above == "/" ? below : above + below;
        }
        below = "/" + moved->second.name + above.substr(moved->first.size()) + below;
        above = moved->second.folderBefore;
    }
    return Bytes(before);
}

} // namespace bulkhead
