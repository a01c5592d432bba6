// SPDX-License-Identifier: GPL-3.0-or-later
// What a lookup learns from listings of folders.
#include "core/rename/undo/undo_lookup.h"

#include <ctime>

namespace bulkhead {

namespace {

/// Objects in a folder from which on it is listed. Fewer are looked at one by one, in a millisecond: that tells more.
constexpr std::uint32_t kWorthListing = 1000;
constexpr std::int64_t kMillisecond = 1'000'000;

/// How far behind file times may be, in milliseconds.
std::int64_t clockStep()
{
    timespec step{};
    if (::clock_getres(CLOCK_REALTIME_COARSE, &step) != 0)
        step.tv_sec = 1;
    return step.tv_sec * 1000 + (step.tv_nsec + kMillisecond - 1) / kMillisecond;
}

} // namespace

/// Where a batch ended, and nothing came into a folder or left it since, the folder's listing tells which files are still where they were
/// put. It does not tell everything: not the birth time, not what became immutable, not what is mounted on a file. A run
/// compares the whole identity just before each rename, so that nothing but the file that was moved is moved back.
bool BatchLookup::resolveByListing(const std::stop_token &stop)
{
    if (isInterrupted() || m_destination != Destination::Sources)
        return true;
    const auto isTold = [this](std::uint32_t index) {
        const MoveRecord &move = m_contents.moves[index];
        const FileIdentity &folder = m_contents.directories[move.targetDirectory].identity;
        return wasMeant(move) && move.identity.type != FileType::Directory && move.identity.birth != 0
            && (folder.inode == 0 || folder.device == move.identity.device) && m_objects[index].state == RecordedObject::State::NotAsked;
    };
    std::vector<std::uint32_t> count(m_folders.size());
    for (std::uint32_t index = 0; index < m_objects.size(); ++index)
        count[m_contents.moves[index].targetDirectory] += isTold(index);
    std::vector<std::vector<std::uint32_t>> inFolder(m_folders.size());
    for (std::uint32_t index = 0; index < m_objects.size(); ++index) {
        const std::uint32_t directory = m_contents.moves[index].targetDirectory;
        if (count[directory] >= kWorthListing && isTold(index))
            inFolder[directory].push_back(index);
    }
    for (std::uint32_t directory = 0; directory < inFolder.size(); ++directory) {
        if (inFolder[directory].empty() || !listTellsAll(directory))
            continue;
        const auto opened = m_cache.open(directory);
        if (!opened)
            continue;
        const auto here = [this](std::uint32_t move) {
            m_objects[move] = {.state = RecordedObject::State::Found, .at = At::Target, .listed = true, .nameOf = move};
        };
        auto others = listTargets(m_fileSystem, *opened, m_contents.moves, inFolder[directory], here, stop);
        if (stop.stop_requested())
            return false;
        if (others)
            m_others.emplace(directory, std::move(*others));
    }
    return true;
}

bool BatchLookup::listTellsAll(std::uint32_t directory)
{
    const RecordedFolder now = folder(directory);
    if (now.state != RecordedFolder::State::There
        || now.identity.modificationTime / kMillisecond + clockStep() >= m_contents.info.finishedAt)
        return false;
    const auto opened = m_cache.open(directory);
    return opened && m_fileSystem.nameRules(*opened, {}).access != FolderAccess::OwnOnly; // There it matters whose each file is.
}

/// An object that was found otherwise has a name among the others of its folder.
void BatchLookup::dropPartialListings()
{
    // Where folders moved, several records may be about one folder.
    if (!m_moversByPath.empty())
        m_others.clear();
    for (const RecordedObject &object : m_objects) {
        const bool isThere = object.state == RecordedObject::State::Found || object.state == RecordedObject::State::Unreadable;
        if (m_others.empty() || !isThere || object.listed)
            continue;
        m_others.erase(folderOf(object));
    }
}

const OtherNames *BatchLookup::othersIn(std::uint32_t directory) const
{
    const auto found = m_others.find(directory);
    return found == m_others.end() ? nullptr : &found->second;
}

/// A folder that takes both names for the same answers to either: only its listing tells which one it holds.
bool BatchLookup::isSpelledAsSource(std::uint32_t move)
{
    const MoveRecord &record = m_contents.moves[move];
    if (record.sourceDirectory != record.targetDirectory || look(move, At::Source, record.identity).presence != Presence::Here)
        return false;
    const auto [listing, isNew] = m_listings.try_emplace(record.sourceDirectory);
    if (const auto opened = m_cache.open(record.sourceDirectory); isNew && opened) {
        const auto read = m_fileSystem.list(*opened, [&names = listing->second](const DirectoryEntry &entry) {
            names.emplace(entry.name);
            return true;
        });
        if (!read)
            listing->second.clear();
    }
    return listing->second.contains(record.source) && !listing->second.contains(record.target);
}

} // namespace bulkhead
