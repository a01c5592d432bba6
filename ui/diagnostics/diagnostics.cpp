// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagnostics/diagnostics.h"

#include "core/base/path.h"
#include "core/fs/file_descriptor.h"
#include "core/fs/small_file.h"

#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unordered_map>

namespace bulkhead {

namespace {

/// Calls `use` with each line.
template <class Use>
void forEachLine(BytesView text, Use use)
{
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        use(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::vector<BytesView> words(BytesView line)
{
    std::vector<BytesView> found;
    while (!line.empty()) {
        const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
        if (end > 0)
            found.push_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return found;
}

std::optional<std::int64_t> numberIn(BytesView text)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

std::optional<std::int64_t> countOpenFiles()
{
    DIR *folder = ::opendir("/proc/self/fd");
    if (!folder)
        return {};
    std::int64_t count = -1; // the listing itself
    while (const dirent *entry = ::readdir(folder))
        count += entry->d_name[0] == '.' ? 0 : 1;
    ::closedir(folder);
    return count;
}

ProcessFacts processFacts()
{
    ProcessFacts facts;
    if (const Result<Bytes> status = readSmallFile("/proc/self/status")) {
        forEachLine(*status, [&facts](BytesView line) {
            const std::vector<BytesView> parts = words(line);
            const std::optional<std::int64_t> number = parts.size() > 1 ? numberIn(parts[1]) : std::nullopt;
            if (!number)
                return;
            if (parts[0] == "VmRSS:")
                facts.residentBytes = *number * 1024;
            else if (parts[0] == "VmHWM:")
                facts.peakBytes = *number * 1024;
            else if (parts[0] == "Threads:")
                facts.threads = *number;
        });
    }
    facts.openFiles = countOpenFiles();
    rlimit limit = {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        facts.openFilesLimit = std::int64_t(limit.rlim_cur);
    return facts;
}

std::optional<std::int64_t> historyBytes(const Bytes &stateDirectory)
{
    std::optional<std::int64_t> sum;
    for (const char *name : {"history.sqlite", "history.sqlite-wal", "history.sqlite-shm"}) {
        struct stat status = {};
        if (::lstat(joinPath(stateDirectory, name).c_str(), &status) == 0)
            sum = sum.value_or(0) + status.st_size;
    }
    return sum;
}

struct Mount {
    Bytes kind;
    bool readOnly = false;
};
using Mounts = std::unordered_map<std::uint64_t, Mount>; ///< By mount id.

/// proc_pid_mountinfo(5)
Mounts mountsOfThisProcess()
{
    Mounts mounts;
    if (const Result<Bytes> table = readSmallFile("/proc/self/mountinfo")) {
        forEachLine(*table, [&mounts](BytesView line) {
            const std::vector<BytesView> parts = words(line);
            const auto dash = std::find(parts.begin(), parts.end(), "-");
            const std::optional<std::int64_t> id = parts.size() > 6 ? numberIn(parts[0]) : std::nullopt;
            if (id && parts.end() - dash > 1)
                mounts[std::uint64_t(*id)] = {Bytes(dash[1]), parts[5] == "ro" || parts[5].starts_with("ro,")};
        });
    }
    return mounts;
}

Mount mountOf(const Bytes &folder, const Mounts &mounts)
{
    const FileDescriptor open(::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    struct statx status = {};
    if (!open || ::statx(open.get(), "", AT_EMPTY_PATH, STATX_MNT_ID, &status) != 0 || (status.stx_mask & STATX_MNT_ID) == 0)
        return {};
    const auto found = mounts.find(status.stx_mnt_id);
    return found == mounts.end() ? Mount() : found->second;
}

void ask(FileSystemFacts &facts, FileSystem &fileSystem, const Mounts &mounts)
{
    const Result<DirectoryRef> open = fileSystem.openDirectory(facts.folder);
    const Result<FileStatus> status = open ? fileSystem.status(*open) : Result<FileStatus>(open.error());
    if (!status) {
        facts.error = status.error();
        return;
    }
    facts.birthTimes = status->identity.birth != 0;
    facts.inodesLast = status->identity.inodeLasts;
    const Mount mount = mountOf(facts.folder, mounts);
    facts.kind = mount.kind;
    facts.readOnly = mount.readOnly;
}

std::vector<FileSystemFacts> fileSystemFacts(const DiagnosticsRequest &request)
{
    std::vector<FileSystemFacts> all;
    std::map<std::uint64_t, std::size_t> placeOf; // by device
    for (DirectoryId id = 0; id < request.table->directoryCount(); ++id) {
        const FileTable::Directory &directory = request.table->directory(id);
        const auto [place, isNew] = placeOf.try_emplace(directory.identity.device, all.size());
        if (isNew && all.size() < Diagnostics::kMostFileSystems) {
            FileSystemFacts facts{.folder = directory.path, .maxNameBytes = directory.maxNameBytes};
            if (const Occupancy::Folder *folder = request.occupancy ? request.occupancy->folder(directory.path) : nullptr)
                facts.rules = Occupancy::rules(*folder);
            all.push_back(std::move(facts));
        }
        if (place->second < all.size())
            ++all[place->second].folders;
    }
    const Mounts mounts = mountsOfThisProcess();
    for (FileSystemFacts &facts : all)
        ask(facts, *request.fileSystem, mounts);
    return all;
}

} // namespace

Diagnostics diagnose(DiagnosticsRequest request)
{
    Diagnostics found;
    found.process = processFacts();
    found.historyBytes = historyBytes(request.stateDirectory);
    if (request.table) {
        found.folders = std::int64_t(request.table->directoryCount());
        found.fileSystems = fileSystemFacts(request);
    }
    found.known = std::move(request);
    return found;
}

} // namespace bulkhead
