// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/watched_disk.h"

#include "core/base/path.h"

#include <set>

namespace bulkhead {

DirectoryId directoryAt(const FileTable &table, BytesView path)
{
    for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
        if (table.directory(id).path == path)
            return id;
    }
    return kNone;
}

Paths rowPaths(const ScanResult &result)
{
    Paths paths;
    for (RowId row = 0; row < result.table.rowCount(); ++row)
        paths.push_back(result.table.path(row));
    return paths;
}

Paths issuePaths(const ScanResult &result)
{
    Paths paths;
    for (const ScanIssue &issue : result.issues)
        paths.push_back(issue.error.path);
    return paths;
}

ScanResult scanned(FileSystem &disk, const Paths &roots, const ScanOptions &options)
{
    return scan(disk, roots, options, {});
}

Bytes brokenLaw(const ScanResult &result, MemoryFileSystem &disk)
{
    const FileTable &table = result.table;
    std::set<Bytes> rows;
    for (RowId row = 0; row < table.rowCount(); ++row) {
        const Bytes path = table.path(row);
        if (!rows.insert(path).second)
            return "twice: " + path;
        if (!disk.exists(path) || !sameObject(disk.identity(path), table.identity(row)))
            return "not what is on the disk: " + path;
        const Bytes &folder = table.directory(table.directoryOf(row)).path;
        if (result.occupancy.state(folder) != Occupancy::State::Listed)
            return "folder of a row not listed: " + folder;
        if (result.occupancy.contains(folder, table.name(row)))
            return "row among the taken names: " + path;
    }
    for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
        const auto &directory = table.directory(id);
        if (!sameObject(directory.identity, disk.identity(directory.path)))
            return "wrong identity: " + directory.path;
        const DirectoryId parent = directoryAt(table, parentPath(directory.path));
        if (directory.path != "/" && directory.parent != parent)
            return "wrong parent: " + directory.path;
        if (directory.parent != kNone && directory.parent >= id)
            return "child before its parent: " + directory.path;
        if ((directory.row != kNone) != rows.contains(directory.path))
            return "row not linked: " + directory.path;
        if (directory.row != kNone && table.path(directory.row) != directory.path)
            return "linked to another row: " + directory.path;
    }
    // Every folder between a folder row and a row below it is in the table.
    for (RowId row = 0; row < table.rowCount(); ++row) {
        bool belowRow = false;
        const Bytes rowPath = table.path(row);
        Bytes path;
        for (const BytesView component : pathComponents(parentPath(rowPath))) {
            path = joinPath(path.empty() ? "/" : path, component);
            belowRow = belowRow || rows.contains(path);
            if (belowRow && directoryAt(table, path) == kNone)
                return "hole above " + rowPath + ": " + path;
        }
    }
    return {};
}

} // namespace bulkhead
