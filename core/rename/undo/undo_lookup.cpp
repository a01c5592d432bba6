// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/undo_lookup.h"

#include "core/base/path.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace bulkhead {

namespace {

constexpr std::array kPlaces{RecordedObject::At::Target, RecordedObject::At::Source, RecordedObject::At::Temporary};
constexpr int kDeepest = 2000; ///< Folders moved each into the next; a forged record must not cost the stack.

/// A mount gets another number with every boot; everything else about a folder stays.
bool sameFolder(const FileIdentity &recorded, FileIdentity now)
{
    now.device = recorded.device;
    return sameObject(recorded, now);
}

RecordedFolder::State folderState(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return RecordedFolder::State::Missing;
    case ErrorCode::Changed:
    case ErrorCode::NotADirectory:
    case ErrorCode::SymbolicLinkLoop:
        return RecordedFolder::State::Other;
    default:
        return RecordedFolder::State::Unreadable;
    }
}

} // namespace

BatchLookup::BatchLookup(FileSystem &fileSystem, const BatchContents &contents, Destination destination)
    : m_fileSystem(fileSystem)
    , m_contents(contents)
    , m_destination(destination)
    , m_cache(fileSystem, m_tracker)
    , m_folders(contents.directories.size())
    , m_objects(contents.moves.size())
{
    for (const DirectoryRecord &directory : contents.directories)
        m_cache.add(directory.path, {});
}

bool BatchLookup::isInterrupted() const
{
    return m_contents.info.state == BatchState::Running || m_contents.info.state == BatchState::Recovered;
}

bool BatchLookup::wasMeant(const MoveRecord &move) const
{
    return m_destination == Destination::Targets || move.result == MoveResult::Done || move.result == MoveResult::Unknown;
}

BatchLookup::Likeness BatchLookup::likeness(const FileIdentity &identity)
{
    return {identity.type, identity.birth, identity.size, identity.modificationTime};
}

void BatchLookup::countAlike()
{
    for (const MoveRecord &move : m_contents.moves) {
        if (isInterrupted() && wasMeant(move) && move.identity.type != FileType::Directory)
            ++m_alike[likeness(move.identity)];
    }
}

/// Where inode numbers do not last, a file is known by size and times. In a batch that was interrupted nobody knows what was
/// done, so that several such files cannot be told apart, unless their disk was never taken out.
bool BatchLookup::mayBeAnother(const FileIdentity &recorded, const FileIdentity &found) const
{
    if (found.inodeLasts || !isInterrupted())
        return false;
    const bool sameNumber = recorded.device == found.device && recorded.inode == found.inode;
    const auto alike = m_alike.find(likeness(recorded));
    return !sameNumber && alike != m_alike.end() && alike->second > 1;
}

bool BatchLookup::run(const std::stop_token &stop)
{
    std::vector<std::pair<std::size_t, std::uint32_t>> movers; // Length of the path: what is above comes first.
    std::map<std::tuple<std::uint64_t, std::int64_t, FileType>, std::vector<std::uint32_t>> byIdentity;
    countAlike();
    for (std::uint32_t index = 0; index < m_objects.size(); ++index) {
        const MoveRecord &move = m_contents.moves[index];
        if (!wasMeant(move))
            continue;
        if (move.identity.type == FileType::Directory) {
            Bytes path = joinPath(m_contents.directories[move.sourceDirectory].path, move.source);
            movers.emplace_back(path.size(), index);
            m_moversByPath.emplace(std::move(path), index);
        } else if (isInterrupted()) {
            byIdentity[{move.identity.inode, move.identity.birth, move.identity.type}].push_back(index);
        }
    }
    std::ranges::sort(movers);
    for (const auto &[length, index] : movers) {
        if (stop.stop_requested())
            return false;
        resolve(index);
    }
    std::unordered_set<std::uint32_t> hardLinks;
    for (const auto &[identity, moves] : byIdentity) {
        if (moves.size() < 2)
            continue;
        hardLinks.insert(moves.begin(), moves.end());
        if (!resolveHardLinks(moves, stop))
            return false;
    }
    if (!resolveByListing(stop))
        return false;
    std::vector<std::uint32_t> alone; // Folders first.
    for (const auto &[length, index] : movers)
        alone.push_back(index);
    for (std::uint32_t index = 0; index < m_objects.size(); ++index) {
        if (stop.stop_requested())
            return false;
        if (!wasMeant(m_contents.moves[index]))
            continue;
        resolve(index);
        if (!movers.empty() && m_contents.moves[index].identity.type != FileType::Directory && !hardLinks.contains(index))
            alone.push_back(index);
    }
    while (!movers.empty() && findMore(alone)) {
        if (stop.stop_requested())
            return false;
    }
    forgiveOwnNames();
    dropPartialListings();
    return true;
}

