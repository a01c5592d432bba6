// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/undo/transfer_rows.h"
#include "core/rename/undo/transfer_undo.h"

namespace bulkhead {

namespace {

using Presence = RecordedPlaces::Presence;
using Found = RecordedPlaces::Found;

/// Where a file was, or was meant to be.
struct Place {
    std::uint32_t directory = 0; ///< Of the record.
    BytesView name;
    FileIdentity identity; ///< inode 0: not known.
};

/// What is at a place, or beside it under the batch's temporary name.
struct Seen {
    Found found;
    Found aside; ///< Looked at where nothing was found, or the batch was interrupted.
    bool isPartial = false; ///< What is aside was being made: nobody knows how much of it.

    bool hasAside() const noexcept { return aside.presence == Presence::Here || isPartial; }
    bool isUnreadable() const noexcept { return found.presence == Presence::Unreadable || aside.presence == Presence::Unreadable; }
};

class AcrossReverse
{
public:
    AcrossReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater, Destination destination)
        : m_fileSystem(fileSystem)
        , m_contents(contents)
        , m_goesOn(destination == Destination::Targets)
        , m_places(fileSystem, contents, madeLater)
        , m_table(std::make_shared<FileTable>())
        , m_folders(contents.directories.size(), kNone)
    {
    }

    Result<ReversePlan> plan(const std::stop_token &stop);

private:
    bool wasMeant(const MoveRecord &move) const;
    Place origin(std::uint32_t move) const;
    Place goal(std::uint32_t move) const;
    Seen look(const Place &place, const Bytes &temporary);
    Result<void> examine(std::uint32_t move);
    Result<void> addRow(TransferRow row, const Place &from, BytesView name, const FileStatus &status);
    TargetTable targets() const;

