// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/memory_node.h"

#include "core/base/path.h"

#include <QString>

#include <cerrno>
#include <deque>

namespace bulkhead {

namespace {

using Names = MemoryFileSystem::FolderTraits::Names;

constexpr int kMostLinks = 40; // as Linux

Bytes folded(BytesView name)
{
    const QByteArray bytes = QByteArray::fromRawData(name.data(), static_cast<qsizetype>(name.size()));
    if (!bytes.isValidUtf8())
        return bytes.toLower().toStdString();
    return QString::fromUtf8(bytes).normalized(QString::NormalizationForm_C).toCaseFolded().toStdString();
}

void pushComponents(std::deque<Bytes> &front, BytesView path)
{
    const auto components = pathComponents(path);
    for (auto component = components.rbegin(); component != components.rend(); ++component)
        front.emplace_front(*component);
}

} // namespace

Bytes MemoryNode::keyOf(BytesView entryName) const
{
    switch (traits.names) {
    case Names::Exact:
        break;
    case Names::Folding:
        return folded(entryName);
    case Names::Dos:
        return QByteArray::fromStdString(storedName(entryName)).toLower().toStdString();
    }
    return Bytes(entryName);
}

Bytes MemoryNode::storedName(BytesView entryName) const
{
    const auto last = traits.names == Names::Dos ? entryName.find_last_not_of('.') : BytesView::npos;
    return Bytes(last == BytesView::npos ? entryName : entryName.substr(0, last + 1));
}

MemoryNode::Entry *MemoryNode::find(BytesView entryName)
{
    const auto found = entries.find(keyOf(entryName));
    return found == entries.end() ? nullptr : &found->second;
}

FileStatus MemoryNode::status() const
{
    FileStatus status;
    status.identity = identity;
    status.birthTime = identity.birth != 0 ? identity.birth : kBeforeAllTimes;
    status.linkCount = linkCount;
    status.permissions = std::uint16_t(mode & 07777u);
    status.mountRoot = mountRoot;
    status.immutable = immutable;
    return status;
}

MemoryLookup lookUp(const MemoryNodeRef &folder, BytesView name)
{
    if (!isLegalComponent(name))
        return {.error = EINVAL};
    if (!folder->isFolder())
        return {.error = ENOTDIR};
    if (!folder->may(MemoryNode::Look))
        return {.error = EACCES};
    if (name.size() > folder->traits.maxNameBytes)
        return {.error = ENAMETOOLONG};
    if (folder->traits.names == Names::Dos && (name.ends_with(' ') || name.find_first_of("\"*:<>?\\|\n\t\x1b") != BytesView::npos))
        return {.error = EINVAL};
    const auto *entry = folder->find(name);
    return entry ? MemoryLookup{.node = entry->node} : MemoryLookup{.error = ENOENT};
}

MemoryLookup walk(const MemoryNodeRef &root, const MemoryNodeRef &start, BytesView path, MemoryLinks links)
{
    MemoryNodeRef here = path.starts_with('/') ? root : start;
    std::deque<Bytes> pending;
    pushComponents(pending, path);
    int followed = 0;
    while (!pending.empty()) {
        const Bytes component = std::move(pending.front());
        pending.pop_front();
        if (component == "..") {
            if (const auto parent = here->parent.lock())
                here = parent;
            continue;
        }
        auto next = lookUp(here, component);
        if (next.error)
            return next;
        const bool isLink = next.node->identity.type == FileType::SymbolicLink;
        if (isLink && links == MemoryLinks::Refuse)
            return {.error = ELOOP};
        if (isLink) {
            if (++followed > kMostLinks)
                return {.error = ELOOP};
            if (next.node->content.starts_with('/'))
                here = root;
            pushComponents(pending, next.node->content);
            continue;
        }
        here = next.node;
    }
    return {.node = here};
}

void attach(const MemoryNodeRef &folder, BytesView name, const MemoryNodeRef &node)
{
    const Bytes stored = folder->storedName(name);
    folder->entries.emplace(folder->keyOf(name), MemoryNode::Entry{.name = stored, .node = node});
    if (node->isFolder()) {
        node->parent = folder;
        node->name = stored;
    }
}

MemoryNode::Entry detach(const MemoryNodeRef &folder, BytesView name)
{
    return std::move(folder->entries.extract(folder->keyOf(name)).mapped());
}

void discard(MemoryNode &node)
{
    --node.linkCount;
    node.removed = node.isFolder();
    for (auto &[key, entry] : node.entries)
        discard(*entry.node);
    node.entries.clear();
}

bool isSameOrAncestor(const MemoryNodeRef &node, MemoryNodeRef folder)
{
    for (; folder; folder = folder->parent.lock()) {
        if (folder == node)
            return true;
    }
    return false;
}

} // namespace bulkhead
