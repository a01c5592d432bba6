// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_copy.h"

#include "core/fs/file_descriptor.h"
#include "core/fs/linux_directory.h"

#include <algorithm>
#include <linux/fs.h>
#include <memory>
#include <sys/ioctl.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr const char *kCopy = "copy";
constexpr std::int64_t kStretch = std::int64_t(8) << 20; ///< How often a stop is looked for.
constexpr int kChanged = -1; ///< Among errors, which are positive.
constexpr int kStopped = -2;
constexpr std::size_t kBuffer = std::size_t(1) << 20;

bool isSameContent(const struct stat &a, const struct stat &b)
{
    const auto same = [](const timespec &x, const timespec &y) { return x.tv_sec == y.tv_sec && x.tv_nsec == y.tv_nsec; };
    return a.st_size == b.st_size && same(a.st_mtim, b.st_mtim);
}

/// One copy on its way. Calls return 0, the errno, or one of the above.
class CopyJob
{
public:
    CopyJob(int source, int target, const struct stat &original, const std::function<bool(std::int64_t)> &more)
        : m_source(source)
        , m_target(target)
        , m_original(original)
        , m_more(more)
    {
    }

    int copyContent();
    CopyLoss copyMetadata() const;

private:
    int copyData(std::int64_t begin, std::int64_t end);
    int copyStretch(std::int64_t &at, std::int64_t end);
    int copyByHand(std::int64_t &at, std::int64_t end);
    bool copyAttribute(const char *name) const;
    bool copyAttributes() const;

    const int m_source;
    const int m_target;
    const struct stat &m_original;
    const std::function<bool(std::int64_t)> &m_more;
    bool m_inKernel = true; ///< copy_file_range works between the two.
    std::unique_ptr<char[]> m_buffer;
};

int CopyJob::copyContent()
{
    const std::int64_t size = m_original.st_size;
    if (size > 0 && ::ioctl(m_target, FICLONE, m_source) == 0)
        return m_more(size) ? 0 : kStopped;
    for (std::int64_t at = 0; at < size;) {
        std::int64_t begin = ::lseek(m_source, at, SEEK_DATA);
        if (begin < 0 && errno == ENXIO)
            break; // Only a hole is left, or it was cut short: that is found out behind.
        std::int64_t end = begin < 0 ? -1 : ::lseek(m_source, begin, SEEK_HOLE);
        if (begin < 0 || end < 0) {
            begin = at;
            end = size;
        }
        end = std::min(end, size);
        if (const int error = copyData(begin, end))
            return error;
        at = end;
    }
    // A hole at the end is no data; and one that was written to meanwhile has another size.
    struct stat now;
    if (::ftruncate(m_target, size) < 0 || ::fstat(m_source, &now) < 0)
        return errno;
    return isSameContent(m_original, now) ? 0 : kChanged;
}

int CopyJob::copyData(std::int64_t begin, std::int64_t end)
{
    for (std::int64_t at = begin; at < end;) {
        const std::int64_t before = at;
        if (const int error = copyStretch(at, std::min(end, at + kStretch)))
            return error;
        if (at == before)
            return kChanged; // It ends earlier than it said.
        if (!m_more(at - before))
            return kStopped;
    }
    return 0;
}

int CopyJob::copyStretch(std::int64_t &at, std::int64_t end)
{
    if (!m_inKernel)
        return copyByHand(at, end);
    loff_t from = at;
    loff_t to = at;
    const auto copied = restarting([&] { return ::copy_file_range(m_source, &from, m_target, &to, std::size_t(end - at), 0); });
    if (copied > 0) {
        at += copied;
        return 0;
    }
    // Zero is also what some file systems answer that cannot do it; reading tells.
    if (copied < 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG || errno == EIO))
        return errno;
    m_inKernel = false;
    return copyByHand(at, end);
}

int CopyJob::copyByHand(std::int64_t &at, std::int64_t end)
{
    if (!m_buffer)
        m_buffer = std::make_unique<char[]>(kBuffer);
    const auto wanted = std::size_t(std::min<std::int64_t>(end - at, kBuffer));
    const auto got = restarting([&] { return ::pread(m_source, m_buffer.get(), wanted, at); });
    if (got < 0)
        return errno;
    for (ssize_t done = 0; done < got;) {
        const auto written = restarting([&] { return ::pwrite(m_target, m_buffer.get() + done, std::size_t(got - done), at + done); });
        if (written < 0)
            return errno;
        done += written;
    }
    at += got;
    return 0;
}

