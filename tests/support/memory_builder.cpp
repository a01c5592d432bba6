// SPDX-License-Identifier: GPL-3.0-or-later
// The builder and the witness of MemoryFileSystem.
#include "tests/support/memory_file_system.h"

#include "core/base/path.h"
#include "tests/support/memory_node.h"

#include <QtGlobal>

#include <cerrno>
#include <cstring>

namespace bulkhead {

/// A folder and a name in it.
struct MemoryFileSystem::Place {
    MemoryNodeRef folder;
    Bytes name;
    MemoryNode::Entry *entry() const { return folder->find(name); }
};

MemoryFileSystem::MemoryFileSystem(BirthTimes birthTimes)
    : m_birthTimes(birthTimes)
{
    m_root = makeNode(FileType::Directory, nullptr);
}

MemoryFileSystem::~MemoryFileSystem() = default;

MemoryFileSystem::NodeRef MemoryFileSystem::makeNode(FileType type, const NodeRef &parent)
{
    auto node = std::make_shared<MemoryNode>();
    m_clock += 1'000'000;
    node->identity.type = type;
    node->identity.inode = ++m_lastInode;
    node->identity.birth = m_birthTimes == BirthTimes::Kept ? m_clock : 0;
    node->identity.modificationTime = m_clock;
    node->mode = type == FileType::Directory ? 0755 : type == FileType::SymbolicLink ? 0777 : 0644;
    if (parent)
        node->traits = parent->traits;
    node->identity.device = node->traits.device;
    node->identity.size = type == FileType::Directory ? 4096 : 0;
    return node;
}

void MemoryFileSystem::touch(MemoryNode &folder)
{
    m_clock += 1'000'000;
    folder.identity.modificationTime = m_clock;
}

MemoryFileSystem::NodeRef MemoryFileSystem::folderForBuilding(BytesView path)
{
    NodeRef here = m_root;
    for (const BytesView component : pathComponents(path)) {
        if (const auto *entry = here->find(component)) {
            here = entry->node;
            if (!here->isFolder())
                qFatal("MemoryFileSystem: \"%s\" is not a folder", Bytes(path).c_str());
            continue;
        }
        const auto child = makeNode(FileType::Directory, here);
        attach(here, component, child);
        here = child;
    }
    return here;
}

MemoryFileSystem::Place MemoryFileSystem::placeForBuilding(BytesView path)
{
    if (!path.starts_with('/') || !isLegalComponent(fileName(path)))
        qFatal("MemoryFileSystem: \"%s\" is not an absolute path of something", Bytes(path).c_str());
    return Place{.folder = folderForBuilding(parentPath(path)), .name = Bytes(fileName(path))};
}

MemoryFileSystem::NodeRef MemoryFileSystem::nodeAt(BytesView path) const
{
    NodeRef here = m_root;
    for (const BytesView component : pathComponents(path)) {
        const auto *entry = here->find(component);
        if (!entry || entry->name != component)
            return nullptr;
        here = entry->node;
    }
    return here;
}

namespace {

MemoryNode &present(const MemoryNodeRef &node, BytesView path)
{
    if (!node)
        qFatal("MemoryFileSystem: there is no \"%s\"", Bytes(path).c_str());
    return *node;
}

void setContent(MemoryNode &node, BytesView content)
{
    node.content = Bytes(content);
    node.identity.size = static_cast<std::int64_t>(content.size());
}

} // namespace

void MemoryFileSystem::addFile(BytesView path, BytesView content)
{
    const std::lock_guard lock(m_mutex);
    const Place place = placeForBuilding(path);
    if (const auto *entry = place.entry()) {
        if (entry->node->identity.type != FileType::Regular)
            qFatal("MemoryFileSystem: \"%s\" is not a file", Bytes(path).c_str());
        setContent(*entry->node, content);
        touch(*entry->node);
        return;
    }
    const auto node = makeNode(FileType::Regular, place.folder);
    setContent(*node, content);
    attach(place.folder, place.name, node);
    touch(*place.folder);
}

void MemoryFileSystem::addFolder(BytesView path)
{
    const std::lock_guard lock(m_mutex);
    folderForBuilding(path);
}

void MemoryFileSystem::addFolder(BytesView path, const FolderTraits &traits)
{
    const std::lock_guard lock(m_mutex);
    const auto folder = folderForBuilding(path);
    folder->traits = traits;
    folder->identity.device = traits.device;
    auto entries = std::exchange(folder->entries, {});
    for (auto &[key, entry] : entries) {
        if (folder->find(entry.name))
            qFatal("MemoryFileSystem: two names in \"%s\" fold to one", Bytes(path).c_str());
        attach(folder, entry.name, entry.node);
    }
}

void MemoryFileSystem::addLink(BytesView path, BytesView target)
{
    const std::lock_guard lock(m_mutex);
    const Place place = placeForBuilding(path);
    if (place.entry())
        qFatal("MemoryFileSystem: \"%s\" is there already", Bytes(path).c_str());
    const auto node = makeNode(FileType::SymbolicLink, place.folder);
    setContent(*node, target);
    attach(place.folder, place.name, node);
    touch(*place.folder);
}

void MemoryFileSystem::addHardLink(BytesView path, BytesView existing)
{
    const std::lock_guard lock(m_mutex);
    const auto node = nodeAt(existing);
    const Place place = placeForBuilding(path);
    if (present(node, existing).isFolder() || place.entry())
        qFatal("MemoryFileSystem: cannot link \"%s\"", Bytes(path).c_str());
    ++node->linkCount;
    attach(place.folder, place.name, node);
    touch(*place.folder);
}

void MemoryFileSystem::remove(BytesView path)
{
    const std::lock_guard lock(m_mutex);
    present(nodeAt(path), path);
    const Place place = placeForBuilding(path);
    discard(*detach(place.folder, place.name).node);
    touch(*place.folder);
}

void MemoryFileSystem::rename(BytesView from, BytesView to)
{
    const std::lock_guard lock(m_mutex);
    present(nodeAt(from), from);
    const Place source = placeForBuilding(from);
    const Place target = placeForBuilding(to);
    const auto moved = detach(source.folder, source.name);
    if (target.entry())
        discard(*detach(target.folder, target.name).node);
    attach(target.folder, target.name, moved.node);
    touch(*source.folder);
    touch(*target.folder);
}

void MemoryFileSystem::replaceFile(BytesView path, BytesView content)
{
    const std::lock_guard lock(m_mutex);
    const std::uint64_t inode = present(nodeAt(path), path).identity.inode;
    const Place place = placeForBuilding(path);
    discard(*detach(place.folder, place.name).node);
    const auto node = makeNode(FileType::Regular, place.folder);
    node->identity.inode = inode;
    setContent(*node, content);
    attach(place.folder, place.name, node);
    touch(*place.folder);
}

void MemoryFileSystem::takeTimesOf(BytesView path, BytesView other)
{
    const std::lock_guard lock(m_mutex);
    const FileIdentity like = present(nodeAt(other), other).identity;
    FileIdentity &identity = present(nodeAt(path), path).identity;
    identity.birth = like.birth;
    identity.modificationTime = like.modificationTime;
}

void MemoryFileSystem::takeOutAndIn()
{
    const std::lock_guard lock(m_mutex);
    const std::function<void(MemoryNode &)> renumber = [&](MemoryNode &node) {
        node.identity.inode = ++m_lastInode;
        node.identity.inodeLasts = false;
        for (auto &[key, entry] : node.entries)
            renumber(*entry.node);
    };
    renumber(*m_root);
}

void MemoryFileSystem::setMode(BytesView path, std::uint32_t mode)
{
    const std::lock_guard lock(m_mutex);
    present(nodeAt(path), path).mode = mode;
}

void MemoryFileSystem::setImmutable(BytesView path)
{
    const std::lock_guard lock(m_mutex);
    present(nodeAt(path), path).immutable = true;
}

void MemoryFileSystem::setMountRoot(BytesView path)
{
    const std::lock_guard lock(m_mutex);
    present(nodeAt(path), path).mountRoot = true;
}

void MemoryFileSystem::withholdListedInodes()
{
    const std::lock_guard lock(m_mutex);
    m_listedInodes = false;
}

bool MemoryFileSystem::exists(BytesView path) const
{
    const std::lock_guard lock(m_mutex);
    return nodeAt(path) != nullptr;
}

Bytes MemoryFileSystem::content(BytesView path) const
{
    const std::lock_guard lock(m_mutex);
    return present(nodeAt(path), path).content;
}

FileIdentity MemoryFileSystem::identity(BytesView path) const
{
    const std::lock_guard lock(m_mutex);
    return present(nodeAt(path), path).identity;
}

Snapshot MemoryFileSystem::snapshot(BytesView folder) const
{
    const std::lock_guard lock(m_mutex);
    Snapshot snapshot;
    std::vector<std::pair<Bytes, const MemoryNode *>> pending{{Bytes(), &present(nodeAt(folder), folder)}};
    while (!pending.empty()) {
        const auto [prefix, node] = pending.back();
        pending.pop_back();
        for (const auto &[key, entry] : node->entries) {
            const bool isLink = entry.node->identity.type == FileType::SymbolicLink;
            if (entry.node->isFolder())
                pending.emplace_back(prefix + entry.name + '/', entry.node.get());
            snapshot.emplace(
                prefix + entry.name, entry.node->isFolder() ? Bytes("dir") : (isLink ? "link:" : "file:") + entry.node->content);
        }
    }
    return snapshot;
}

std::uint64_t MemoryFileSystem::callCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

std::uint64_t MemoryFileSystem::syncCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_syncs;
}

} // namespace bulkhead
