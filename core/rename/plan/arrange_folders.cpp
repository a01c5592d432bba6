// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_folders.h"

namespace bulkhead {

using State = Occupancy::State;

TargetFolders::TargetFolders(Arrangement &arrangement, const FolderGraph &graph)
    : m_arrangement(arrangement)
    , m_graph(graph)
    , m_folders(arrangement.table.directoryCount() + arrangement.targets.extraDirectories().size())
{
}

std::vector<bool> TargetFolders::neededFolders() const
{
    const TargetTable &targets = m_arrangement.targets;
    std::vector<bool> needed(m_folders.size());
    for (RowId row = 0; row < targets.rowCount(); ++row) {
        if (m_arrangement.moves(row))
            needed[targets.directoryOf(row)] = true;
    }
    // An extra folder's parent comes before it: one pass downwards reaches every folder above.
    const std::size_t inTable = m_arrangement.table.directoryCount();
    for (std::size_t id = m_folders.size(); id-- > inTable;) {
        const DirectoryId parent = targets.directoryParent(DirectoryId(id));
        if (needed[id] && parent != kNone && parent >= inTable)
            needed[parent] = true;
    }
    return needed;
}

void TargetFolders::examine()
{
    const std::vector<bool> needed = neededFolders();
    const std::size_t inTable = m_arrangement.table.directoryCount();
    for (DirectoryId id = 0; id < m_folders.size(); ++id) {
        if (!needed[id])
            continue;
        if (id < inTable)
            examineTableFolder(id);
        else
            examineExtraFolder(id);
        m_allFine &= (m_folders[id].use == Use::Fine || m_folders[id].use == Use::ToMake) && !m_folders[id].rules.dos;
    }
}

void TargetFolders::noteUnsurveyed(BytesView path)
{
    m_arrangement.plan.unsurveyed.emplace_back(path);
}

void TargetFolders::readListing(Folder &folder, BytesView path) const
{
    folder.listing = m_arrangement.occupancy.folder(path);
    folder.rules = Occupancy::rules(*folder.listing);
}

void TargetFolders::examineTableFolder(DirectoryId id)
{
    Folder &folder = m_folders[id];
    const FileTable::Directory &directory = m_arrangement.table.directory(id);
    folder.device = directory.identity.device;
    folder.use = Use::Fine;
    switch (m_arrangement.occupancy.state(directory.path)) {
    case State::Unknown:
        noteUnsurveyed(directory.path);
        break;
    case State::Listed:
        readListing(folder, directory.path);
        break;
    case State::Missing:
    case State::NotADirectory:
        folder.use = Use::ParentMissing;
        break;
    case State::Unreadable:
        folder.use = Use::Unreadable;
        break;
    }
}

State TargetFolders::stateOfExtra(const TargetTable::ExtraDirectory &extra, RowId row)
{
    const Occupancy &occupancy = m_arrangement.occupancy;
    const State state = occupancy.state(extra.path);
    if (state != State::Unknown || row != kNone || extra.parent == kNone)
        return state;
    // Where all names of the parent are known and this is none of them, there is nothing to survey.
    const BytesView parentPath = m_arrangement.targets.directoryPath(extra.parent);
    const bool parentIsMade = extra.parent >= m_arrangement.table.directoryCount() && m_folders[extra.parent].use == Use::ToMake;
    if (parentIsMade || (occupancy.state(parentPath) == State::Listed && !occupancy.contains(parentPath, extra.name)))
        return State::Missing;
    return state;
}

void TargetFolders::examineExtraFolder(DirectoryId id)
{
    const std::size_t inTable = m_arrangement.table.directoryCount();
    const TargetTable::ExtraDirectory &extra = m_arrangement.targets.extraDirectory(id);
    Folder &folder = m_folders[id];
    const RowId row = m_graph.rowAt(id);
    if (extra.parent != kNone && extra.parent >= inTable && m_folders[extra.parent].use == Use::ParentMissing) {
        folder = m_folders[extra.parent];
        return;
    }
    if (row != kNone && !m_arrangement.table.isDirectory(row)) {
        // Also where the file moves away: folders are made before anything moves.
        folder = {.use = Use::ParentMissing, .inTheWay = row};
        return;
    }
    folder.use = Use::Fine;
    switch (stateOfExtra(extra, row)) {
    case State::Unknown:
        noteUnsurveyed(extra.path);
        break;
    case State::Listed:
        readListing(folder, extra.path);
        folder.device = m_arrangement.occupancy.device(extra.path);
        break;
    case State::Missing:
        // Only a folder with a parent to make it in can be made; a row's own folder that is missing is gone.
        folder.use = extra.parent == kNone || row != kNone ? Use::ParentMissing : Use::ToMake;
        if (folder.use == Use::ToMake)
            inheritFromParent(folder, extra.parent);
        break;
    case State::NotADirectory:
        folder.use = Use::ParentMissing;
        break;
    case State::Unreadable:
        folder.use = Use::Unreadable;
        break;
    }
}

void TargetFolders::inheritFromParent(Folder &folder, DirectoryId parent)
{
    const FileTable &table = m_arrangement.table;
    if (parent >= table.directoryCount()) {
        folder.device = m_folders[parent].device;
        folder.rules = m_folders[parent].rules;
        return;
    }
    folder.device = table.directory(parent).identity.device;
    const Bytes &path = table.directory(parent).path;
    if (const Occupancy::Folder *listing = m_arrangement.occupancy.folder(path))
        folder.rules = Occupancy::rules(*listing);
    else if (m_arrangement.occupancy.state(path) == State::Unknown)
        noteUnsurveyed(path);
}

bool TargetFolders::crosses(RowId row) const
{
    if (!m_arrangement.leavesFolder(row))
        return false;
    const std::uint64_t from = m_arrangement.table.directory(m_arrangement.table.directoryOf(row)).identity.device;
    const std::uint64_t to = m_folders[m_arrangement.targets.directoryOf(row)].device;
    return from != 0 && to != 0 && from != to;
}

/// Rows that wait for each other, and folders, are moved by renames or not at all.
bool TargetFolders::allCross() const
{
    if (m_arrangement.targets.transfer() != Transfer::Move || !m_arrangement.anyLeaves)
        return false;
    for (RowId row = 0; row < m_arrangement.table.rowCount(); ++row) {
        const FileType type = m_arrangement.table.type(row);
        const bool isFile = type == FileType::Regular || type == FileType::SymbolicLink;
        if (m_arrangement.moves(row) && !(isFile && crosses(row)))
            return false;
    }
    return true;
}

void TargetFolders::refuseRows()
{
    if (m_allFine && !m_arrangement.anyLeaves)
        return;
    const FileTable &table = m_arrangement.table;
    if (m_arrangement.targets.mayCross() && allCross())
        m_arrangement.targets.setTransfer(Transfer::MoveAcross);
    const Transfer transfer = m_arrangement.targets.transfer();
    const bool staysOnDisk = transfer == Transfer::Move || transfer == Transfer::HardLink;
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (!m_arrangement.moves(row))
            continue;
        const Folder &folder = m_folders[m_arrangement.targets.directoryOf(row)];
        if (folder.use == Use::ParentMissing) {
            m_arrangement.refuse(row, RowIssue::ParentMissing, folder.inTheWay);
        } else if (folder.use == Use::Unreadable) {
            m_arrangement.refuse(row, RowIssue::Unreadable);
        } else if (staysOnDisk && crosses(row)) {
            m_arrangement.refuse(row, RowIssue::OtherFileSystem);
        }
        if (folder.rules.dos && m_arrangement.moves(row) && !isAccepted(m_arrangement.targets.name(row), folder.rules))
            m_arrangement.refuse(row, RowIssue::IllegalHere);
    }
}

