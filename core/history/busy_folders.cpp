// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/busy_folders.h"

#include "core/history/batch_table.h"
#include "core/history/row_codec.h"

#include <algorithm>
#include <limits>

namespace bulkhead {

namespace {

constexpr const char *kRead = "read history";

Result<std::vector<DirectoryRecord>> foldersOf(Connection &connection, BatchId batch)
{
    auto statement = Statement::prepare(connection, "SELECT data FROM chunk WHERE batch = ? AND kind = ? ORDER BY number", kRead);
    if (!statement)
        return statement.error();
    statement->bind(1, batch).bind(2, std::int64_t(ChunkKind::Directories));
    std::vector<DirectoryRecord> folders;
    for (ChunkPlace place{.batch = batch, .kind = ChunkKind::Directories};; ++place.number) {
        const auto row = statement->step();
        if (!row)
            return row.error();
        if (!*row)
            return folders;
        if (!unpackDirectories(statement->bytes(0), place, folders))
            return damagedBatch(connection, batch, "rows");
    }
}

} // namespace

void FolderSet::add(const DirectoryRecord &folder)
{
    m_paths.insert(folder.path);
    if (folder.identity.inode != 0)
        m_identities.emplace(folder.identity.inode, folder.identity);
}

bool FolderSet::contains(const DirectoryRecord &folder) const
{
    if (m_paths.contains(folder.path))
        return true;
    const auto [first, last] = m_identities.equal_range(folder.identity.inode);
    return std::any_of(first, last, [&folder](const auto &entry) { return sameObject(entry.second, folder.identity); });
}

Result<void> checkFoldersFree(HistoryStore &store, BatchId self, const FolderSet &folders)
{
    Connection &connection = *store.connection;
    const auto running = selectBatches(connection, BatchFilter::Running, -1, std::numeric_limits<BatchId>::max());
    if (!running)
        return running.error();
    for (const BatchRow &batch : *running) {
        const BatchId id = batch.info.id;
        const auto taken = id == self ? Result<bool>(false) : store.owners.isTaken(id);
        if (!taken)
            return taken.error();
        if (!*taken)
            continue;
        const auto theirs = foldersOf(connection, id);
        if (!theirs)
            return theirs.error();
        const auto shared = std::ranges::find_if(*theirs, [&folders](const DirectoryRecord &folder) { return folders.contains(folder); });
        if (shared != theirs->end())
            return Error{
                .code = ErrorCode::Locked, .operation = "begin batch", .path = shared->path, .detail = "batch " + std::to_string(id)};
    }
    return {};
}

} // namespace bulkhead
