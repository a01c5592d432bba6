// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_file_system.h"

#include "core/fs/linux_attributes.h"
#include "core/fs/linux_copy.h"
#include "core/fs/linux_directory.h"
#include "core/fs/linux_listing.h"
#include "core/fs/linux_name_limit.h"
#include "core/fs/linux_name_rules.h"
#include "core/fs/linux_open.h"
#include "core/fs/linux_readable_file.h"
#include "core/fs/linux_rename.h"
#include "core/fs/linux_status.h"

#include <climits>
#include <sys/resource.h>

namespace bulkhead {

namespace {

namespace operation {
constexpr const char *openFolder = "open folder";
constexpr const char *findPath = "find path of folder";
constexpr const char *listFolder = "list folder";
constexpr const char *readStatus = "read status";
constexpr const char *rename = "rename";
constexpr const char *makeFolder = "make folder";
constexpr const char *removeFolder = "remove folder";
constexpr const char *sync = "write to disk";
constexpr const char *nameLimit = "find name limit";
constexpr const char *nameRules = "find name rules";
constexpr const char *openFile = "open file";
constexpr const char *copy = "copy";
constexpr const char *link = "make link";
constexpr const char *readLink = "read link";
constexpr const char *removeFile = "remove file";
constexpr const char *setAttributes = "set attributes";
} // namespace operation

Result<void> answer(int error, const char *operation, BytesView path)
{
    return error ? Result<void>(systemError(error, operation, Bytes(path))) : Result<void>();
}

Result<DirectoryRef> openedFolder(int error, FileDescriptor &folder, BytesView path)
{
    if (error)
        return systemError(error, operation::openFolder, Bytes(path));
    return DirectoryRef(std::make_shared<LinuxDirectory>(std::move(folder)));
}

int syncHolding(int folder, const Syscalls &syscalls)
{
    // syncfs refuses O_PATH descriptors.
    const FileDescriptor reading(restarting([&] { return ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); }));
    if (!reading) {
        if (errno != EACCES)
            return errno;
        ::sync(); // a folder that may be written but not read: all we can do, and it waits
        return 0;
    }
    if (restarting([&] { return syscalls.syncfs(reading.get()); }) == 0)
        return 0;
    if (errno != ENOSYS && errno != EOPNOTSUPP && errno != EINVAL)
        return errno;
    ::sync();
    if (restarting([&] { return ::fsync(reading.get()); }) == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
        return 0;
    return errno;
}

class LinuxFileSystem final : public FileSystem
{
public:
    explicit LinuxFileSystem(const Syscalls &syscalls)
        : m_syscalls(syscalls)
        , m_opener(syscalls)
        , m_statusReader(syscalls)
        , m_ladder(syscalls)
    {
    }

    Result<DirectoryRef> openDirectory(BytesView absolutePath) override
    {
        refuseForbiddenThread(operation::openFolder);
        FileDescriptor folder;
        const int error = m_opener.openPath(absolutePath, folder);
        return openedFolder(error, folder, absolutePath);
    }

    Result<DirectoryRef> openDirectoryNoLinks(BytesView absolutePath) override
    {
        refuseForbiddenThread(operation::openFolder);
        FileDescriptor folder;
        const int error = m_opener.openPathNoLinks(absolutePath, folder);
        return openedFolder(error, folder, absolutePath);
    }

    Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name) override
    {
        refuseForbiddenThread(operation::openFolder);
        const ComponentName component(name);
        FileDescriptor folder;
        const int error = component.error() ? component.error() : m_opener.openChild(fdOf(parent), component.c_str(), folder);
        return openedFolder(error, folder, name);
    }

    Result<Bytes> canonicalPath(const DirectoryRef &directory) override
    {
        refuseForbiddenThread(operation::findPath);
        Bytes path;
        if (const int error = findPath(fdOf(directory), path))
            return systemError(error, operation::findPath);
        return path;
    }

    Result<void> list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit) override
    {
        refuseForbiddenThread(operation::listFolder);
        const bool inodesLast = m_statusReader.listedInodesLast(fdOf(directory));
        const auto visitEntry = [&](DirectoryEntry entry, std::uint64_t inode) {
            entry.inode = inodesLast ? inode : 0;
            return visit(entry);
        };
        return answer(listFolder(fdOf(directory), visitEntry), operation::listFolder, {});
    }

    Result<FileStatus> status(const DirectoryRef &directory, BytesView name) override
    {
        return readStatus(directory, name, AT_SYMLINK_NOFOLLOW);
    }

    Result<FileStatus> status(const DirectoryRef &directory) override
    {
        refuseForbiddenThread(operation::readStatus);
        FileStatus status;
        if (const int error = m_statusReader.read(fdOf(directory), "", AT_EMPTY_PATH, status))
            return systemError(error, operation::readStatus);
        return status;
    }

    Result<FileStatus> statusFollowed(const DirectoryRef &directory, BytesView name) override { return readStatus(directory, name, 0); }

    Result<ReadableFileRef> openFile(const DirectoryRef &directory, BytesView name) override
    {
        refuseForbiddenThread(operation::openFile);
        const ComponentName component(name);
        if (component.error())
            return systemError(component.error(), operation::openFile, Bytes(name));
        return openReadableFile(fdOf(directory), component.c_str(), m_statusReader);
    }

