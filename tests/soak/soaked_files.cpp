// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/soaked_files.h"

#include "tests/support/fd_walk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace bulkhead::test {

namespace {

constexpr int kMostBytes = 5000;

/// A container may have one of 64 MB: less than the history of some minutes.
Bytes memoryFolder()
{
    constexpr std::uint64_t kEnough = 2ULL << 30;
    constexpr const char *kFolder = "/dev/shm";
    struct statvfs room;
    const bool fits = ::statvfs(kFolder, &room) == 0 && std::uint64_t(room.f_bavail) * room.f_frsize >= kEnough;
    return fits && ::access(kFolder, W_OK | X_OK) == 0 ? kFolder : "";
}

/// Names of cameras and of people, of any alphabet and of none; in each folder the same.
Bytes firstName(int number)
{
    const Bytes n = std::to_string(number);
    switch (number % 5) {
    case 0:
        return "my file " + n + ".txt";
    case 1:
        return "caf\xe9 " + n + ".txt";
    case 2:
        return "\xe6\x96\x87\xe4\xbb\xb6_" + n + ".PNG";
    default:
        return "IMG_" + n + ".jpg";
    }
}

class Differences
{
public:
    void add(const char *what, const Bytes &path)
    {
        if (++m_count <= kMostLines)
            m_text += "\n  " + QByteArray(what) + ": " + QByteArray::fromStdString(path);
    }
    QByteArray text() const { return m_count ? QByteArray::number(m_count) + " differences" + m_text : QByteArray(); }

private:
    static constexpr int kMostLines = 20;
    int m_count = 0;
    QByteArray m_text;
};

std::size_t digestOf(const Bytes &path, ino_t inode)
{
    return std::hash<Bytes>()(path + '/' + std::to_string(inode));
}

} // namespace

SoakedFiles::SoakedFiles(int count)
    : m_folder(memoryFolder())
    , m_count(count)
{
    m_folder.makeDir("files");
    for (int i = 0; i < subfolderCount(); ++i)
        m_folder.makeDir("files/" + subfolderName(i));
    for (int i = 0; i < count; ++i) {
        const Bytes path = "files/" + subfolderName(i / kFilesAFolder) + "/" + firstName(i % kFilesAFolder);
        m_folder.writeFile(path);
        checkCall(::truncate(m_folder.path(path).c_str(), i % kMostBytes), "truncate", path); // takes no room
    }
    m_home = places(Folders::Yes);
    m_expected = places(Folders::No);
}

Bytes SoakedFiles::subfolderName(int number)
{
    return "d" + std::to_string(number);
}

template <class Visit>
void SoakedFiles::walk(Folders folders, Visit visit) const
{
    FolderWalk tree(openFolder(AT_FDCWD, root()));
    while (const auto entry = tree.next()) {
        if (entry->when == FolderWalk::Item::When::Left)
            continue;
        struct stat status;
        checkCall(::fstatat(tree.folder(), entry->name.c_str(), &status, AT_SYMLINK_NOFOLLOW), "stat", entry->name);
        const bool folder = S_ISDIR(status.st_mode);
        if (!folder || folders == Folders::Yes)
            visit(tree.relativePath(entry->name) + (folder ? "/" : ""), status.st_ino);
        if (folder)
            tree.enter(entry->name);
    }
}

SoakedFiles::Places SoakedFiles::places(Folders folders) const
{
    Places places;
    walk(folders, [&places](const Bytes &path, ino_t inode) { places.emplace(path, inode); });
    return places;
}

QByteArray SoakedFiles::compare(const Places &expected, Folders folders) const
{
    Differences differences;
    std::size_t found = 0;
    walk(folders, [&](const Bytes &path, ino_t inode) {
        ++found;
        const auto at = expected.find(path);
        if (at == expected.end())
            differences.add("not expected", path);
        else if (at->second != inode)
            differences.add("another file", path);
    });
    if (found == expected.size() && differences.text().isEmpty())
        return {};
    const Places now = places(folders);
    for (const auto &place : expected) {
        if (!now.contains(place.first))
            differences.add("not there", place.first);
    }
    return differences.text();
}

QByteArray SoakedFiles::follow(const RenamePlan &plan, const RowResults &results)
{
    const std::size_t prefix = root().size() + 1;
    Differences differences;
    std::vector<std::pair<Bytes, ino_t>> moved;
    for (RowId row = 0; row < plan.table->rowCount(); ++row) {
        if (plan.status[row] != RowStatus::Rename || results[row] != RowResult::Done)
            continue;
        const Bytes before = plan.table->path(row).substr(prefix);
        const auto at = m_expected.find(before);
        if (at == m_expected.end()) {
            differences.add("said to be renamed, and is not there", before);
            continue;
        }
        m_digest ^= digestOf(before, at->second);
        moved.emplace_back(plan.targetPath(row).substr(prefix), at->second);
        m_expected.erase(at);
    }
    for (const auto &[path, inode] : moved) {
        m_digest ^= digestOf(path, inode);
        if (!m_expected.emplace(path, inode).second)
            differences.add("two files were renamed to this", path);
    }
    return differences.text();
}

QByteArray SoakedFiles::check() const
{
    return compare(m_expected, Folders::No);
}

QByteArray SoakedFiles::checkHome() const
{
    return compare(m_home, Folders::Yes);
}

} // namespace bulkhead::test
