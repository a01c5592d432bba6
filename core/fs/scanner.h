// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"
#include "core/fs/file_table.h"
#include "core/fs/occupancy.h"

#include <atomic>
#include <optional>
#include <stop_token>
#include <unordered_set>

namespace bulkhead {

struct ScanOptions {
    enum class What : std::uint8_t { Files, Folders, All };

    bool recursive = false;
    What what = What::Files; ///< Files: everything that is not a folder.
    bool hidden = false; ///< Names that begin with a dot found inside folders; names given by hand are always taken.
    std::optional<unsigned> maxDepth; ///< 1 = only what is directly inside the folders given. Counts only with `recursive`.
    std::vector<Bytes> include; ///< Globs on the name (* ? [a-z] {a,b}); none = all. Case matters. Applied to rows, not to folders walked.
    std::vector<Bytes> exclude; ///< Globs on the name; an excluded folder is not entered.
    bool folderMeansContents = true; ///< A folder given as root: what is in it (true), or the folder itself as a row (false).
    bool followGivenLinks = true; ///< A link given as root that points at a folder stands for that folder (true), or is a row (false).

    /// Absolute path of a folder the program itself needs: rows that are it, hold it, or lie in it are marked so. Empty = none.
    Bytes needed;

    bool operator==(const ScanOptions &) const = default;
};

struct ScanIssue {
    Error error; ///< path: the folder or file that could not be read.
};

struct ScanResult {
    FileTable
        table; ///< Rows by root in the order given; inside a folder by bytes of the name, folders' contents after the folder's own rows.
    Occupancy occupancy; ///< All folders that hold a row, less the rows.
    std::vector<ScanIssue> issues;
    std::vector<Bytes> roots; ///< As given, but one that is a row by the path of that row: without links and "..".
    bool cancelled = false; ///< Then the table holds what was found so far, and its directories are not linked to each other.
};

/// Lists everything before it returns; renames nothing. A path given twice, a folder and a file inside it, or two
/// spellings of one folder give one row, and so does a file that is met by way of two mounts. Symbolic links are rows,
/// never followed into, except a link that was given as a root (see followGivenLinks). Unreadable folders, vanished files,
/// folders whose path would be longer than 64 KiB (NameTooLong), and names given that stand for deleted open files (Busy) are
/// issues; the rest goes on. Keeps few folders open: works with RLIMIT_NOFILE=64 and paths beyond PATH_MAX. Any thread but the
/// GUI thread. `found`, where given, counts the rows as they come.
ScanResult scan(FileSystem &fileSystem, const std::vector<Bytes> &absoluteRoots, const ScanOptions &options, std::stop_token stop,
    std::atomic<std::int64_t> *found = nullptr);

/// Lists the folder at an absolute path into `occupancy`, without the names of `rows`. Any thread but the GUI thread.
void surveyFolder(
    FileSystem &fileSystem, BytesView path, const std::unordered_set<BytesView> &rows, Occupancy &occupancy, const std::stop_token &stop);

/// Lists the folders the planner asked for (RenamePlan::unsurveyed) into `occupancy`. Names that are rows of `table` are
/// left out. Any thread but the GUI thread.
void survey(
    FileSystem &fileSystem, const std::vector<Bytes> &absoluteFolders, const FileTable &table, Occupancy &occupancy, std::stop_token stop);

} // namespace bulkhead
