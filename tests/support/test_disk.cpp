// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_disk.h"

#include "core/base/path.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/lacking_syscalls.h"
#include "tests/support/memory_file_system.h"
#include "tests/support/temp_dir.h"

#include <QtTest>

#include <cstring>
#include <sys/fsuid.h>

namespace bulkhead {

namespace {

class RealDisk final : public TestDisk
{
public:
    explicit RealDisk(const Syscalls &syscalls)
        : m_fileSystem(makeLinuxFileSystem(syscalls))
    {
    }
    FileSystem &fileSystem() override { return *m_fileSystem; }
    Bytes root() const override { return m_folder.path(); }
    void addFile(BytesView path, BytesView content) override { m_folder.writeFile(path, content); }
    void addFolder(BytesView path) override { m_folder.makeDir(path); }
    void addLink(BytesView path, BytesView target) override { m_folder.makeLink(path, target); }
    void addHardLink(BytesView path, BytesView existing) override { m_folder.makeHardLink(path, existing); }
    void setMode(BytesView path, std::uint32_t mode) override { m_folder.setMode(path, mode); }
    void remove(BytesView path) override { m_folder.remove(path); }
    Snapshot snapshot() const override { return m_folder.snapshot(); }

private:
    TempDir m_folder;
    std::unique_ptr<FileSystem> m_fileSystem;
};

class MemoryDisk final : public TestDisk
{
public:
    enum class Wrapping : std::uint8_t { Bare, Faulty };

    explicit MemoryDisk(Wrapping wrapping)
        : m_wrapping(wrapping)
        , m_faulty(m_memory)
    {
        m_memory.addFolder(root());
    }
    FileSystem &fileSystem() override
    {
        if (m_wrapping == Wrapping::Bare)
            return m_memory;
        return m_faulty;
    }
    Bytes root() const override { return "/home/tester/disk"; }
    void addFile(BytesView path, BytesView content) override { m_memory.addFile(absolute(path), content); }
    void addFolder(BytesView path) override { m_memory.addFolder(absolute(path)); }
    void addLink(BytesView path, BytesView target) override { m_memory.addLink(absolute(path), target); }
    void addHardLink(BytesView path, BytesView existing) override { m_memory.addHardLink(absolute(path), absolute(existing)); }
    void setMode(BytesView path, std::uint32_t mode) override { m_memory.setMode(absolute(path), mode); }
    void remove(BytesView path) override { m_memory.remove(absolute(path)); }
    Snapshot snapshot() const override { return m_memory.snapshot(root()); }

private:
    Wrapping m_wrapping;
    MemoryFileSystem m_memory;
    FaultyFileSystem m_faulty;
};

Syscalls syscallsOf(DiskKind kind)
{
    Syscalls syscalls;
    if (kind == DiskKind::LinuxWithoutRenameFlags || kind == DiskKind::LinuxWithoutFlagsOrLinks)
        syscalls.renameat2 = renameat2WithoutFlags;
    if (kind == DiskKind::LinuxWithoutFlagsOrLinks)
        syscalls.linkat = linkatWithoutLinks;
    if (kind == DiskKind::LinuxWithoutNewCalls) {
        syscalls.openat2 = openat2Missing;
        syscalls.statx = statxMissing;
    }
    return syscalls;
}

} // namespace

std::unique_ptr<TestDisk> TestDisk::make(DiskKind kind)
{
    if (kind == DiskKind::Memory)
        return std::make_unique<MemoryDisk>(MemoryDisk::Wrapping::Bare);
    if (kind == DiskKind::FaultyMemory)
        return std::make_unique<MemoryDisk>(MemoryDisk::Wrapping::Faulty);
    return std::make_unique<RealDisk>(syscallsOf(kind));
}

Bytes TestDisk::absolute(BytesView path) const
{
    return path.empty() ? root() : joinPath(root(), path);
}

DirectoryRef TestDisk::open(BytesView path)
{
    auto opened = fileSystem().openDirectory(absolute(path));
    if (!opened)
        qFatal("cannot open \"%s\": %s", Bytes(path).c_str(), std::strerror(opened.error().osCode));
    return *opened;
}

void addDiskRows()
{
    QTest::addColumn<DiskKind>("disk");
    for (const auto &[kind, name] : kDisks)
        QTest::newRow(name) << kind;
}

OrdinaryUser::OrdinaryUser()
    : m_before(::setfsuid(::geteuid() == 0 ? 65534 : ::geteuid()))
{
}

OrdinaryUser::~OrdinaryUser()
{
    ::setfsuid(static_cast<uid_t>(m_before));
}

} // namespace bulkhead
