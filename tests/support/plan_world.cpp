// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/plan_world.h"

#include "core/base/path.h"

#include <cassert>

namespace bulkhead::test {

PlanWorld::PlanWorld()
    : m_table(std::make_shared<FileTable>())
{
    addFolder("");
}

Bytes PlanWorld::absolute(const std::string &path)
{
    return path.empty() ? "/w" : "/w/" + path;
}

void PlanWorld::addFoldersAbove(const Bytes &path)
{
    for (BytesView above = parentPath(path); above.size() > 2; above = parentPath(above))
        m_folders.try_emplace(Bytes(above));
}

void PlanWorld::addFolder(const std::string &path, const Options &options)
{
    const Bytes full = absolute(path);
    if (m_directoryIds.contains(full))
        return;
    addFoldersAbove(full);
    m_folders[full] = {options.device, true};
    const auto parent = m_directoryIds.find(Bytes(parentPath(full)));
    const auto row = m_rows.find(full);
    FileTable::Directory directory;
    directory.path = full;
    directory.parent = parent == m_directoryIds.end() ? kNone : parent->second;
    directory.row = row == m_rows.end() ? kNone : row->second;
    directory.identity = {.device = options.device, .inode = m_folders.size(), .type = FileType::Directory};
    m_directoryIds[full] = m_table->addDirectory(std::move(directory));
}

RowId PlanWorld::addRow(const std::string &path, FileType type, const Options &options)
{
    const Bytes full = absolute(path);
    const Bytes parent(parentPath(full));
    if (!m_directoryIds.contains(parent))
        addFolder(parent == "/w" ? "" : parent.substr(3));
    FileStatus status;
    status.identity
        = {.device = 1, .inode = 1000 + m_rows.size(), .size = options.size, .modificationTime = options.modificationTime, .type = type};
    status.mountRoot = options.mountRoot;
    const RowId row = m_table->addRow(m_directoryIds[parent], fileName(full), status).value();
    m_rows[full] = row;
    m_types[full] = type;
    if (type == FileType::Directory) {
        m_folders.try_emplace(full);
        if (const auto known = m_directoryIds.find(full); known != m_directoryIds.end())
            m_table->setDirectoryRow(known->second, row);
    }
    return row;
}

void PlanWorld::addOutside(const std::string &path)
{
    addFoldersAbove(absolute(path));
    m_types[absolute(path)] = FileType::Regular;
}

void PlanWorld::addOutsideFolder(const std::string &path, const Options &options)
{
    addFoldersAbove(absolute(path));
    m_types[absolute(path)] = FileType::Directory;
    m_folders[absolute(path)] = {options.device, false};
}

std::shared_ptr<const FileTable> PlanWorld::table()
{
    return m_table;
}

TargetTable &PlanWorld::targets()
{
    if (!m_targets)
        m_targets.emplace(*m_table);
    assert(m_targets->rowCount() == m_table->rowCount());
    return *m_targets;
}

void PlanWorld::wish(RowId row, const std::string &path)
{
    DirectoryId directory = m_directoryIds.at("/w");
    const std::vector<BytesView> parts = pathComponents(path);
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
        directory = targets().childDirectory(directory, parts[i]);
    targets().set(row, directory, parts.back());
}

std::string PlanWorld::pathOf(RowId row) const
{
    return m_table->path(row).substr(3);
}

void PlanWorld::surveyInto(Occupancy &occupancy, const Bytes &path)
{
    ++m_surveys;
    if (const auto told = m_states.find(path); told != m_states.end()) {
        occupancy.setState(path, told->second);
        return;
    }
    const auto folder = m_folders.find(path);
    if (folder == m_folders.end()) {
        const bool isFile
            = m_types.contains(path) || (m_types.contains(Bytes(parentPath(path))) && !m_folders.contains(Bytes(parentPath(path))));
        occupancy.setState(path, isFile ? Occupancy::State::NotADirectory : Occupancy::State::Missing);
        return;
    }
    occupancy.setState(path, Occupancy::State::Listed, folder->second.device);
    for (const auto &[each, type] : m_types) {
        if (parentPath(each) == path && !m_rows.contains(each))
            occupancy.addName(path, fileName(each));
    }
    for (const auto &[each, data] : m_folders) { // Folders that were scanned and are not rows.
        if (parentPath(each) == path && !m_rows.contains(each))
            occupancy.addName(path, fileName(each));
    }
}

RenamePlan PlanWorld::arrange(OnConflict onConflict)
{
    Occupancy occupancy;
    for (const auto &[path, folder] : m_folders) {
        if (folder.inTable)
            surveyInto(occupancy, path);
    }
    m_surveys = 0;
    for (;;) {
        RenamePlan plan = arrangeMoves(m_table, targets(), occupancy, onConflict);
        if (plan.unsurveyed.empty())
            return plan;
        for (const Bytes &path : plan.unsurveyed) {
            assert(occupancy.state(path) == Occupancy::State::Unknown);
            surveyInto(occupancy, path);
        }
    }
}

/// Objects in folders; an object is what it was called at first.
class ModelDisk
{
public:
    ModelDisk(const PlanWorld &world, const RenamePlan &plan)
        : m_plan(plan)
    {
        const auto add = [this](const Bytes &path, bool isFolder) {
            m_at[{Bytes(parentPath(path)), Bytes(fileName(path))}] = path;
            m_place[path] = {Bytes(parentPath(path)), Bytes(fileName(path))};
            if (isFolder)
                m_isFolder[path] = true;
        };
        for (const auto &[path, folder] : world.m_folders)
            add(path, true);
        for (const auto &[path, type] : world.m_types) {
            const auto row = world.m_rows.find(path);
            if (row == world.m_rows.end() || plan.issue[row->second] != RowIssue::Gone)
                add(path, type == FileType::Directory);
        }
    }

