// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are renamed again and again, and what must be on disk: known from the start and from what was done, never from the
// program's own reading of the disk.
#pragma once

#include "core/jobs/row_results.h"
#include "core/rename/plan.h"
#include "tests/support/temp_dir.h"

#include <QByteArray>

#include <sys/types.h>
#include <unordered_map>

namespace bulkhead::test {

/// One thread at a time, and not the GUI thread: each check reads the whole tree.
class SoakedFiles
{
public:
    static constexpr int kFilesAFolder = 10'000;

    /// On a file system in memory where there is one with some room: /dev/shm, else where TempDir is.
    explicit SoakedFiles(int count);

    Bytes root() const { return m_folder.path("files"); }
    Bytes subfolder(int number) const { return root() + "/" + subfolderName(number); }
    int subfolderCount() const noexcept { return (m_count + kFilesAFolder - 1) / kFilesAFolder; }
    Bytes stateDirectory() const { return m_folder.path("state"); }
    int count() const noexcept { return m_count; }

    // Each of these says what is wrong; empty where nothing is.
    /// The rows that are done have their new names, the others their old ones.
    QByteArray follow(const RenamePlan &plan, const RowResults &results);
    /// Each file is there once, under the name it must have by now.
    QByteArray check() const;
    /// The tree is what it was at first, folders and all.
    QByteArray checkHome() const;

    /// Of which file must be where: another value where anything differs.
    std::size_t digest() const noexcept { return m_digest; }

    const TempDir &folder() const noexcept { return m_folder; }

private:
    /// By path below the root; the path of a folder ends in a slash.
    using Places = std::unordered_map<Bytes, ino_t>;

    enum class Folders : bool { No, Yes };

    static Bytes subfolderName(int number);
    /// `visit(path, inode)` for all that is there.
    template <class Visit>
    void walk(Folders folders, Visit visit) const;
    Places places(Folders folders) const;
    QByteArray compare(const Places &expected, Folders folders) const;

    TempDir m_folder;
    int m_count;
    Places m_home;
    Places m_expected; ///< Files only.
    std::size_t m_digest = 0;
};

} // namespace bulkhead::test