/// Folders that moved through each other can be found only once the others are: asks again for those that are missing. True
/// where that found one.
bool BatchLookup::findMore(const std::vector<std::uint32_t> &moves)
{
    const auto isMissing = [this](std::uint32_t move) {
        const RecordedObject::State state = m_objects[move].state;
        return state == RecordedObject::State::Gone || state == RecordedObject::State::Replaced
            || state == RecordedObject::State::Unreadable;
    };
    std::vector<std::uint32_t> missing;
    std::ranges::copy_if(moves, std::back_inserter(missing), isMissing);
    if (missing.empty())
        return false;
    for (RecordedFolder &folder : m_folders) {
        if (folder.state != RecordedFolder::State::There)
            folder = {};
    }
    for (const std::uint32_t move : missing)
        m_objects[move].state = RecordedObject::State::NotAsked;
    for (const std::uint32_t move : missing)
        resolve(move);
    return !std::ranges::all_of(missing, isMissing);
}

/// What has the place of a missing object may be another one of the batch: then nobody replaced it.
void BatchLookup::forgiveOwnNames()
{
    const auto isReplaced = [](const RecordedObject &object) { return object.state == RecordedObject::State::Replaced; };
    if (std::ranges::none_of(m_objects, isReplaced))
        return;
    std::set<std::pair<std::uint32_t, Bytes>> own;
    for (const RecordedObject &object : m_objects) {
        if (object.state == RecordedObject::State::Found || object.state == RecordedObject::State::Arrived)
            own.emplace(folderOf(object), nameOf(object));
    }
    for (RecordedObject &object : m_objects) {
        if (isReplaced(object) && own.contains({folderOf(object), nameOf(object)}))
            object.state = RecordedObject::State::Gone;
    }
}

/// False where one of them is being asked about at this moment: what is found then may not be so.
bool BatchLookup::resolveFoldersAbove(BytesView path)
{
    if (m_moversByPath.empty())
        return true;
    if (m_depth == kDeepest)
        return false;
    bool sure = true;
    ++m_depth;
    for (;;) {
        if (const auto mover = m_moversByPath.find(path); mover != m_moversByPath.end()) {
            resolve(mover->second);
            // Out of what was above it: what became of that does not matter, and may be the very thing that is asked about.
            const RecordedObject &object = m_objects[mover->second];
            const bool isPlaced = object.state == RecordedObject::State::Found || object.state == RecordedObject::State::Arrived;
            if (isPlaced && object.at != At::Source)
                break;
            sure = sure && object.state != RecordedObject::State::Asking;
        }
        const BytesView parent = parentPath(path);
        if (parent.size() >= path.size())
            break;
        path = parent;
    }
    --m_depth;
    return sure;
}

const RecordedFolder &BatchLookup::folder(std::uint32_t directory)
{
    if (m_folders[directory].state != RecordedFolder::State::NotAsked)
        return m_folders[directory];
    const DirectoryRecord &record = m_contents.directories[directory];
    // An answer given while somebody above is being looked for is not kept.
    RecordedFolder &folder = resolveFoldersAbove(record.path) ? m_folders[directory] : m_unsure;
    folder = {};
    if (const auto opened = m_cache.open(directory); !opened) {
        folder.state = folderState(opened.error());
        return folder;
    }
    folder.identity = m_cache.identity(directory);
    const bool same = record.identity.inode == 0 || sameFolder(record.identity, folder.identity);
    folder.state = same ? RecordedFolder::State::There : RecordedFolder::State::Other;
    return folder;
}

BatchLookup::Answer BatchLookup::look(std::uint32_t move, At at, const FileIdentity &identity)
{
    const std::uint32_t directory = folderOf(place(move, at));
    const RecordedFolder now = folder(directory);
    if (now.state == RecordedFolder::State::Unreadable)
        return {.presence = Presence::Unreadable, .status = {}};
    if (now.state != RecordedFolder::State::There)
        return {};
    const auto opened = m_cache.open(directory);
    if (!opened)
        return {.presence = Presence::Unreadable, .status = {}};
    Bytes room;
    auto status = m_fileSystem.status(*opened, nameOf(place(move, at), room));
    if (!status)
        return {.presence = status.error().code == ErrorCode::NotFound ? Presence::Absent : Presence::Unreadable, .status = {}};
    FileIdentity expected = identity;
    const FileIdentity &recordedFolder = m_contents.directories[directory].identity;
    if (recordedFolder.inode == 0 || recordedFolder.device == expected.device)
        expected.device = now.identity.device;
    const bool same = at == At::Temporary ? sameInode(expected, status->identity)
                                          : sameObject(expected, status->identity) && !mayBeAnother(identity, status->identity);
    return {.presence = same ? Presence::Here : Presence::Other, .status = *status};
}

void BatchLookup::resolve(std::uint32_t move)
{
    if (m_objects[move].state != RecordedObject::State::NotAsked)
        return;
    m_objects[move].state = RecordedObject::State::Asking;
    const MoveRecord &record = m_contents.moves[move];
    bool occupied = false;
    bool unreadable = false;
    for (const At at : kPlaces) {
        const Answer answer = look(move, at, record.identity);
        if (answer.presence == Presence::Here) {
            const bool misspelled = at == At::Target && isInterrupted() && isSpelledAsSource(move);
            settle(move, misspelled ? At::Source : at, move, answer.status);
            return;
        }
        unreadable |= answer.presence == Presence::Unreadable;
        const bool leftHere = record.result == MoveResult::Done ? at == At::Target : at != At::Temporary;
        occupied |= leftHere && answer.presence == Presence::Other;
    }
    conclude(move, occupied, unreadable);
}

