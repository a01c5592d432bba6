// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_links.h"

#include "core/base/path.h"

#include <algorithm>
#include <cstring>

namespace bulkhead {

namespace {

/// A path that is a directory of the table, a folder row, or both.
struct Known {
    Bytes path;
    DirectoryId oldId = kNone;
    RowId row = kNone;
};

/// Paths of one tree share most of their length, so it is skipped in strides.
std::size_t commonLength(BytesView a, BytesView b)
{
    constexpr std::size_t kStride = 64;
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t at = 0;
    while (most - at >= kStride && std::memcmp(a.data() + at, b.data() + at, kStride) == 0)
        at += kStride;
    while (at < most && a[at] == b[at])
        ++at;
    return at;
}

/// Byte order, but with the slash below every other byte: a folder is followed by all that is in it.
bool comesBefore(const Known &a, const Known &b)
{
    const std::size_t same = commonLength(a.path, b.path);
    if (same == a.path.size() || same == b.path.size())
        return a.path.size() < b.path.size();
    const char x = a.path[same];
    const char y = b.path[same];
    if (x == '/' || y == '/')
        return x == '/';
    return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
}

std::vector<Known> knownPaths(const FileTable &table, const std::vector<RowId> &folderRows)
{
    std::vector<Known> paths;
    paths.reserve(table.directoryCount() + folderRows.size());
    for (DirectoryId id = 0; id < table.directoryCount(); ++id)
        paths.push_back({.path = table.directory(id).path, .oldId = id});
    for (const RowId row : folderRows)
        paths.push_back({.path = table.path(row), .row = row});
    std::stable_sort(paths.begin(), paths.end(), comesBefore);

    std::size_t kept = 0;
    for (std::size_t at = 0; at < paths.size(); ++at) {
        if (kept > 0 && paths[kept - 1].path == paths[at].path) {
            paths[kept - 1].row = paths[at].row;
        } else {
            if (kept != at)
                paths[kept] = std::move(paths[at]);
            ++kept;
        }
    }
    paths.resize(kept);
    return paths;
}

/// One sweep over the sorted paths with the chain of folders above the current one.
class Linker
{
public:
    Linker(FileSystem &fileSystem, const FileTable &table)
        : m_fileSystem(fileSystem)
        , m_table(table)
        , m_newIds(table.directoryCount(), kNone)
    {
        m_ordered.reserve(table.directoryCount());
    }

    void visit(const Known &known)
    {
        while (!m_above.empty() && !isSameOrBelow(known.path, m_above.back().path))
            m_above.pop_back();
        Level level{.path = known.path, .id = kNone, .row = known.row, .belowRow = !m_above.empty() && m_above.back().isOrIsBelowRow()};
        if (known.oldId != kNone) {
            if (level.belowRow)
                fillChain(known.path);
            FileTable::Directory directory = m_table.directory(known.oldId);
            directory.row = known.row;
            level.id = add(std::move(directory));
            m_newIds[known.oldId] = level.id;
        }
        m_above.push_back(std::move(level));
    }

    std::vector<FileTable::Directory> takeDirectories() { return std::move(m_ordered); }
    const std::vector<DirectoryId> &newIds() const { return m_newIds; }

private:
    struct Level {
        BytesView path; ///< Of the Known, or of the directory below it that made this level necessary.
        DirectoryId id; ///< kNone for a row nothing was found in so far.
        RowId row;
        bool belowRow;
        bool isOrIsBelowRow() const { return row != kNone || belowRow; }
    };

    DirectoryId add(FileTable::Directory directory)
    {
        const bool parentKnown = !m_above.empty() && m_above.back().path == parentPath(directory.path);
        directory.parent = parentKnown ? m_above.back().id : kNone;
        m_ordered.push_back(std::move(directory));
        return static_cast<DirectoryId>(m_ordered.size() - 1);
    }

    /// Adds what is missing between the row above and the directory at `path`. Only the row itself can be missing among
    /// the levels: a row's parent holds a row.
    void fillChain(BytesView path)
    {
        if (m_above.back().id == kNone) {
            Level row = m_above.back();
            m_above.pop_back();
            row.id = add({.path = Bytes(row.path), .row = row.row, .identity = m_table.identity(row.row)});
            m_above.push_back(row);
        }
        for (auto end = path.find('/', m_above.back().path.size() + 1); end != BytesView::npos; end = path.find('/', end + 1)) {
            const BytesView between = path.substr(0, end);
            const DirectoryId id = add(lookedUp(between));
            m_above.push_back({.path = between, .id = id, .row = kNone, .belowRow = true});
        }
    }

    FileTable::Directory lookedUp(BytesView path)
    {
        FileTable::Directory directory{.path = Bytes(path)};
        const auto opened = m_fileSystem.openDirectoryNoLinks(path);
        if (!opened)
            return directory; // Gone since: no identity; what is met there later is taken for it.
        if (const auto status = m_fileSystem.status(*opened))
            directory.identity = status->identity;
        directory.maxNameBytes = m_fileSystem.maxNameBytes(*opened);
        return directory;
    }

    FileSystem &m_fileSystem;
    const FileTable &m_table;
    std::vector<Level> m_above;
    std::vector<FileTable::Directory> m_ordered;
    std::vector<DirectoryId> m_newIds;
};

} // namespace

void linkDirectories(FileSystem &fileSystem, FileTable &table, const std::vector<RowId> &folderRows)
{
    const std::vector<Known> paths = knownPaths(table, folderRows);
    Linker linker(fileSystem, table);
    for (const Known &known : paths)
        linker.visit(known);
    table.replaceDirectories(linker.takeDirectories(), linker.newIds());
}

} // namespace bulkhead
