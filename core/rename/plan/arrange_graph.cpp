// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan/arrange_graph.h"

#include "core/base/path.h"
#include "core/rename/plan/name_index.h"

namespace bulkhead {

FolderGraph::FolderGraph(const TargetTable &targets)
    : m_targets(targets)
{
}

BytesView FolderGraph::path(DirectoryId folder) const
{
    const std::size_t known = m_targets.table().directoryCount() + m_targets.extraDirectories().size();
    return folder < known ? m_targets.directoryPath(folder) : m_linkPath[folder - known];
}

void FolderGraph::build(const Arrangement &arrangement)
{
    const std::size_t inTable = arrangement.table.directoryCount();
    const auto folders = DirectoryId(inTable + m_targets.extraDirectories().size());
    for (DirectoryId folder = 0; folder < folders; ++folder) {
        m_parent.push_back(m_targets.directoryParent(folder));
        m_row.push_back(folder < inTable ? arrangement.table.directory(folder).row : kNone);
    }
    linkByPath();
    findRows(arrangement);
    arrangement.work.visits += m_parent.size();
}

/// Two roots of one scan may lie one below the other with folders between them that nobody listed: a row may be such a
/// folder all the same, and what is below it goes where it goes.
void FolderGraph::linkByPath()
{
    const std::size_t known = m_parent.size();
    std::unordered_map<BytesView, DirectoryId> byPath;
    byPath.reserve(known);
    for (DirectoryId folder = 0; folder < known; ++folder)
        byPath.emplace(path(folder), folder);
    for (DirectoryId each = 0; each < known; ++each) {
        DirectoryId folder = each;
        while (m_parent[folder] == kNone) {
            const BytesView above = parentPath(path(folder));
            if (above.empty() || above.size() >= path(folder).size())
                break;
            const auto [found, isNew] = byPath.try_emplace(above, DirectoryId(m_parent.size()));
            m_parent[folder] = found->second;
            if (!isNew)
                break;
            m_parent.push_back(kNone);
            m_row.push_back(kNone);
            m_linkPath.push_back(above);
            folder = found->second;
        }
    }
}

void FolderGraph::findRows(const Arrangement &arrangement)
{
    const FileTable &table = arrangement.table;
    const auto keyOfFolder = [this](DirectoryId folder) { return NameKey{m_parent[folder], fileName(path(folder))}; };
    NameIndex index(m_parent.size());
    std::vector<bool> mayHold(table.directoryCount()); // Folders whose rows are worth a look.
    for (DirectoryId folder = 0; folder < m_parent.size(); ++folder) {
        if (m_row[folder] != kNone || m_parent[folder] >= table.directoryCount())
            continue;
        const NameKey key = keyOfFolder(folder);
        index.findOrInsert(key, key.hash(), folder, keyOfFolder);
        mayHold[m_parent[folder]] = true;
    }
    const auto keyOfRow = [&](std::size_t row) {
        const DirectoryId in = table.directoryOf(RowId(row));
        return mayHold[in] && !arrangement.isGone(RowId(row)) ? NameKey{in, table.name(RowId(row))} : NameKey{};
    };
    const auto stopped = [&arrangement] { return arrangement.stopRequested(); };
    forEachName(index, table.rowCount(), stopped, keyOfRow, [&](std::size_t row, const NameKey &key, std::uint64_t hash) {
        const DirectoryId folder = index.find(key, hash, keyOfFolder);
        if (folder != kNone)
            m_row[folder] = RowId(row);
    });
    arrangement.work.probes += index.probes();
}

RowId FolderGraph::movingRow(const Arrangement &arrangement, DirectoryId folder) const
{
    const RowId row = m_row[folder];
    return row != kNone && arrangement.table.isDirectory(row) && arrangement.moves(row) ? row : kNone;
}

DirectoryId FolderGraph::finalParent(const Arrangement &arrangement, DirectoryId folder) const
{
    const RowId row = movingRow(arrangement, folder);
    return row == kNone ? m_parent[folder] : arrangement.targets.directoryOf(row);
}

std::vector<FolderGraph::Ring> FolderGraph::rings(const Arrangement &arrangement) const
{
    std::vector<Ring> result;
    std::vector<DirectoryId> seenFrom(m_parent.size(), kNone); // The folder whose walk upwards came by first.
    for (DirectoryId start = 0; start < m_parent.size(); ++start) {
        DirectoryId folder = start;
        for (; folder != kNone && seenFrom[folder] == kNone; folder = finalParent(arrangement, folder)) {
            seenFrom[folder] = start;
            ++arrangement.work.visits;
        }
        if (folder == kNone || seenFrom[folder] != start)
            continue;
        const std::size_t first = result.size();
        const DirectoryId entry = folder;
        do {
            if (const RowId row = movingRow(arrangement, folder); row != kNone)
                result.push_back({row, kNone});
            folder = finalParent(arrangement, folder);
        } while (folder != entry);
        for (std::size_t i = first; i < result.size(); ++i)
            result[i].next = result[i + 1 < result.size() ? i + 1 : first].row;
    }
    return result;
}

} // namespace bulkhead