    Result<void> renameNoReplace(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) override
    {
        refuseForbiddenThread(operation::rename);
        const ComponentName source(from);
        const ComponentName target(to);
        if (source.error() || target.error())
            return systemError(source.error() ? source.error() : target.error(), operation::rename, Bytes(from));
        const int error = m_ladder.rename(fdOf(fromDirectory), source.c_str(), fdOf(toDirectory), target.c_str());
        return answer(error, operation::rename, from);
    }

    Result<FileCopy> copyFile(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to,
        const std::function<bool(std::int64_t)> &more) override
    {
        refuseForbiddenThread(operation::copy);
        const ComponentName source(from);
        const ComponentName target(to);
        if (source.error() || target.error())
            return systemError(source.error() ? source.error() : target.error(), operation::copy, Bytes(from));
        return copyRegularFile(fdOf(fromDirectory), source.c_str(), fdOf(toDirectory), target.c_str(), m_statusReader, more);
    }

    Result<void> makeHardLink(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) override
    {
        refuseForbiddenThread(operation::link);
        const ComponentName source(from);
        const ComponentName target(to);
        int error = source.error() ? source.error() : target.error();
        if (!error && m_syscalls.linkat(fdOf(fromDirectory), source.c_str(), fdOf(toDirectory), target.c_str(), 0) < 0)
            error = errno;
        return answer(error, operation::link, from);
    }

    Result<void> makeSymbolicLink(BytesView target, const DirectoryRef &directory, BytesView name) override
    {
        refuseForbiddenThread(operation::link);
        const ComponentName component(name);
        int error = component.error();
        if (!error && ::symlinkat(Bytes(target).c_str(), fdOf(directory), component.c_str()) < 0)
            error = errno;
        return answer(error, operation::link, name);
    }

    Result<Bytes> readSymbolicLink(const DirectoryRef &directory, BytesView name) override
    {
        refuseForbiddenThread(operation::readLink);
        const ComponentName component(name);
        if (component.error())
            return systemError(component.error(), operation::readLink, Bytes(name));
        Bytes target(PATH_MAX + 1, '\0');
        const ssize_t size = ::readlinkat(fdOf(directory), component.c_str(), target.data(), target.size());
        if (size < 0)
            return systemError(errno, operation::readLink, Bytes(name));
        target.resize(std::size_t(size));
        return target;
    }

    Result<void> removeFile(const DirectoryRef &directory, BytesView name) override
    {
        refuseForbiddenThread(operation::removeFile);
        const ComponentName component(name);
        int error = component.error();
        if (!error && m_syscalls.unlinkat(fdOf(directory), component.c_str(), 0) < 0)
            error = errno;
        return answer(error, operation::removeFile, name);
    }

    Result<FileStatus> setAttributes(
        const DirectoryRef &directory, BytesView name, const FileIdentity &expected, const FileAttributes &attributes) override
    {
        refuseForbiddenThread(operation::setAttributes);
        const ComponentName component(name);
        if (component.error())
            return systemError(component.error(), operation::setAttributes, Bytes(name));
        return setFileAttributes(fdOf(directory), component.c_str(), expected, attributes, m_statusReader);
    }

    Result<void> makeDirectory(const DirectoryRef &parent, BytesView name) override
    {
        refuseForbiddenThread(operation::makeFolder);
        const ComponentName component(name);
        int error = component.error();
        if (!error && ::mkdirat(fdOf(parent), component.c_str(), 0777) < 0)
            error = errno;
        return answer(error, operation::makeFolder, name);
    }

    Result<void> removeDirectory(const DirectoryRef &parent, BytesView name) override
    {
        refuseForbiddenThread(operation::removeFolder);
        const ComponentName component(name);
        int error = component.error();
        if (!error && ::unlinkat(fdOf(parent), component.c_str(), AT_REMOVEDIR) < 0)
            error = errno == EEXIST ? ENOTEMPTY : errno; // POSIX lets a file system say either
        return answer(error, operation::removeFolder, name);
    }

    Result<void> syncFileSystem(const DirectoryRef &directory) override
    {
        refuseForbiddenThread(operation::sync);
        return answer(syncHolding(fdOf(directory), m_syscalls), operation::sync, {});
    }

    std::uint16_t maxNameBytes(const DirectoryRef &directory) override
    {
        refuseForbiddenThread(operation::nameLimit);
        return nameLimitOf(fdOf(directory));
    }

    NameRules nameRules(const DirectoryRef &directory, BytesView entry) override
    {
        refuseForbiddenThread(operation::nameRules);
        return nameRulesOf(fdOf(directory), entry);
    }

private:
    Result<FileStatus> readStatus(const DirectoryRef &directory, BytesView name, int flags)
    {
        refuseForbiddenThread(operation::readStatus);
        const ComponentName component(name);
        FileStatus status;
        const int error = component.error() ? component.error() : m_statusReader.read(fdOf(directory), component.c_str(), flags, status);
        if (error)
            return systemError(error, operation::readStatus, Bytes(name));
        return status;
    }

    Syscalls m_syscalls;
    FolderOpener m_opener;
    StatusReader m_statusReader;
    RenameLadder m_ladder;
};

} // namespace

std::unique_ptr<FileSystem> makeLinuxFileSystem(const Syscalls &syscalls)
{
    return std::make_unique<LinuxFileSystem>(syscalls);
}

std::unique_ptr<FileSystem> makeLinuxFileSystem()
{
    return makeLinuxFileSystem(Syscalls{});
}

void fillStandardStreams()
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) < 0)
            (void)::open("/dev/null", O_RDWR); // Gets the lowest free number: this one.
    }
}

void raiseOpenFileLimit()
{
    rlimit limit;
    if (::getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= limit.rlim_max)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace bulkhead
