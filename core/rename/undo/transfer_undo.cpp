// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/transfer_undo.h"

#include "core/base/path.h"
#include "core/fs/scanner.h"
#include "core/rename/run/directory_cache.h"

#include <algorithm>
#include <ranges>
#include <unordered_set>

namespace bulkhead {

namespace {

bool isRecovery(Direction direction)
{
    return direction == Direction::FinishInterrupted || direction == Direction::UndoInterrupted;
}

bool isSameContent(const FileIdentity &a, const FileIdentity &b)
{
    return a.size == b.size && a.modificationTime == b.modificationTime;
}

class TransferReverse
{
public:
    TransferReverse(
        FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater, BatchKind kind, Destination destination)
        : m_fileSystem(fileSystem)
        , m_contents(contents)
        , m_madeLater(madeLater)
        , m_kind(kind)
        , m_wantsCreated((destination == Destination::Targets) != kind.removes)
        , m_cache(fileSystem, m_tracker)
        , m_table(std::make_shared<FileTable>())
        , m_sourceFolders(contents.directories.size(), kNone)
    {
        for (const DirectoryRecord &directory : contents.directories)
            m_cache.add(directory.path, {});
    }

    Result<ReversePlan> plan(const std::stop_token &stop);

private:
    enum class Presence : std::uint8_t { Absent, Here, Changed, Other, Unreadable };
    struct Found {
        Presence presence = Presence::Absent;
        FileStatus status;
    };
    struct Row {
        std::uint32_t move = 0;
        Step::Kind step = Step::Kind::Create;
        RowIssue issue = RowIssue::None;
        FileIdentity created;
        Bytes leftover;
    };

