// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scanner.h"

#include "core/base/path.h"
#include "core/fs/needed_folder.h"
#include "core/fs/scan_filter.h"
#include "core/fs/scan_given.h"
#include "core/fs/scan_links.h"
#include "core/fs/scan_listing.h"
#include "core/fs/scan_places.h"
#include "core/fs/scan_roots.h"
#include "core/fs/scan_spelling.h"

#include <limits>

namespace bulkhead {

namespace {

/// Every folder on the way keeps its path, so what a deep tree takes grows with the square of its depth.
constexpr std::size_t kLongestPath = 64 << 10;

/// A folder on the way; its name is at the end of the walk's arena while it waits.
struct Waiting {
    PlaceId parent;
    std::size_t nameOffset;
    unsigned depth; ///< Levels to walk, itself included.
};

class Scan
{
public:
    Scan(FileSystem &fileSystem, const ScanOptions &options, std::stop_token stop, std::atomic<std::int64_t> *found)
        : m_fileSystem(fileSystem)
        , m_options(options)
        , m_stop(std::move(stop))
        , m_found(found)
        , m_foundBefore(found ? found->load() : 0)
        , m_filter(options)
        , m_needed(fileSystem, options.needed)
        , m_places(fileSystem)
    {
    }

    ScanResult run(const std::vector<Bytes> &absoluteRoots);

private:
    std::vector<ScanRoot> readRoots(const std::vector<Bytes> &absoluteRoots);
    void listFoldersOfGivenNames();
    void listFolderOfGivenNames(PlaceId place, const std::vector<GivenId> &names);
    void addGivenRow(GivenId id);
    bool takeTurn(GivenId id);
    GivenId givenIn(PlaceId place, BytesView name);

    void walk(PlaceId top);
    void visit(PlaceId place, unsigned depth);
    bool readListing(PlaceId place, const DirectoryRef &directory);
    void choose(PlaceId place, unsigned depth, bool rowsWanted);
    void readStatuses(PlaceId place, const DirectoryRef &directory, unsigned depth, bool rowsWanted);
    void addRows(PlaceId place);
    void setRoot(PlaceId place);
    void recordTakenNames(PlaceId place, const DirectoryRef &directory);
    void waitForFolders(PlaceId place, unsigned depth);

    RowId addRow(PlaceId place, BytesView name, const FileStatus &status);
    bool ensureDirectory(PlaceId place);
    bool stopped();
    void addIssue(Error error, Bytes path);
    void publishFound(std::size_t pending = 0);

