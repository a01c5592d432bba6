// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/undo_table.h"

#include "core/base/path.h"
#include "core/fs/scanner.h"
#include "core/rename/plan/immovable_rows.h"

#include <algorithm>

namespace bulkhead {

namespace {

RowIssue issueOf(RecordedObject::State state)
{
    switch (state) {
    case RecordedObject::State::Gone:
        return RowIssue::Gone;
    case RecordedObject::State::Replaced:
        return RowIssue::Replaced;
    case RecordedObject::State::Unreadable:
        return RowIssue::Unreadable;
    default:
        return RowIssue::None;
    }
}

bool isShown(RecordedObject::State state)
{
    return state != RecordedObject::State::NotAsked && state != RecordedObject::State::Arrived;
}

/// Not on disk: takes no name in its folder.
bool isGhost(RowIssue issue)
{
    return issue == RowIssue::Gone || issue == RowIssue::Replaced;
}

} // namespace

ReverseTable::ReverseTable(FileSystem &fileSystem, const BatchContents &contents, const std::vector<Bytes> &foundParked,
    BatchLookup &lookup, Destination destination)
    : m_fileSystem(fileSystem)
    , m_contents(contents)
    , m_foundParked(foundParked)
    , m_lookup(lookup)
    , m_destination(destination)
    , m_table(std::make_shared<FileTable>())
{
}

Result<RenamePlan> ReverseTable::build(const std::stop_token &stop)
{
    if (!collectRows(stop))
        return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    if (auto filled = fillTable(); !filled)
        return filled.error();

    TargetTable targets(*m_table);
    setTargets(targets);
    Occupancy occupancy;
    for (const Row &row : m_rows) {
        if (row.issue != RowIssue::None || occupancy.state(row.wantedPath) != Occupancy::State::Unknown)
            continue;
        if (stop.stop_requested())
            return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
        if (!useListing(row.wantedFolder, row.wantedPath, occupancy))
            listFolder(row.wantedPath, occupancy, stop);
    }
    for (;;) {
        RenamePlan plan = arrangeMoves(m_table, targets, occupancy, OnConflict::Skip, stop);
        if (plan.stopped || stop.stop_requested())
            return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
        if (plan.unsurveyed.empty())
            return plan;
        for (const Bytes &path : plan.unsurveyed) {
            if (stop.stop_requested())
                return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
            listFolder(path, occupancy, stop);
        }
    }
}

bool ReverseTable::collectRows(const std::stop_token &stop)
{
    for (std::uint32_t move = 0; move < m_contents.moves.size(); ++move) {
        if (stop.stop_requested())
            return false;
        if (!isShown(m_lookup.object(move).state))
            continue;
        Row row = rowFor(move);
        if (!isGhost(row.issue) && !know(row.folder) && row.issue == RowIssue::None)
            row.issue = RowIssue::Unreadable;
        // A batch that brought parked files home has their temporary names as sources: nobody wants them back there.
        const auto gave = [&row](BytesView token) { return isTemporaryName(row.wantedName, token); };
        if (row.issue == RowIssue::None && std::ranges::any_of(m_foundParked, gave))
            row.issue = RowIssue::IllegalName;
        if (row.issue == RowIssue::None)
            row.issue = issueOfTarget(row);
        if (row.issue == RowIssue::None)
            row.issue = issueOfMove(row);
        m_rows.push_back(std::move(row));
    }
    return true;
}

ReverseTable::Row ReverseTable::rowFor(std::uint32_t move)
{
    const RecordedObject &object = m_lookup.object(move);
    const MoveRecord &record = m_contents.moves[move];
    const bool toSource = m_destination == Destination::Sources;
    Row row;
    row.move = move;
    row.issue = issueOf(object.state);
    row.wantedFolder = toSource ? record.sourceDirectory : record.targetDirectory;
    row.wantedName = toSource ? record.source : record.target;
    row.folder = m_lookup.livePath(m_contents.directories[m_lookup.folderOf(object)].path);
    row.name = m_lookup.nameOf(object);
    row.wantedPath = m_lookup.livePath(m_contents.directories[row.wantedFolder].path);
    return row;
}

RowIssue ReverseTable::issueOfTarget(const Row &row)
{
    switch (m_lookup.folder(row.wantedFolder).state) {
    case RecordedFolder::State::There:
        return know(row.wantedPath) ? RowIssue::None : RowIssue::Unreadable;
    case RecordedFolder::State::Missing:
        return canBeMade(row.wantedPath) ? RowIssue::None : RowIssue::ParentMissing;
    case RecordedFolder::State::Unreadable:
        return RowIssue::Unreadable;
    case RecordedFolder::State::NotAsked:
    case RecordedFolder::State::Other:
        break;
    }
    return RowIssue::ParentMissing;
}

/// By what is known of both folders; of one that has to be made, by the one to make it in.
RowIssue ReverseTable::issueOfMove(const Row &row) const
{
    auto target = m_folders.find(row.wantedPath);
    for (BytesView above = row.wantedPath; target == m_folders.end(); target = m_folders.find(Bytes(above)))
        above = parentPath(above);
    const FileStatus &status = m_lookup.object(row.move).status;
    return immovableIssue(m_folders.find(row.folder)->second.access, target->second.access, status.immutable, status.foreign);
}

bool ReverseTable::know(const Bytes &path)
{
    if (m_folders.contains(path))
        return true;
    const auto opened = m_fileSystem.openDirectoryNoLinks(path);
    if (!opened)
        return false;
    const auto status = m_fileSystem.status(*opened);
    if (!status)
        return false;
    m_folders.emplace(path,
        KnownFolder{.identity = status->identity,
            .maxNameBytes = m_fileSystem.maxNameBytes(*opened),
            .access = m_fileSystem.nameRules(*opened, {}).access});
    return true;
}

bool ReverseTable::canBeMade(const Bytes &path)
{
    std::vector<Bytes> missing;
    Bytes above = path;
    bool possible = false;
    for (;;) {
        if (const auto known = m_makeable.find(above); known != m_makeable.end()) {
            possible = known->second;
            break;
        }
        if (know(above)) {
            possible = true;
            break;
        }
        const auto opened = m_fileSystem.openDirectoryNoLinks(above);
        if (opened || opened.error().code != ErrorCode::NotFound || above == "/")
            break;
        missing.push_back(above);
        above = parentPath(above);
    }
    for (Bytes &each : missing)
        m_makeable.emplace(std::move(each), possible);
    return possible;
}

Result<void> ReverseTable::fillTable()
{
    for (auto &[path, folder] : m_folders) {
        const auto parent = path == "/" ? m_folders.end() : m_folders.find(Bytes(parentPath(path)));
        folder.id = m_table->addDirectory({
            .path = path,
            .parent = parent == m_folders.end() ? kNone : parent->second.id,
            .identity = folder.identity,
            .maxNameBytes = folder.maxNameBytes,
        });
    }
    // Behind the folders that are there, so that a path finds those first.
    std::unordered_map<Bytes, DirectoryId> ghosts;
    for (const Row &row : m_rows) {
        const auto known = m_folders.find(row.folder);
        DirectoryId folder = known == m_folders.end() ? kNone : known->second.id;
        if (isGhost(row.issue) || folder == kNone) {
            const auto [ghost, isNew] = ghosts.try_emplace(row.folder, kNone);
            if (isNew)
                ghost->second = m_table->addDirectory({.path = row.folder});
            folder = ghost->second;
        } else {
            m_rowNames[row.folder].insert(row.name);
        }
        const auto added = m_table->addRow(folder, row.name, m_lookup.object(row.move).status);
        if (!added)
            return added.error();
        if (isGhost(row.issue) || !m_table->isDirectory(*added))
            continue;
        if (const auto itself = m_folders.find(joinPath(row.folder, row.name)); itself != m_folders.end())
            m_table->setDirectoryRow(itself->second.id, *added);
    }
    return {};
}

void ReverseTable::setTargets(TargetTable &targets)
{
    for (RowId id = 0; id < m_rows.size(); ++id) {
        const Row &row = m_rows[id];
        if (row.issue != RowIssue::None) {
            targets.setIssue(id, row.issue);
            targets.exclude(id);
            continue;
        }
        const auto known = m_folders.find(row.wantedPath);
        targets.set(id, known != m_folders.end() ? known->second.id : extraFolder(targets, row.wantedPath), row.wantedName);
    }
}

DirectoryId ReverseTable::extraFolder(TargetTable &targets, const Bytes &path)
{
    std::vector<Bytes> missing;
    Bytes above = path;
    while (!m_folders.contains(above)) {
        missing.push_back(above);
        above = parentPath(above);
    }
    DirectoryId id = m_folders.find(above)->second.id;
    for (; !missing.empty(); missing.pop_back())
        id = targets.addExtraDirectory({.parent = id, .name = Bytes(fileName(missing.back())), .path = missing.back()});
    return id;
}

bool ReverseTable::useListing(std::uint32_t directory, const Bytes &path, Occupancy &occupancy)
{
    const OtherNames *others = m_lookup.othersIn(directory);
    if (!others)
        return false;
    const auto opened = m_fileSystem.openDirectoryNoLinks(path);
    const auto status = opened ? m_fileSystem.status(*opened) : Result<FileStatus>(opened.error());
    if (!status)
        return false;
    const NameRules rules = m_fileSystem.nameRules(*opened, others->telling);
    Occupancy::Folder &folder = occupancy.setState(path, Occupancy::State::Listed, status->identity.device, rules);
    BytesView names = others->names;
    while (!names.empty()) {
        const BytesView name = names.substr(0, names.find('\0'));
        Occupancy::addName(folder, name);
        names.remove_prefix(name.size() + 1);
    }
    return true;
}

void ReverseTable::listFolder(const Bytes &path, Occupancy &occupancy, const std::stop_token &stop)
{
    const auto rows = m_rowNames.find(path);
    surveyFolder(m_fileSystem, path, rows == m_rowNames.end() ? std::unordered_set<BytesView>() : rows->second, occupancy, stop);
}

} // namespace bulkhead