    FileSystem &m_fileSystem;
    const BatchContents &m_contents;
    const bool m_goesOn; ///< From where the files were to where the batch meant them to be; else the other way.
    RecordedPlaces m_places;
    std::shared_ptr<FileTable> m_table;
    std::vector<DirectoryId> m_folders; ///< In m_table, by index of the record.
    std::vector<TransferRow> m_rows;
    ReversePlan m_reverse;
};

bool AcrossReverse::wasMeant(const MoveRecord &move) const
{
    return m_goesOn || move.result == MoveResult::Done || move.result == MoveResult::Unknown;
}

Place AcrossReverse::origin(std::uint32_t index) const
{
    const MoveRecord &move = m_contents.moves[index];
    return {move.sourceDirectory, move.source, move.identity};
}

Place AcrossReverse::goal(std::uint32_t index) const
{
    const MoveRecord &move = m_contents.moves[index];
    return {move.targetDirectory, move.target, m_contents.created.empty() ? FileIdentity() : m_contents.created[index]};
}

Seen AcrossReverse::look(const Place &place, const Bytes &temporary)
{
    Seen seen{.found = m_places.look(place.directory, place.name, place.identity, true)};
    if (seen.found.isThere() && m_contents.info.state != BatchState::Running)
        return seen;
    seen.aside = m_places.look(place.directory, temporary, place.identity, true);
    // Nobody else knows that name: without a record it is what the batch was making.
    seen.isPartial
        = place.identity.inode == 0 && seen.aside.presence == Presence::Other && seen.aside.status.identity.type != FileType::Directory;
    return seen;
}

Result<void> AcrossReverse::examine(std::uint32_t index)
{
    if (!wasMeant(m_contents.moves[index]))
        return {};
    const Bytes temporary = temporaryName(m_contents.token, index);
    const Seen origin = look(this->origin(index), temporary);
    const Seen goal = look(this->goal(index), temporary);
    const bool isOut = goal.found.isThere();
    const bool isHome = origin.found.isThere() || origin.hasAside();
    m_reverse.movedByIt += m_goesOn ? isOut && !isHome : isOut || goal.hasAside();
    const Seen &from = m_goesOn ? origin : goal;
    const Seen &to = m_goesOn ? goal : origin;
    const Place fromPlace = m_goesOn ? this->origin(index) : this->goal(index);
    const BytesView fromName = from.found.isThere() ? fromPlace.name : BytesView(temporary);
    const FileStatus &fromStatus = from.found.isThere() ? from.found.status : from.aside.status;
    const bool hasSource = from.found.isThere() || from.hasAside();

    TransferRow row{.move = index};
    // Its copy was under way when the batch was cut short, and came there by another recovery.
    if (from.found.isThere() && from.hasAside())
        row.beside = temporary;
    if (from.isUnreadable() || to.isUnreadable()) {
        row.issue = RowIssue::Unreadable;
        ++m_reverse.unseen;
    } else if (to.found.isThere()) {
        // An interrupted recovery brought it there another way than the batch before had begun.
        const bool isLeftover = to.hasAside();
        if (!hasSource && !isLeftover) {
            ++m_reverse.alreadyThere;
            return {};
        }
        if (isLeftover)
            row.leftover = temporary;
        // Both are there: the one not wanted goes, unless it has become something else meanwhile.
        // What is recorded is what stays, not the copy beside it: the name is the record's, and the next look goes by it.
        row.step = hasSource ? Step::Kind::Drop : Step::Kind::Remove;
        row.created = to.found.status.identity;
        if (from.found.presence == Presence::Changed || to.found.presence == Presence::Changed)
            row.issue = RowIssue::CopyChanged;
    } else if (to.aside.presence == Presence::Here) {
        row.step = Step::Kind::Publish;
        row.created = to.aside.status.identity;
        row.leftover = temporary;
    } else if (!hasSource || (from.isPartial && !from.found.isThere())) {
        row.issue = from.found.presence == Presence::Other ? RowIssue::Replaced : RowIssue::Gone;
    } else if (to.isPartial) {
        row.leftover = temporary;
    }
    const FileStatus shown = hasSource ? fromStatus : FileStatus{.identity = m_contents.moves[index].identity};
    return addRow(std::move(row), fromPlace, hasSource ? fromName : fromPlace.name, shown);
}

Result<void> AcrossReverse::addRow(TransferRow row, const Place &from, BytesView name, const FileStatus &status)
{
    DirectoryId &folder = m_folders[from.directory];
    if (folder == kNone)
        folder = m_table->addDirectory({.path = m_contents.directories[from.directory].path, .identity = m_places.folder(from.directory)});
    if (const auto added = m_table->addRow(folder, name, status); !added)
        return added.error();
    m_rows.push_back(std::move(row));
    return {};
}

TargetTable AcrossReverse::targets() const
{
    TargetTable targets(*m_table);
    targets.setTransfer(Transfer::MoveAcross);
    for (RowId row = 0; row < m_rows.size(); ++row) {
        const Place to = m_goesOn ? goal(m_rows[row].move) : origin(m_rows[row].move);
        targets.set(row, targets.directoryAt(m_contents.directories[to.directory].path), to.name);
        if (m_rows[row].issue != RowIssue::None)
            targets.setIssue(row, m_rows[row].issue);
        if (!m_rows[row].isArranged())
            targets.exclude(row);
    }
    return targets;
}

Result<ReversePlan> AcrossReverse::plan(const std::stop_token &stop)
{
    for (std::uint32_t move = 0; move < m_contents.moves.size(); ++move) {
        if (stop.stop_requested())
            return Error{.code = ErrorCode::Cancelled, .operation = "plan undo"};
        if (auto examined = examine(move); !examined)
            return examined.error();
    }
    auto arranged = arrangeTransfers(
        m_fileSystem, m_table, [this] { return targets(); }, stop);
    if (!arranged)
        return arranged.error();
    m_reverse.plan = std::move(*arranged);
    addTransferSteps(m_reverse.plan, m_rows);
    m_reverse.plan.removeDirectories = m_goesOn ? foldersRemoved(m_contents) : foldersMade(m_contents);
    return std::move(m_reverse);
}

} // namespace

Result<ReversePlan> planAcrossReverse(FileSystem &fileSystem, const BatchContents &contents, const CreatedByPath &madeLater,
    Destination destination, const std::stop_token &stop)
{
    return AcrossReverse(fileSystem, contents, madeLater, destination).plan(stop);
}

} // namespace bulkhead
