// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/transfer_undo.h"

#include "core/base/path.h"
#include "core/rename/undo/transfer_rows.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace bulkhead {

namespace {

bool isRecovery(Direction direction)
{
    return direction == Direction::FinishInterrupted || direction == Direction::UndoInterrupted;
}

using Presence = RecordedPlaces::Presence;
using Found = RecordedPlaces::Found;

class TransferReverse
{
public:
    TransferReverse(
        FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater, BatchKind kind, Destination destination)
        : m_fileSystem(fileSystem)
        , m_contents(contents)
        , m_kind(kind)
        , m_wantsCreated((destination == Destination::Targets) != kind.removes)
        , m_places(fileSystem, contents, madeLater)
        , m_table(std::make_shared<FileTable>())
        , m_sourceFolders(contents.directories.size(), kNone)
    {
    }

    Result<ReversePlan> plan(const std::stop_token &stop);

private:
    bool wasMeant(const MoveRecord &move) const;
    FileIdentity recordedCreation(std::uint32_t move) const;
    void examine(std::uint32_t move);
    void wantGone(TransferRow row, const Found &there, const Found &original);
    void wantThere(TransferRow row, const Found &there, const Found &original);
    RowIssue issueOfOriginal(const Found &original) const;
    Result<void> addRow(TransferRow row, const FileStatus &original);
    TargetTable targets() const;

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const BatchKind m_kind;
    const bool m_wantsCreated;
    RecordedPlaces m_places;
    std::shared_ptr<FileTable> m_table;
    std::vector<DirectoryId> m_sourceFolders; ///< In m_table, by index of the record.
    std::vector<TransferRow> m_rows;
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

void TransferReverse::examine(std::uint32_t index)
{
    const MoveRecord &move = m_contents.moves[index];
    if (!wasMeant(move) || !m_added)
        return;
    const FileIdentity created = recordedCreation(index);
    TransferRow row{.move = index};
    const bool isCopy = m_kind.transfer == Transfer::Copy;
    const Found there = m_places.look(move.targetDirectory, move.target, created, isCopy);
    if (!there.isThere() || m_contents.info.state == BatchState::Running) {
        const Bytes temporary = temporaryName(m_contents.token, index);
        const Found aside = m_places.look(move.targetDirectory, temporary, created, isCopy);
        // Nobody else knows that name: without a record it is what the batch was making.
        const bool isOurs = aside.presence == Presence::Here
            || (created.inode == 0 && aside.presence == Presence::Other && aside.status.identity.type != FileType::Directory);
        // Where both are there, another recovery brought it there.
        if (isOurs)
            (there.isThere() && !m_wantsCreated ? row.beside : row.leftover) = temporary;
        if (aside.presence == Presence::Here)
            row.created = aside.status.identity;
    }
    if (there.presence == Presence::Here)
        row.created = there.status.identity;
    m_reverse.movedByIt += there.isThere();
    const Found original = m_places.look(move.sourceDirectory, move.source, move.identity, isCopy);
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

void TransferReverse::wantGone(TransferRow row, const Found &there, const Found &original)
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

void TransferReverse::wantThere(TransferRow row, const Found &there, const Found &original)
{
    if (there.isThere() && row.leftover.empty()) {
        ++m_reverse.alreadyThere;
        return;
    }
    if (there.isThere()) {
        row.step = Step::Kind::Remove; // of what is beside it
    } else if (row.created.inode != 0) {
        row.step = Step::Kind::Publish;
    } else {
        row.step = Step::Kind::Create;
        row.issue = there.presence == Presence::Unreadable ? RowIssue::Unreadable : issueOfOriginal(original);
    }
    m_added = addRow(std::move(row), original.status);
}

Result<void> TransferReverse::addRow(TransferRow row, const FileStatus &original)
{
    const MoveRecord &move = m_contents.moves[row.move];
    DirectoryId &folder = m_sourceFolders[move.sourceDirectory];
    if (folder == kNone) {
        folder = m_table->addDirectory(
            {.path = m_contents.directories[move.sourceDirectory].path, .identity = m_places.folder(move.sourceDirectory)});
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
        if (!m_rows[row].isArranged())
            targets.exclude(row);
    }
    return targets;
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
    auto arranged = arrangeTransfers(
        m_fileSystem, m_table, [this] { return targets(); }, stop);
    if (!arranged)
        return arranged.error();
    m_reverse.plan = std::move(*arranged);
    addTransferSteps(m_reverse.plan, m_rows);
    if (!m_wantsCreated)
        m_reverse.plan.removeDirectories = m_kind.removes ? foldersRemoved(m_contents) : foldersMade(m_contents);
    return std::move(m_reverse);
}

} // namespace

Result<ReversePlan> planTransferReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater,
    BatchKind kind, Destination destination, const std::stop_token &stop)
{
    return TransferReverse(fileSystem, contents, madeLater, kind, destination).plan(stop);
}

namespace {

/// Those of the batch, and those of such a recovery that was interrupted itself; the newest first.
std::vector<BatchId> recoveriesOf(History &history, BatchId batch)
{
    constexpr int kPage = 256;
    std::vector<BatchInfo> later;
    std::optional<BatchId> before;
    for (bool isAfter = true; isAfter;) {
        auto page = history.batches(kPage, before);
        if (!page || page->empty())
            break;
        before = page->back().id;
        isAfter = page->back().id > batch;
        std::ranges::copy_if(*page, std::back_inserter(later),
            [batch](const BatchInfo &info) { return info.id > batch && info.reverses && isRecovery(info.direction); });
    }
    std::vector<BatchId> found{batch};
    for (const BatchInfo &info : later | std::views::reverse) {
        if (std::ranges::find(found, *info.reverses) != found.end())
            found.push_back(info.id);
    }
    std::ranges::reverse(found);
    found.pop_back();
    return found;
}

} // namespace

CreatedByPath madeByRecoveries(History &history, BatchId batch)
{
    CreatedByPath made;
    for (const BatchId recovery : recoveriesOf(history, batch)) {
        const auto contents = history.contents(recovery);
        for (std::uint32_t move = 0; contents && move < contents->created.size(); ++move) {
            const MoveRecord &record = contents->moves[move];
            if (contents->created[move].inode != 0) // The newest one comes first.
                made.emplace(joinPath(contents->directories[record.targetDirectory].path, record.target), contents->created[move]);
        }
    }
    return made;
}

Destination transferDestination(const BatchInfo &batch, BatchKind kind, Destination wanted)
{
    if (batch.state != BatchState::Running || !isRecovery(batch.direction))
        return wanted;
    // A move goes on: the other way, the file that is now there would be another one than the batch before this one knows.
    return kind.removes || kind.transfer == Transfer::MoveAcross ? Destination::Targets : Destination::Sources;
}

} // namespace bulkhead
