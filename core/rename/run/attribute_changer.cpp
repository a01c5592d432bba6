// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/attribute_changer.h"

#include <algorithm>

namespace bulkhead {

AttributeChanger::AttributeChanger(FileSystem &fileSystem, const RenamePlan &plan, DirectoryCache &cache, TouchedFileSystems &touched)
    : m_fileSystem(fileSystem)
    , m_plan(plan)
    , m_cache(cache)
    , m_touched(touched)
{
}

Result<void> AttributeChanger::changeBefore(RowId row, Location now)
{
    const AttributeChange *change = m_plan.attributesLast || isChanged(row) ? nullptr : m_plan.attributesOf(row);
    return change ? set(*change, change->to, now) : Result<void>();
}

Result<void> AttributeChanger::changeBehind(RowId row, Location now)
{
    const AttributeChange *change = m_plan.attributesLast && !isChanged(row) ? m_plan.attributesOf(row) : nullptr;
    return change ? set(*change, change->to, now) : Result<void>();
}

void AttributeChanger::takeBack(RowId row, Location now)
{
    if (!isChanged(row))
        return;
    const Object object = objectOf(row);
    std::vector<RowId> &rows = m_changed.at(object).rows;
    std::erase(rows, row);
    if (!rows.empty()) // Another name of it has arrived, with what was changed.
        return;
    const AttributeChange *change = m_plan.attributesOf(row);
    if (set(*change, change->from, now))
        m_changed.erase(object);
    else
        rows.push_back(row);
}

FileIdentity AttributeChanger::identity(RowId row) const
{
    FileIdentity identity = m_plan.table->identity(row);
    if (const auto changed = m_changed.empty() ? m_changed.end() : m_changed.find(objectOf(row)); changed != m_changed.end())
        identity.modificationTime = changed->second.time;
    return identity;
}

Result<void> AttributeChanger::set(const AttributeChange &change, const FileAttributes &to, Location now)
{
    const auto folder = m_cache.open(now.folder);
    if (!folder)
        return folder.error();
    const auto status = m_fileSystem.setAttributes(*folder, now.name, identity(change.row), to);
    if (!status)
        return status.error();
    m_touched.add(now.folder);
    Changed &changed = m_changed[objectOf(change.row)];
    changed.time = status->identity.modificationTime;
    if (std::find(changed.rows.begin(), changed.rows.end(), change.row) == changed.rows.end())
        changed.rows.push_back(change.row);
    return {};
}

AttributeChanger::Object AttributeChanger::objectOf(RowId row) const
{
    const FileIdentity identity = m_plan.table->identity(row);
    return {.device = identity.device, .inode = identity.inode, .birth = identity.birth, .row = identity.inode ? kNone : row};
}

bool AttributeChanger::isChanged(RowId row) const
{
    if (m_changed.empty())
        return false;
    const auto changed = m_changed.find(objectOf(row));
    return changed != m_changed.end()
        && std::find(changed->second.rows.begin(), changed->second.rows.end(), row) != changed->second.rows.end();
}

} // namespace bulkhead
