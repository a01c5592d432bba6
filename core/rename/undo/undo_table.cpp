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
    BatchLookup &lookup, const AttributeReverse &attributes, Destination destination)
    : m_fileSystem(fileSystem)
    , m_contents(contents)
    , m_foundParked(foundParked)
    , m_lookup(lookup)
    , m_attributes(attributes)
    , m_destination(destination)
    , m_recordFolders(contents.directories.size())
    , m_table(std::make_shared<FileTable>())
{
}

Result<RenamePlan> ReverseTable::build(const std::stop_token &stop)
{
    const Error cancelled{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    if (!collectRows(stop))
        return cancelled;
    if (auto filled = fillTable(); !filled)
        return filled.error();
    collectRowNames();

    Occupancy occupancy;
    std::vector<bool> isListed(m_recordFolders.size());
    for (const Row &row : m_rows) {
        const std::uint32_t wanted = wantedFolder(row.move);
        if (row.issue != RowIssue::None || isListed[wanted])
            continue;
        isListed[wanted] = true;
        if (stop.stop_requested())
            return cancelled;
        if (const Bytes &path = folder(wanted).path; occupancy.state(path) == Occupancy::State::Unknown)
            listFolder(path, occupancy, stop);
    }
    for (;;) {
        TargetTable targets(*m_table);
        setTargets(targets);
        RenamePlan plan = arrangeMoves(m_table, std::move(targets), occupancy, OnConflict::Skip, stop);
        if (plan.stopped || stop.stop_requested())
            return cancelled;
        plan.attributesLast = m_attributes.isLast();
        if (plan.unsurveyed.empty())
            return plan;
        for (const Bytes &path : plan.unsurveyed) {
            if (stop.stop_requested())
                return cancelled;
            listFolder(path, occupancy, stop);
        }
    }
}

bool ReverseTable::collectRows(const std::stop_token &stop)
{
    const auto isRow = [this](std::uint32_t move) { return isShown(m_lookup.object(move).state) || m_attributes.find(move); };
    const auto moves = std::uint32_t(m_contents.moves.size());
    std::size_t count = 0;
    for (std::uint32_t move = 0; move < moves; ++move)
        count += isRow(move);
    m_rows.reserve(count);
    for (std::uint32_t move = 0; move < moves; ++move) {
        if (stop.stop_requested())
            return false;
        if (isRow(move))
            m_rows.push_back({move, issueOfRow(move)});
    }
    return true;
}

RowIssue ReverseTable::issueOfRow(std::uint32_t move)
{
    const RecordedObject &object = m_lookup.object(move);
    const RowIssue issue = issueOf(object.state);
    const KnownFolder *from = isGhost(issue) ? nullptr : know(folder(m_lookup.folderOf(object)));
    if (issue != RowIssue::None)
        return issue;
    if (!from)
        return RowIssue::Unreadable;
    // A batch that brought parked files home has their temporary names as sources: nobody wants them back there.
    const auto gave = [name = wantedName(move)](BytesView token) { return isTemporaryName(name, token); };
    if (std::ranges::any_of(m_foundParked, gave))
        return RowIssue::IllegalName;
    const std::uint32_t directory = wantedFolder(move);
    RecordFolder &wanted = folder(directory);
    if (!wanted.isTarget) {
        wanted.isTarget = true;
        wanted.targetIssue = issueOfTarget(directory);
        if (wanted.targetIssue == RowIssue::None)
            wanted.targetAccess = accessOfTarget(wanted.path);
    }
    if (wanted.targetIssue != RowIssue::None)
        return wanted.targetIssue;
    // Only its time or permissions go back: that changes no folder.
    Bytes room;
    const AttributeReverse::Change *change = m_attributes.find(move);
    if (change && m_lookup.folderOf(object) == directory && m_lookup.nameOf(object, room) == wantedName(move))
        return change->status.immutable ? RowIssue::Immutable : RowIssue::None;
    const FileStatus status = m_lookup.statusOf(move);
    return immovableIssue(from->access, wanted.targetAccess, status.immutable, status.foreign);
}

RowIssue ReverseTable::issueOfTarget(std::uint32_t directory)
{
    switch (m_lookup.folder(directory).state) {
    case RecordedFolder::State::There:
        return know(folder(directory)) ? RowIssue::None : RowIssue::Unreadable;
    case RecordedFolder::State::Missing:
        return canBeMade(folder(directory).path) ? RowIssue::None : RowIssue::ParentMissing;
    case RecordedFolder::State::Unreadable:
        return RowIssue::Unreadable;
    case RecordedFolder::State::NotAsked:
    case RecordedFolder::State::Other:
        break;
    }
    return RowIssue::ParentMissing;
}

FolderAccess ReverseTable::accessOfTarget(const Bytes &path) const
{
    auto target = m_folders.find(path);
    for (BytesView above = path; target == m_folders.end(); target = m_folders.find(Bytes(above)))
        above = parentPath(above);
    return target->second.access;
}

const ReverseTable::KnownFolder *ReverseTable::know(const Bytes &path)
{
    if (const auto known = m_folders.find(path); known != m_folders.end())
        return &known->second;
    const auto opened = m_fileSystem.openDirectoryNoLinks(path);
    if (!opened)
        return nullptr;
    const auto status = m_fileSystem.status(*opened);
    if (!status)
        return nullptr;
    const KnownFolder folder{.identity = status->identity,
        .maxNameBytes = m_fileSystem.maxNameBytes(*opened),
        .access = m_fileSystem.nameRules(*opened, {}).access};
    return &m_folders.emplace(path, folder).first->second;
}

const ReverseTable::KnownFolder *ReverseTable::know(RecordFolder &folder)
{
    if (!std::exchange(folder.wasOpened, true))
        folder.known = know(folder.path);
    return folder.known;
}

ReverseTable::RecordFolder &ReverseTable::folder(std::uint32_t directory)
{
    RecordFolder &folder = m_recordFolders[directory];
    if (folder.path.empty())
        folder.path = m_lookup.livePath(m_contents.directories[directory].path);
    return folder;
}

ReverseTable::RecordFolder &ReverseTable::folderOf(const Row &row)
{
    return folder(m_lookup.folderOf(m_lookup.object(row.move)));
}

std::uint32_t ReverseTable::wantedFolder(std::uint32_t move) const
{
    const MoveRecord &record = m_contents.moves[move];
    return m_destination == Destination::Sources ? record.sourceDirectory : record.targetDirectory;
}

BytesView ReverseTable::wantedName(std::uint32_t move) const
{
    const MoveRecord &record = m_contents.moves[move];
    return m_destination == Destination::Sources ? record.source : record.target;
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
    Bytes room;
    std::size_t nameBytes = 0;
    for (const Row &row : m_rows)
        nameBytes += m_lookup.nameOf(m_lookup.object(row.move), room).size();
    m_table->reserve(m_rows.size(), nameBytes);
    // Behind the folders that are there, so that a path finds those first.
    std::unordered_map<Bytes, DirectoryId> ghosts;
    for (const Row &row : m_rows) {
        RecordFolder &folder = folderOf(row);
        const bool isThere = !isGhost(row.issue) && folder.known;
        if (!isThere && folder.ghost == kNone) {
            const auto [ghost, isNew] = ghosts.try_emplace(folder.path, kNone);
            if (isNew)
                ghost->second = m_table->addDirectory({.path = folder.path});
            folder.ghost = ghost->second;
        }
        const BytesView name = m_lookup.nameOf(m_lookup.object(row.move), room);
        const AttributeReverse::Change *change = m_attributes.find(row.move);
        const FileStatus status = change ? change->status : m_lookup.statusOf(row.move);
        const auto added = m_table->addRow(isThere ? folder.known->id : folder.ghost, name, status);
        if (!added)
            return added.error();
        if (isGhost(row.issue) || !m_table->isDirectory(*added))
            continue;
        if (const auto itself = m_folders.find(joinPath(folder.path, name)); itself != m_folders.end())
            m_table->setDirectoryRow(itself->second.id, *added);
    }
    return {};
}

/// Of the folders that have to be listed yet.
void ReverseTable::collectRowNames()
{
    for (std::uint32_t directory = 0; directory < m_recordFolders.size(); ++directory) {
        if (const OtherNames *others = m_lookup.othersIn(directory))
            m_listed.emplace(folder(directory).path, others);
    }
    for (RowId id = 0; id < m_rows.size(); ++id) {
        RecordFolder &folder = folderOf(m_rows[id]);
        if (isGhost(m_rows[id].issue) || !folder.known)
            continue;
        if (!folder.rowNames) {
            if (m_listed.contains(folder.path))
                continue;
            folder.rowNames = &m_rowNames[folder.path];
        }
        folder.rowNames->insert(m_table->name(id));
    }
}

void ReverseTable::setTargets(TargetTable &targets)
{
    std::vector<AttributeChange> attributes;
    for (RowId id = 0; id < m_rows.size(); ++id) {
        const Row &row = m_rows[id];
        if (row.issue != RowIssue::None) {
            targets.setIssue(id, row.issue);
            targets.exclude(id);
            continue;
        }
        const RecordFolder &wanted = folder(wantedFolder(row.move));
        targets.set(id, wanted.known ? wanted.known->id : extraFolder(targets, wanted.path), wantedName(row.move));
        if (const AttributeReverse::Change *change = m_attributes.find(row.move))
            attributes.push_back({.row = id, .from = change->from, .to = change->to});
    }
    targets.setAttributes(std::move(attributes));
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

void ReverseTable::listFolder(const Bytes &path, Occupancy &occupancy, const std::stop_token &stop)
{
    if (const auto listed = m_listed.find(path); listed != m_listed.end()) {
        useListing(*listed->second, path, occupancy);
        return;
    }
    const auto rows = m_rowNames.find(path);
    surveyFolder(m_fileSystem, path, rows == m_rowNames.end() ? std::unordered_set<BytesView>() : rows->second, occupancy, stop);
}

void ReverseTable::useListing(const OtherNames &others, const Bytes &path, Occupancy &occupancy)
{
    const auto opened = m_fileSystem.openDirectoryNoLinks(path);
    const auto status = opened ? m_fileSystem.status(*opened) : Result<FileStatus>(opened.error());
    if (!status) {
        occupancy.setState(path, Occupancy::State::Unreadable);
        return;
    }
    const NameRules rules = m_fileSystem.nameRules(*opened, others.telling);
    Occupancy::Folder &folder = occupancy.setState(path, Occupancy::State::Listed, status->identity.device, rules);
    BytesView names = others.names;
    while (!names.empty()) {
        const BytesView name = names.substr(0, names.find('\0'));
        Occupancy::addName(folder, name);
        names.remove_prefix(name.size() + 1);
    }
}

} // namespace bulkhead
