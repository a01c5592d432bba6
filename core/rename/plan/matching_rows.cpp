// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/matching_rows.h"

#include "core/rename/plan/name_index.h"

#include <unordered_map>

namespace bulkhead {

namespace {

/// By directory of `others`: the one of `table` that has its path.
std::vector<DirectoryId> matchingDirectories(const FileTable &table, const FileTable &others)
{
    std::unordered_map<BytesView, DirectoryId> byPath;
    for (DirectoryId id = 0; id < table.directoryCount(); ++id)
        byPath.emplace(table.directory(id).path, id);
    std::vector<DirectoryId> matching(others.directoryCount(), kNone);
    for (DirectoryId id = 0; id < others.directoryCount(); ++id) {
        if (const auto found = byPath.find(others.directory(id).path); found != byPath.end())
            matching[id] = found->second;
    }
    return matching;
}

} // namespace

std::vector<RowId> matchingRows(const FileTable &table, const FileTable &others)
{
    const auto never = [] { return false; };
    const auto keyOf = [&table](std::size_t row) { return NameKey{table.directoryOf(RowId(row)), table.name(RowId(row))}; };
    NameIndex index(table.rowCount());
    forEachName(index, table.rowCount(), never, keyOf,
        [&](std::size_t row, const NameKey &key, std::uint64_t hash) { index.findOrInsert(key, hash, RowId(row), keyOf); });

    const std::vector<DirectoryId> directories = matchingDirectories(table, others);
    const auto wanted = [&](std::size_t row) { return NameKey{directories[others.directoryOf(RowId(row))], others.name(RowId(row))}; };
    std::vector<RowId> rows(others.rowCount(), kNone);
    forEachName(index, others.rowCount(), never, wanted,
        [&](std::size_t row, const NameKey &key, std::uint64_t hash) { rows[row] = index.find(key, hash, keyOf); });
    return rows;
}

} // namespace bulkhead
