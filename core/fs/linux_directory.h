// SPDX-License-Identifier: GPL-3.0-or-later
// What the Linux file system's parts share: folder handles, names as the kernel wants them.
#pragma once

#include "core/base/path.h"
#include "core/fs/file_descriptor.h"
#include "core/fs/file_system.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace bulkhead {

/// O_PATH: enough for every *at call, also in a folder that may be entered but not read.
inline constexpr int kFolderFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;

class LinuxDirectory final : public Directory
{
public:
    explicit LinuxDirectory(FileDescriptor fd) noexcept
        : m_fd(std::move(fd))
    {
    }
    int fd() const noexcept { return m_fd.get(); }

private:
    FileDescriptor m_fd;
};

inline int fdOf(const DirectoryRef &directory) noexcept
{
    return static_cast<const LinuxDirectory &>(*directory).fd();
}

/// A NUL-terminated copy of one component, on the stack: renaming a million files allocates nothing.
class ComponentName
{
public:
    explicit ComponentName(BytesView name) noexcept
    {
        if (!isLegalComponent(name)) {
            m_error = EINVAL;
        } else if (name.size() >= sizeof m_text) {
            m_error = ENAMETOOLONG;
        } else {
            std::memcpy(m_text, name.data(), name.size());
            m_text[name.size()] = '\0';
        }
    }

    int error() const noexcept { return m_error; } ///< 0, EINVAL or ENAMETOOLONG.
    const char *c_str() const noexcept { return m_text; } ///< Only where error() is 0.

private:
    int m_error = 0;
    char m_text[4096]; // PATH_MAX: no kernel takes more
};

/// Enough while nothing in between could have removed one and made another: inode numbers are used again.
inline bool sameInode(const struct stat &a, const struct stat &b) noexcept
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Repeats a call that only looks, as long as a signal interrupts it.
template <class Call>
auto restarting(Call call)
{
    for (;;) {
        const auto result = call();
        if (result >= 0 || errno != EINTR)
            return result;
    }
}

} // namespace bulkhead
