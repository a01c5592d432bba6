// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: times and permissions of a recorded batch. As with names, the disk says what was changed, not which steps were
// taken.
#pragma once

#include "core/rename/undo/undo_lookup.h"

namespace bulkhead {

/// Where a disk tells files apart by their times, a file is recorded with the time that the batch gave it, or had found, or something
/// near. The record is given the time that the file has now, if it is one of those.
void adoptTimes(FileSystem &fileSystem, BatchContents &contents);

/// What of the batch's changes to files is yet to be reversed (or finished). One thread; references must outlive it.
class AttributeReverse
{
public:
    struct Change {
        FileStatus status; ///< Of the file, now.
        FileAttributes from;
        FileAttributes to;
    };

    /// The lookup has run. False from `run` where `stop` fired.
    AttributeReverse(FileSystem &fileSystem, const BatchContents &contents, BatchLookup &lookup, Destination destination);
    bool run(const std::stop_token &stop);

    /// Null where nothing of the file is to be changed.
    const Change *find(std::uint32_t move) const;
    /// The changes come behind the moves.
    bool isLast() const;
    /// Files of which something was changed by somebody else since, and stays.
    std::int64_t changedSince() const noexcept { return m_changedSince; }

private:
    void examine(const AttributeRecord &record);

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    BatchLookup &m_lookup;
    const Destination m_destination;
    std::unordered_map<std::uint32_t, Change> m_changes;
    std::int64_t m_changedSince = 0;
};

} // namespace bulkhead
