// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/object_mover.h"

#include "core/history/history.h"

namespace bulkhead {

namespace {

using Kind = ObjectMover::Outcome::Kind;

ObjectMover::Outcome notMoved(Error error)
{
    return {.kind = Kind::NotMoved, .error = std::move(error)};
}

/// What no second attempt can change.
bool isFinal(ErrorCode code)
{
    switch (code) {
    case ErrorCode::AlreadyExists:
    case ErrorCode::NotFound:
    case ErrorCode::Changed:
    case ErrorCode::NameTooLong:
    case ErrorCode::InvalidName:
    case ErrorCode::NotADirectory:
    case ErrorCode::CrossesFileSystems:
    case ErrorCode::SymbolicLinkLoop:
        return true;
    default:
        return false;
    }
}

} // namespace

ObjectMover::ObjectMover(FileSystem &fileSystem, DirectoryCache &cache, Backoff &backoff, Bytes token)
    : m_fileSystem(fileSystem)
    , m_cache(cache)
    , m_backoff(backoff)
    , m_token(std::move(token))
{
}

ObjectMover::Outcome ObjectMover::move(const FileIdentity &identity, Location from, Location to, std::uint32_t moveIndex, Effort effort)
{
    for (int failed = 1;; ++failed) {
        Outcome outcome = attempt(identity, from, to, moveIndex);
        if (outcome.kind == Kind::Moved)
            return outcome;
        const ErrorCode code = outcome.error.code;
        const bool worthIt = effort == Effort::Hard ? !isFinal(code) : outcome.kind == Kind::NotMoved && isTransient(code);
        if (!worthIt || !m_backoff.wait(failed))
            return outcome;
        if (code == ErrorCode::Stale) { // It may be the folder's handle that is stale.
            m_cache.close(from.folder);
            m_cache.close(to.folder);
        }
    }
}

ObjectMover::Outcome ObjectMover::attempt(const FileIdentity &identity, Location from, Location to, std::uint32_t moveIndex)
{
    const auto source = m_cache.open(from.folder);
    if (!source)
        return notMoved(source.error());
    const auto target = from.folder == to.folder ? source : m_cache.open(to.folder);
    if (!target)
        return notMoved(target.error());
    const auto status = m_fileSystem.status(*source, from.name);
    if (!status)
        return notMoved(status.error());
    if (!isExpected(identity, status->identity, from.name))
        return notMoved({.code = ErrorCode::Changed, .operation = "rename"});
    const auto renamed = m_fileSystem.renameNoReplace(*source, from.name, *target, to.name);
    if (renamed)
        return {};
    return lookAfterError(identity, {*source, *target}, from, to, moveIndex, renamed.error());
}

/// True where the object found under `name` is the one expected there. Under a name of the batch's own nothing else can be.
bool ObjectMover::isExpected(const FileIdentity &expected, const FileIdentity &found, BytesView name) const
{
    return isTemporaryName(name, m_token) ? sameInode(expected, found) : sameObject(expected, found);
}

ObjectMover::Outcome ObjectMover::lookAfterError(
    const FileIdentity &identity, const Ends &ends, Location from, Location to, std::uint32_t moveIndex, Error error)
{
    // Network and FUSE file systems may report an error for a rename that took place.
    const Presence atSource = presence(identity, ends.source, from.name);
    const Presence atTarget = presence(identity, ends.target, to.name);
    if (atSource == Presence::Here && atTarget == Presence::Here) {
        const bool isTaken = error.code == ErrorCode::AlreadyExists;
        if (isTaken && from.folder == to.folder && isOtherSpelling(ends.source, to.name, identity))
            return respellIn(ends.source, identity, from.name, to.name, moveIndex);
        if (!isTaken && isListed(ends.source, from.name) == std::optional(false))
            return {}; // It took place, and the kernel has yet to forget the old name.
        return notMoved(std::move(error)); // Two hard links of one file.
    }
    if (atSource == Presence::Here) {
        // So exfat-fuse refuses a name: all else that could be missing is there.
        if (error.code == ErrorCode::NotFound && from.folder == to.folder)
            error.code = ErrorCode::InvalidName;
        return notMoved(std::move(error));
    }
    if (atTarget == Presence::Here && atSource != Presence::Unknown)
        return {};
    if (error.code == ErrorCode::NotFound && atSource == Presence::Absent && atTarget != Presence::Unknown)
        return notMoved(std::move(error)); // Somebody took it between the look and the rename.
    return {.kind = Kind::Uncertain, .error = std::move(error)};
}

ObjectMover::Presence ObjectMover::presence(const FileIdentity &identity, const DirectoryRef &folder, BytesView name)
{
    for (int failed = 1;; ++failed) {
        const auto status = m_fileSystem.status(folder, name);
        if (status)
            return isExpected(identity, status->identity, name) ? Presence::Here : Presence::Other;
        if (status.error().code == ErrorCode::NotFound)
            return Presence::Absent;
        if (!m_backoff.wait(failed))
            return Presence::Unknown;
    }
}

bool ObjectMover::isOtherSpelling(const DirectoryRef &folder, BytesView name, const FileIdentity &identity)
{
    if (identity.type == FileType::Directory)
        return true;
    const auto status = m_fileSystem.status(folder, name);
    if (!status)
        return false;
    if (status->linkCount <= 1)
        return true;
    return isListed(folder, name) == std::optional(false); // With a name of its own it is a second hard link.
}

std::optional<bool> ObjectMover::isListed(const DirectoryRef &folder, BytesView name)
{
    bool listed = false;
    const auto read = m_fileSystem.list(folder, [&](const DirectoryEntry &entry) {
        listed = entry.name == name;
        return !listed;
    });
    return read ? std::optional(listed) : std::nullopt;
}

ObjectMover::Outcome ObjectMover::respell(
    const FileIdentity &identity, DirectoryCache::Key folder, BytesView from, BytesView to, std::uint32_t moveIndex)
{
    const auto opened = m_cache.open(folder);
    if (!opened)
        return notMoved(opened.error());
    return respellIn(*opened, identity, from, to, moveIndex);
}

ObjectMover::Outcome ObjectMover::respellIn(
    const DirectoryRef &folder, const FileIdentity &identity, BytesView from, BytesView to, std::uint32_t moveIndex)
{
    const Bytes parked = temporaryName(m_token, moveIndex);
    const auto hop = [&](BytesView a, BytesView b) -> Result<void> {
        for (int failed = 1;; ++failed) {
            const auto renamed = m_fileSystem.renameNoReplace(folder, a, folder, b);
            if (renamed)
                return renamed;
            if (presence(identity, folder, b) == Presence::Here && presence(identity, folder, a) != Presence::Here)
                return {};
            if (isFinal(renamed.error().code) || !m_backoff.wait(failed))
                return renamed;
        }
    };
    if (const auto away = hop(from, parked); !away) {
        const bool stayed = presence(identity, folder, from) == Presence::Here;
        return {.kind = stayed ? Kind::NotMoved : Kind::Uncertain, .error = away.error()};
    }
    const auto arrived = hop(parked, to);
    if (arrived)
        return {.kind = Kind::Moved, .respelled = true};
    return {.kind = hop(parked, from) ? Kind::NotMoved : Kind::Uncertain, .error = arrived.error()};
}

} // namespace bulkhead