    FileSystem &m_fileSystem;
    const ScanOptions &m_options;
    const std::stop_token m_stop;
    std::atomic<std::int64_t> *const m_found;
    const std::int64_t m_foundBefore;
    ScanFilter m_filter;
    const NeededFolder m_needed;
    ScanPlaces m_places;
    GivenNames m_given;
    std::size_t m_givenWaiting = 0; ///< Given names that have not had their turn to become rows.
    std::vector<RowId> m_folderRows;
    ScanListing m_listing;
    PlaceId m_top = kNone; ///< Of the walk.
    std::vector<Waiting> m_waiting;
    Bytes m_waitingNames;
    ScanResult m_result;
};

ScanResult Scan::run(const std::vector<Bytes> &absoluteRoots)
{
    const auto roots = readRoots(absoluteRoots);
    listFoldersOfGivenNames();
    for (const ScanRoot &root : roots) {
        if (stopped())
            break;
        if (root.given != kNone)
            addGivenRow(root.given);
        if (root.contents != kNone)
            walk(root.contents);
    }
    m_givenWaiting = 0;
    publishFound();
    m_result.roots = absoluteRoots;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (roots[i].given != kNone && !m_given[roots[i].given].otherSpelling)
            m_result.roots[i] = joinPath(m_places[m_given[roots[i].given].place].path, m_given[roots[i].given].name);
    }
    if (!stopped())
        linkDirectories(m_fileSystem, m_result.table, m_folderRows);
    return std::move(m_result);
}

std::vector<ScanRoot> Scan::readRoots(const std::vector<Bytes> &absoluteRoots)
{
    ScanRootReader reader(m_fileSystem, m_options, m_filter, m_places, m_given, m_result.issues);
    std::vector<ScanRoot> roots;
    roots.reserve(absoluteRoots.size());
    for (const Bytes &root : absoluteRoots) {
        if (stopped())
            break;
        roots.push_back(reader.read(root));
        m_givenWaiting = m_given.size();
        publishFound();
    }
    return roots;
}

// --- names that were given ---

void Scan::listFoldersOfGivenNames()
{
    std::vector<std::vector<GivenId>> byPlace(m_places.size());
    for (GivenId id = 0; id < m_given.size(); ++id)
        byPlace[m_given[id].place].push_back(id);
    for (PlaceId place = 0; place < byPlace.size(); ++place) {
        if (stopped())
            return;
        if (!byPlace[place].empty() && ensureDirectory(place))
            listFolderOfGivenNames(place, byPlace[place]);
    }
}

/// Learns the other names of the folder, and how the given ones are really spelled there.
void Scan::listFolderOfGivenNames(PlaceId place, const std::vector<GivenId> &names)
{
    const auto directory = m_places.open(place);
    if (!directory || !readListing(place, *directory)) {
        if (!stopped())
            m_result.occupancy.setState(m_places[place].path, Occupancy::State::Unreadable);
        return;
    }
    std::size_t listed = 0;
    for (const auto &entry : m_listing.entries()) {
        if (const GivenId id = m_given.find(place, m_listing.name(entry)); id != kNone && !m_given[id].listed) {
            m_given[id].listed = true;
            ++listed;
        }
    }
    if (listed < names.size())
        respellGivenNames(m_fileSystem, *directory, m_listing, names, m_given, m_stop);
    recordTakenNames(place, *directory);
}

void Scan::addGivenRow(GivenId id)
{
    const GivenName &given = m_given[id];
    if (!takeTurn(id))
        return;
    if (!given.otherSpelling)
        addRow(given.place, given.name, given.status);
    publishFound();
}

/// False where the name has had it: a name becomes a row once, by whichever root comes to it first.
bool Scan::takeTurn(GivenId id)
{
    if (m_given[id].done)
        return false;
    m_given[id].done = true;
    --m_givenWaiting;
    return true;
}

GivenId Scan::givenIn(PlaceId place, BytesView name)
{
    return m_places[place].holdsGivenNames ? m_given.find(place, name) : kNone;
}

// --- folders ---

/// Depth first without recursion and without a handle per level, however deep the tree is.
void Scan::walk(PlaceId top)
{
    constexpr unsigned kAnyDepth = std::numeric_limits<unsigned>::max();
    const unsigned depth = m_options.recursive ? m_options.maxDepth.value_or(kAnyDepth) : 1;
    if (depth == 0)
        return;
    m_top = top;
    visit(top, depth);
    while (!m_waiting.empty() && !stopped()) {
        const Waiting next = m_waiting.back();
        m_waiting.pop_back();
        const PlaceId place = m_places.child(next.parent, BytesView(m_waitingNames).substr(next.nameOffset));
        m_waitingNames.resize(next.nameOffset);
        visit(place, next.depth);
    }
    m_waiting.clear();
    m_waitingNames.clear();
}

void Scan::visit(PlaceId place, unsigned depth)
{
    const unsigned walkedBefore = m_places[place].walkedDepth;
    if (walkedBefore >= depth)
        return;
    m_places[place].walkedDepth = depth;
    const auto directory = m_places.open(place);
    if (!directory)
        return addIssue(directory.error(), Bytes(m_places[place].path));
    if (!readListing(place, *directory))
        return;
    // The second time a folder is met its rows are there, by whichever mount: only what is further down can be new.
    const PlaceId home = m_places.firstMet(place, *directory);
    const auto homeDirectory = m_places.open(home);
    if (!homeDirectory)
        return addIssue(homeDirectory.error(), Bytes(m_places[home].path));
    const bool rowsWanted = (home == place ? walkedBefore : m_places[home].walkedDepth) == 0;
    if (rowsWanted && home != place)
        m_places[home].walkedDepth = 1;
    choose(home, depth, rowsWanted);
    readStatuses(home, *homeDirectory, depth, rowsWanted);
    if (stopped())
        return;
    m_listing.sort();
    if (rowsWanted) {
        addRows(home);
        if (m_places[home].directory != kNone) {
            setRoot(home);
            recordTakenNames(home, *homeDirectory);
        }
    }
    waitForFolders(place, depth);
}

bool Scan::readListing(PlaceId place, const DirectoryRef &directory)
{
    const auto read = m_listing.read(m_fileSystem, directory, m_stop);
    if (!read)
        addIssue(read.error(), Bytes(m_places[place].path));
    return read.ok() && !stopped();
}

/// Marks what the names and the listing's types allow; where the listing gives no type, a status has to decide.
void Scan::choose(PlaceId place, unsigned depth, bool rowsWanted)
{
    for (auto &entry : m_listing.entries()) {
        const BytesView name = m_listing.name(entry);
        if (m_filter.passesOver(name))
            continue;
        const bool typeKnown = entry.type != FileType::Unknown;
        entry.enter = m_options.recursive && depth > 1 && (!typeKnown || entry.type == FileType::Directory);
        entry.row = rowsWanted && (!typeKnown || m_filter.wantsType(entry.type)) && m_filter.includes(name);
        if (const GivenId given = entry.row ? givenIn(place, name) : kNone; given != kNone)
            entry.row = !m_given[given].done;
    }
}

/// In the order of the listing, which is the order the file system has them in.
void Scan::readStatuses(PlaceId place, const DirectoryRef &directory, unsigned depth, bool rowsWanted)
{
    m_listing.statuses().reserve(m_listing.entries().size());
    std::size_t seen = 0;
    for (auto &entry : m_listing.entries()) {
        if (++seen % kEntriesBetweenLooks == 0) {
            publishFound(m_listing.statuses().size());
            if (stopped())
                return;
        }
        const bool typeKnown = entry.type != FileType::Unknown;
        if (!entry.row && (typeKnown || !entry.enter))
            continue;
        const BytesView name = m_listing.name(entry);
        const auto status = m_fileSystem.status(directory, name);
        if (!status) {
            addIssue(status.error(), joinPath(m_places[place].path, name));
            if (const GivenId given = givenIn(place, name); given != kNone)
                takeTurn(given);
            entry.row = false;
            entry.enter = false;
            continue;
        }
        const bool folder = status->identity.type == FileType::Directory;
        entry.enter = folder && (entry.enter || (!typeKnown && depth > 1 && m_options.recursive));
        entry.row = entry.row && rowsWanted && m_filter.wantsType(status->identity.type);
        if (entry.row) {
            entry.status = static_cast<std::uint32_t>(m_listing.statuses().size());
            m_listing.statuses().push_back(*status);
        }
    }
}

void Scan::addRows(PlaceId place)
{
    FileTable &table = m_result.table;
    table.reserve(table.rowCount() + m_listing.statuses().size(), table.nameBytes() + m_listing.nameBytes());
    for (auto &entry : m_listing.entries()) {
        if (!entry.row)
            continue;
        const BytesView name = m_listing.name(entry);
        const FileStatus &status = m_listing.statuses()[entry.status];
        if (const GivenId given = givenIn(place, name); given != kNone) {
            m_given[given].status = status;
            addGivenRow(given);
        } else {
            entry.row = addRow(place, name, status) != kNone;
        }
    }
    publishFound();
}

/// A folder that was met by way of another mount is not below the one that was given, and stands for itself.
void Scan::setRoot(PlaceId place)
{
    const BytesView top = m_places[m_top].path;
    if (isSameOrBelow(m_places[place].path, top))
        m_result.table.setRootLength(m_places[place].directory, top.size());
}

/// Everything in the listing that is not, and will not be, a row.
void Scan::recordTakenNames(PlaceId id, const DirectoryRef &directory)
{
    const ScanPlace &place = m_places[id];
    const auto device = m_result.table.directory(place.directory).identity.device;
    const NameRules rules = m_fileSystem.nameRules(directory, m_listing.tellingName());
    Occupancy::Folder &folder = m_result.occupancy.setState(place.path, Occupancy::State::Listed, device, rules);
    for (const auto &entry : m_listing.entries()) {
        const BytesView name = m_listing.name(entry);
        if (!entry.row && givenIn(id, name) == kNone)
            Occupancy::addName(folder, name);
    }
}

/// The first of them must come off the stack first.
void Scan::waitForFolders(PlaceId place, unsigned depth)
{
    const auto &entries = m_listing.entries();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        if (!entry->enter)
            continue;
        const BytesView name = m_listing.name(*entry);
        const std::size_t pathLength = m_places[place].path.size() + 1 + name.size();
        if (pathLength > kLongestPath) {
            addIssue({.code = ErrorCode::NameTooLong, .operation = "open folder"}, joinPath(m_places[place].path, name));
            continue;
        }
        m_waiting.push_back({.parent = place, .nameOffset = m_waitingNames.size(), .depth = depth - 1});
        m_waitingNames.append(name);
    }
}

