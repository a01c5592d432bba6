// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/run/attribute_changer.h"

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
    const AttributeChange *change = m_plan.attributesLast || m_changed.contains(row) ? nullptr : m_plan.attributesOf(row);
    return change ? set(*change, change->to, now) : Result<void>();
}

Result<void> AttributeChanger::changeBehind(RowId row, Location now)
{
    const AttributeChange *change = m_plan.attributesLast && !m_changed.contains(row) ? m_plan.attributesOf(row) : nullptr;
    return change ? set(*change, change->to, now) : Result<void>();
}

void AttributeChanger::takeBack(RowId row, Location now)
{
    if (!m_changed.contains(row))
        return;
    const AttributeChange *change = m_plan.attributesOf(row);
    if (set(*change, change->from, now))
        m_changed.erase(row);
}

FileIdentity AttributeChanger::identity(RowId row) const
{
    FileIdentity identity = m_plan.table->identity(row);
    if (const auto changed = m_changed.empty() ? m_changed.end() : m_changed.find(row); changed != m_changed.end())
        identity.modificationTime = changed->second;
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
    m_changed.insert_or_assign(change.row, status->identity.modificationTime);
    return {};
}

} // namespace bulkhead
