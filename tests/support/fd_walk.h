// SPDX-License-Identifier: GPL-3.0-or-later
// Walking real folders by descriptors in tests: written apart from core/fs on purpose, so that the code under test is
// not its own witness.
#pragma once

#include "core/base/bytes.h"

#include <optional>
#include <vector>

namespace bulkhead {

/// Aborts with errno's text where `result` is negative; returns it otherwise.
int checkCall(int result, const char *operation, BytesView name);

/// Opens a folder for reading, relative to `parent`; the path may be longer than PATH_MAX. The caller closes it.
int openFolder(int parent, BytesView path);

/// The names in an open folder but "." and "..".
std::vector<Bytes> namesIn(int folder);

Bytes readFileAt(int parent, const Bytes &name);
Bytes readLinkAt(int parent, const Bytes &name);

/// Depth first over a tree with one descriptor open, whatever the depth: up is "..".
class FolderWalk
{
public:
    struct Item {
        Bytes name;
        enum class When : unsigned char { Found, Left } when = When::Found;
    };

    explicit FolderWalk(int root); ///< Takes the descriptor over.
    ~FolderWalk();
    FolderWalk(const FolderWalk &) = delete;
    FolderWalk &operator=(const FolderWalk &) = delete;

    /// The next name in the current folder; Left once for each folder that was entered, seen from its parent again.
    std::optional<Item> next();
    /// Goes into the folder `next` has just returned.
    void enter(const Bytes &name);

    int folder() const noexcept { return m_folder; }
    Bytes relativePath(BytesView name) const { return m_prefix + Bytes(name); }

private:
    struct Level {
        Bytes name;
        std::vector<Bytes> pending;
    };
    int m_folder;
    Bytes m_prefix; ///< "a/b/", or empty at the root.
    std::vector<Level> m_levels;
};

} // namespace bulkhead
