// SPDX-License-Identifier: GPL-3.0-or-later
// What will happen to each file: the only currency of preview, commit, journal, undo and --json.
#pragma once

#include "core/fs/file_attributes.h"
#include "core/fs/file_table.h"
#include "core/fs/occupancy.h"
#include "core/rename/compiled_recipe.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace bulkhead {

/// What else there is to say of a row with an issue.
struct IssueDetail {
    RowId otherRow = kNone; ///< The row it collides with or waits for.
    std::uint32_t rule = kNone; ///< The rule that raised it.
    std::int64_t number = 0; ///< TooLong: bytes of the name.
    std::int64_t limit = 0; ///< TooLong: how many it may have.
    bool operator==(const IssueDetail &) const = default;
};

/// What of a row besides its name is meant to change: the same fields are set in both.
struct AttributeChange {
    RowId row = kNone;
    FileAttributes from; ///< As they are.
    FileAttributes to;
    bool operator==(const AttributeChange &) const = default;
};

/// Where every row is meant to end: the output of naming, the input of arranging. Directory ids from
/// table.directoryCount() on are `extra` folders. SoA; a row whose target is where it is now takes no name bytes. A folder
/// is the one that has its path before anything moves, whatever the batch does to it. The table must outlive it. A value;
/// any thread may read it.
class TargetTable
{
public:
    struct ExtraDirectory {
        DirectoryId parent = kNone; ///< In the table or an earlier extra one.
        Bytes name;
        Bytes path; ///< Absolute, as it would be before anything moves.
        std::uint16_t maxNameBytes = 255; ///< Taken from the parent.
    };

    explicit TargetTable(const FileTable &table);

    /// `name`: at most 65,535 bytes. Throws std::length_error past 4 GiB of names.
    void set(RowId row, DirectoryId directory, BytesView name);
    void setIssue(RowId row, RowIssue issue) { m_issue[row] = issue; }
    void setIssue(RowId row, RowIssue issue, const IssueDetail &detail);
    void exclude(RowId row) { m_excluded[row] = 1; }
    /// The id of the folder with that path, which is an old one where the path is known already. A folder whose parent is
    /// kNone has to be there on disk: only one with a parent can be made.
    DirectoryId addExtraDirectory(ExtraDirectory directory);
    /// The folder `name` inside `parent`, which may be a row's own directory, a surveyed one, or new.
    DirectoryId childDirectory(DirectoryId parent, BytesView name);
    /// The folder with that path, which is absolute, as those of the table are.
    DirectoryId directoryAt(BytesView path);
    /// Which of several rows that want one name gets it under OnConflict::Skip and Number: the first in `rows`, which names
    /// every row that moves once. Empty = table order.
    void setPrecedence(std::vector<RowId> rows) { m_precedence = std::move(rows); }
    /// Where OnConflict::Number puts the number: behind the stem.
    void setExtensionStyle(ExtensionStyle style) { m_extensionStyle = style; }
    /// What is done with the rows, all of them. Other than Move: each stays where it is, and something new gets the target's name.
    void setTransfer(Transfer transfer) { m_transfer = transfer; }
    /// Sorted by row, each once; regular files. Only where the transfer is a Move.
    void setAttributes(std::vector<AttributeChange> changes) { m_attributes = std::move(changes); }
    /// A Move may become a MoveAcross where all rows that change lead to other disks.
    void setMayCross(bool mayCross) { m_mayCross = mayCross; }

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
    const ExtraDirectory &extraDirectory(DirectoryId id) const { return m_extra[id - m_table->directoryCount()]; }
    const std::vector<RowId> &precedence() const noexcept { return m_precedence; }
    ExtensionStyle extensionStyle() const noexcept { return m_extensionStyle; }
    Transfer transfer() const noexcept { return m_transfer; }
    bool mayCross() const noexcept { return m_mayCross; }
    const std::vector<AttributeChange> &attributes() const noexcept { return m_attributes; }
    BytesView directoryPath(DirectoryId id) const;
    DirectoryId directoryParent(DirectoryId id) const;
    unsigned maxNameBytes(DirectoryId id) const;
    IssueDetail issueDetail(RowId row) const; ///< Empty where none was set.

private:
    friend class RowNamer; // Writes the rows of a chunk from a thread of its own.

    void knowPaths();

    const FileTable *m_table;
    std::string m_names;
    std::vector<std::uint32_t> m_nameOffset; ///< kNone = the row's own name.
    std::vector<std::uint16_t> m_nameLength;
    std::vector<DirectoryId> m_directory; ///< Empty while no row leaves its folder.
    std::vector<RowIssue> m_issue;
    std::vector<std::uint8_t> m_excluded;
    std::vector<ExtraDirectory> m_extra;
    std::unordered_map<RowId, IssueDetail> m_details; ///< Sparse.
    std::vector<RowId> m_precedence;
    std::vector<AttributeChange> m_attributes;
    ExtensionStyle m_extensionStyle = ExtensionStyle::Known;
    Transfer m_transfer = Transfer::Move;
    bool m_mayCross = false;
    std::unordered_map<Bytes, DirectoryId> m_byPath; ///< Table directories and extra ones; filled when the first extra one is asked for.
    DirectoryId m_lastParent = kNone; ///< Of the last childDirectory call: rows of a folder tend to go to one folder.
    DirectoryId m_lastChild = kNone;
};

enum class RowStatus : std::uint8_t {
    Same, ///< Nothing to do.
    Rename, ///< Another name, another place, other attributes: one of them at least.
    Conflict, ///< Collides with a row or a file; the batch does not start until it is resolved or excluded.
    Error, ///< The rules give no legal name.
    Skipped, ///< Excluded by hand or by `on_conflict: skip`.
};

