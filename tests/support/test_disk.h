// SPDX-License-Identifier: GPL-3.0-or-later
// One face for every kind of disk a test can run on, so that what must hold on all of them is written once.
#pragma once

#include "core/fs/file_system.h"
#include "tests/support/snapshot.h"

#include <QMetaType>

namespace bulkhead {

enum class DiskKind : std::uint8_t {
    Linux, ///< A temporary folder, the kernel as it is.
    LinuxWithoutRenameFlags, ///< renameat2 refuses its flags: NFS, FUSE.
    LinuxWithoutFlagsOrLinks, ///< And there are no hard links: exFAT by FUSE.
    LinuxWithoutNewCalls, ///< No openat2, no statx: an old kernel, or a container's filter.
    Memory,
    FaultyMemory, ///< Memory behind a FaultyFileSystem without rules.
};

/// An empty folder `root()` and what is needed to fill it. Paths are relative to it; building aborts where it fails.
class TestDisk
{
public:
    static std::unique_ptr<TestDisk> make(DiskKind kind);
    virtual ~TestDisk() = default;

    virtual FileSystem &fileSystem() = 0;
    virtual Bytes root() const = 0;
    virtual void addFile(BytesView path, BytesView content = {}) = 0;
    virtual void addFolder(BytesView path) = 0;
    virtual void addLink(BytesView path, BytesView target) = 0;
    virtual void addHardLink(BytesView path, BytesView existing) = 0;
    virtual void setMode(BytesView path, std::uint32_t mode) = 0;
    virtual void remove(BytesView path) = 0;
    virtual Snapshot snapshot() const = 0;

    Bytes absolute(BytesView path) const; ///< Empty = the root.
    DirectoryRef open(BytesView path = {}); ///< Aborts where it cannot.
};

/// Adds the column "disk" and a row for each kind; for tests that need no other columns.
void addDiskRows();
/// For tests that cross them with rows of their own.
struct DiskRow {
    DiskKind kind;
    const char *name;
};
inline constexpr DiskRow kDisks[] = {
    {DiskKind::Linux, "linux"},
    {DiskKind::LinuxWithoutRenameFlags, "linux without rename flags"},
    {DiskKind::LinuxWithoutFlagsOrLinks, "linux without rename flags or hard links"},
    {DiskKind::LinuxWithoutNewCalls, "linux without openat2 and statx"},
    {DiskKind::Memory, "memory"},
    {DiskKind::FaultyMemory, "memory behind faults"},
};

/// While it lives, this thread's file accesses are those of an ordinary user; no effect where they are already.
class OrdinaryUser
{
public:
    OrdinaryUser();
    ~OrdinaryUser();
    OrdinaryUser(const OrdinaryUser &) = delete;
    OrdinaryUser &operator=(const OrdinaryUser &) = delete;

private:
    int m_before;
};

} // namespace bulkhead

Q_DECLARE_METATYPE(bulkhead::DiskKind)
