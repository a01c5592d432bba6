// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of its own for one test, on the real disk. Names are bytes; paths below it may be longer than PATH_MAX.
#pragma once

#include "core/base/bytes.h"
#include "tests/support/snapshot.h"

#include <sys/types.h>

namespace bulkhead {

/// Made by mkdtemp, removed with everything in it at the end. All paths are relative to it, of any length; folders on
/// the way are made where a call creates something. Every call aborts with a message where it fails. One thread.
class TempDir
{
public:
    /// Below `base`; by default $TMPDIR, else /tmp.
    explicit TempDir(BytesView base = {});
    ~TempDir();
    TempDir(const TempDir &) = delete;
    TempDir &operator=(const TempDir &) = delete;

    const Bytes &path() const noexcept { return m_path; } ///< Absolute, without symbolic links.
    Bytes path(BytesView relative) const; ///< Absolute path of something inside.

    void writeFile(BytesView relative, BytesView content = {}) const; ///< Makes or overwrites.
    void makeDir(BytesView relative) const; ///< Already there is fine.
    void makeLink(BytesView relative, BytesView target) const; ///< A symbolic link that holds `target`.
    void makeHardLink(BytesView relative, BytesView existing) const;
    void makeFifo(BytesView relative) const;
    void setMode(BytesView relative, mode_t mode) const;
    void rename(BytesView from, BytesView to) const; ///< Replaces, as rename(2) does.
    void remove(BytesView relative) const; ///< With everything in it.

    bool exists(BytesView relative) const; ///< As lstat: a dangling link exists.
    Bytes readFile(BytesView relative) const;
    ino_t inode(BytesView relative) const;
    Snapshot snapshot() const { return snapshotOf(m_path); }

private:
    Bytes m_path;
    int m_fd = -1;
};

/// Removes `name` and everything below it, however deep, holding one descriptor a time. Aborts where it cannot.
void removeTree(int parentFd, BytesView name);

} // namespace bulkhead