struct Step {
    enum class Kind : std::uint8_t {
        Move, ///< Source to target.
        Park, ///< Source to its temporary name in the target folder.
        Place, ///< Temporary name to target.
        Attributes, ///< The row has nothing but a change in RenamePlan::attributes.
        // of a plan whose transfer is not Move
        Create, ///< The target, out of the source.
        Publish, ///< What an interrupted batch had made, from its temporary name (RenamePlan::leftovers) to target.
        Remove, ///< The target, or what was to become it.
        Drop, ///< MoveAcross: the source of a target that is there; Create and Publish end with it, too.
    };
    RowId row = kNone;
    /// Steps of one group depend on each other in order; kNone = depends on nothing.
    std::uint32_t group = kNone;
    Kind kind = Kind::Move;
    bool ring = false; ///< The group is a ring: where a step fails, its earlier steps are taken back.
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
        std::int64_t collisions = 0; ///< Of the conflicts: another row or a file is in the way. Another name would do.
    };

    std::shared_ptr<const FileTable> table;
    std::shared_ptr<const TargetTable> targets;
    std::vector<RowStatus> status; ///< By row.
    std::vector<RowIssue> issue; ///< By row.
    std::unordered_map<RowId, IssueDetail> details; ///< Sparse.
    std::vector<Step> steps; ///< In the order of execution.
    /// Sorted by row: of rows with status Rename. Made before the first step, of files where they were; after the last one, of files where
    /// they are then, where `attributesLast` says so (a batch that is taken back).
    std::vector<AttributeChange> attributes;
    bool attributesLast = false;
    std::unordered_map<Bytes, RowId, Occupancy::Hash, std::equal_to<>>
        movedFolders; ///< By path before: the folders among the rows that move.
    std::vector<DirectoryId> makeDirectories; ///< Extra folders to make first, parents first.
    /// Of a reverse plan whose transfer is not Move, by row: what a batch made of it, as it is now; inode 0 where that is not there.
    std::vector<FileIdentity> created;
    /// Of such a plan: the temporary names, in the target folders, of what an interrupted batch made and did not publish.
    std::unordered_map<RowId, Bytes> leftovers;
    /// The same beside what a row's step takes away, in that folder: goes with it.
    std::unordered_map<RowId, Bytes> beside;
    std::vector<Bytes> removeDirectories; ///< Undo: folders to remove afterwards if empty, children first.
    std::vector<Bytes> unsurveyed; ///< Folders whose names the planner does not know: survey() them and plan again.
    /// Where the recipe needs the whole batch: what its rules know of it, so that any row can be named alone again. Else null.
    std::shared_ptr<const BatchFacts> batch;
    Counts counts;
    bool stopped = false; ///< The stop token fired: nothing else is valid.

    bool canStart() const noexcept
    {
        return !stopped && unsurveyed.empty() && counts.conflicts == 0 && counts.errors == 0 && counts.changed > 0;
    }
    /// Where the row ends, absolute, with the new names of folders that move in the same batch. For a row that does not go
    /// there (Conflict, Error): what it wants.
    Bytes targetPath(RowId row) const;
    const AttributeChange *attributesOf(RowId row) const; ///< Null where they stay as they are.
    RowId otherRow(RowId row) const; ///< The row it collides with or waits for; kNone where there is none.
    /// The deepest folder that holds every row that moves: what the history says of a batch's place. Empty where none does.
    Bytes commonFolder() const;
};

/// Names all rows. Pure, linear, in parallel on up to `threads` std::threads. Rows not in facts.order are excluded. Where
/// `stop` fired, rows that were not reached have their own names.
TargetTable nameRows(const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts, const RowChoices &choices,
    std::stop_token stop, unsigned threads = 1, const FileFacts *files = nullptr);

/// Checks targets against each other and the disk, and puts the moves in an order in which no step finds its target taken:
/// chains from the free end, rings through one parked row, what is in a folder before the folder. A parked row is placed
/// later in its group, not always in the next steps. Pure, linear (hashing). Any thread.
RenamePlan arrangeMoves(std::shared_ptr<const FileTable> table, TargetTable targets, const Occupancy &occupancy, OnConflict onConflict,
    std::stop_token stop = {});

/// The row order of a recipe, as row ids: natural order by ICU sort keys, ties by bytes, then by row. `removed` rows are
/// left out. Rows of one size, time or extension (which is what the recipe calls one) are ordered by name. Nothing where `stop`
/// fired. Any thread.
std::optional<std::vector<RowId>> sortRows(const FileTable &table, const RowOrder &order, ExtensionStyle extension,
    const std::vector<std::uint8_t> &removed, std::stop_token stop, unsigned threads = 1);

/// `order` without the rows that `excluded` (as in RowChoices) leaves out: those take no number. Any thread.
std::vector<RowId> withoutExcluded(std::vector<RowId> order, const std::vector<std::uint8_t> &excluded);

/// nameRows + arrangeMoves with facts made here, of `order` without the rows left out by hand. `files`: what recipe.facts() asks for,
/// of these rows; null = no file says anything.
RenamePlan planRenames(std::shared_ptr<const FileTable> table, const Occupancy &occupancy, const CompiledRecipe &recipe,
    std::vector<RowId> order, const RowChoices &choices, BatchMoment moment, std::stop_token stop, unsigned threads = 1,
    const FileFacts *files = nullptr);

} // namespace bulkhead
