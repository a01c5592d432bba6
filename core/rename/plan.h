// SPDX-License-Identifier: GPL-3.0-or-later
// What will happen to each file: the only currency of preview, commit, journal, undo and --json.
#pragma once

#include "core/fs/file_table.h"
#include "core/fs/occupancy.h"
#include "core/rename/compiled_recipe.h"

#include <memory>
#include <span>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace bulkhead {

/// Where every row is meant to end: the output of naming, the input of arranging. Directory ids from
/// table.directoryCount() on are `extra` folders. SoA; a row whose target is where it is now takes no name bytes.
class TargetTable
{
public:
    struct ExtraDirectory {
        DirectoryId parent = kNone; ///< In the table or an earlier extra one.
        Bytes name;
        Bytes path; ///< Absolute, as it would be before anything moves.
    };

    explicit TargetTable(const FileTable &table);

    void set(RowId row, DirectoryId directory, BytesView name);
    void setIssue(RowId row, RowIssue issue) { m_issue[row] = issue; }
    void exclude(RowId row) { m_excluded[row] = 1; }
    DirectoryId addExtraDirectory(ExtraDirectory directory);
    /// The folder `name` inside `parent`, which may be a row's own directory, a surveyed one, or new.
    DirectoryId childDirectory(DirectoryId parent, BytesView name);

    std::size_t rowCount() const noexcept { return m_issue.size(); }
    const FileTable &table() const noexcept { return *m_table; }
    bool isExcluded(RowId row) const { return m_excluded[row]; }
    RowIssue issue(RowId row) const { return m_issue[row]; }
    DirectoryId directoryOf(RowId row) const { return m_directory.empty() ? m_table->directoryOf(row) : m_directory[row]; }
    BytesView name(RowId row) const
    {
        return m_nameOffset[row] == kNone ? m_table->name(row) : BytesView(m_names).substr(m_nameOffset[row], m_nameLength[row]);
    }
    bool isSame(RowId row) const { return m_nameOffset[row] == kNone && directoryOf(row) == m_table->directoryOf(row); }
    const std::vector<ExtraDirectory> &extraDirectories() const noexcept { return m_extra; }
    BytesView directoryPath(DirectoryId id) const;
    DirectoryId directoryParent(DirectoryId id) const;
    std::size_t memoryBytes() const noexcept;

    /// Appends the names of `other` (same table, rows [first, last)) : for chunks named in parallel.
    void adopt(const TargetTable &other, RowId first, RowId last);

private:
    const FileTable *m_table;
    std::string m_names;
    std::vector<std::uint32_t> m_nameOffset; ///< kNone = the row's own name.
    std::vector<std::uint16_t> m_nameLength;
    std::vector<DirectoryId> m_directory; ///< Empty while no row leaves its folder.
    std::vector<RowIssue> m_issue;
    std::vector<std::uint8_t> m_excluded;
    std::vector<ExtraDirectory> m_extra;
    std::unordered_map<Bytes, DirectoryId> m_byPath; ///< Table directories and extra ones; filled at the first childDirectory call.
};

enum class RowStatus : std::uint8_t {
    Same, ///< Nothing to do.
    Rename,
    Conflict, ///< Collides with a row or a file; the batch does not start until it is resolved or excluded.
    Error, ///< The rules give no legal name.
    Skipped, ///< Excluded by hand or by `on_conflict: skip`.
};

struct Step {
    enum class Kind : std::uint8_t {
        Move, ///< Source to target.
        Park, ///< Source to its temporary name in the target folder.
        Place, ///< Temporary name to target.
    };
    RowId row = kNone;
    /// Steps of one group depend on each other in order; kNone = depends on nothing.
    std::uint32_t group = kNone;
    Kind kind = Kind::Move;
    bool ring = false; ///< The group is a ring: where a step fails, its earlier steps are taken back.
};

/// What else there is to say of a row with an issue.
struct IssueDetail {
    RowId otherRow = kNone; ///< The row it collides with or waits for.
    std::uint32_t rule = kNone; ///< The rule that raised it.
    std::int64_t number = 0; ///< TooLong: bytes of the name.
};

/// A value, shared read-only. Rows are those of the table.
class RenamePlan
{
public:
    struct Counts {
        std::int64_t rows = 0;
        std::int64_t changed = 0; ///< RowStatus::Rename.
        std::int64_t same = 0;
        std::int64_t conflicts = 0;
        std::int64_t errors = 0;
        std::int64_t skipped = 0;
    };

    std::shared_ptr<const FileTable> table;
    std::shared_ptr<const TargetTable> targets;
    std::vector<RowStatus> status; ///< By row.
    std::vector<RowIssue> issue; ///< By row.
    std::unordered_map<RowId, IssueDetail> details; ///< Sparse.
    std::vector<Step> steps; ///< In the order of execution.
    std::vector<DirectoryId> makeDirectories; ///< Extra folders to make first, parents first.
    std::vector<Bytes> removeDirectories; ///< Undo: folders to remove afterwards if empty, children first.
    std::vector<Bytes> unsurveyed; ///< Folders whose names the planner does not know: survey() them and plan again.
    Counts counts;
    bool stopped = false; ///< The stop token fired: nothing else is valid.

    bool canStart() const noexcept
    {
        return !stopped && unsurveyed.empty() && counts.conflicts == 0 && counts.errors == 0 && counts.changed > 0;
    }
    Bytes targetPath(RowId row) const;
    std::size_t memoryBytes() const noexcept;
};

/// What the person chose by hand, besides the recipe.
struct RowChoices {
    std::unordered_map<RowId, Bytes> names; ///< F2: a new name that wins over the rules.
    std::vector<std::uint8_t> excluded; ///< By row, non-zero = left alone; empty = none.
};

/// Names all rows. Pure, linear, in parallel on up to `threads` std::threads. Rows not in facts.order are excluded.
TargetTable nameRows(const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts, const RowChoices &choices,
    std::stop_token stop, unsigned threads = 1);

/// Checks targets against each other and the disk, and puts the moves in an order in which no step finds its target taken:
/// chains from the free end, rings through one parked row. Pure, linear (hashing). Any thread.
RenamePlan arrangeMoves(std::shared_ptr<const FileTable> table, TargetTable targets, const Occupancy &occupancy, OnConflict onConflict,
    std::stop_token stop = {});

/// The row order of a recipe, as row ids: natural order by ICU sort keys, ties by bytes, then by row. `removed` rows are
/// left out. Any thread.
std::vector<RowId> sortRows(
    const FileTable &table, const RowOrder &order, const std::vector<std::uint8_t> &removed, std::stop_token stop, unsigned threads = 1);

/// nameRows + arrangeMoves with facts made here. `order` as in BatchFacts.
RenamePlan planRenames(std::shared_ptr<const FileTable> table, const Occupancy &occupancy, const CompiledRecipe &recipe,
    std::vector<RowId> order, const RowChoices &choices, std::int64_t now, std::stop_token stop, unsigned threads = 1);

} // namespace bulkhead
