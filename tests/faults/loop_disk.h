// SPDX-License-Identifier: GPL-3.0-or-later
// Real file systems of a test's own: images in files, binds and remounts, in a mount namespace that ends with the test.
#pragma once

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace bulkhead {

/// From here on this thread's mounts are its own, and those of what it starts. False where it may not.
bool ownMounts();

/// What mount(8) is told; taken away at the end.
class Mounted
{
public:
    /// `where` is the last word.
    explicit Mounted(std::vector<Bytes> words);
    ~Mounted();
    Mounted(const Mounted &) = delete;
    Mounted &operator=(const Mounted &) = delete;

    bool ok() const { return m_outcome.exitCode == 0; }
    const Bytes &errors() const { return m_outcome.errors; }

private:
    Bytes m_where;
    ProcessOutcome m_outcome;
};

/// An image of `size` (as truncate takes it), made by the words of `mkfs` and mounted.
class LoopDisk
{
public:
    LoopDisk(const Bytes &size, std::vector<Bytes> mkfs);

    bool ok() const { return m_why.empty(); }
    const Bytes &why() const { return m_why; } ///< Why this machine cannot; empty where it can.
    Bytes root() const { return m_folder.path("mnt"); }

private:
    TempDir m_folder;
    std::optional<Mounted> m_mounted;
    Bytes m_why;
};

} // namespace bulkhead
