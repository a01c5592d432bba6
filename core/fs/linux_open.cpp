// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_open.h"

#include <climits>

namespace bulkhead {

namespace {

/// Cuts the longest front off `rest` that the kernel takes in one call; both ends stay whole components. Empty where a
/// single component is too long.
BytesView takeStretch(BytesView &rest)
{
    constexpr std::size_t kMost = PATH_MAX - 1;
    BytesView stretch = rest;
    if (rest.size() > kMost) {
        const std::size_t slash = rest.rfind('/', kMost);
        stretch = slash == BytesView::npos ? BytesView() : rest.substr(0, slash);
    }
    rest.remove_prefix(std::min(stretch.size() + 1, rest.size()));
    while (rest.starts_with('/'))
        rest.remove_prefix(1); // or the next stretch would start over at the root
    return stretch;
}

/// Opens `path` stretch by stretch with `open(start, stretch, folder)`.
template <class Open>
int openInStretches(BytesView path, FileDescriptor &folder, Open open)
{
    if (!path.starts_with('/') || path.find('\0') != BytesView::npos)
        return EINVAL;
    FileDescriptor here;
    do {
        const Bytes stretch(takeStretch(path));
        if (stretch.empty())
            return ENAMETOOLONG;
        FileDescriptor next;
        if (const int error = open(here ? here.get() : AT_FDCWD, stretch.c_str(), next))
            return error;
        here = std::move(next);
    } while (!path.empty());
    folder = std::move(here);
    return 0;
}

/// What a refused link looks like depends on the call and the kernel; people should be told it is a link.
int nameRefusedLink(int parent, const char *name, int error)
{
    struct stat status;
    const bool isLink = ::fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(status.st_mode);
    return isLink ? ELOOP : error;
}

} // namespace

int FolderOpener::openPath(BytesView absolutePath, FileDescriptor &folder) const
{
    return openInStretches(absolutePath, folder, [](int start, const char *stretch, FileDescriptor &next) {
        next = FileDescriptor(restarting([&] { return ::openat(start, stretch, kFolderFlags); }));
        return next ? 0 : errno;
    });
}

int FolderOpener::openPathNoLinks(BytesView absolutePath, FileDescriptor &folder) const
{
    return openInStretches(absolutePath, folder,
        [this](int start, const char *stretch, FileDescriptor &next) { return openStretchNoLinks(start, stretch, next); });
}

int FolderOpener::openStretchNoLinks(int start, const char *path, FileDescriptor &folder) const
{
    if (!m_openat2Missing.load(std::memory_order_relaxed)) {
        const open_how how{.flags = kFolderFlags, .mode = 0, .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
        folder = FileDescriptor(restarting([&] { return m_syscalls.openat2(start, path, &how); }));
        if (folder)
            return 0;
        switch (errno) {
        case ENOSYS: // before 5.6, or filtered
        case EPERM: // filtered by an older container
        case E2BIG:
        case EINVAL: // a kernel that knows less of it than we ask for
            m_openat2Missing.store(true, std::memory_order_relaxed);
            break;
        default:
            return errno;
        }
    }
    return walkNoLinks(start, path, folder);
}

int FolderOpener::walkNoLinks(int start, BytesView path, FileDescriptor &folder) const
{
    FileDescriptor here(::openat(start, path.starts_with('/') ? "/" : ".", kFolderFlags));
    if (!here)
        return errno;
    for (const BytesView component : pathComponents(path)) {
        FileDescriptor next;
        if (const int error = openChild(here.get(), Bytes(component).c_str(), next))
            return error;
        here = std::move(next);
    }
    folder = std::move(here);
    return 0;
}

int FolderOpener::openChild(int parent, const char *name, FileDescriptor &folder) const
{
    // One component and O_NOFOLLOW: nothing openat2 could refuse besides.
    folder = FileDescriptor(restarting([&] { return ::openat(parent, name, kFolderFlags | O_NOFOLLOW); }));
    if (folder)
        return 0;
    const int error = errno;
    return error == ENOTDIR ? nameRefusedLink(parent, name, error) : error;
}

} // namespace bulkhead