    bool wasMeant(const MoveRecord &move) const;
    FileIdentity recordedCreation(std::uint32_t move) const;
    Found look(std::uint32_t directory, BytesView name, FileIdentity expected);
    void examine(std::uint32_t move);
    void wantGone(Row row, const Found &there, const Found &original);
    void wantThere(Row row, const Found &there, const Found &original);
    RowIssue issueOfOriginal(const Found &original) const;
    Result<void> addRow(Row row, const FileStatus &original);
    Result<void> arrange(const std::stop_token &stop);
    TargetTable targets() const;
    void finishPlan();
    std::vector<Bytes> foldersToRemove() const;

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const CreatedByPath &m_madeLater;
    const BatchKind m_kind;
    const bool m_wantsCreated;
    FolderTracker m_tracker;
    DirectoryCache m_cache;
    std::shared_ptr<FileTable> m_table;
    std::vector<DirectoryId> m_sourceFolders; ///< In m_table, by index of the record.
    std::vector<Row> m_rows;
    Result<void> m_added;
    ReversePlan m_reverse;
};

bool TransferReverse::wasMeant(const MoveRecord &move) const
{
    return m_wantsCreated != m_kind.removes || move.result == MoveResult::Done || move.result == MoveResult::Unknown;
}

FileIdentity TransferReverse::recordedCreation(std::uint32_t move) const
{
    return m_contents.created.empty() ? FileIdentity() : m_contents.created[move];
}

TransferReverse::Found TransferReverse::look(std::uint32_t directory, BytesView name, FileIdentity expected)
{
    const auto folder = m_cache.open(directory);
    const auto status = folder ? m_fileSystem.status(*folder, name) : Result<FileStatus>(folder.error());
    if (!status) {
        const ErrorCode code = status.error().code;
        const bool isAbsent = code == ErrorCode::NotFound || code == ErrorCode::NotADirectory || code == ErrorCode::SymbolicLinkLoop;
        return {isAbsent ? Presence::Absent : Presence::Unreadable, {}};
    }
    // A mount gets another number with every boot.
    const FileIdentity &recorded = m_contents.directories[directory].identity;
    if (recorded.inode == 0 || recorded.device == expected.device)
        expected.device = status->identity.device;
    if (expected.inode == 0 || !sameObject(expected, status->identity))
        return {Presence::Other, *status};
    const bool isLink = m_kind.transfer != Transfer::Copy;
    return {isLink || isSameContent(expected, status->identity) ? Presence::Here : Presence::Changed, *status};
}

void TransferReverse::examine(std::uint32_t index)
{
    const MoveRecord &move = m_contents.moves[index];
    if (!wasMeant(move) || !m_added)
        return;
    const FileIdentity created = recordedCreation(index);
    Row row{.move = index};
    Found there = created.inode != 0 ? look(move.targetDirectory, move.target, created) : Found();
    if (there.presence == Presence::Absent || there.presence == Presence::Other) {
        if (const auto later = m_madeLater.find(joinPath(m_contents.directories[move.targetDirectory].path, move.target));
            later != m_madeLater.end())
            there = look(move.targetDirectory, move.target, later->second);
    }
    if (there.presence != Presence::Here && there.presence != Presence::Changed) {
        const Bytes temporary = temporaryName(m_contents.token, index);
        const Found aside = look(move.targetDirectory, temporary, created);
        // Nobody else knows that name: without a record it is what the batch was making.
        const bool isOurs = aside.presence == Presence::Here
            || (created.inode == 0 && aside.presence == Presence::Other && aside.status.identity.type != FileType::Directory);
        if (isOurs)
            row.leftover = temporary;
        if (aside.presence == Presence::Here)
            row.created = aside.status.identity;
    }
    if (there.presence == Presence::Here)
        row.created = there.status.identity;
    m_reverse.movedByIt += there.presence == Presence::Here || there.presence == Presence::Changed;
    const Found original = look(move.sourceDirectory, move.source, move.identity);
    m_reverse.unseen += there.presence == Presence::Unreadable;
    if (m_wantsCreated)
        wantThere(std::move(row), there, original);
    else
        wantGone(std::move(row), there, original);
}

RowIssue TransferReverse::issueOfOriginal(const Found &original) const
{
    switch (original.presence) {
    case Presence::Here:
        return RowIssue::None;
    case Presence::Absent:
        return RowIssue::Gone;
    case Presence::Unreadable:
        return RowIssue::Unreadable;
    case Presence::Changed:
    case Presence::Other:
        break;
    }
    return RowIssue::Replaced;
}

void TransferReverse::wantGone(Row row, const Found &there, const Found &original)
{
    row.step = Step::Kind::Remove;
    if (row.leftover.empty()) {
        if (there.presence == Presence::Absent || there.presence == Presence::Other) {
            ++m_reverse.alreadyThere;
            return;
        }
        const bool needsOriginal = m_kind.transfer != Transfer::SymbolicLink;
        if (there.presence == Presence::Unreadable)
            row.issue = RowIssue::Unreadable;
        else if (there.presence == Presence::Changed)
            row.issue = RowIssue::CopyChanged;
        else if (needsOriginal && original.presence != Presence::Here)
            row.issue = original.presence == Presence::Unreadable ? RowIssue::Unreadable : RowIssue::OnlyCopy;
    }
    m_added = addRow(std::move(row), original.status);
}

void TransferReverse::wantThere(Row row, const Found &there, const Found &original)
{
    if (there.presence == Presence::Here || there.presence == Presence::Changed) {
        ++m_reverse.alreadyThere;
        return;
    }
    if (row.created.inode != 0) {
        row.step = Step::Kind::Publish;
    } else {
        row.step = Step::Kind::Create;
        row.issue = there.presence == Presence::Unreadable ? RowIssue::Unreadable : issueOfOriginal(original);
    }
    m_added = addRow(std::move(row), original.status);
}

Result<void> TransferReverse::addRow(Row row, const FileStatus &original)
{
    const MoveRecord &move = m_contents.moves[row.move];
    DirectoryId &folder = m_sourceFolders[move.sourceDirectory];
    if (folder == kNone) {
        const auto opened = m_cache.open(move.sourceDirectory);
        folder = m_table->addDirectory({.path = m_contents.directories[move.sourceDirectory].path,
            .identity = opened ? m_cache.identity(move.sourceDirectory) : FileIdentity()});
    }
    // An original that is not there is shown as it was.
    const FileStatus status = original.identity.inode != 0 ? original : FileStatus{.identity = move.identity};
    if (const auto added = m_table->addRow(folder, move.source, status); !added)
        return added.error();
    m_rows.push_back(std::move(row));
    return {};
}

TargetTable TransferReverse::targets() const
{
    TargetTable targets(*m_table);
    targets.setTransfer(m_kind.transfer);
    for (RowId row = 0; row < m_rows.size(); ++row) {
        const MoveRecord &move = m_contents.moves[m_rows[row].move];
        targets.set(row, targets.directoryAt(m_contents.directories[move.targetDirectory].path), move.target);
        if (m_rows[row].issue != RowIssue::None)
            targets.setIssue(row, m_rows[row].issue);
        if (m_rows[row].issue != RowIssue::None || m_rows[row].step != Step::Kind::Create)
            targets.exclude(row);
    }
    return targets;
}

Result<void> TransferReverse::arrange(const std::stop_token &stop)
{
    Occupancy occupancy;
    const Error cancelled{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    for (;;) {
        m_reverse.plan = arrangeMoves(m_table, targets(), occupancy, OnConflict::Skip, stop);
        if (m_reverse.plan.stopped || stop.stop_requested())
            return cancelled;
        if (m_reverse.plan.unsurveyed.empty())
            return {};
        survey(m_fileSystem, m_reverse.plan.unsurveyed, *m_table, occupancy, stop);
    }
}

/// The rows that arranging knows nothing of.
void TransferReverse::finishPlan()
{
    RenamePlan &plan = m_reverse.plan;
    plan.created.resize(m_rows.size());
    for (RowId id = 0; id < m_rows.size(); ++id) {
        Row &row = m_rows[id];
        plan.created[id] = row.created;
        if (!row.leftover.empty())
            plan.leftovers.emplace(id, std::move(row.leftover));
        if (row.issue != RowIssue::None || row.step == Step::Kind::Create)
            continue;
        plan.status[id] = RowStatus::Rename;
        plan.steps.push_back({.row = id, .kind = row.step});
        ++plan.counts.changed;
        --plan.counts.skipped;
    }
    std::ranges::sort(plan.steps, {}, &Step::row);
    plan.removeDirectories = m_wantsCreated ? std::vector<Bytes>() : foldersToRemove();
}

/// Those that the batch made, as far as something of it was in them; children first.
std::vector<Bytes> TransferReverse::foldersToRemove() const
{
    std::vector<Bytes> paths;
    const auto path = [this](std::uint32_t directory) { return m_contents.directories[directory].path; };
    if (m_kind.removes) {
        std::ranges::transform(m_contents.removed, std::back_inserter(paths), path);
        return paths;
    }
    const bool mayBeEmpty = m_contents.info.state == BatchState::Running || m_contents.info.state == BatchState::Recovered;
    std::unordered_set<BytesView> used;
    for (const MoveRecord &move : m_contents.moves) {
        const bool wasMade = move.result == MoveResult::Done || (mayBeEmpty && move.result == MoveResult::Unknown);
        for (BytesView above = m_contents.directories[move.targetDirectory].path; wasMade && used.insert(above).second;
             above = parentPath(above)) { }
    }
    for (const std::uint32_t directory : m_contents.made | std::views::reverse) {
        if (used.contains(m_contents.directories[directory].path))
            paths.push_back(path(directory));
    }
    return paths;
}

Result<ReversePlan> TransferReverse::plan(const std::stop_token &stop)
{
    const Error cancelled{.code = ErrorCode::Cancelled, .operation = "plan undo"};
    for (std::uint32_t move = 0; move < m_contents.moves.size(); ++move) {
        if (stop.stop_requested())
            return cancelled;
        examine(move);
    }
    if (!m_added)
        return m_added.error();
    if (auto arranged = arrange(stop); !arranged)
        return arranged.error();
    finishPlan();
    return std::move(m_reverse);
}

} // namespace

Result<ReversePlan> planTransferReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater,
    BatchKind kind, Destination destination, const std::stop_token &stop)
{
    return TransferReverse(fileSystem, contents, madeLater, kind, destination).plan(stop);
}

CreatedByPath madeByRecoveries(History &history, BatchId batch)
{
    constexpr int kPage = 256;
    CreatedByPath made;
    std::optional<BatchId> before;
    for (;;) {
        const auto page = history.batches(kPage, before);
        if (!page || page->empty())
            return made;
        for (const BatchInfo &info : *page) {
            if (info.id <= batch)
                return made;
            before = info.id;
            if (info.reverses != batch || !isRecovery(info.direction))
                continue;
            const auto contents = history.contents(info.id);
            for (std::uint32_t move = 0; contents && move < contents->created.size(); ++move) {
                const MoveRecord &record = contents->moves[move];
                if (contents->created[move].inode != 0) // The newest one comes first.
                    made.emplace(joinPath(contents->directories[record.targetDirectory].path, record.target), contents->created[move]);
            }
        }
    }
}

Destination transferDestination(const BatchInfo &batch, BatchKind kind, Destination wanted)
{
    if (batch.state != BatchState::Running || !isRecovery(batch.direction))
        return wanted;
    return kind.removes ? Destination::Targets : Destination::Sources;
}

} // namespace bulkhead
