// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/file_table.h"

#include "core/base/path.h"

#include <algorithm>
#include <cassert>

namespace bulkhead {

namespace {

Error tableIsFull(BytesView name)
{
    return Error{.code = ErrorCode::OutOfMemory, .operation = "add row", .path = Bytes(name)};
}

template <class T>
std::size_t heapBytes(const std::vector<T> &column)
{
    return column.capacity() * sizeof(T);
}

/// Never by less than doubling: asked for anew at every folder it must still cost linear time.
template <class Column>
void makeRoom(Column &column, std::size_t size)
{
    if (column.capacity() < size)
        column.reserve(std::max(size, 2 * column.capacity()));
}

} // namespace

DirectoryId FileTable::addDirectory(Directory directory)
{
    assert(directory.parent == kNone || directory.parent < m_directories.size());
    m_directories.push_back(std::move(directory));
    return static_cast<DirectoryId>(m_directories.size() - 1);
}

Result<RowId> FileTable::addRow(DirectoryId directory, BytesView name, const FileStatus &status)
{
    assert(directory < m_directories.size());
    if (rowCount() >= kNone - 1)
        return tableIsFull(name);
    if (auto named = appendName(directory, name); !named)
        return named.error();
    const FileIdentity &identity = status.identity;
    const auto device = deviceIndex(identity.device);
    m_directory.push_back(directory);
    m_type.push_back(identity.type);
    const bool birthIsTime = status.birthTime == identity.birth;
    m_flags.push_back(static_cast<std::uint8_t>((status.mountRoot ? MountRoot : 0) | (status.immutable ? Immutable : 0)
        | (status.foreign ? Foreign : 0) | (birthIsTime ? BirthIsTime : 0)));
    if (!birthIsTime && status.birthTime != kBeforeAllTimes) {
        m_otherBirthTime.resize(m_birth.size(), kBeforeAllTimes);
        m_otherBirthTime.push_back(status.birthTime);
    }
    m_permissions.push_back(status.permissions);
    m_device.push_back(device);
    m_inode.push_back(identity.inode);
    m_birth.push_back(identity.birth);
    m_size.push_back(identity.size);
    m_modificationTime.push_back(identity.modificationTime);
    return static_cast<RowId>(rowCount() - 1);
}

Result<void> FileTable::appendName(DirectoryId directory, BytesView name)
{
    if (name.size() > std::numeric_limits<std::uint16_t>::max())
        return Error{.code = ErrorCode::NameTooLong, .operation = "add row", .path = Bytes(name)};
    if (m_names.size() + name.size() > std::numeric_limits<std::uint32_t>::max())
        return tableIsFull(name);
    // FUSE drivers that count UTF-16 units tell of 255 bytes, and have longer names.
    constexpr std::uint16_t kUtf16Bytes = 765;
    if (std::uint16_t &most = m_directories[directory].maxNameBytes; name.size() > most)
        most = std::max(most, kUtf16Bytes);
    m_nameOffset.push_back(static_cast<std::uint32_t>(m_names.size()));
    m_nameLength.push_back(static_cast<std::uint16_t>(name.size()));
    m_names.append(name);
    return {};
}

Result<FileTable> FileTable::withNames(const std::function<BytesView(RowId)> &nameOf) const
{
    FileTable table = *this;
    table.m_names.clear();
    table.m_nameOffset.clear();
    table.m_nameLength.clear();
    for (RowId row = 0; row < rowCount(); ++row) {
        if (auto named = table.appendName(m_directory[row], nameOf(row)); !named)
            return named.error();
    }
    return table;
}

std::uint32_t FileTable::deviceIndex(std::uint64_t device)
{
    // Neighbours share a mount, so the last row nearly always answers.
    if (!m_device.empty() && m_devices[m_device.back()] == device)
        return m_device.back();
    const auto known = std::find(m_devices.begin(), m_devices.end(), device);
    if (known != m_devices.end())
        return static_cast<std::uint32_t>(known - m_devices.begin());
    m_devices.push_back(device);
    return static_cast<std::uint32_t>(m_devices.size() - 1);
}

void FileTable::setDirectoryRow(DirectoryId directory, RowId row)
{
    assert(row == kNone || row < rowCount());
    m_directories[directory].row = row;
}

void FileTable::replaceDirectories(std::vector<Directory> directories, const std::vector<DirectoryId> &newIds)
{
    assert(newIds.size() == m_directories.size());
    m_directories = std::move(directories);
    for (DirectoryId &directory : m_directory)
        directory = newIds[directory];
}

void FileTable::reserve(std::size_t rows, std::size_t nameBytes)
{
    makeRoom(m_names, nameBytes);
    makeRoom(m_directory, rows);
    makeRoom(m_nameOffset, rows);
    makeRoom(m_nameLength, rows);
    makeRoom(m_type, rows);
    makeRoom(m_flags, rows);
    makeRoom(m_permissions, rows);
    makeRoom(m_device, rows);
    makeRoom(m_inode, rows);
    makeRoom(m_birth, rows);
    makeRoom(m_size, rows);
    makeRoom(m_modificationTime, rows);
}

Bytes FileTable::path(RowId row) const
{
    return joinPath(m_directories[m_directory[row]].path, name(row));
}

std::int64_t FileTable::birthTime(RowId row) const
{
    if (m_flags[row] & BirthIsTime)
        return m_birth[row];
    return row < m_otherBirthTime.size() ? m_otherBirthTime[row] : kBeforeAllTimes;
}

FileIdentity FileTable::identity(RowId row) const
{
    return FileIdentity{.device = m_devices[m_device[row]],
        .inode = m_inode[row],
        .birth = m_birth[row],
        .size = m_size[row],
        .modificationTime = m_modificationTime[row],
        .type = m_type[row]};
}

std::size_t FileTable::memoryBytes() const noexcept
{
    std::size_t total = m_names.capacity() + heapBytes(m_directories);
    for (const Directory &directory : m_directories)
        total += directory.path.capacity();
    return total + heapBytes(m_directory) + heapBytes(m_nameOffset) + heapBytes(m_nameLength) + heapBytes(m_type) + heapBytes(m_flags)
        + heapBytes(m_permissions) + heapBytes(m_device) + heapBytes(m_devices) + heapBytes(m_inode) + heapBytes(m_birth)
        + heapBytes(m_otherBirthTime) + heapBytes(m_size) + heapBytes(m_modificationTime);
}

} // namespace bulkhead
