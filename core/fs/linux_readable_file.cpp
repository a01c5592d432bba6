// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_readable_file.h"

namespace bulkhead {

namespace {

constexpr const char *kOpenFile = "open file";

class LinuxReadableFile final : public ReadableFile
{
public:
    LinuxReadableFile(FileDescriptor fd, FileStatus status, std::int64_t accessTime)
        : m_fd(std::move(fd))
        , m_status(status)
        , m_accessTime(accessTime)
    {
    }

    const FileStatus &status() const noexcept override { return m_status; }
    std::int64_t accessTime() const noexcept override { return m_accessTime; }

    Result<std::size_t> read(std::int64_t offset, char *into, std::size_t size) override
    {
        std::size_t done = 0;
        while (done < size) {
            const auto got = restarting([&] { return ::pread(m_fd.get(), into + done, size - done, offset + std::int64_t(done)); });
            if (got < 0)
                return systemError(errno, "read file");
            if (got == 0)
                break;
            done += std::size_t(got);
        }
        return done;
    }

private:
    FileDescriptor m_fd;
    FileStatus m_status;
    std::int64_t m_accessTime;
};

} // namespace

Result<ReadableFileRef> openReadableFile(int folder, const char *name, const StatusReader &statusReader)
{
    const auto failed = [name](int error) { return systemError(error, kOpenFile, name); };
    // A pipe is not waited for, a terminal not taken over. The access time is kept where the kernel lets us: for the owner.
    constexpr int kFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    FileDescriptor fd(restarting([&] { return ::openat(folder, name, kFlags | O_NOATIME); }));
    if (!fd && errno == EPERM)
        fd = FileDescriptor(restarting([&] { return ::openat(folder, name, kFlags); }));
    if (!fd && errno == ENXIO) // A socket.
        return Error{.code = ErrorCode::NotAFile, .operation = kOpenFile, .path = name};
    if (!fd)
        return failed(errno);
    struct stat raw;
    if (::fstat(fd.get(), &raw) < 0)
        return failed(errno);
    if (!S_ISREG(raw.st_mode))
        return Error{.code = ErrorCode::NotAFile, .operation = kOpenFile, .path = name};
    FileStatus status;
    if (const int error = statusReader.read(fd.get(), "", AT_EMPTY_PATH, status))
        return failed(error);
    return ReadableFileRef(std::make_shared<LinuxReadableFile>(std::move(fd), status, nanosecondsOf(raw.st_atim)));
}

} // namespace bulkhead
