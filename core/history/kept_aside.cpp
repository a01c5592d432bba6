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
    return ::fstatat(folder.fd(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
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

// Links and not renames: cut short between two renames, the next start would find a log without its database, which SQLite
// deletes, or a database without its log, which may look whole without the latest batches.
Result<void> moveParts(const StateFolder &folder, const Bytes &from, const Bytes &to)
{
    for (const char *part : kParts) {
        const Bytes file = from + part;
        if (::linkat(folder.fd(), file.c_str(), folder.fd(), (to + part).c_str(), 0) == 0)
            continue;
        if (errno == ENOENT && *part)
            continue; // It has no log, or no index.
        const Error error = systemError(errno, kOperation, folder.path(file));
        removeParts(folder, to);
        return error;
    }
    if (auto synced = sync(folder); !synced) {
        removeParts(folder, to);
        return synced;
    }
    removeParts(folder, from);
    // Not durable is not lost: after a power cut the files have both names, and the next start does this once more.
    (void)sync(folder);
    return {};
}

} // namespace

Result<Bytes> keepAside(const StateFolder &folder)
{
    Bytes name = freeName(folder);
    if (const auto moved = moveParts(folder, kHistoryFile, name); !moved)
        return moved.error();
    return name;
}

Result<void> putBack(const StateFolder &folder, const Bytes &name)
{
    removeParts(folder, kHistoryFile);
    return moveParts(folder, name, kHistoryFile);
}

} // namespace bulkhead
