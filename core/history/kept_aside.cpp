// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/kept_aside.h"

#include "core/history/schema.h"

#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bulkhead {

namespace {

constexpr const char *kOperation = "keep damaged history aside";
constexpr std::array kParts = {"", "-wal", "-shm", "-journal"};

bool isThere(const StateFolder &folder, const Bytes &name)
{
    struct stat status = {};
    return ::fstatat(folder.fd(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 || errno != ENOENT;
}

Bytes freeName(const StateFolder &folder)
{
    const std::time_t now = std::time(nullptr);
    std::tm utc = {};
    char time[32] = "";
    if (::gmtime_r(&now, &utc))
        (void)std::strftime(time, sizeof time, "%Y%m%dT%H%M%SZ", &utc);
    const Bytes first = Bytes(kHistoryFile) + ".damaged-" + time;
    Bytes name = first;
    const auto isTaken = [&](const char *part) { return isThere(folder, name + part); };
    for (int number = 2; std::ranges::any_of(kParts, isTaken); ++number)
        name = first + "-" + std::to_string(number);
    return name;
}

void removeParts(const StateFolder &folder, const Bytes &name)
{
    for (const char *part : kParts)
        (void)::unlinkat(folder.fd(), (name + part).c_str(), 0);
}

Result<void> sync(const StateFolder &folder)
{
    if (::fsync(folder.fd()) != 0 && errno != EINVAL)
        return systemError(errno, kOperation, folder.path());
    return {};
}

/// The same files under a second name, durably.
Result<void> linkParts(const StateFolder &folder, const Bytes &name)
{
    for (const char *part : kParts) {
        const Bytes file = Bytes(kHistoryFile) + part;
        if (isThere(folder, file) && ::linkat(folder.fd(), file.c_str(), folder.fd(), (name + part).c_str(), 0) != 0)
            return systemError(errno, kOperation, folder.path(file));
    }
    return sync(folder);
}

} // namespace

// Links and not renames: cut short between two renames, the next start would find a log without its database, which SQLite
// deletes, or a database without its log, which may look whole without the latest batches.
Result<Bytes> keepAside(const StateFolder &folder)
{
    const Bytes name = freeName(folder);
    if (const auto linked = linkParts(folder, name); !linked) {
        removeParts(folder, name);
        return linked.error();
    }
    removeParts(folder, kHistoryFile);
    // Not durable is not lost: after a power cut the damaged file is where it was, and is kept aside once more.
    (void)sync(folder);
    return folder.path(name);
}

} // namespace bulkhead