/// Names of one file are all alike: first those that are in place already, then whatever name is left for whom.
bool BatchLookup::resolveHardLinks(const std::vector<std::uint32_t> &moves, const std::stop_token &stop)
{
    struct Name {
        std::uint32_t move;
        At at;
        FileStatus status;
    };
    std::vector<Name> names;
    std::set<std::pair<std::uint32_t, Bytes>> seen;
    bool unreadable = false;
    for (const std::uint32_t move : moves) {
        if (stop.stop_requested())
            return false;
        for (const At at : kPlaces) {
            const Answer answer = look(move, at, m_contents.moves[move].identity);
            unreadable |= answer.presence == Presence::Unreadable;
            const RecordedObject where = place(move, at);
            if (answer.presence == Presence::Here && seen.emplace(folderOf(where), nameOf(where)).second)
                names.push_back({move, at, answer.status});
        }
    }
    const auto take = [&](std::uint32_t move, auto &&fits) {
        const auto name = std::ranges::find_if(names, fits);
        if (name == names.end())
            return;
        settle(move, name->at, name->move, name->status);
        names.erase(name);
    };
    for (const std::uint32_t move : moves) {
        const RecordedObject goal = place(move, wanted());
        take(move, [&](const Name &name) {
            const RecordedObject where = place(name.move, name.at);
            return folderOf(where) == folderOf(goal) && nameOf(where) == nameOf(goal);
        });
        if (m_objects[move].state == RecordedObject::State::Found)
            m_objects[move].state = RecordedObject::State::Arrived; // Under the right name, whichever move had it.
    }
    for (const std::uint32_t move : moves) {
        if (m_objects[move].state == RecordedObject::State::NotAsked)
            take(move, [move](const Name &name) { return name.move == move; });
    }
    for (const std::uint32_t move : moves) {
        if (m_objects[move].state != RecordedObject::State::NotAsked)
            continue;
        take(move, [](const Name &) { return true; });
        if (m_objects[move].state == RecordedObject::State::NotAsked)
            conclude(move, false, unreadable);
    }
    return true;
}

void BatchLookup::conclude(std::uint32_t move, bool occupied, bool unreadable)
{
    RecordedObject &object = m_objects[move];
    object.at = m_destination == Destination::Sources ? At::Target : At::Source;
    object.nameOf = move;
    object.state = unreadable ? RecordedObject::State::Unreadable
        : occupied            ? RecordedObject::State::Replaced
                              : RecordedObject::State::Gone;
}

void BatchLookup::settle(std::uint32_t move, At at, std::uint32_t nameOf, const FileStatus &status)
{
    RecordedObject &object = m_objects[move];
    object.at = at;
    object.nameOf = nameOf;
    object.status = std::uint32_t(m_statuses.size());
    m_statuses.push_back(status);
    const bool arrived = at == wanted() && nameOf == move;
    object.state = arrived ? RecordedObject::State::Arrived : RecordedObject::State::Found;
    const MoveRecord &record = m_contents.moves[move];
    if (record.identity.type != FileType::Directory)
        return;
    m_tracker.setPlace(joinPath(m_contents.directories[record.sourceDirectory].path, record.source),
        m_contents.directories[folderOf(object)].path, this->nameOf(object));
}

RecordedObject BatchLookup::place(std::uint32_t move, At at) const
{
    RecordedObject object;
    object.at = at;
    object.nameOf = move;
    return object;
}

std::uint32_t BatchLookup::folderOf(const RecordedObject &object) const
{
    const MoveRecord &move = m_contents.moves[object.nameOf];
    return object.at == At::Source ? move.sourceDirectory : move.targetDirectory;
}

BytesView BatchLookup::nameOf(const RecordedObject &object, Bytes &room) const
{
    const MoveRecord &move = m_contents.moves[object.nameOf];
    switch (object.at) {
    case At::Target:
        return move.target;
    case At::Source:
        return move.source;
    case At::Temporary:
        break;
    }
    return room = temporaryName(m_contents.token, object.nameOf);
}

Bytes BatchLookup::nameOf(const RecordedObject &object) const
{
    Bytes room;
    return Bytes(nameOf(object, room));
}

FileStatus BatchLookup::statusOf(std::uint32_t move) const
{
    const RecordedObject &object = m_objects[move];
    if (object.status != kNone)
        return m_statuses[object.status];
    FileStatus status{.identity = m_contents.moves[move].identity};
    if (object.listed)
        status.identity.device = m_folders[m_contents.moves[move].targetDirectory].identity.device;
    return status;
}

} // namespace bulkhead
