// SPDX-License-Identifier: GPL-3.0-or-later
// The durable record of batches: what was meant, before anything happens; what became of it, after. SQLite (WAL,
// synchronous=FULL) in one file of a private folder. Protocol: SQLite's own hot journal, one level up: a batch that is
// not finished and whose owner holds no lock was interrupted. See CONTRIBUTING.md, "The promise".
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/fs/file_attributes.h"
#include "core/fs/identity.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace bulkhead {

enum class BatchState : std::uint8_t {
    Running, ///< Intent written, end not written: at work, or interrupted (see BatchInfo::ownerAlive).
    Done,
    Cancelled, ///< Stopped by a person; what was done can be undone.
    Failed, ///< Stopped by an error.
    Recovered, ///< Was interrupted; a recovery batch finished it or took it back.
};

enum class Direction : std::uint8_t { Do, Undo, Redo, FinishInterrupted, UndoInterrupted };

struct BatchInfo {
    BatchId id = 0;
    Bytes kind; ///< "rename"; the room that wrote it.
    BatchState state = BatchState::Running;
    Direction direction = Direction::Do;
    std::int64_t startedAt = 0; ///< Milliseconds since 1970, UTC.
    std::int64_t finishedAt = 0; ///< 0 while running.
    Bytes folder; ///< The deepest folder that holds all rows.
    Bytes description; ///< UTF-8 recipe JSON, or empty.
    std::int64_t rows = 0;
    std::int64_t done = 0; ///< Of a batch that a recovery finished: how many are where they should be.
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::optional<BatchId> reverses; ///< The batch this one takes back (or finishes).
    std::optional<BatchId> reversedBy; ///< The latest batch that took this one back, or part of it.
    bool ownerAlive = false; ///< Only for Running: some process holds its lock.
};

/// A batch that was cut off: Running, and nobody holds its lock.
struct InterruptedBatch {
    BatchId id = 0;
    Result<BatchInfo> info; ///< Damaged: nothing but its number can be relied on.
};

enum class MoveResult : std::uint8_t { Unknown, Done, Failed, Skipped, Cancelled };

/// One object's journey. Names live in BatchContents' arena.
struct MoveRecord {
    std::uint32_t sourceDirectory = 0; ///< Index into BatchContents::directories.
    std::uint32_t targetDirectory = 0;
    BytesView source;
    BytesView target;
    FileIdentity identity; ///< As it was when the batch was planned.
    MoveResult result = MoveResult::Unknown; ///< Unknown for every row of a batch that is running, interrupted or recovered.
};

struct DirectoryRecord {
    Bytes path; ///< Absolute, as it was before the batch.
    FileIdentity identity; ///< inode 0 for a folder the batch meant to make.
};

/// What else a batch was to change of a move's file: the same fields are set in both. Together with the names of the moves that stay where
/// they are it says all there is to say of a batch that renames nothing.
struct AttributeRecord {
    std::uint32_t move = 0;
    FileAttributes from; ///< As they were when the batch was planned.
    FileAttributes to;
    bool last = false; ///< At the target, after the moves; else at the source, before them.
    bool operator==(const AttributeRecord &) const = default;
};

/// A batch read back whole. Move-only because the records point into the arena.
struct BatchContents {
    BatchInfo info;
    Bytes token; ///< Part of the temporary names: temporaryName(token, move index).
    std::vector<DirectoryRecord> directories;
    std::vector<std::uint32_t> made; ///< Directories the batch meant to make, parents first.
    std::vector<std::uint32_t> removed; ///< Directories the batch meant to remove if empty, children first.
    std::vector<MoveRecord> moves;
    std::vector<FileIdentity> created; ///< By move: what the batch made, inode 0 where nothing; empty where nothing at all.
    std::vector<AttributeRecord> attributes; ///< By move, ascending; sparse.
    std::vector<std::unique_ptr<char[]>> arena;

    BatchContents() = default;
    BatchContents(BatchContents &&) = default;
    BatchContents &operator=(BatchContents &&) = default;
};

/// What a batch made of a move that leaves its source where it is.
struct CreatedRecord {
    std::uint32_t move = 0;
    FileIdentity identity;
};

/// The name a file has while it is parked: short, independent of its own name, planned before it is used.
Bytes temporaryName(BytesView token, std::uint64_t moveIndex);
/// True for the names that temporaryName gives with this token, or with any where it is empty. People may have files with names
/// like those: only a batch's own token tells them apart.
bool isTemporaryName(BytesView name, BytesView token) noexcept;

/// A batch being written. Holds the owner's lock from the beginning until it is finished or destroyed, so nobody ever sees a
/// running batch whose owner seems dead. The thread of its History, which it may outlive.
///
/// The records may be given in any order, but a directory before what names it. What cannot be written down (a name that is
/// no legal component or has more than 65,535 bytes, a relative directory, an unknown index) makes seal() fail.
class BatchWriter
{
public:
    virtual ~BatchWriter() = default;

    virtual BatchId id() const = 0; ///< Final, though the batch is in the history only once sealed.
    virtual const Bytes &token() const = 0;

    /// Returns the index for addMove.
    virtual std::uint32_t addDirectory(const DirectoryRecord &directory) = 0;
    virtual void addMade(std::uint32_t directory) = 0;
    virtual void addRemoved(std::uint32_t directory) = 0;
    /// Moves are numbered from 0 in the order they are added.
    virtual void addMove(const MoveRecord &move) = 0;
    /// Of a move that is added before seal() returns, in ascending order, each once; before seal().
    virtual void addAttributes(const AttributeRecord &record) = 0;

