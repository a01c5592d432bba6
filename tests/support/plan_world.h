// SPDX-License-Identifier: GPL-3.0-or-later
// A small world for tests of planning: files by path below /w, wishes, and a model disk that does the steps of a plan and
// complains where one cannot be done.
#pragma once

#include "core/rename/plan.h"

#include <map>
#include <optional>
#include <string>

namespace bulkhead::test {

/// Paths are relative to /w; "" is /w itself.
class PlanWorld
{
public:
    struct Options {
        bool mountRoot = false;
        std::uint64_t device = 1; ///< Of a folder.
        std::int64_t size = 0;
        std::int64_t modificationTime = 0;
    };

    PlanWorld();

    /// A folder that was scanned: listed, and in the table.
    void addFolder(const std::string &path, const Options &options);
    void addFolder(const std::string &path) { addFolder(path, Options()); }
    /// A row; its folder is added where it is missing.
    RowId addRow(const std::string &path, FileType type, const Options &options);
    RowId addRow(const std::string &path, FileType type = FileType::Regular) { return addRow(path, type, Options()); }
    /// A file that is not a row.
    void addOutside(const std::string &path);
    /// A folder that is not in the table. Nobody knows of it until `survey` is asked.
    void addOutsideFolder(const std::string &path, const Options &options);
    void addOutsideFolder(const std::string &path) { addOutsideFolder(path, Options()); }
    /// What occupancy says of a folder, instead of the truth.
    void setState(const std::string &path, Occupancy::State state) { m_states[absolute(path)] = state; }

    /// Done with adding. The same table from now on.
    std::shared_ptr<const FileTable> table();
    TargetTable &targets();
    void wish(RowId row, const std::string &path);

    RowId row(const std::string &path) const { return m_rows.at(absolute(path)); }
    std::string pathOf(RowId row) const; ///< Relative.

    /// arrangeMoves, with the folders it asks for surveyed, as a program does it.
    RenamePlan arrange(OnConflict onConflict);
    int surveys() const noexcept { return m_surveys; }

    /// Does the steps on a model disk and compares the end with the plan. Empty = all is well, else what went wrong.
    std::string run(const RenamePlan &plan) const;

    static Bytes absolute(const std::string &path);

private:
    friend class ModelDisk;

    struct Folder {
        std::uint64_t device = 1;
        bool inTable = false;
    };

    void addFoldersAbove(const Bytes &path);
    void surveyInto(Occupancy &occupancy, const Bytes &path);

    std::map<Bytes, Folder> m_folders;
    std::map<Bytes, DirectoryId> m_directoryIds;
    std::map<Bytes, RowId> m_rows;
    std::map<Bytes, FileType> m_types; ///< Of rows and of what is outside.
    std::map<Bytes, Occupancy::State> m_states;
    std::shared_ptr<FileTable> m_table;
    std::optional<TargetTable> m_targets;
    int m_surveys = 0;
};

} // namespace bulkhead::test
