// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/rename/run/backoff.h"
#include "core/rename/run/directory_cache.h"

#include <optional>

namespace bulkhead {

/// A name in a folder of the cache. The name must live as long as the location is used.
struct Location {
    DirectoryCache::Key folder = kNone;
    BytesView name;
};

/// Moves one object from one location to another: makes sure that it is the right one, never replaces anything, tries again
/// where that may help, and looks at the disk where an error leaves it open what happened. One thread.
class ObjectMover
{
public:
    enum class Effort : std::uint8_t {
        Normal, ///< Only passing errors are tried again.
        Hard, ///< Every error that may go away is: for taking steps back.
    };
    struct Outcome {
        enum class Kind : std::uint8_t {
            Moved,
            NotMoved, ///< It is where it was, or was not the right object; `error` says why.
            Uncertain, ///< It could not be found out where it is.
        };
        Kind kind = Kind::Moved;
        bool respelled = false; ///< The folder takes both names for the same: read the spelling back.
        Error error;
    };

    /// References must outlive the mover. `token` is the batch's, for temporary names.
    ObjectMover(FileSystem &fileSystem, DirectoryCache &cache, Backoff &backoff, Bytes token);

    Outcome move(const FileIdentity &identity, Location from, Location to, std::uint32_t moveIndex, Effort effort = Effort::Normal);

    /// As move, through the temporary name inside one folder: for names the folder takes for the same.
    Outcome respell(const FileIdentity &identity, DirectoryCache::Key folder, BytesView from, BytesView to, std::uint32_t moveIndex);

    const Bytes &token() const noexcept { return m_token; }

private:
    enum class Presence : std::uint8_t { Here, Other, Absent, Unknown };
    struct Ends {
        DirectoryRef source;
        DirectoryRef target;
    };

    bool isExpected(const FileIdentity &expected, const FileIdentity &found, BytesView name) const;
    Outcome attempt(const FileIdentity &identity, Location from, Location to, std::uint32_t moveIndex);
    Outcome lookAfterError(
        const FileIdentity &identity, const Ends &ends, Location from, Location to, std::uint32_t moveIndex, Error error);
    Outcome respellIn(const DirectoryRef &folder, const FileIdentity &identity, BytesView from, BytesView to, std::uint32_t moveIndex);
    Presence presence(const FileIdentity &identity, const DirectoryRef &folder, BytesView name);
    bool isOtherSpelling(const DirectoryRef &folder, BytesView name, const FileIdentity &identity);
    std::optional<bool> isListed(const DirectoryRef &folder, BytesView name); ///< Nothing where the folder cannot be read.

    FileSystem &m_fileSystem;
    DirectoryCache &m_cache;
    Backoff &m_backoff;
    const Bytes m_token;
};

} // namespace bulkhead
