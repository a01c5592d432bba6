// SPDX-License-Identifier: GPL-3.0-or-later
// A recipe made ready to run: patterns compiled, templates parsed. Immutable and shared between threads; what a thread
// needs to write (match data, scratch text) is in its own NameEvaluator.
#pragma once

#include "core/fs/file_table.h"
#include "core/metadata/file_facts.h"
#include "core/rename/recipe.h"

#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <unordered_map>

namespace bulkhead {

class CompiledRecipe
{
public:
    virtual ~CompiledRecipe() = default;
    virtual const RenameRecipe &recipe() const noexcept = 0;
    /// True where some rule needs to know all rows before one can be named (number per stem, count of changed rows, decode auto).
    virtual bool needsWholeBatch() const noexcept = 0;
    /// What its templates ask of the inside of files, each once: read by readFacts before rows are named.
    virtual const std::vector<FactKey> &facts() const noexcept = 0;
};

using CompiledRecipeRef = std::shared_ptr<const CompiledRecipe>;

class NameList;
/// See name_list.h.
using LoadedLists = std::map<std::pair<Bytes, ListRule::By>, std::variant<std::shared_ptr<const NameList>, RecipeProblem>>;

/// Problems name their field ("rules[1].find") and column. Reads no file: `lists` holds those of the list rules. Any thread.
RecipeResult<CompiledRecipeRef> compileRecipe(const RenameRecipe &recipe, const LoadedLists &lists = {});

/// Why a row cannot be named or moved. Stable machine names: rowIssueName.
enum class RowIssue : std::uint8_t {
    None,
    // from the rules
    EmptyName,
    IllegalName, ///< ".", "..", a NUL, or a '/' that came from data or was typed by hand.
    TooLong, ///< More bytes than the folder takes.
    NoValue, ///< A token has no value and the template has no `or`.
    PatternTooComplex, ///< The regex hit its match limit on this name.
    BelowZero, ///< A number in the name would be below zero.
    FileUnreadable, ///< A token asks what is in the file, which cannot be read or is damaged, and the template has no `or`.
    NoDate, ///< The time that a date rule asks for is not known.
    AmbiguousEncoding, ///< Not UTF-8, and it is not sure what else.
    NotDecodable, ///< No text of the encoding that was named, or not without loss.
    // from the other rows and the disk
    DuplicateTarget, ///< Another row wants the same name.
    Exists, ///< A file outside the list has that name.
    WouldOverwrite, ///< A row of the list that does not move has that name.
    Blocked, ///< The name would be free, but the row that has it cannot move.
    ParentMissing, ///< The folder of the target is not there and cannot be made (a file has its name).
    IntoItself, ///< A folder would move into itself.
    MountPoint, ///< Something is mounted on it.
    OtherFileSystem, ///< The target folder is on another file system.
    Unreadable, ///< The target folder cannot be listed.
    IllegalHere, ///< The target folder's file system does not take such names.
    ReadOnly, ///< The folder it is in, or goes to, cannot be changed, or is append-only.
    Immutable, ///< It is marked so (chattr +i or +a).
    NotOwner, ///< It belongs to somebody else, in a sticky folder.
    NotAFile, ///< A folder, a pipe or a device, which is not copied; or a folder, which has no hard links.
    HoldsHistory, ///< It is the program's own history, or a folder that this is in.
    // undo and recovery
    Gone, ///< Not where it was left.
    Replaced, ///< Something else has its name now.
    CopyChanged, ///< The copy was changed since: it is not removed.
    OnlyCopy, ///< The original is not there any more, or was changed since: its copy is not removed.
};

const char *rowIssueName(RowIssue issue) noexcept; ///< "duplicate-target", ...

/// What the person chose by hand, besides the recipe.
struct RowChoices {
    std::unordered_map<RowId, Bytes> names; ///< F2: a new name that wins over the rules.
    std::vector<std::uint8_t> excluded; ///< By row, non-zero = left alone; empty = none.
};

/// What names may depend on besides files and recipe. Taken once per preview, so that a row named alone, the plan and the run agree.
struct BatchMoment {
    BatchMoment(std::int64_t time, std::uint64_t randomSeed = 0) noexcept // Also from the time alone.
        : now(time)
        , seed(randomSeed)
    {
    }
    std::int64_t now; ///< Nanoseconds since 1970: {now}.
    std::uint64_t seed; ///< Of {uuid} and {random}.
};

/// What rules may know of the whole batch, computed once for a plan. A value; any thread may read it.
struct BatchFacts {
    std::vector<RowId> order; ///< The rows that take part, in the order counters follow.
    std::vector<std::uint32_t> position; ///< By row: place in the order, kNone for rows that take no part.
    std::vector<std::uint32_t> positionInFolder; ///< By row.
    std::vector<std::uint32_t> folderCount; ///< By DirectoryId: rows in the order.
    std::uint32_t largestFolder = 0;
    std::uint32_t count = 0; ///< Rows in the order.
    BatchMoment moment = 0;
    /// Per whole-batch rule: counter index by row, kNone = not numbered; empty for rules that do not count. See stageBatch.
    std::vector<std::vector<std::uint32_t>> staged;
    std::vector<std::uint32_t> stagedCount; ///< Per whole-batch rule: the most rows that share one run of its counter.
    std::vector<Bytes> stagedEncoding; ///< Per whole-batch rule: the one that `decode` found the names to be in; empty = not known.
};

/// Fills `order`-derived arrays. Rows that are not in `order` take no part. O(rows). Any thread.
BatchFacts makeBatchFacts(const FileTable &table, std::vector<RowId> order, BatchMoment moment);

/// Computes what is staged in `facts` for recipes with needsWholeBatch(): one pass over the rows per such rule. Rows named by hand are
/// not numbered and collide with nobody. False where stopped.
bool stageBatch(const FileTable &table, const CompiledRecipe &recipe, const RowChoices &choices, BatchFacts &facts, std::stop_token stop,
    const FileFacts *files = nullptr);

/// Names rows one at a time. One thread each; cheap to make per chunk (a few allocations).
class NameEvaluator
{
public:
    struct Outcome {
        /// New name, relative to the row's folder or absolute: may hold '/' where a template typed one. Valid until the next call.
        BytesView name;
        RowIssue issue = RowIssue::None; ///< Of the first part of the list above. `name` is then the name as far as it got.
        std::uint32_t rule = kNone; ///< Index of the rule that raised the issue.
    };
    struct TraceStep {
        std::uint32_t rule;
        Bytes after;
    };

    virtual ~NameEvaluator() = default;
    virtual Outcome evaluate(RowId row) = 0;
    /// As evaluate, with `name` in place of what the rules make of the row; a '/' in it is not looked for.
    virtual Outcome evaluateByHand(RowId row, BytesView name) = 0;
    /// What each enabled rule made of the row: for the tooltip.
    virtual std::vector<TraceStep> trace(RowId row) = 0;

    /// `files`: of the table, with what the recipe asks for; null = no file says anything. All must outlive the evaluator.
    static std::unique_ptr<NameEvaluator> make(
        const FileTable &table, const CompiledRecipe &recipe, const BatchFacts &facts, const FileFacts *files = nullptr);
};

} // namespace bulkhead