bool CopyJob::copyAttribute(const char *name) const
{
    for (;;) {
        const ssize_t size = ::fgetxattr(m_source, name, nullptr, 0);
        if (size < 0)
            return errno == ENODATA;
        std::string value(std::size_t(size), '\0');
        const ssize_t got = ::fgetxattr(m_source, name, value.data(), value.size());
        if (got < 0 && errno == ERANGE)
            continue;
        return got >= 0 && ::fsetxattr(m_target, name, value.data(), std::size_t(got), 0) == 0;
    }
}

bool CopyJob::copyAttributes() const
{
    std::string names;
    bool all = true;
    for (;;) {
        const ssize_t size = ::flistxattr(m_source, nullptr, 0);
        if (size <= 0) {
            all = size == 0 || errno == EOPNOTSUPP;
            break;
        }
        names.resize(std::size_t(size));
        const ssize_t got = ::flistxattr(m_source, names.data(), names.size());
        if (got < 0 && errno == ERANGE)
            continue;
        names.resize(std::size_t(std::max<ssize_t>(got, 0)));
        break;
    }
    // The new folder may have given it an access list of its own, which would let others in.
    constexpr const char *kAccessList = "system.posix_acl_access";
    const bool hasList = ::fgetxattr(m_source, kAccessList, nullptr, 0) >= 0 || (errno != ENODATA && errno != EOPNOTSUPP);
    if (!hasList && ::fgetxattr(m_target, kAccessList, nullptr, 0) >= 0)
        all = ::fremovexattr(m_target, kAccessList) == 0 && all;
    for (std::size_t at = 0; at < names.size(); at += std::strlen(names.c_str() + at) + 1) {
        const BytesView name = names.c_str() + at;
        // A label is given to each new file by the rules of the machine.
        if (name != "security.selinux" && !copyAttribute(names.c_str() + at))
            all = false;
    }
    return all;
}

/// The owner first: that takes the special bits of the mode away.
CopyLoss CopyJob::copyMetadata() const
{
    CopyLoss loss;
    struct stat made;
    const bool isKnown = ::fstat(m_target, &made) == 0;
    if (!isKnown || made.st_uid != m_original.st_uid || made.st_gid != m_original.st_gid) {
        loss.owner = ::fchown(m_target, m_original.st_uid, m_original.st_gid) < 0;
        if (loss.owner)
            (void)!::fchown(m_target, uid_t(-1), m_original.st_gid);
    }
    const mode_t mode = m_original.st_mode & (loss.owner ? 0777u : 07777u);
    loss.permissions = ::fchmod(m_target, mode) < 0;
    loss.attributes = !copyAttributes();
    const timespec times[] = {m_original.st_atim, m_original.st_mtim};
    loss.times = ::futimens(m_target, times) < 0;
    return loss;
}

} // namespace

Result<FileCopy> copyRegularFile(int fromFolder, const char *from, int toFolder, const char *to, const StatusReader &statusReader,
    const std::function<bool(std::int64_t)> &more)
{
    const auto failed = [from](int error) {
        if (error < 0)
            return Error{.code = error == kChanged ? ErrorCode::Changed : ErrorCode::Cancelled, .operation = kCopy, .path = from};
        return systemError(error, kCopy, from);
    };
    constexpr int kReading = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    FileDescriptor source(restarting([&] { return ::openat(fromFolder, from, kReading | O_NOATIME); }));
    if (!source && errno == EPERM)
        source = FileDescriptor(restarting([&] { return ::openat(fromFolder, from, kReading); }));
    struct stat original;
    if (!source || ::fstat(source.get(), &original) < 0)
        return failed(errno);
    if (!S_ISREG(original.st_mode))
        return Error{.code = ErrorCode::NotAFile, .operation = kCopy, .path = from};
    FileDescriptor target(::openat(toFolder, to, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!target)
        return failed(errno);
    CopyJob job(source.get(), target.get(), original, more);
    FileCopy copy;
    int error = job.copyContent();
    if (error == 0) {
        copy.loss = job.copyMetadata();
        error = statusReader.read(target.get(), "", AT_EMPTY_PATH, copy.status);
    }
    // What a network disk could not write it may say only now.
    if (target.close() != 0 && error == 0)
        error = errno;
    if (error == 0)
        return copy;
    ::unlinkat(toFolder, to, 0);
    return failed(error);
}

} // namespace bulkhead
