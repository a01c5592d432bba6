// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: turns what a lookup found into what the planner plans with.
#pragma once

#include "core/rename/undo/undo_lookup.h"

#include <map>
#include <unordered_set>

namespace bulkhead {

/// Builds the table, the targets and the occupancy of a reverse plan. One thread; `build` is called once. References must
/// outlive it.
class ReverseTable
{
public:
    /// `foundParked`: tokens of the temporary names that the batch may have found files under, for isTemporaryName.
    ReverseTable(FileSystem &fileSystem, const BatchContents &contents, const std::vector<Bytes> &foundParked, BatchLookup &lookup,
        Destination destination);

    Result<RenamePlan> build(const std::stop_token &stop);

    /// The recorded move a row of the plan stands for.
    std::uint32_t moveOf(RowId row) const { return m_rows[row].move; }

private:
    struct Row {
        std::uint32_t move;
        RowIssue issue = RowIssue::None; ///< Set where it stays where it is.
        std::uint32_t wantedFolder = 0; ///< Index into the record's directories.
        BytesView wantedName;
        Bytes folder; ///< Path now.
        Bytes name;
        Bytes wantedPath; ///< Of the folder, now.
    };
    struct KnownFolder {
        FileIdentity identity;
        std::uint16_t maxNameBytes = 255;
        FolderAccess access = FolderAccess::Free;
        DirectoryId id = kNone;
    };

    bool collectRows(const std::stop_token &stop); ///< False where it fired.
    Row rowFor(std::uint32_t move);
    RowIssue issueOfTarget(const Row &row);
    RowIssue issueOfMove(const Row &row) const;
    bool canBeMade(const Bytes &path);
    bool know(const Bytes &path); ///< False where it cannot be opened.

    Result<void> fillTable();
    void setTargets(TargetTable &targets);
    DirectoryId extraFolder(TargetTable &targets, const Bytes &path);
    /// False where the listing that the lookup made does not do.
    bool useListing(std::uint32_t directory, const Bytes &path, Occupancy &occupancy);
    void listFolder(const Bytes &path, Occupancy &occupancy, const std::stop_token &stop);

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const std::vector<Bytes> &m_foundParked;
    BatchLookup &m_lookup;
    const Destination m_destination;

    std::vector<Row> m_rows;
    std::map<Bytes, KnownFolder> m_folders; ///< By path now; parents sort before children.
    std::unordered_map<Bytes, bool> m_makeable; ///< Missing folders by path.
    std::unordered_map<Bytes, std::unordered_set<BytesView>> m_rowNames; ///< By path of the folder now.
    std::shared_ptr<FileTable> m_table;
};

} // namespace bulkhead
