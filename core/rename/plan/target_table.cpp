// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/plan.h"

#include "core/base/path.h"

#include <cassert>
#include <stdexcept>

namespace bulkhead {

TargetTable::TargetTable(const FileTable &table)
    : m_table(&table)
    , m_nameOffset(table.rowCount(), kNone)
    , m_nameLength(table.rowCount(), 0)
    , m_issue(table.rowCount(), RowIssue::None)
    , m_excluded(table.rowCount(), 0)
{
}

void TargetTable::set(RowId row, DirectoryId directory, BytesView name)
{
    if (directory != directoryOf(row)) {
        if (m_directory.empty()) {
            m_directory.reserve(m_issue.size());
            for (RowId each = 0; each < m_issue.size(); ++each)
                m_directory.push_back(m_table->directoryOf(each));
        }
        m_directory[row] = directory;
    }
    if (name == m_table->name(row)) {
        m_nameOffset[row] = kNone;
        return;
    }
    assert(name.size() <= 0xFFFF);
    if (m_names.size() + name.size() >= kNone)
        throw std::length_error("more than 4 GiB of names");
    m_nameOffset[row] = std::uint32_t(m_names.size());
    m_nameLength[row] = std::uint16_t(name.size());
    m_names += name;
}

void TargetTable::setIssue(RowId row, RowIssue issue, const IssueDetail &detail)
{
    m_issue[row] = issue;
    m_details.insert_or_assign(row, detail);
}

IssueDetail TargetTable::issueDetail(RowId row) const
{
    const auto found = m_details.find(row);
    return found == m_details.end() ? IssueDetail{} : found->second;
}

void TargetTable::knowPaths()
{
    if (!m_byPath.empty())
        return;
    m_byPath.reserve(m_table->directoryCount());
    for (DirectoryId id = 0; id < m_table->directoryCount(); ++id)
        m_byPath.emplace(m_table->directory(id).path, id);
}

DirectoryId TargetTable::addExtraDirectory(ExtraDirectory directory)
{
    knowPaths();
    const auto id = DirectoryId(m_table->directoryCount() + m_extra.size());
    const auto [known, isNew] = m_byPath.try_emplace(directory.path, id);
    if (!isNew)
        return known->second;
    if (directory.parent != kNone)
        directory.maxNameBytes = std::uint16_t(maxNameBytes(directory.parent));
    m_extra.push_back(std::move(directory));
    return id;
}

DirectoryId TargetTable::childDirectory(DirectoryId parent, BytesView name)
{
    if (parent == m_lastParent && m_lastChild != kNone && fileName(directoryPath(m_lastChild)) == name)
        return m_lastChild;
    Bytes path = joinPath(directoryPath(parent), name);
    m_lastChild = addExtraDirectory({.parent = parent, .name = Bytes(name), .path = std::move(path)});
    m_lastParent = parent;
    return m_lastChild;
}

DirectoryId TargetTable::directoryAt(BytesView path)
{
    knowPaths();
    std::vector<BytesView> missing;
    auto known = m_byPath.find(Bytes(path));
    for (; known == m_byPath.end() && path != "/"; known = m_byPath.find(Bytes(path))) {
        missing.push_back(fileName(path));
        path = parentPath(path);
    }
    DirectoryId id = known == m_byPath.end() ? addExtraDirectory({.parent = kNone, .name = {}, .path = "/"}) : known->second;
    for (; !missing.empty(); missing.pop_back())
        id = childDirectory(id, missing.back());
    return id;
}

BytesView TargetTable::directoryPath(DirectoryId id) const
{
    const std::size_t inTable = m_table->directoryCount();
    return id < inTable ? m_table->directory(id).path : extraDirectory(id).path;
}

DirectoryId TargetTable::directoryParent(DirectoryId id) const
{
    const std::size_t inTable = m_table->directoryCount();
    return id < inTable ? m_table->directory(id).parent : extraDirectory(id).parent;
}

unsigned TargetTable::maxNameBytes(DirectoryId id) const
{
    const std::size_t inTable = m_table->directoryCount();
    return id < inTable ? m_table->directory(id).maxNameBytes : extraDirectory(id).maxNameBytes;
}

} // namespace bulkhead
