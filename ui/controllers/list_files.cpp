// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/list_files.h"

#include "core/fs/small_file.h"

#include <sys/stat.h>

namespace bulkhead {

namespace {

std::int64_t nanoseconds(const timespec &time)
{
    return std::int64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

LoadedLists ListFiles::load(const RenameRecipe &recipe)
{
    const std::lock_guard lock(m_mutex);
    LoadedLists lists = loadLists(recipe, [this](const Bytes &path, ListRule::By by) { return listOf(path, by); });
    std::erase_if(m_kept, [&lists](const auto &kept) { return !lists.contains(kept.first); });
    return lists;
}

std::optional<ListFiles::Version> ListFiles::versionOf(const Bytes &path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return std::nullopt;
    return Version{status.st_dev, status.st_ino, status.st_size, nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
}

LoadedList ListFiles::listOf(const Bytes &path, ListRule::By by)
{
    const auto version = versionOf(path); // Before the content: what is written meanwhile is read the next time.
    const auto kept = m_kept.find({path, by});
    if (version && kept != m_kept.end() && kept->second.version == *version)
        return kept->second.list;
    LoadedList list = listOfFile(path, readSmallFile(path, kMostListBytes), by);
    if (version)
        m_kept.insert_or_assign({path, by}, Kept{*version, list});
    return list;
}

} // namespace bulkhead
