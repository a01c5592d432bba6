// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/small_file.h"

#include "core/base/path.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr const char *kWriteFile = "write file";

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

Result<void> makeFolders(const Bytes &path)
{
    if (path.size() <= 1 || ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST)
        return {};
    if (errno != ENOENT)
        return systemError(errno, "make folder", path);
    if (auto made = makeFolders(Bytes(parentPath(path))); !made)
        return made;
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST)
        return systemError(errno, "make folder", path);
    return {};
}

bool writeAll(int fd, BytesView content)
{
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        content.remove_prefix(std::size_t(written));
    }
    return true;
}

} // namespace

Result<Bytes> readSmallFile(const Bytes &path, std::size_t most)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        return systemError(errno, "open file", path);
    Bytes content;
    char buffer[65536];
    for (;;) {
        const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemError(errno, "read file", path);
        if (got == 0)
            return content;
        content.append(buffer, std::size_t(got));
        if (content.size() > most)
            return Error{.code = ErrorCode::InvalidInput, .operation = "read file", .path = path, .detail = "too large"};
    }
}

Result<Bytes> writeHiddenFile(const Bytes &folder, BytesView content)
{
    if (auto made = makeFolders(folder); !made)
        return made.error();
    Bytes path = joinPath(folder, ".bulkhead.XXXXXX");
    const Descriptor file(::mkostemp(path.data(), O_CLOEXEC));
    if (!file.isOpen())
        return systemError(errno, kWriteFile, folder);
    if (writeAll(file.get(), content) && ::fsync(file.get()) == 0)
        return Bytes(fileName(path));
    const int osCode = errno;
    ::unlink(path.c_str());
    return systemError(osCode, kWriteFile, path);
}

Result<void> writeSmallFile(const Bytes &path, BytesView content)
{
    const Bytes folder(parentPath(path));
    auto hidden = writeHiddenFile(folder, content);
    if (!hidden) {
        Error error = hidden.error();
        if (BytesView(error.operation) == kWriteFile)
            error.path = path;
        return error;
    }
    const Bytes temporary = joinPath(folder, *hidden);
    if (::rename(temporary.c_str(), path.c_str()) == 0)
        return {};
    const int osCode = errno;
    ::unlink(temporary.c_str());
    return systemError(osCode, kWriteFile, path);
}

} // namespace bulkhead
