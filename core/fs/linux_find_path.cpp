// SPDX-License-Identifier: GPL-3.0-or-later
// From an open folder back to its path.
#include "core/fs/linux_listing.h"
#include "core/fs/linux_open.h"

#include <array>
#include <climits>

namespace bulkhead {

namespace {

/// What the kernel says. It gives up past PATH_MAX, and says "(deleted)" or "(unreachable)" in the same breath, which
/// may as well be part of a name: so the answer is checked.
bool askProc(int folder, const struct stat &status, Bytes &path)
{
    std::array<char, PATH_MAX> text;
    char link[32];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    const auto length = ::readlink(link, text.data(), text.size());
    if (length <= 0 || static_cast<std::size_t>(length) >= text.size() || text[0] != '/')
        return false;
    path.assign(text.data(), static_cast<std::size_t>(length));
    struct stat there;
    return ::lstat(path.c_str(), &there) == 0 && sameInode(there, status);
}

/// The name under which `parent` holds the folder. Returns 0 or the errno.
int findNameIn(int parent, const struct stat &status, Bytes &name)
{
    name.clear();
    if (const int error = listFolder(parent, [&](const DirectoryEntry &entry, std::uint64_t inode) {
            struct stat there;
            if (inode == status.st_ino && ::fstatat(parent, Bytes(entry.name).c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0
                && sameInode(there, status))
                name = entry.name;
            return name.empty();
        }))
        return error;
    if (!name.empty())
        return 0;
    // A mount point is listed under the inode it covers.
    const int error = listFolder(parent, [&](const DirectoryEntry &entry, std::uint64_t) {
        struct stat there;
        if (::fstatat(parent, Bytes(entry.name).c_str(), &there, AT_SYMLINK_NOFOLLOW) == 0 && sameInode(there, status))
            name = entry.name;
        return name.empty();
    });
    return error ? error : name.empty() ? ENOENT : 0;
}

} // namespace

int findPath(int folder, Bytes &path)
{
    std::vector<Bytes> below; // innermost first
    FileDescriptor here;
    for (int fd = folder;;) {
        struct stat status;
        if (::fstat(fd, &status) < 0)
            return errno;
        if (askProc(fd, status, path))
            break;
        FileDescriptor parent(::openat(fd, "..", kFolderFlags));
        struct stat above;
        if (!parent || ::fstat(parent.get(), &above) < 0)
            return errno;
        if (sameInode(status, above)) {
            path = "/";
            break;
        }
        Bytes name;
        if (const int error = findNameIn(parent.get(), status, name))
            return error;
        below.push_back(std::move(name));
        here = std::move(parent);
        fd = here.get();
    }
    for (auto name = below.rbegin(); name != below.rend(); ++name) {
        if (!path.ends_with('/'))
            path += '/';
        path += *name;
    }
    return 0;
}

} // namespace bulkhead
