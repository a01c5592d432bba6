// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/plan_builder.h"

#include "core/base/path.h"
#include "core/fs/scanner.h"
#include "core/history/history.h"

#include <QtGlobal>

#include <map>
#include <set>

namespace bulkhead {

namespace {

DirectoryRef mustOpen(FileSystem &fileSystem, const Bytes &path)
{
    auto opened = fileSystem.openDirectoryNoLinks(path);
    if (!opened)
        qFatal("cannot open %s: %s", path.c_str(), errorCodeName(opened.error().code));
    return *opened;
}

/// The folders a table needs: those that hold a row, those that take one in and are there, and all in between.
std::set<Bytes> foldersOf(FileSystem &fileSystem, const Bytes &root, const Journeys &journeys)
{
    std::set<Bytes> folders{root};
    const auto addUpToRoot = [&](Bytes path) {
        for (; path.size() > root.size(); path = parentPath(path))
            folders.insert(path);
    };
    for (const Journey &journey : journeys) {
        addUpToRoot(Bytes(parentPath(joinPath(root, journey.from))));
        Bytes target(parentPath(joinPath(root, journey.to)));
        while (!fileSystem.openDirectoryNoLinks(target))
            target = parentPath(target);
        addUpToRoot(target);
    }
    return folders;
}

struct Tables {
    std::shared_ptr<FileTable> table = std::make_shared<FileTable>();
    std::map<Bytes, DirectoryId> folders;
};

void addFolders(FileSystem &fileSystem, const std::set<Bytes> &paths, Tables &tables)
{
    for (const Bytes &path : paths) {
        const auto status = fileSystem.status(mustOpen(fileSystem, path));
        if (!status)
            qFatal("cannot look at %s", path.c_str());
        const auto parent = tables.folders.find(Bytes(parentPath(path)));
        tables.folders[path] = tables.table->addDirectory(
            {.path = path, .parent = parent == tables.folders.end() ? kNone : parent->second, .identity = status->identity});
    }
}

void addRow(FileSystem &fileSystem, const Bytes &path, Tables &tables)
{
    const Bytes folder(parentPath(path));
    const auto status = fileSystem.status(mustOpen(fileSystem, folder), fileName(path));
    if (!status)
        qFatal("cannot look at %s: %s", path.c_str(), errorCodeName(status.error().code));
    const auto row = tables.table->addRow(tables.folders.at(folder), fileName(path), *status);
    if (const auto itself = tables.folders.find(path); itself != tables.folders.end())
        tables.table->setDirectoryRow(itself->second, *row);
}

DirectoryId targetFolder(TargetTable &targets, const Tables &tables, const Bytes &path)
{
    if (const auto known = tables.folders.find(path); known != tables.folders.end())
        return known->second;
    return targets.childDirectory(targetFolder(targets, tables, Bytes(parentPath(path))), fileName(path));
}

} // namespace

RenamePlan planJourneys(FileSystem &fileSystem, BytesView root, const Journeys &journeys, OnConflict onConflict)
{
    Tables tables;
    addFolders(fileSystem, foldersOf(fileSystem, Bytes(root), journeys), tables);
    for (const Journey &journey : journeys)
        addRow(fileSystem, joinPath(root, journey.from), tables);
    TargetTable targets(*tables.table);
    for (RowId row = 0; row < journeys.size(); ++row) {
        const Bytes to = joinPath(root, journeys[row].to);
        targets.set(row, targetFolder(targets, tables, Bytes(parentPath(to))), fileName(to));
    }
    Occupancy occupancy;
    for (;;) {
        RenamePlan plan = arrangeMoves(tables.table, targets, occupancy, onConflict);
        if (plan.unsurveyed.empty())
            return plan;
        survey(fileSystem, plan.unsurveyed, *tables.table, occupancy, {});
    }
}

Snapshot snapshotAfter(const Snapshot &before, const Journeys &journeys)
{
    std::map<Bytes, Bytes> targets;
    for (const Journey &journey : journeys)
        targets[journey.from] = journey.to;
    const std::function<Bytes(BytesView)> pathAfter = [&](BytesView path) -> Bytes {
        if (path.empty())
            return {};
        const auto moved = targets.find(Bytes(path));
        const BytesView to = moved == targets.end() ? path : BytesView(moved->second);
        const Bytes folder = pathAfter(parentPath(to));
        return folder.empty() ? Bytes(fileName(to)) : joinPath(folder, fileName(to));
    };
    Snapshot after;
    for (const auto &[path, what] : before)
        after[pathAfter(path)] = what;
    for (const Journey &journey : journeys) {
        for (BytesView folder = parentPath(journey.to); !folder.empty(); folder = parentPath(folder)) {
            if (!before.contains(Bytes(folder)))
                after[pathAfter(folder)] = "dir";
        }
    }
    return after;
}

Journeys journeysDone(const RenamePlan &plan, const Journeys &journeys, const std::function<bool(RowId)> &isDone)
{
    Journeys done;
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (isDone(row))
            done.push_back(journeys[row]);
    }
    return done;
}

bool hasTemporaryName(const Snapshot &snapshot)
{
    for (const auto &[path, what] : snapshot) {
        if (fileName(path).starts_with(".bulkhead-"))
            return true;
    }
    return false;
}

} // namespace bulkhead