    /// Makes the intent durable. Until this returns without an error nothing on disk may be touched; where it fails the
    /// batch leaves no trace and the writer is of no more use. NoSpace, QuotaExceeded, InputOutput, InvalidInput. After Locked it
    /// may be called again: others write for too long, the batch this one takes back is at work or being taken back by another
    /// one, or a batch at work uses one of the same folders (the error's path; detail "batch N").
    ///
    /// `addMoves` adds moves, too, and nothing else; it is called once where nobody else is in the way, inside the transaction,
    /// and what it adds is written as it comes: memory does not grow with the moves. An error of its own ends the batch and
    /// is returned.
    virtual Result<void> seal(const std::function<Result<void>()> &addMoves) = 0;
    Result<void> seal()
    {
        return seal([] { return Result<void>(); });
    }

    /// What was made under temporary names, durably, before it gets its own: then whatever has a target's name can be told from it.
    /// Each move once over all calls. Before seal(), what another batch made is noted with the intent, and becomes durable with it.
    /// NoSpace, InputOutput, InvalidInput (finished, an unknown move).
    virtual Result<void> recordCreated(std::span<const CreatedRecord> created) = 0;

    /// Writes the end, durably, into room that seal() reserved: a disk that filled up meanwhile does not matter where its
    /// file system can reserve. `results` has one entry per move. After the file systems were synced; may be tried again
    /// where it failed. InvalidInput where it was not sealed, is finished, or the results do not fit.
    virtual Result<void> finish(BatchState state, std::span<const MoveResult> results) = 0;
};

struct BatchHeader {
    Bytes kind = "rename";
    Direction direction = Direction::Do;
    Bytes folder;
    Bytes description;
    std::optional<BatchId> reverses;
};

/// One connection; not shared between threads. Any thread but the GUI thread. Several processes may have it open.
class History
{
public:
    virtual ~History() = default;

    /// Opens or makes `<stateDirectory>/history.sqlite`, the folder with mode 0700. Fails with TooNew, Damaged (not a history,
    /// or not whole; the file is left as it is), Locked (after ten seconds), NoSpace, PermissionDenied (detail "owner" or
    /// "writable-by-others" where the folder is not private), ReadOnlyFileSystem, SymbolicLinkLoop (the state folder or a file
    /// in it is a link), NameTooLong (past 480 bytes), InvalidInput (not absolute).
    static Result<std::unique_ptr<History>> open(const Bytes &stateDirectory);

    /// As open, for who is about to write a batch or can tell a person: where the content of the file is Damaged (no database
    /// of ours, cut short, tables missing, no further batch can be written), the file is renamed with its log to
    /// `history.sqlite.damaged-<UTC time>`, and a new history is begun. `keptAside` is set then: KeptAside, the new path, and
    /// what was wrong as detail. Where no new one can be begun (a full disk), the old one is put back. A batch whose rows are damaged, a
    /// newer version, a file of somebody else, a link, a lock or a disk that says no are no damage of the file: they are
    /// refused as by open, and nothing is touched. Only the one process that has the file for itself does it: Locked where
    /// another one keeps it open for ten seconds. Everybody else then opens the new file.
    static Result<std::unique_ptr<History>> openOrBeginAnew(const Bytes &stateDirectory, std::optional<Error> &keptAside);

    /// Damaged where no number is left to give.
    virtual Result<std::unique_ptr<BatchWriter>> begin(const BatchHeader &header) = 0;

    /// Newest first; at most `limit`, older than `before` where given. A batch whose header is damaged is left out.
    virtual Result<std::vector<BatchInfo>> batches(int limit, std::optional<BatchId> before = {}) = 0;
    virtual Result<BatchInfo> batch(BatchId id) = 0; ///< NotFound, Damaged.
    /// NotFound; Damaged, with "batch N: what" as detail: other batches stay readable.
    virtual Result<BatchContents> contents(BatchId id) = 0;

    /// Newest first, all of them: one whose header is damaged has its own error. (Damaged rows are found out by contents.)
    virtual Result<std::vector<InterruptedBatch>> interrupted() = 0;

    /// What `undo` without a number means: the newest Do or Redo batch with something done that was not taken back, or not
    /// wholly: its undo was stopped half-way, or some rows failed or were refused. Whether those can be taken back now only the
    /// disk tells; where not, the next one is the one older than `before`.
    virtual Result<std::optional<BatchInfo>> lastUndoable(std::optional<BatchId> before = {}) = 0;
    /// What `redo` without a number means: the newest Undo batch not itself wholly taken back, if no Do came after it.
    virtual Result<std::optional<BatchInfo>> lastRedoable(std::optional<BatchId> before = {}) = 0;

    /// Marks an interrupted batch as dealt with by `recovery`. `notTakenBack`: how many of its objects are where it meant
    /// them to be now, or nobody knows where; with some, it can be undone. `recovery` may be `interrupted` itself: dealt with without
    /// moving anything. Locked where its owner is alive, InvalidInput where it was finished, NotFound. Fine where it is marked already.
    virtual Result<void> markRecovered(BatchId interrupted, BatchId recovery, std::int64_t notTakenBack) = 0;

    /// Removes a finished batch from the record, or a damaged one, whatever its state; nothing on disk changes. Its number is
    /// not given again. Locked where its owner is alive, InvalidInput where it was interrupted and can still be recovered,
    /// NotFound; NoSpace where it would take the room another batch reserved for its end.
    virtual Result<void> forget(BatchId id) = 0;
};

/// $XDG_STATE_HOME/bulkhead, or ~/.local/state/bulkhead. A relative or empty variable counts as not set. Any thread.
Bytes defaultStateDirectory();

} // namespace bulkhead
