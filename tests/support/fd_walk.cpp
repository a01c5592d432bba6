// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fd_walk.h"

#include <QtGlobal>

#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

namespace bulkhead {

int checkCall(int result, const char *operation, BytesView name)
{
    if (result < 0)
        qFatal("%s \"%s\": %s", operation, Bytes(name).c_str(), std::strerror(errno));
    return result;
}

int openFolder(int parent, BytesView path)
{
    constexpr std::size_t kChunk = 3000; // below PATH_MAX whatever the last component
    int folder = parent;
    Bytes rest(path);
    do {
        std::size_t end = rest.size();
        if (end > kChunk) {
            end = rest.rfind('/', kChunk);
            Q_ASSERT(end != Bytes::npos && end > 0);
        }
        const int next = checkCall(::openat(folder, rest.substr(0, end).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open", path);
        if (folder != parent)
            ::close(folder);
        folder = next;
        rest.erase(0, std::min(end + 1, rest.size()));
    } while (!rest.empty());
    return folder;
}

std::vector<Bytes> namesIn(int folder)
{
    const int copy = checkCall(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open", ".");
    DIR *stream = ::fdopendir(copy);
    if (!stream)
        checkCall(-1, "fdopendir", ".");
    std::vector<Bytes> names;
    while (const dirent *entry = ::readdir(stream)) {
        const BytesView name = entry->d_name;
        if (name != "." && name != "..")
            names.emplace_back(name);
    }
    ::closedir(stream);
    return names;
}

Bytes readFileAt(int parent, const Bytes &name)
{
    const int file = checkCall(::openat(parent, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC), "open", name);
    Bytes content;
    char buffer[16384];
    while (const auto count = checkCall(static_cast<int>(::read(file, buffer, sizeof buffer)), "read", name))
        content.append(buffer, static_cast<std::size_t>(count));
    ::close(file);
    return content;
}

Bytes readLinkAt(int parent, const Bytes &name)
{
    char buffer[4096];
    const int length = checkCall(static_cast<int>(::readlinkat(parent, name.c_str(), buffer, sizeof buffer)), "readlink", name);
    return Bytes(buffer, static_cast<std::size_t>(length));
}

FolderWalk::FolderWalk(int root)
    : m_folder(root)
{
    m_levels.push_back({.name = {}, .pending = namesIn(root)});
}

FolderWalk::~FolderWalk()
{
    ::close(m_folder);
}

std::optional<FolderWalk::Item> FolderWalk::next()
{
    Level &level = m_levels.back();
    if (!level.pending.empty()) {
        Bytes name = std::move(level.pending.back());
        level.pending.pop_back();
        return Item{.name = std::move(name), .when = Item::When::Found};
    }
    if (m_levels.size() == 1)
        return std::nullopt;
    Bytes name = std::move(level.name);
    m_levels.pop_back();
    m_prefix.resize(m_prefix.size() - name.size() - 1);
    const int parent = checkCall(::openat(m_folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open", "..");
    ::close(m_folder);
    m_folder = parent;
    return Item{.name = std::move(name), .when = Item::When::Left};
}

void FolderWalk::enter(const Bytes &name)
{
    const int child = checkCall(::openat(m_folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), "open", name);
    ::close(m_folder);
    m_folder = child;
    m_prefix += name + '/';
    m_levels.push_back({.name = name, .pending = namesIn(child)});
}

} // namespace bulkhead
