// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/run_folders.h"

#include "core/base/path.h"

#include <algorithm>
#include <ranges>

namespace bulkhead {

namespace {

enum class Made : std::uint8_t { Now, WasThere };

Result<Made> makeOne(FileSystem &fileSystem, const TargetTable::ExtraDirectory &extra, DirectoryCache &cache, Backoff &backoff)
{
    for (int failed = 1;; ++failed) {
        const auto parent = cache.open(extra.parent);
        const auto made = parent ? fileSystem.makeDirectory(*parent, extra.name) : Result<void>(parent.error());
        if (made)
            return Made::Now;
        if (parent) {
            const auto status = fileSystem.status(*parent, extra.name);
            if (status && status->identity.type == FileType::Directory) // Any other error is an answer that was lost.
                return made.error().code == ErrorCode::AlreadyExists ? Made::WasThere : Made::Now;
        }
        if (!isTransient(made.error().code) || !backoff.wait(failed)) {
            Error error = made.error();
            error.path = extra.path;
            return error;
        }
    }
}

} // namespace

void TouchedFileSystems::add(DirectoryCache::Key folder)
{
    if (folder == m_last)
        return;
    m_last = folder;
    if (const std::uint64_t device = m_cache.identity(folder).device; !knows(device))
        m_touched.push_back({device, m_cache.open(folder)});
}

void TouchedFileSystems::add(const DirectoryRef &folder)
{
    const auto status = m_fileSystem.status(folder);
    if (!status)
        m_touched.push_back({0, status.error()});
    else if (!knows(status->identity.device))
        m_touched.push_back({status->identity.device, folder});
}

bool TouchedFileSystems::knows(std::uint64_t device) const
{
    return std::ranges::any_of(m_touched, [device](const Touched &touched) { return touched.device == device; });
}

Result<void> TouchedFileSystems::sync()
{
    Result<void> first;
    for (const Touched &touched : m_touched) {
        auto synced = touched.folder ? m_fileSystem.syncFileSystem(*touched.folder) : Result<void>(touched.folder.error());
        if (first && !synced)
            first = std::move(synced);
    }
    return first;
}

MadeFolders makeFolders(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, DirectoryCache &cache, Backoff &backoff,
    TouchedFileSystems &touched)
{
    MadeFolders folders;
    for (const DirectoryId id : intent.made) {
        const auto &extra = plan.targets->extraDirectory(id);
        if (const auto parent = folders.failed.find(extra.parent); parent != folders.failed.end()) {
            folders.failed.emplace(id, Error(parent->second));
            continue;
        }
        const auto made = makeOne(fileSystem, extra, cache, backoff);
        if (!made) {
            folders.failed.emplace(id, made.error());
        } else if (*made == Made::Now) {
            folders.made.push_back(id);
            touched.add(extra.parent);
        }
    }
    return folders;
}

void removeUnusedFolders(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, const MadeFolders &folders,
    std::span<const MoveResult> results, DirectoryCache &cache)
{
    if (folders.made.empty())
        return;
    const std::size_t first = plan.table->directoryCount();
    std::vector<bool> used(plan.targets->extraDirectories().size());
    for (std::size_t move = 0; move < results.size(); ++move) {
        if (results[move] != MoveResult::Done && results[move] != MoveResult::Unknown)
            continue;
        DirectoryId id = plan.targets->directoryOf(intent.moves.row(move));
        while (id != kNone && id >= first && !used[id - first]) {
            used[id - first] = true;
            id = plan.targets->directoryParent(id);
        }
    }
    for (const DirectoryId id : std::views::reverse(folders.made)) {
        if (used[id - first])
            continue;
        const auto &extra = plan.targets->extraDirectory(id);
        if (const auto parent = cache.open(extra.parent))
            (void)fileSystem.removeDirectory(*parent, extra.name); // An empty folder too many is no loss.
    }
}

void removeFolders(
    FileSystem &fileSystem, const RenamePlan &plan, const FolderTracker &tracker, TouchedFileSystems &touched, JobReport &report)
{
    for (const Bytes &before : plan.removeDirectories) {
        const Bytes path = tracker.livePath(before);
        const auto parent = fileSystem.openDirectoryNoLinks(parentPath(path));
        const auto removed = parent ? fileSystem.removeDirectory(*parent, fileName(path)) : Result<void>(parent.error());
        if (removed)
            touched.add(*parent);
        if (removed || removed.error().code == ErrorCode::NotEmpty || removed.error().code == ErrorCode::NotFound)
            continue;
        Error error = removed.error();
        error.path = path;
        if (report.errors.size() < JobReport::kMaxReportedErrors)
            report.errors.push_back({kNone, std::move(error)});
    }
}

} // namespace bulkhead
