// SPDX-License-Identifier: GPL-3.0-or-later
// The tree inside MemoryFileSystem: nodes, names in folders, and walking paths. Errors are errno values here.
#pragma once

#include "tests/support/memory_file_system.h"

#include <unordered_map>

namespace bulkhead {

struct MemoryNode {
    struct Entry {
        Bytes name; ///< As stored; the key may be folded.
        std::shared_ptr<MemoryNode> node;
    };
    enum Permission : std::uint32_t { Look = 0100, Change = 0200, List = 0400 };

    FileIdentity identity;
    std::uint32_t mode = 0644;
    std::uint32_t linkCount = 1;
    bool immutable = false;
    bool mountRoot = false;
    Bytes content; ///< Of a file; the target of a link.

    // Folders only.
    MemoryFileSystem::FolderTraits traits;
    std::unordered_map<Bytes, Entry> entries; ///< Unordered, as real listings are.
    std::weak_ptr<MemoryNode> parent; ///< None for the root.
    Bytes name; ///< In `parent`.
    bool removed = false;

    bool isFolder() const noexcept { return identity.type == FileType::Directory; }
    bool may(Permission permission) const noexcept { return mode & permission; }

    Bytes keyOf(BytesView entryName) const;
    Bytes storedName(BytesView entryName) const;
    Entry *find(BytesView entryName);
    FileStatus status() const;
};
using MemoryNodeRef = std::shared_ptr<MemoryNode>;

/// A node, or the errno of why not.
struct MemoryLookup {
    MemoryNodeRef node;
    int error = 0;
};

/// One name in one folder: EINVAL, ENOTDIR, EACCES, ENAMETOOLONG, ENOENT.
MemoryLookup lookUp(const MemoryNodeRef &folder, BytesView name);

enum class MemoryLinks : std::uint8_t {
    Follow,
    Refuse, ///< ELOOP at the first one.
};

/// Walks `path` from `start`, or from `root` where it begins with a slash.
MemoryLookup walk(const MemoryNodeRef &root, const MemoryNodeRef &start, BytesView path, MemoryLinks links);

/// Puts `node` into `folder` under a name that is free.
void attach(const MemoryNodeRef &folder, BytesView name, const MemoryNodeRef &node);
/// Takes the entry out; the node lives on in the result.
MemoryNode::Entry detach(const MemoryNodeRef &folder, BytesView name);
/// Marks a detached node as gone, with everything below it.
void discard(MemoryNode &node);

bool isSameOrAncestor(const MemoryNodeRef &node, MemoryNodeRef folder);

} // namespace bulkhead