// --- both ---

RowId Scan::addRow(PlaceId place, BytesView name, const FileStatus &status)
{
    if (!ensureDirectory(place))
        return kNone;
    const auto row = m_result.table.addRow(m_places[place].directory, name, status);
    if (!row) {
        addIssue(row.error(), joinPath(m_places[place].path, name));
        return kNone;
    }
    if (status.identity.type == FileType::Directory)
        m_folderRows.push_back(*row);
    if (m_needed.isFolder(m_result.table.directory(m_places[place].directory).identity) || m_needed.isOnTheWay(status.identity))
        m_result.table.markNeeded(*row);
    return *row;
}

bool Scan::ensureDirectory(PlaceId id)
{
    ScanPlace &place = m_places[id];
    if (place.directory != kNone)
        return true;
    const auto handle = m_places.open(id);
    const auto status = handle ? m_fileSystem.status(*handle) : Result<FileStatus>(handle.error());
    if (!status) {
        addIssue(status.error(), Bytes(place.path));
        return false;
    }
    place.directory = m_result.table.addDirectory(
        {.path = Bytes(place.path), .identity = status->identity, .maxNameBytes = m_fileSystem.maxNameBytes(*handle)});
    return true;
}

bool Scan::stopped()
{
    m_result.cancelled = m_result.cancelled || m_stop.stop_requested();
    return m_result.cancelled;
}

void Scan::addIssue(Error error, Bytes path)
{
    error.path = std::move(path);
    m_result.issues.push_back({std::move(error)});
}

void Scan::publishFound(std::size_t pending)
{
    if (m_found)
        m_found->store(
            m_foundBefore + static_cast<std::int64_t>(m_result.table.rowCount() + m_givenWaiting + pending), std::memory_order_relaxed);
}

} // namespace

ScanResult scan(FileSystem &fileSystem, const std::vector<Bytes> &absoluteRoots, const ScanOptions &options, std::stop_token stop,
    std::atomic<std::int64_t> *found)
{
    return Scan(fileSystem, options, std::move(stop), found).run(absoluteRoots);
}

} // namespace bulkhead