std::vector<DirectoryId> TargetFolders::nameHolders() const
{
    std::vector<DirectoryId> holders;
    for (auto id = DirectoryId(m_arrangement.table.directoryCount()); id < m_folders.size(); ++id) {
        const Use use = m_folders[id].use;
        if ((use == Use::Fine || use == Use::ToMake) && m_graph.rowAt(id) == kNone && m_arrangement.targets.directoryParent(id) != kNone)
            holders.push_back(id);
    }
    return holders;
}

void TargetFolders::noteFoldersToMake()
{
    const TargetTable &targets = m_arrangement.targets;
    std::vector<bool> noted(m_folders.size());
    std::vector<DirectoryId> chain;
    for (RowId row = 0; m_arrangement.anyLeaves && row < targets.rowCount(); ++row) {
        if (!m_arrangement.moves(row))
            continue;
        for (DirectoryId id = targets.directoryOf(row); id != kNone && m_folders[id].use == Use::ToMake && !noted[id];
             id = targets.directoryParent(id)) {
            noted[id] = true;
            chain.push_back(id);
        }
        m_arrangement.plan.makeDirectories.insert(m_arrangement.plan.makeDirectories.end(), chain.rbegin(), chain.rend());
        chain.clear();
    }
}

} // namespace bulkhead
