// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: where the objects of a recorded batch are now. Looks at the disk, never at which steps were taken.
#pragma once

#include "core/rename/run/directory_cache.h"
#include "core/rename/undo.h"
#include "core/rename/undo/undo_listing.h"

#include <map>
#include <set>
#include <tuple>

namespace bulkhead {

/// A folder of the record, as it is now.
struct RecordedFolder {
    enum class State : std::uint8_t {
        NotAsked,
        There,
        Missing,
        Other, ///< Another folder, a link or a file has its path.
        Unreadable,
    };
    State state = State::NotAsked;
    FileIdentity identity; ///< Where it is there.
};

/// One recorded move, as it is now.
struct RecordedObject {
    enum class State : std::uint8_t {
        NotAsked, ///< The batch did not move it.
        Asking,
        Found,
        Arrived, ///< Where it should be.
        Gone, ///< At none of the names the batch had for it.
        Replaced, ///< Something else is where it was left.
        Unreadable,
    };
    enum class At : std::uint8_t { Target, Source, Temporary };
    State state = State::NotAsked;
    At at = At::Target; ///< Where it was found, or where it should have been.
    bool listed = false; ///< Found by the listing of its folder.
    std::uint32_t nameOf = 0; ///< The move whose name it has: its own, but for hard links of one file.
    std::uint32_t status = kNone; ///< For BatchLookup::statusOf.
};

/// One thread. `contents` must outlive it.
class BatchLookup
{
public:
    BatchLookup(FileSystem &fileSystem, const BatchContents &contents, Destination destination);

    /// False where `stop` fired.
    bool run(const std::stop_token &stop);

    const RecordedObject &object(std::uint32_t move) const { return m_objects[move]; }
    std::uint32_t folderOf(const RecordedObject &object) const; ///< Index into the record's directories.
    /// A view into the record, or into `room`, which must outlive it.
    BytesView nameOf(const RecordedObject &object, Bytes &room) const;
    /// Where it was found; else, and where a listing told it, the recorded identity.
    FileStatus statusOf(std::uint32_t move) const;

    const RecordedFolder &folder(std::uint32_t directory);
    /// What is in a folder besides the objects found there; null where no listing told it.
    const OtherNames *othersIn(std::uint32_t directory) const;
    Bytes livePath(BytesView before) const { return m_tracker.livePath(before); }

private:
    using At = RecordedObject::At;
    enum class Presence : std::uint8_t { Here, Other, Absent, Unreadable };
    struct Answer {
        Presence presence = Presence::Absent;
        FileStatus status;
    };

    bool wasMeant(const MoveRecord &move) const;
    bool isInterrupted() const;
    At wanted() const { return m_destination == Destination::Sources ? At::Source : At::Target; }
    /// False where `stop` fired.
    bool resolveByListing(const std::stop_token &stop);
    bool listTellsAll(std::uint32_t directory);
    void dropPartialListings();
    void resolve(std::uint32_t move);
    bool findMore(const std::vector<std::uint32_t> &moves);
    bool resolveFoldersAbove(BytesView path);
    /// False where `stop` fired.
    bool resolveHardLinks(const std::vector<std::uint32_t> &moves, const std::stop_token &stop);
    bool isSpelledAsSource(std::uint32_t move);
    void forgiveOwnNames();
    void conclude(std::uint32_t move, bool occupied, bool unreadable);
    void settle(std::uint32_t move, At at, std::uint32_t nameOf, const FileStatus &status);
    Answer look(std::uint32_t move, At at, const FileIdentity &identity);
    /// Type, birth time, size, modification time.
    using Likeness = std::tuple<FileType, std::int64_t, std::int64_t, std::int64_t>;
    static Likeness likeness(const FileIdentity &identity);
    void countAlike();
    bool mayBeAnother(const FileIdentity &recorded, const FileIdentity &found) const;
    RecordedObject place(std::uint32_t move, At at) const;
    Bytes nameOf(const RecordedObject &object) const;

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const Destination m_destination;
    FolderTracker m_tracker;
    DirectoryCache m_cache;
    std::vector<RecordedFolder> m_folders;
    RecordedFolder m_unsure; ///< An answer that may be another one later.
    std::vector<RecordedObject> m_objects;
    std::vector<FileStatus> m_statuses; ///< Of the objects that were looked at.
    std::unordered_map<std::uint32_t, std::set<Bytes, std::less<>>> m_listings; ///< Folders where spelling counts.
    std::map<Likeness, std::uint32_t> m_alike; ///< Files of an interrupted batch that may be mistaken for each other.
    std::unordered_map<std::uint32_t, OtherNames> m_others;
    int m_depth = 0; ///< Of folders asked about while another one is being looked for.
    std::unordered_map<Bytes, std::uint32_t, Occupancy::Hash, std::equal_to<>> m_moversByPath; ///< Folders among the moves, by path before.
};

} // namespace bulkhead
