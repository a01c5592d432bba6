// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: two batches never work in one folder at the same time. Each step of a batch is safe by itself, but a
// ring that another program breaks into could neither be finished nor taken back.
#pragma once

#include "core/history/history.h"
#include "core/history/history_store.h"

#include <unordered_map>
#include <unordered_set>

namespace bulkhead {

/// The folders of one batch, to be asked for by path and by identity: one folder may have two paths.
class FolderSet
{
public:
    void add(const DirectoryRecord &folder);
    bool contains(const DirectoryRecord &folder) const;

private:
    std::unordered_set<Bytes> m_paths;
    std::unordered_multimap<std::uint64_t, FileIdentity> m_identities; ///< By inode.
};

/// Inside a write transaction. Locked where a batch whose owner is alive, other than `self`, works in one of the folders: the
/// error's path is that folder, its detail "batch N". Damaged where such a batch cannot be read.
Result<void> checkFoldersFree(HistoryStore &store, BatchId self, const FolderSet &folders);

} // namespace bulkhead
