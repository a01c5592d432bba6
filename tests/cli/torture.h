// SPDX-License-Identifier: GPL-3.0-or-later
// What breaks renamers, as data: names, graphs and kinds of files that the real command line previews, renames and takes back.
#pragma once

#include "tests/cli/cli_fixture.h"

#include <QMetaType>

#include <functional>

namespace bulkhead {

using Words = std::vector<Bytes>;

/// Something on the disk. A path alone is a file that holds its own path.
struct Thing {
    enum class Kind : std::uint8_t { File, Folder, Link, HardLink, Fifo, Socket, Device };

    Thing(const char *file)
        : path(file)
    {
    }
    Thing(Bytes file)
        : path(std::move(file))
    {
    }
    Thing(Kind ofKind, Bytes at, Bytes to = {})
        : kind(ofKind)
        , path(std::move(at))
        , target(std::move(to))
    {
    }

    Kind kind = Kind::File;
    Bytes path;
    Bytes target; ///< What a link holds; the file a hard link is of.
};

/// From old to new, both relative to the folder of the files.
using Renames = std::map<Bytes, Bytes>;

struct TortureRow {
    std::vector<Thing> things;
    Words words; ///< Behind `rename`; empty = the words that ask for `renames`.
    Words paths{"."};
    Renames renames; ///< What the preview says of every row that it does not refuse and that is to change.
    std::map<Bytes, Bytes> issues; ///< What the preview refuses: path -> issue. Where there is one, nothing starts.
    Bytes says; ///< In the sentence of each of them.
    std::map<Bytes, Bytes> failures; ///< What fails only when it is run: path -> error. The others are renamed.
    bool ordinaryUser = false; ///< Run by one who may not do everything, to whom all things belong.
    std::function<void(const CliFixture &)> prepare; ///< When the things are there.
    std::map<Bytes, Bytes> environment;
    Bytes disk; ///< The files are below this folder; empty = where temporary files are.
};

/// One a line, escaped.
QByteArray text(const std::map<Bytes, Bytes> &pairs);

void makeThings(const TempDir &files, const std::vector<Thing> &things);

/// What `before` looks like afterwards; folders on the way of a new name are there, too.
Snapshot renamed(const Snapshot &before, const Renames &renames);

/// Words that ask for these renames, in whichever folder the files are: any shape at once. A new name with a '/' goes into that
/// folder, below the one it is in.
Words wishes(const Renames &renames);

/// Preview, rename, take back, rename again, take back; the names on the disk and every content compared each time.
void runTortureRow(const TortureRow &row);

} // namespace bulkhead

Q_DECLARE_METATYPE(bulkhead::TortureRow)