    std::string run()
    {
        for (const DirectoryId id : m_plan.makeDirectories) {
            const Bytes path(m_plan.targets->directoryPath(id));
            const Bytes parent(parentPath(path));
            if (!m_isFolder.contains(parent))
                return "no folder to make " + path + " in";
            if (!put(path, {parent, Bytes(fileName(path))}))
                return "the name of the folder to make is taken: " + path;
            m_isFolder[path] = true;
        }
        const std::map<Bytes, Name> before = m_place;
        for (const Step &step : m_plan.steps) {
            if (const std::string problem = doStep(step); !problem.empty())
                return problem;
        }
        return compareEnd(before);
    }

private:
    using Name = std::pair<Bytes, Bytes>; ///< Folder object and name in it.

    Bytes folderObject(DirectoryId id) const { return Bytes(m_plan.targets->directoryPath(id)); }

    bool put(const Bytes &object, const Name &name)
    {
        if (!m_at.try_emplace(name, object).second)
            return false;
        if (const auto old = m_place.find(object); old != m_place.end())
            m_at.erase(old->second);
        m_place[object] = name;
        return true;
    }

    bool isInside(Bytes folder, const Bytes &object) const
    {
        for (std::size_t guard = 0; guard <= m_place.size(); ++guard) {
            if (folder == object)
                return true;
            const auto place = m_place.find(folder);
            if (place == m_place.end())
                return false;
            folder = place->second.first;
        }
        return true;
    }

    std::string doStep(const Step &step)
    {
        const Bytes object = m_plan.table->path(step.row);
        const Bytes folder = folderObject(m_plan.targets->directoryOf(step.row));
        const Name target{folder, Bytes(m_plan.targets->name(step.row))};
        const Name parked{folder, "\x01parked " + std::to_string(step.row)};
        const Name source{Bytes(parentPath(object)), Bytes(fileName(object))};
        const Name &from = step.kind == Step::Kind::Place ? parked : source;
        const Name &to = step.kind == Step::Kind::Park ? parked : target;
        if (m_place.at(object) != from)
            return "step begins where the row is not: " + object;
        if (!m_isFolder.contains(folder))
            return "target folder is not there: " + folder;
        if (m_isFolder.contains(object) && isInside(folder, object))
            return "folder goes into itself: " + object;
        if (!put(object, to))
            return "target taken: " + object + " -> " + to.first + "/" + to.second;
        return {};
    }

    std::string compareEnd(const std::map<Bytes, Name> &before) const
    {
        std::map<Bytes, Name> wished = before;
        for (RowId row = 0; row < m_plan.table->rowCount(); ++row) {
            if (m_plan.status[row] != RowStatus::Rename)
                continue;
            const Bytes object = m_plan.table->path(row);
            wished[object] = {folderObject(m_plan.targets->directoryOf(row)), Bytes(m_plan.targets->name(row))};
            if (pathNow(object) != m_plan.targetPath(row))
                return "targetPath says " + m_plan.targetPath(row) + " for " + pathNow(object);
        }
        for (const auto &[object, name] : wished) {
            if (m_place.at(object) != name)
                return "not where it should be: " + object + " is " + m_place.at(object).first + "/" + m_place.at(object).second;
        }
        return {};
    }

    Bytes pathNow(const Bytes &object) const
    {
        const auto place = m_place.find(object);
        return place == m_place.end() || object == "/w" ? object : joinPath(pathNow(place->second.first), place->second.second);
    }

    const RenamePlan &m_plan;
    std::map<Name, Bytes> m_at;
    std::map<Bytes, Name> m_place;
    std::map<Bytes, bool> m_isFolder;
};

std::string PlanWorld::run(const RenamePlan &plan) const
{
    return ModelDisk(*this, plan).run();
}

} // namespace bulkhead::test
