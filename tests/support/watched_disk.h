// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of the scanner share: a disk that does things in the middle of a scan, and what must hold of every scan.
#pragma once

#include "core/fs/scanner.h"
#include "tests/support/memory_file_system.h"

#include <functional>

namespace bulkhead {

using Paths = std::vector<Bytes>;

/// A disk that can be told what to do in the middle of a scan, and that counts the folders held open.
class WatchedDisk : public MemoryFileSystem
{
public:
    enum class Types : std::uint8_t { Listed, Withheld };

    Types types = Types::Listed;
    int timesListed = 1; ///< How often each entry comes: twice happens where a folder changes while it is read.
    std::function<void()> afterListing;
    std::function<void()> beforeStatus;
    bool hasPaths = true; ///< canonicalPath answers.
    std::size_t mostOpen = 0;

    Result<DirectoryRef> openDirectory(BytesView path) override { return counted(MemoryFileSystem::openDirectory(path)); }
    Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name) override
    {
        return counted(MemoryFileSystem::openChild(parent, name));
    }
    Result<Bytes> canonicalPath(const DirectoryRef &directory) override
    {
        return hasPaths ? MemoryFileSystem::canonicalPath(directory) : Result<Bytes>(systemError(ENAMETOOLONG, "find path"));
    }
    Result<void> list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit) override
    {
        auto result = MemoryFileSystem::list(directory, [&](DirectoryEntry entry) {
            if (types == Types::Withheld)
                entry.type = FileType::Unknown;
            for (int time = 0; time < timesListed; ++time) {
                if (!visit(entry))
                    return false;
            }
            return true;
        });
        if (afterListing)
            std::exchange(afterListing, nullptr)();
        return result;
    }
    using MemoryFileSystem::status;
    Result<FileStatus> status(const DirectoryRef &directory, BytesView name) override
    {
        if (beforeStatus)
            beforeStatus();
        return MemoryFileSystem::status(directory, name);
    }

private:
    Result<DirectoryRef> counted(Result<DirectoryRef> opened)
    {
        if (opened) {
            std::erase_if(m_open, [](const auto &handle) { return handle.expired(); });
            m_open.push_back(*opened);
            mostOpen = std::max(mostOpen, m_open.size());
        }
        return opened;
    }
    std::vector<std::weak_ptr<Directory>> m_open;
};

Paths rowPaths(const ScanResult &result);
Paths issuePaths(const ScanResult &result);
/// kNone where the table has no folder with that path.
DirectoryId directoryAt(const FileTable &table, BytesView path);
ScanResult scanned(FileSystem &disk, const Paths &roots, const ScanOptions &options = {});

/// What must hold of every scan, whatever was asked for: returns what does not.
Bytes brokenLaw(const ScanResult &result, MemoryFileSystem &disk);

#define COMPARE_LAWS(result, disk) QCOMPARE(QByteArray::fromStdString(brokenLaw((result), (disk))), QByteArray())

} // namespace bulkhead
