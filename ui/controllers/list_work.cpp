// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/list_work.h"

#include "core/base/path.h"
#include "core/base/text.h"
#include "core/fs/uri_list.h"
#include "core/jobs/job_report.h"
#include "ui/controllers/path_follower.h"
#include "ui/controllers/renamed_list.h"
#include "ui/models/shared_value.h"
#include "ui/text/error_text.h"

#include <unordered_set>

namespace bulkhead {

namespace {

using Mask = std::vector<std::uint8_t>;

/// What the person or a run did to a row, to be found again under its path after the next scan.
struct CarriedRow {
    bool removed = false;
    std::uint8_t marks = 0;
    std::uint32_t place = kNone; ///< In the order by hand.
    std::optional<Bytes> name;
    bool ran = false; ///< One of the runs that are followed was about it,
    bool renamed = false; ///< and renamed it.
};
using CarriedRows = std::unordered_map<Bytes, CarriedRow>;

bool isCarried(const FileList &list, RowId row)
{
    return list.isRemoved(row) || list.mark(row) != 0 || list.handMade(row);
}

CarriedRows carriedRows(const FileList &list)
{
    CarriedRows carried;
    if (!list.table || (!list.removed && !list.marks && !list.names && !list.order))
        return carried;
    std::vector<std::uint32_t> places(list.table->rowCount(), kNone);
    if (list.order) {
        for (std::size_t place = 0; place < list.order->size(); ++place)
            places[(*list.order)[place]] = std::uint32_t(place);
    }
    for (RowId row = 0; row < list.table->rowCount(); ++row) {
        if (!isCarried(list, row) && places[row] == kNone)
            continue;
        CarriedRow entry{.removed = list.isRemoved(row), .marks = list.mark(row), .place = places[row]};
        if (const Bytes *name = list.handMade(row))
            entry.name = *name;
        carried.emplace(list.table->path(row), std::move(entry));
    }
    return carried;
}

/// Which folders are read with these roots; a file in one of them is listed without being a root itself.
class ReadFolders
{
public:
    ReadFolders(const std::vector<Bytes> &roots, const FileTable *before, const ScanOptions &options)
    {
        for (DirectoryId id = 0; before && id < before->directoryCount(); ++id)
            m_known.emplace(before->directory(id).path, false);
        for (const Bytes &root : roots) {
            const auto known = m_known.find(root);
            if (known == m_known.end())
                continue; // a file
            known->second = true;
            if (options.recursive)
                m_deep.insert(root);
        }
    }
    bool holds(BytesView folder) const
    {
        const auto known = m_known.find(Bytes(folder));
        if (known != m_known.end() && known->second)
            return true;
        for (; !m_deep.empty() && folder.size() > 1; folder = parentPath(folder)) {
            if (m_deep.contains(Bytes(folder)))
                return true;
        }
        return false;
    }

private:
    std::unordered_map<Bytes, bool> m_known; ///< Of the list before; whether it is a root.
    std::unordered_set<Bytes> m_deep;
};

/// What a run sent to folders that are not read stays on the list, as if it had been given by name.
void keepMoved(const RanBatch &ran, const ReadFolders &folders, PathFollower &follower, std::vector<Bytes> &roots)
{
    const TargetTable &targets = *ran.plan->targets;
    for (RowId row = 0; row < ran.plan->table->rowCount(); ++row) {
        const bool sent = ran.plan->status[row] == RowStatus::Rename && (*ran.results)[row] == RowResult::Done
            && targets.directoryOf(row) != ran.plan->table->directoryOf(row);
        if (!sent)
            continue;
        Bytes path = follower.pathOf(row);
        if (!folders.holds(parentPath(path)))
            roots.push_back(std::move(path));
    }
}

/// Copies that come to lie in a folder that is read are no files to be copied once more.
void leaveOutMade(CarriedRows &carried, const RanBatch &ran, const ReadFolders &folders)
{
    const TargetTable &targets = *ran.plan->targets;
    for (RowId row = 0; row < ran.plan->table->rowCount(); ++row) {
        if (ran.plan->status[row] != RowStatus::Rename || (*ran.results)[row] != RowResult::Done)
            continue;
        const BytesView folder = targets.directoryPath(targets.directoryOf(row));
        if (folders.holds(folder))
            carried[joinPath(folder, targets.name(row))].marks |= MarkLeftOut;
    }
}

/// Rows that a run was about, by their path now.
void addRanRows(CarriedRows &carried, const RanBatch &ran, PathFollower &follower)
{
    const bool show = ran.marks == RanBatch::Marks::Show;
    for (RowId row = 0; row < ran.plan->table->rowCount(); ++row) {
        if (ran.plan->status[row] != RowStatus::Rename)
            continue;
        const RowResult result = (*ran.results)[row];
        const bool done = result == RowResult::Done;
        if (!done && result != RowResult::Failed && result != RowResult::Skipped)
            continue;
        CarriedRow &entry = carried[follower.pathOf(row)];
        entry.ran = true;
        entry.renamed = done && show;
        if (!show) {
            if (done && !leavesPlace(ran.plan->targets->transfer()) && (entry.marks & MarkRenamed)) // whose copy is gone again
                entry.marks &= std::uint8_t(~(MarkRenamed | MarkLeftOut));
            continue;
        }
        entry.marks |= done ? MarkRenamed : MarkFailed;
        if (done)
            entry.name.reset(); // it has that name now
    }
}

void followRun(const RanBatch &ran, const ScanRequest &request, std::vector<Bytes> &roots, CarriedRows &carried)
{
    std::vector<Bytes> paths = roots;
    paths.reserve(roots.size() + carried.size());
    for (const auto &[path, entry] : carried)
        paths.push_back(path);
    PathFollower follower(*ran.plan, *ran.results);
    follower.prepare(paths);
    for (Bytes &root : roots)
        root = follower.follow(root);
    CarriedRows moved;
    moved.reserve(carried.size());
    for (auto &[path, entry] : carried) {
        Bytes now = follower.follow(path);
        const bool takenBack = ran.marks == RanBatch::Marks::None && (entry.marks & MarkRenamed) && now != path;
        entry.marks &= std::uint8_t(~MarkFailed); // of an earlier run
        if (takenBack)
            entry.marks &= std::uint8_t(~(MarkRenamed | MarkLeftOut));
        moved.emplace(std::move(now), std::move(entry));
    }
    carried = std::move(moved);
    addRanRows(carried, ran, follower);
    const ReadFolders folders(roots, request.before.table.get(), request.options);
    const bool moves = leavesPlace(ran.plan->targets->transfer());
    if (moves && ran.plan->table == request.before.table)
        keepMoved(ran, folders, follower, roots);
    if (!moves && ran.marks == RanBatch::Marks::Show)
        leaveOutMade(carried, ran, folders);
}

void settleRunMarks(CarriedRows &carried, const ScanRequest &request, bool added)
{
    for (auto &[path, entry] : carried) {
        const bool renamed = (entry.marks & MarkRenamed) != 0;
        if (request.runMarks == ScanRequest::RunMarks::Forget)
            entry.marks &= renamed ? 0 : MarkLeftOut;
        else if (renamed && added)
            entry.marks |= MarkLeftOut;
    }
}

/// What is dropped again is wanted again.
void takeBackRemovals(CarriedRows &carried, const std::vector<Bytes> &added)
{
    if (added.empty() || carried.empty())
        return;
    const std::unordered_set<BytesView> again(added.begin(), added.end());
    for (auto &[path, entry] : carried) {
        for (BytesView at = path; entry.removed && !at.empty(); at = at.size() > 1 ? parentPath(at) : BytesView()) {
            if (again.contains(at))
                entry.removed = false;
        }
    }
}

void dropRepeats(std::vector<Bytes> &roots)
{
    std::unordered_set<Bytes> known;
    std::erase_if(roots, [&known](const Bytes &path) { return !known.insert(path).second; });
}

/// `places`: how many there were in the order by hand.
RanRows applyCarried(FileList &list, const CarriedRows &carried, std::size_t places)
{
    RanRows ran;
    if (carried.empty())
        return ran;
    const std::size_t count = list.table->rowCount();
    Mask removed(count), marks(count);
    std::unordered_map<RowId, Bytes> names;
    std::vector<RowId> order(places, kNone);
    bool anyRemoved = false, anyMarks = false;
    for (RowId row = 0; row < count; ++row) {
        const auto found = carried.find(list.table->path(row));
        if (found == carried.end())
            continue;
        removed[row] = found->second.removed;
        marks[row] = found->second.marks;
        anyRemoved |= removed[row] != 0;
        anyMarks |= marks[row] != 0;
        ran.renamed += found->second.renamed;
        ran.failed += (marks[row] & MarkFailed) != 0;
        ran.all += found->second.ran;
        if (found->second.name)
            names.emplace(row, *found->second.name);
        if (found->second.place != kNone)
            order[found->second.place] = row;
    }
    if (anyRemoved)
        list.removed = sharedValue(std::move(removed));
    if (anyMarks)
        list.marks = sharedValue(std::move(marks));
    if (!names.empty())
        list.names = sharedValue(std::move(names));
    std::erase(order, kNone); // files that are gone
    if (!order.empty())
        list.order = sharedValue(std::move(order));
    return ran;
}

template <class Act>
void forEachRow(const ShownRows &rows, Act act)
{
    for (const ViewRange &range : rows.ranges) {
        for (int at = range.first; at <= range.last && at < int(rows.view->rows.size()); ++at)
            act(rows.view->rows[std::size_t(at)]);
    }
}

std::shared_ptr<const Mask> removedRows(const FileList &list, const ShownRows &rows)
{
    Mask removed = list.removed ? *list.removed : Mask(list.table->rowCount());
    forEachRow(rows, [&removed](RowId row) { removed[row] = 1; });
    return sharedValue(std::move(removed));
}

void setLeftOut(std::uint8_t &mark, bool leftOut)
{
    // Left out by hand is what counts of a row that was renamed before.
    mark = leftOut ? (mark & ~MarkRenamed) | MarkLeftOut : mark & ~MarkLeftOut;
}

std::shared_ptr<const Mask> leftOutRows(const FileList &list, const ShownRows &rows)
{
    Mask marks = list.marks ? *list.marks : Mask(list.table->rowCount());
    const bool takeIn = rows.current != kNone && (marks[rows.current] & MarkLeftOut);
    forEachRow(rows, [&marks, takeIn](RowId row) { setLeftOut(marks[row], !takeIn); });
    return sharedValue(std::move(marks));
}

std::shared_ptr<const Mask> leftOutConflicts(const FileList &list, const RenamePlan &plan, bool leftOut)
{
    Mask marks = list.marks ? *list.marks : Mask(list.table->rowCount());
    for (RowId row = 0; row < marks.size(); ++row) {
        if (plan.status[row] == RowStatus::Conflict)
            setLeftOut(marks[row], leftOut);
    }
    return sharedValue(std::move(marks));
}

using Names = std::unordered_map<RowId, Bytes>;

std::shared_ptr<const Names> orNone(Names names)
{
    return names.empty() ? nullptr : sharedValue(std::move(names));
}

std::shared_ptr<const Names> clearedNames(const FileList &list, const ShownRows &rows)
{
    if (!list.names)
        return nullptr;
    Names names = *list.names;
    forEachRow(rows, [&names](RowId row) { names.erase(row); });
    return orNone(std::move(names));
}

std::shared_ptr<const Names> nameTyped(const FileList &list, RowId row, const Bytes &name)
{
    Names names = list.names ? *list.names : Names();
    if (name.empty())
        names.erase(row);
    else
        names.insert_or_assign(row, name);
    return orNone(std::move(names));
}

std::shared_ptr<const std::vector<RowId>> arrangedRows(const FileList &list, const ListEdit &edit)
{
    const RowView &view = *edit.rows.view;
    const bool asShown = edit.asShown || edit.what == ListEdit::What::TakeOrder;
    // An earlier edit may have made an order that was not shown yet when this one was asked for.
    std::vector<RowId> order = list.order && !asShown ? completed(*list.order, *edit.order) : *edit.order;
    std::vector<RowId> shown;
    if (asShown)
        shown = view.rows;
    else
        std::copy_if(order.begin(), order.end(), std::back_inserter(shown), [&view](RowId row) { return view.position[row] != kNone; });
    if (edit.what == ListEdit::What::Move) {
        Mask chosen(list.table->rowCount());
        forEachRow(edit.rows, [&chosen](RowId row) { chosen[row] = 1; });
        shown = movedRows(std::move(shown), chosen, edit.move);
        if (!list.order && shown == edit.rows.view->rows && !asShown)
            return nullptr; // nothing moved: the recipe's order is as good
    }
    return sharedValue(rearranged(std::move(order), shown));
}

/// The folder above the deepest one that holds everything, with a slash: what every row would say again.
Bytes commonBase(const FileTable &table)
{
    std::optional<BytesView> common;
    for (DirectoryId id = 0; id < table.directoryCount(); ++id) {
        const BytesView path = table.directory(id).path;
        if (!common)
            common = path;
        while (common->size() > 1 && !isSameOrBelow(path, *common))
            common = parentPath(*common);
    }
    if (!common || common->size() <= 1)
        return {};
    const BytesView above = parentPath(*common);
    return above == "/" ? Bytes(above) : Bytes(above) + '/';
}

RowProblems unreadProblems(const std::vector<ScanIssue> &issues)
{
    RowProblems problems;
    for (const ScanIssue &issue : issues) {
        if (problems.size() == JobReport::kMaxReportedErrors)
            break;
        problems.push_back({toDisplayPath(issue.error.path), errorText(issue.error)});
    }
    return problems;
}

/// Where all that happened is one run.
std::optional<RenamedList> listAfterRun(const ScanRequest &request)
{
    const bool listed = request.before.table && request.before.options == request.options;
    if (!listed || request.ran.size() != 1 || request.runMarks != ScanRequest::RunMarks::Keep)
        return {};
    return renamedList(request.before, request.ran.front());
}

} // namespace

ScanAnswer readList(FileSystem &fileSystem, const ScanRequest &request, std::stop_token stop, std::atomic<std::int64_t> *found)
{
    ScanAnswer answer;
    std::vector<Bytes> added = request.addedPaths;
    for (const QByteArray &uris : request.addedUris) {
        UriList parsed = parseUriList({uris.constData(), std::size_t(uris.size())});
        answer.refused += std::int64_t(parsed.refused.size());
        added.insert(added.end(), std::make_move_iterator(parsed.paths.begin()), std::make_move_iterator(parsed.paths.end()));
    }
    if (added.empty()) {
        if (auto renamed = listAfterRun(request)) {
            answer.list = std::move(renamed->list);
            answer.ran = renamed->ran;
            return answer;
        }
    }
    std::vector<Bytes> roots = request.before.roots ? *request.before.roots : std::vector<Bytes>();
    CarriedRows carried = carriedRows(request.before);
    for (const RanBatch &ran : request.ran)
        followRun(ran, request, roots, carried);
    settleRunMarks(carried, request, !added.empty());
    takeBackRemovals(carried, added);
    roots.insert(roots.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    dropRepeats(roots);

    ScanResult result = scan(fileSystem, roots, request.options, stop, found);
    if (result.cancelled || stop.stop_requested()) {
        answer.cancelled = true;
        return answer;
    }
    dropRepeats(result.roots); // Two ways to one file.
    answer.list.roots = sharedValue(std::move(result.roots));
    answer.list.options = request.options;
    answer.list.base = commonBase(result.table);
    answer.list.deed = request.before.deed;
    for (const RanBatch &ran : request.ran) {
        if (ran.marks == RanBatch::Marks::Show)
            answer.list.deed = ran.deed;
    }
    answer.list.table = sharedValue(std::move(result.table));
    answer.list.occupancy = sharedValue(std::move(result.occupancy));
    answer.list.unreadCount = std::int64_t(result.issues.size());
    answer.list.unread = sharedValue(unreadProblems(result.issues));
    answer.ran = applyCarried(answer.list, carried, request.before.order ? request.before.order->size() : 0);
    return answer;
}

FileList editedList(FileList list, const std::vector<ListEdit> &edits)
{
    for (const ListEdit &edit : edits) {
        if (edit.rows.table != list.table)
            continue;
        switch (edit.what) {
        case ListEdit::What::Remove:
            list.removed = removedRows(list, edit.rows);
            break;
        case ListEdit::What::LeaveOut:
            list.marks = leftOutRows(list, edit.rows);
            break;
        case ListEdit::What::ClearNames:
            list.names = clearedNames(list, edit.rows);
            break;
        case ListEdit::What::Name:
            list.names = nameTyped(list, edit.rows.current, edit.name);
            break;
        case ListEdit::What::Move:
        case ListEdit::What::TakeOrder:
            list.order = arrangedRows(list, edit);
            break;
        case ListEdit::What::DropOrder:
            list.order = nullptr;
            break;
        case ListEdit::What::LeaveOutConflicts:
        case ListEdit::What::TakeInConflicts:
            list.marks = leftOutConflicts(list, *edit.plan, edit.what == ListEdit::What::LeaveOutConflicts);
            break;
        }
    }
    return list;
}

} // namespace bulkhead
