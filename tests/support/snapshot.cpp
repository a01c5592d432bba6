// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/snapshot.h"

#include "tests/support/fd_walk.h"

#include <fcntl.h>
#include <sys/stat.h>

namespace bulkhead {

namespace {

Bytes describeNonFolder(int parent, const Bytes &name, mode_t mode)
{
    if (S_ISREG(mode))
        return "file:" + readFileAt(parent, name);
    if (S_ISLNK(mode))
        return "link:" + readLinkAt(parent, name);
    if (S_ISFIFO(mode))
        return "fifo";
    return S_ISSOCK(mode) ? "socket" : "device";
}

QByteArray escaped(BytesView bytes)
{
    constexpr std::size_t kShown = 200;
    QByteArray out;
    for (const unsigned char c : bytes.substr(0, kShown)) {
        if (c >= 0x20 && c < 0x7f)
            out += static_cast<char>(c);
        else
            out += "\\x" + QByteArray::number(c, 16).rightJustified(2, '0');
    }
    return bytes.size() > kShown ? out + "..." : out;
}

} // namespace

Snapshot snapshotOf(BytesView absoluteFolder)
{
    Snapshot snapshot;
    const int root = openFolder(AT_FDCWD, absoluteFolder);
    FolderWalk walk(root);
    while (const auto entry = walk.next()) {
        if (entry->when == FolderWalk::Item::When::Left)
            continue;
        struct stat status;
        checkCall(::fstatat(walk.folder(), entry->name.c_str(), &status, AT_SYMLINK_NOFOLLOW), "stat", entry->name);
        if (S_ISDIR(status.st_mode)) {
            snapshot.emplace(walk.relativePath(entry->name), "dir");
            walk.enter(entry->name);
        } else {
            snapshot.emplace(walk.relativePath(entry->name), describeNonFolder(walk.folder(), entry->name, status.st_mode));
        }
    }
    return snapshot;
}

QByteArray snapshotDifference(const Snapshot &actual, const Snapshot &expected)
{
    constexpr int kMostLines = 40;
    QByteArray text;
    int lines = 0;
    const auto say = [&](char mark, const Bytes &path, const QByteArray &what) {
        if (++lines <= kMostLines)
            text += QByteArray("\n") + mark + ' ' + escaped(path) + "  " + what;
    };
    for (const auto &[path, what] : expected) {
        const auto found = actual.find(path);
        if (found == actual.end())
            say('-', path, escaped(what));
        else if (found->second != what)
            say('!', path, escaped(found->second) + "  expected " + escaped(what));
    }
    for (const auto &[path, what] : actual) {
        if (!expected.contains(path))
            say('+', path, escaped(what));
    }
    if (lines > kMostLines)
        text += "\n... and " + QByteArray::number(lines - kMostLines) + " more";
    return text;
}

} // namespace bulkhead
