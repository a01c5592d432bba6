// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/scan_listing.h"
#include "core/fs/scanner.h"

#include <unordered_map>
#include <unordered_set>

namespace bulkhead {

namespace {

using NameSet = std::unordered_set<BytesView>;

/// The names that are rows, for those of the folders asked for that are directories of the table.
std::unordered_map<BytesView, NameSet> rowNames(const FileTable &table, const std::vector<Bytes> &folders)
{
    std::unordered_map<BytesView, NameSet> byPath;
    const std::unordered_set<BytesView> asked(folders.begin(), folders.end());
    std::vector<NameSet *> byDirectory(table.directoryCount(), nullptr);
    for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
        if (const auto found = asked.find(table.directory(id).path); found != asked.end())
            byDirectory[id] = &byPath[*found];
    }
    if (byPath.empty())
        return byPath;
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (NameSet *names = byDirectory[table.directoryOf(row)])
            names->insert(table.name(row));
    }
    return byPath;
}

Occupancy::State stateOfFailure(const Error &error)
{
    switch (error.code) {
    case ErrorCode::NotFound:
        return Occupancy::State::Missing;
    case ErrorCode::NotADirectory:
    case ErrorCode::SymbolicLinkLoop: // A run goes through no link either.
        return Occupancy::State::NotADirectory;
    default:
        return Occupancy::State::Unreadable;
    }
}

} // namespace

void surveyFolder(FileSystem &fileSystem, BytesView path, const NameSet &rows, Occupancy &occupancy, const std::stop_token &stop)
{
    const auto directory = fileSystem.openDirectoryNoLinks(path);
    if (!directory) {
        occupancy.setState(path, stateOfFailure(directory.error()));
        return;
    }
    const auto status = fileSystem.status(*directory);
    ScanListing listing;
    const auto listed = listing.read(fileSystem, *directory, stop);
    if (stop.stop_requested())
        return; // Half a listing must not pass for a whole one.
    if (!status || !listed) {
        occupancy.setState(path, Occupancy::State::Unreadable);
        return;
    }
    const NameRules names = fileSystem.nameRules(*directory, listing.tellingName());
    Occupancy::Folder &folder = occupancy.setState(path, Occupancy::State::Listed, status->identity.device, names);
    for (const auto &entry : listing.entries()) {
        if (const BytesView name = listing.name(entry); !rows.contains(name))
            Occupancy::addName(folder, name);
    }
}

void survey(
    FileSystem &fileSystem, const std::vector<Bytes> &absoluteFolders, const FileTable &table, Occupancy &occupancy, std::stop_token stop)
{
    const auto rows = rowNames(table, absoluteFolders);
    const NameSet none;
    for (const Bytes &path : absoluteFolders) {
        if (stop.stop_requested())
            return;
        const auto known = rows.find(path);
        surveyFolder(fileSystem, path, known == rows.end() ? none : known->second, occupancy, stop);
    }
}

} // namespace bulkhead
