// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/renamed_list.h"

#include "core/rename/matching_rows.h"
#include "ui/controllers/path_follower.h"
#include "ui/models/shared_value.h"

#include <algorithm>

namespace bulkhead {

namespace {

/// Files keep their numbers there, and names are taken as they are given.
bool takesNamesAsGiven(const FileList &list, DirectoryId directory)
{
    const FileTable::Directory &folder = list.table->directory(directory);
    const Occupancy::Folder *known = list.occupancy->folder(folder.path);
    return known && Occupancy::rules(*known).isPlain() && folder.identity.inodeLasts && folder.identity.birth != 0;
}

/// By row of the list: the row of the plan that renamed it, kNone where none did. Nothing where only the disk can tell.
std::optional<std::vector<RowId>> renamedBy(const FileList &list, const RanBatch &ran)
{
    const FileTable &table = *list.table;
    const RenamePlan &plan = *ran.plan;
    if (!plan.attributes.empty())
        return {}; // what times and permissions the files have now, the disk says
    if (plan.targets->transfer() != Transfer::Move)
        return {}; // the rows are as they were, and what the folders hold is not
    std::vector<bool> plain(table.directoryCount());
    for (DirectoryId id = 0; id < table.directoryCount(); ++id)
        plain[id] = takesNamesAsGiven(list, id);
    for (RowId row = 0; row < table.rowCount(); ++row) {
        if (table.isDirectory(row))
            return {};
    }
    const bool own = plan.table == list.table;
    const std::vector<RowId> rows = own ? std::vector<RowId>() : matchingRows(table, *plan.table);
    std::vector<RowId> renamedBy(table.rowCount(), kNone);
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.status[row] != RowStatus::Rename)
            continue;
        const RowResult result = (*ran.results)[row];
        if (result == RowResult::Cancelled || result == RowResult::Pending)
            continue;
        const RowId listed = own ? row : rows[row];
        if (result != RowResult::Done || listed == kNone || plan.targets->directoryOf(row) != plan.table->directoryOf(row))
            return {};
        if (!plain[table.directoryOf(listed)] || (!own && !sameObject(plan.table->identity(row), table.identity(listed))))
            return {};
        renamedBy[listed] = row;
    }
    return renamedBy;
}

/// As RanBatch::marks says; what was taken back is as if it had never been renamed.
std::uint8_t markAfter(std::uint8_t mark, bool renamed, RanBatch::Marks marks)
{
    mark &= std::uint8_t(~MarkFailed); // of an earlier run
    if (renamed && marks == RanBatch::Marks::Show)
        mark |= MarkRenamed;
    else if (renamed && (mark & MarkRenamed))
        mark &= std::uint8_t(~(MarkRenamed | MarkLeftOut));
    return mark;
}

std::shared_ptr<const std::vector<std::uint8_t>> marksAfter(
    const FileList &list, const std::vector<RowId> &renamedBy, RanBatch::Marks change)
{
    if (!list.marks && change == RanBatch::Marks::None)
        return nullptr;
    std::vector<std::uint8_t> marks(renamedBy.size());
    for (RowId row = 0; row < marks.size(); ++row)
        marks[row] = markAfter(list.mark(row), renamedBy[row] != kNone, change);
    return sharedValue(std::move(marks));
}

/// Names typed by hand have done what they were for.
std::shared_ptr<const std::unordered_map<RowId, Bytes>> namesLeft(
    const FileList &list, const std::vector<RowId> &renamedBy, RanBatch::Marks change)
{
    if (!list.names || change == RanBatch::Marks::None)
        return list.names;
    std::unordered_map<RowId, Bytes> names = *list.names;
    std::erase_if(names, [&renamedBy](const auto &name) { return renamedBy[name.first] != kNone; });
    return names.empty() ? nullptr : sharedValue(std::move(names));
}

/// Files that were given by name have another one now.
std::shared_ptr<const std::vector<Bytes>> rootsAfter(const FileList &list, const RanBatch &ran)
{
    PathFollower follower(*ran.plan, *ran.results);
    follower.prepare(*list.roots);
    std::vector<Bytes> roots = *list.roots;
    for (Bytes &root : roots)
        root = follower.follow(root);
    return sharedValue(std::move(roots));
}

} // namespace

std::optional<RenamedList> renamedList(const FileList &before, const RanBatch &ran)
{
    const auto by = renamedBy(before, ran);
    if (!by)
        return {};
    const FileTable &table = *before.table;
    const TargetTable &targets = *ran.plan->targets;
    auto renamed = table.withNames([&](RowId row) {
        const RowId planned = (*by)[row];
        return planned == kNone ? table.name(row) : targets.name(planned);
    });
    if (!renamed)
        return {};
    RenamedList after{before, {}};
    after.list.table = sharedValue(*std::move(renamed));
    after.list.roots = rootsAfter(before, ran);
    after.list.marks = marksAfter(before, *by, ran.marks);
    if (ran.marks == RanBatch::Marks::Show)
        after.list.deed = ran.deed;
    after.list.names = namesLeft(before, *by, ran.marks);
    after.ran.all = std::int64_t(by->size()) - std::count(by->begin(), by->end(), kNone);
    after.ran.renamed = ran.marks == RanBatch::Marks::Show ? after.ran.all : 0;
    return after;
}

} // namespace bulkhead
