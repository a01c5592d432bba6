// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/linux_attributes.h"

#include "core/fs/file_descriptor.h"
#include "core/fs/linux_directory.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace bulkhead {

namespace {

constexpr const char *kSet = "set attributes";
constexpr std::int64_t kSecond = 1'000'000'000;

timespec timeOf(std::int64_t nanoseconds) noexcept
{
    std::int64_t seconds = nanoseconds / kSecond;
    std::int64_t rest = nanoseconds % kSecond;
    if (rest < 0) {
        --seconds;
        rest += kSecond;
    }
    return {.tv_sec = time_t(seconds), .tv_nsec = long(rest)};
}

/// The file behind a descriptor that was opened with O_PATH: it may be one that nobody may read or write.
class AttributeSetter
{
public:
    explicit AttributeSetter(int file)
        : m_path("/proc/self/fd/" + std::to_string(file))
    {
    }

    int setPermissions(std::uint16_t permissions) const { return ::chmod(m_path.c_str(), permissions) < 0 ? errno : 0; }
    int setTime(std::int64_t modificationTime) const
    {
        const timespec times[] = {{.tv_sec = 0, .tv_nsec = UTIME_OMIT}, timeOf(modificationTime)};
        return ::utimensat(AT_FDCWD, m_path.c_str(), times, 0) < 0 ? errno : 0;
    }

private:
    Bytes m_path;
};

/// What the kernel took without an error, and did not keep: permissions where the disk has none, the set-group-id bit of another
/// group's file, a time before or after those that the disk can write down. Null where it is all there.
const char *notKept(const FileStatus &now, const FileAttributes &wanted) noexcept
{
    if (wanted.permissions && now.permissions != *wanted.permissions)
        return "permissions";
    if (wanted.modificationTime && !isKeptTime(now.identity.modificationTime, *wanted.modificationTime))
        return "time";
    return nullptr;
}

} // namespace

Result<FileStatus> setFileAttributes(
    int folder, const char *name, const FileIdentity &expected, const FileAttributes &attributes, const StatusReader &statusReader)
{
    const auto failed = [name](int error) { return systemError(error, kSet, name); };
    const FileDescriptor file(restarting([&] { return ::openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC); }));
    FileStatus before;
    if (!file)
        return failed(errno);
    if (const int error = statusReader.read(file.get(), "", AT_EMPTY_PATH, before))
        return failed(error);
    if (before.identity.type != FileType::Regular)
        return Error{.code = ErrorCode::NotAFile, .operation = kSet, .path = name};
    const bool isSame = sameObject(expected, before.identity) && expected.size == before.identity.size
        && expected.modificationTime == before.identity.modificationTime;
    if (!isSame)
        return Error{.code = ErrorCode::Changed, .operation = kSet, .path = name};

    const AttributeSetter setter(file.get());
    int error = attributes.permissions ? setter.setPermissions(*attributes.permissions) : 0;
    if (error)
        return failed(error);
    FileStatus after;
    if (attributes.modificationTime)
        error = setter.setTime(*attributes.modificationTime);
    const bool isTimed = attributes.modificationTime && !error;
    if (!error)
        error = statusReader.read(file.get(), "", AT_EMPTY_PATH, after);
    const char *const refused = error ? nullptr : notKept(after, attributes);
    if (!error && !refused)
        return after;
    if (attributes.permissions)
        (void)setter.setPermissions(before.permissions);
    if (isTimed)
        (void)setter.setTime(before.identity.modificationTime);
    if (refused)
        return Error{.code = ErrorCode::Unsupported, .operation = kSet, .path = name, .detail = refused};
    return failed(error);
}

} // namespace bulkhead
