// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: turns what a lookup found into what the planner plans with.
#pragma once

#include "core/rename/undo/attribute_undo.h"

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
        const AttributeReverse &attributes, Destination destination);

    Result<RenamePlan> build(const std::stop_token &stop);

    /// The recorded move a row of the plan stands for.
    std::uint32_t moveOf(RowId row) const { return m_rows[row].move; }

private:
    struct Row {
        std::uint32_t move;
        RowIssue issue; ///< Set where it stays where it is.
    };
    struct KnownFolder {
        FileIdentity identity;
        std::uint16_t maxNameBytes = 255;
        FolderAccess access = FolderAccess::Free;
        DirectoryId id = kNone;
    };
    /// A folder of the record, with what the rows in it, or on their way to it, have in common.
    struct RecordFolder {
        Bytes path; ///< Now.
        const KnownFolder *known = nullptr; ///< Null where it cannot be opened.
        bool wasOpened = false; ///< `known` is set, if it can be.
        bool isTarget = false; ///< The next two are set.
        RowIssue targetIssue = RowIssue::None; ///< Why nothing can go there.
        FolderAccess targetAccess = FolderAccess::Free; ///< Of one that has to be made, that of the one to make it in.
        DirectoryId ghost = kNone; ///< For the rows that are not there.
        std::unordered_set<BytesView> *rowNames = nullptr;
    };

    bool collectRows(const std::stop_token &stop); ///< False where it fired.
    RowIssue issueOfRow(std::uint32_t move);
    RowIssue issueOfTarget(std::uint32_t directory);
    FolderAccess accessOfTarget(const Bytes &path) const;
    bool canBeMade(const Bytes &path);
    const KnownFolder *know(const Bytes &path); ///< Null where it cannot be opened.
    const KnownFolder *know(RecordFolder &folder);

    RecordFolder &folder(std::uint32_t directory); ///< By its index in the record.
    RecordFolder &folderOf(const Row &row); ///< Where it is.
    std::uint32_t wantedFolder(std::uint32_t move) const; ///< Index into the record's directories.
    BytesView wantedName(std::uint32_t move) const;

    Result<void> fillTable();
    void collectRowNames();
    void setTargets(TargetTable &targets);
    DirectoryId extraFolder(TargetTable &targets, const Bytes &path);
    void listFolder(const Bytes &path, Occupancy &occupancy, const std::stop_token &stop);
    void useListing(const OtherNames &others, const Bytes &path, Occupancy &occupancy);

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const std::vector<Bytes> &m_foundParked;
    BatchLookup &m_lookup;
    const AttributeReverse &m_attributes;
    const Destination m_destination;

    std::vector<Row> m_rows;
    std::vector<RecordFolder> m_recordFolders; ///< Empty path: not asked for yet.
    std::map<Bytes, KnownFolder> m_folders; ///< By path now; parents sort before children.
    std::unordered_map<Bytes, bool> m_makeable; ///< Missing folders by path.
    std::unordered_map<Bytes, std::unordered_set<BytesView>> m_rowNames; ///< By path of the folder now; of those no listing told.
    std::unordered_map<Bytes, const OtherNames *> m_listed; ///< By path of the folder now.
    std::shared_ptr<FileTable> m_table;
};

} // namespace bulkhead
