// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temp_dir.h"

#include "core/base/path.h"
#include "tests/support/fd_walk.h"

#include <QtGlobal>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bulkhead {

namespace {

enum class Missing : unsigned char { Abort, Make, Tell };

/// The folder that holds the last component of a relative path, open for the duration of one call.
class Parent
{
public:
    Parent(int root, BytesView relative, Missing missing)
        : m_fd(checkCall(::openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open", "."))
    {
        const auto components = pathComponents(relative);
        if (components.empty())
            qFatal("an empty path inside a TempDir");
        m_name = Bytes(components.back());
        for (std::size_t i = 0; i + 1 < components.size() && m_fd >= 0; ++i)
            descend(Bytes(components[i]), missing);
    }
    ~Parent()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Parent(const Parent &) = delete;
    Parent &operator=(const Parent &) = delete;

    int fd() const noexcept { return m_fd; }
    const char *name() const noexcept { return m_name.c_str(); }
    const Bytes &nameBytes() const noexcept { return m_name; }

private:
    void descend(const Bytes &component, Missing missing)
    {
        if (missing == Missing::Make && ::mkdirat(m_fd, component.c_str(), 0777) < 0 && errno != EEXIST)
            checkCall(-1, "mkdir", component);
        const int next = ::openat(m_fd, component.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (next < 0 && missing != Missing::Tell)
            checkCall(next, "open", component);
        ::close(m_fd);
        m_fd = next;
    }

    int m_fd;
    Bytes m_name;
};

} // namespace

TempDir::TempDir(BytesView base)
{
    const char *fromEnvironment = std::getenv("TMPDIR");
    Bytes pattern = base.empty() ? Bytes(fromEnvironment && *fromEnvironment ? fromEnvironment : "/tmp") : Bytes(base);
    pattern += "/bulkhead-test-XXXXXX";
    if (!::mkdtemp(pattern.data()))
        checkCall(-1, "mkdtemp", pattern);
    char resolved[PATH_MAX];
    if (!::realpath(pattern.c_str(), resolved))
        checkCall(-1, "realpath", pattern);
    m_path = resolved;
    m_fd = openFolder(AT_FDCWD, m_path);
}

TempDir::~TempDir()
{
    ::close(m_fd);
    const int parent = openFolder(AT_FDCWD, parentPath(m_path));
    removeTree(parent, fileName(m_path));
    ::close(parent);
}

Bytes TempDir::path(BytesView relative) const
{
    return joinPath(m_path, relative);
}

void TempDir::writeFile(BytesView relative, BytesView content) const
{
    const Parent parent(m_fd, relative, Missing::Make);
    const int file = checkCall(::openat(parent.fd(), parent.name(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), "create", relative);
    while (!content.empty()) {
        const auto written = ::write(file, content.data(), content.size());
        checkCall(static_cast<int>(written), "write", relative);
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    ::close(file);
}

void TempDir::makeDir(BytesView relative) const
{
    const Parent parent(m_fd, relative, Missing::Make);
    if (::mkdirat(parent.fd(), parent.name(), 0777) < 0 && errno != EEXIST)
        checkCall(-1, "mkdir", relative);
}

void TempDir::makeLink(BytesView relative, BytesView target) const
{
    const Parent parent(m_fd, relative, Missing::Make);
    checkCall(::symlinkat(Bytes(target).c_str(), parent.fd(), parent.name()), "symlink", relative);
}

void TempDir::makeHardLink(BytesView relative, BytesView existing) const
{
    const Parent from(m_fd, existing, Missing::Abort);
    const Parent to(m_fd, relative, Missing::Make);
    checkCall(::linkat(from.fd(), from.name(), to.fd(), to.name(), 0), "link", relative);
}

void TempDir::makeFifo(BytesView relative) const
{
    const Parent parent(m_fd, relative, Missing::Make);
    checkCall(::mkfifoat(parent.fd(), parent.name(), 0666), "mkfifo", relative);
}

void TempDir::setMode(BytesView relative, mode_t mode) const
{
    const Parent parent(m_fd, relative, Missing::Abort);
    checkCall(::fchmodat(parent.fd(), parent.name(), mode, 0), "chmod", relative);
}

void TempDir::rename(BytesView from, BytesView to) const
{
    const Parent source(m_fd, from, Missing::Abort);
    const Parent target(m_fd, to, Missing::Make);
    checkCall(::renameat(source.fd(), source.name(), target.fd(), target.name()), "rename", from);
}

void TempDir::remove(BytesView relative) const
{
    const Parent parent(m_fd, relative, Missing::Abort);
    removeTree(parent.fd(), parent.nameBytes());
}

bool TempDir::exists(BytesView relative) const
{
    const Parent parent(m_fd, relative, Missing::Tell);
    struct stat status;
    return parent.fd() >= 0 && ::fstatat(parent.fd(), parent.name(), &status, AT_SYMLINK_NOFOLLOW) == 0;
}

Bytes TempDir::readFile(BytesView relative) const
{
    const Parent parent(m_fd, relative, Missing::Abort);
    return readFileAt(parent.fd(), parent.nameBytes());
}

ino_t TempDir::inode(BytesView relative) const
{
    const Parent parent(m_fd, relative, Missing::Abort);
    struct stat status;
    checkCall(::fstatat(parent.fd(), parent.name(), &status, AT_SYMLINK_NOFOLLOW), "stat", relative);
    return status.st_ino;
}

void removeTree(int parentFd, BytesView name)
{
    const Bytes root(name);
    if (::unlinkat(parentFd, root.c_str(), 0) == 0)
        return;
    if (errno != EISDIR && errno != EPERM)
        checkCall(-1, "unlink", name);
    ::fchmodat(parentFd, root.c_str(), 0700, 0); // a test may have left it unreadable
    {
        FolderWalk walk(openFolder(parentFd, root));
        while (const auto entry = walk.next()) {
            if (entry->when == FolderWalk::Item::When::Left) {
                checkCall(::unlinkat(walk.folder(), entry->name.c_str(), AT_REMOVEDIR), "rmdir", entry->name);
            } else if (::unlinkat(walk.folder(), entry->name.c_str(), 0) < 0) {
                if (errno != EISDIR && errno != EPERM)
                    checkCall(-1, "unlink", entry->name);
                ::fchmodat(walk.folder(), entry->name.c_str(), 0700, 0);
                walk.enter(entry->name);
            }
        }
    }
    checkCall(::unlinkat(parentFd, root.c_str(), AT_REMOVEDIR), "rmdir", name);
}

} // namespace bulkhead
