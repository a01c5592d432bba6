// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: the folders a batch makes and removes, and the file systems it must sync.
#pragma once

#include "core/jobs/job_report.h"
#include "core/rename/run/backoff.h"
#include "core/rename/run/run_intent.h"

namespace bulkhead {

/// Each file system a batch changed, once. One thread.
class TouchedFileSystems
{
public:
    /// References must outlive it.
    TouchedFileSystems(FileSystem &fileSystem, DirectoryCache &cache)
        : m_fileSystem(fileSystem)
        , m_cache(cache)
    {
    }

    void add(DirectoryCache::Key folder);
    void add(const DirectoryRef &folder);

    /// Syncs all; the first error.
    Result<void> sync();

private:
    struct Touched {
        std::uint64_t device;
        Result<DirectoryRef> folder; ///< Kept open: its name may be gone by the time of the sync.
    };

    bool knows(std::uint64_t device) const;

    FileSystem &m_fileSystem;
    DirectoryCache &m_cache;
    std::vector<Touched> m_touched;
    DirectoryCache::Key m_last = kNone;
};

/// What became of the folders to make.
struct MadeFolders {
    std::vector<DirectoryId> made; ///< Really made by this batch, parents first.
    std::unordered_map<DirectoryId, Error> failed;
};

MadeFolders makeFolders(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, DirectoryCache &cache, Backoff &backoff,
    TouchedFileSystems &touched);

/// Takes folders away again that were made for rows none of which arrived. Never removes anything that is not empty.
void removeUnusedFolders(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, const MadeFolders &folders,
    std::span<const MoveResult> results, DirectoryCache &cache);

/// Removes the empty ones of the plan's folders to remove. Full or vanished ones are no errors; what else went wrong is
/// added to `report` without a row.
void removeFolders(
    FileSystem &fileSystem, const RenamePlan &plan, const FolderTracker &tracker, TouchedFileSystems &touched, JobReport &report);

} // namespace bulkhead
