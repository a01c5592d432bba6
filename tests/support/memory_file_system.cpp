// SPDX-License-Identifier: GPL-3.0-or-later
// The FileSystem calls; the builder and the witness are in memory_builder.cpp.
#include "tests/support/memory_file_system.h"

#include "core/base/path.h"
#include "tests/support/memory_node.h"

#include <QtGlobal>

#include <cerrno>

namespace bulkhead {

namespace {

class MemoryDirectory : public Directory
{
public:
    explicit MemoryDirectory(MemoryNodeRef folder)
        : node(std::move(folder))
    {
    }
    const MemoryNodeRef node;
};

/// What the file held when it was opened.
class MemoryFile : public ReadableFile
{
public:
    MemoryFile(FileStatus status, Bytes content)
        : m_status(status)
        , m_content(std::move(content))
    {
    }
    const FileStatus &status() const noexcept override { return m_status; }
    std::int64_t accessTime() const noexcept override { return m_status.identity.modificationTime; }
    Result<std::size_t> read(std::int64_t offset, char *into, std::size_t size) override
    {
        return offset < std::int64_t(m_content.size()) ? m_content.copy(into, size, std::size_t(offset)) : 0;
    }

private:
    FileStatus m_status;
    Bytes m_content;
};

const MemoryNodeRef &nodeOf(const DirectoryRef &directory)
{
    const auto *memory = dynamic_cast<const MemoryDirectory *>(directory.get());
    if (!memory)
        qFatal("not a folder of this MemoryFileSystem");
    return memory->node;
}

Error failure(int error, const char *operation, BytesView name)
{
    return systemError(error, operation, Bytes(name));
}

int changeError(const MemoryNode &folder)
{
    if (folder.removed)
        return ENOENT;
    if (!folder.may(MemoryNode::Change))
        return EACCES;
    return folder.immutable ? EPERM : 0;
}

/// What the kernel checks of an object that leaves its name, after it found both names.
int leaveError(const MemoryNode &node, const MemoryNodeRef &fromFolder, const MemoryNodeRef &toFolder)
{
    if (const int error = changeError(*fromFolder))
        return error;
    if (node.immutable)
        return EPERM;
    if (node.isFolder() && fromFolder != toFolder && !node.may(MemoryNode::Change))
        return EACCES; // its ".." would have to change
    return node.mountRoot ? EBUSY : 0;
}

} // namespace

Result<DirectoryRef> MemoryFileSystem::open(BytesView absolutePath, Links links)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    if (!absolutePath.starts_with('/'))
        return failure(EINVAL, "open folder", absolutePath);
    const auto found = walk(m_root, m_root, absolutePath, links == Links::Follow ? MemoryLinks::Follow : MemoryLinks::Refuse);
    if (found.error)
        return failure(found.error, "open folder", absolutePath);
    if (!found.node->isFolder())
        return failure(ENOTDIR, "open folder", absolutePath);
    return DirectoryRef(std::make_shared<MemoryDirectory>(found.node));
}

Result<DirectoryRef> MemoryFileSystem::openDirectory(BytesView absolutePath)
{
    return open(absolutePath, Links::Follow);
}

Result<DirectoryRef> MemoryFileSystem::openDirectoryNoLinks(BytesView absolutePath)
{
    return open(absolutePath, Links::Refuse);
}

Result<DirectoryRef> MemoryFileSystem::openChild(const DirectoryRef &parent, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    auto found = lookUp(nodeOf(parent), name);
    if (!found.error && found.node->identity.type == FileType::SymbolicLink)
        found.error = ELOOP;
    else if (!found.error && !found.node->isFolder())
        found.error = ENOTDIR;
    if (found.error)
        return failure(found.error, "open folder", name);
    return DirectoryRef(std::make_shared<MemoryDirectory>(found.node));
}

Result<Bytes> MemoryFileSystem::canonicalPath(const DirectoryRef &directory)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    Bytes path;
    for (MemoryNodeRef node = nodeOf(directory); node != m_root; node = node->parent.lock()) {
        if (!node || node->removed)
            return failure(ENOENT, "find path of folder", {});
        path.insert(0, '/' + node->name);
    }
    return path.empty() ? Bytes("/") : path;
}

Result<void> MemoryFileSystem::list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit)
{
    std::vector<std::pair<Bytes, FileIdentity>> entries;
    {
        const std::lock_guard lock(m_mutex);
        ++m_calls;
        const auto &folder = nodeOf(directory);
        if (!folder->may(MemoryNode::List))
            return failure(EACCES, "list folder", {});
        entries.reserve(folder->entries.size());
        for (const auto &[key, entry] : folder->entries)
            entries.emplace_back(entry.name, entry.node->identity);
    }
    for (const auto &[name, identity] : entries) {
        const bool isTold = identity.inodeLasts && m_listedInodes;
        if (!visit(DirectoryEntry{.name = name, .type = identity.type, .inode = isTold ? identity.inode : 0}))
            break;
    }
    return {};
}

Result<FileStatus> MemoryFileSystem::status(const DirectoryRef &directory, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto found = lookUp(nodeOf(directory), name);
    if (found.error)
        return failure(found.error, "read status", name);
    return found.node->status();
}

Result<FileStatus> MemoryFileSystem::status(const DirectoryRef &directory)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    return nodeOf(directory)->status();
}

Result<FileStatus> MemoryFileSystem::statusFollowed(const DirectoryRef &directory, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    auto found = lookUp(nodeOf(directory), name);
    if (!found.error)
        found = walk(m_root, nodeOf(directory), name, MemoryLinks::Follow);
    if (found.error)
        return failure(found.error, "read status", name);
    return found.node->status();
}

Result<ReadableFileRef> MemoryFileSystem::openFile(const DirectoryRef &directory, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto found = lookUp(nodeOf(directory), name);
    if (found.error)
        return failure(found.error, "open file", name);
    const MemoryNode &node = *found.node;
    if (node.identity.type == FileType::SymbolicLink)
        return failure(ELOOP, "open file", name);
    if (node.identity.type != FileType::Regular)
        return Error{.code = ErrorCode::NotAFile, .operation = "open file", .path = Bytes(name)};
    if (!node.may(MemoryNode::List))
        return failure(EACCES, "open file", name);
    return ReadableFileRef(std::make_shared<MemoryFile>(node.status(), node.content));
}

int MemoryFileSystem::renameError(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) const
{
    const auto &fromFolder = nodeOf(fromDirectory);
    const auto &toFolder = nodeOf(toDirectory);
    if (!isLegalComponent(from) || !isLegalComponent(to))
        return EINVAL;
    if (fromFolder->traits.device != toFolder->traits.device)
        return EXDEV;
    const auto source = lookUp(fromFolder, from);
    if (source.error)
        return source.error;
    const auto target = lookUp(toFolder, to);
    if (target.error != ENOENT)
        return target.error ? target.error : EEXIST;
    if (isSameOrAncestor(source.node, toFolder))
        return EINVAL;
    if (const int error = leaveError(*source.node, fromFolder, toFolder))
        return error;
    return changeError(*toFolder);
}

Result<void> MemoryFileSystem::renameNoReplace(
    const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    if (const int error = renameError(fromDirectory, from, toDirectory, to))
        return failure(error, "rename", from);
    attach(nodeOf(toDirectory), to, detach(nodeOf(fromDirectory), from).node);
    touch(*nodeOf(fromDirectory));
    touch(*nodeOf(toDirectory));
    return {};
}

int MemoryFileSystem::newNameError(const DirectoryRef &directory, BytesView name) const
{
    const auto found = lookUp(nodeOf(directory), name);
    if (!found.error)
        return EEXIST;
    return found.error == ENOENT ? changeError(*nodeOf(directory)) : found.error;
}

Result<FileCopy> MemoryFileSystem::copyFile(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory,
    BytesView to, const std::function<bool(std::int64_t)> &more)
{
    std::int64_t size = 0;
    {
        const std::lock_guard lock(m_mutex);
        ++m_calls;
        const auto found = lookUp(nodeOf(fromDirectory), from);
        int error = found.error;
        if (!error && found.node->identity.type == FileType::SymbolicLink)
            error = ELOOP;
        if (!error && !found.node->may(MemoryNode::List))
            error = EACCES;
        if (!error && found.node->identity.type != FileType::Regular)
            return Error{.code = ErrorCode::NotAFile, .operation = "copy", .path = Bytes(from)};
        if (!error)
            error = newNameError(toDirectory, to);
        if (error)
            return failure(error, "copy", from);
        size = found.node->identity.size;
    }
    if (!more(size))
        return Error{.code = ErrorCode::Cancelled, .operation = "copy", .path = Bytes(from)};
    const std::lock_guard lock(m_mutex);
    const auto found = lookUp(nodeOf(fromDirectory), from);
    if (found.error || newNameError(toDirectory, to))
        return Error{.code = ErrorCode::Changed, .operation = "copy", .path = Bytes(from)};
    const auto node = makeNode(FileType::Regular, nodeOf(toDirectory));
    node->content = found.node->content;
    node->mode = found.node->mode;
    node->identity.size = found.node->identity.size;
    node->identity.modificationTime = found.node->identity.modificationTime;
    attach(nodeOf(toDirectory), to, node);
    touch(*nodeOf(toDirectory));
    return FileCopy{.status = node->status(), .loss = {}};
}

Result<void> MemoryFileSystem::makeHardLink(
    const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto found = lookUp(nodeOf(fromDirectory), from);
    int error = found.error;
    if (!error && nodeOf(fromDirectory)->traits.device != nodeOf(toDirectory)->traits.device)
        error = EXDEV;
    if (!error && (found.node->isFolder() || found.node->immutable))
        error = EPERM;
    if (!error)
        error = newNameError(toDirectory, to);
    if (error)
        return failure(error, "make link", from);
    ++found.node->linkCount;
    attach(nodeOf(toDirectory), to, found.node);
    touch(*nodeOf(toDirectory));
    return {};
}

Result<void> MemoryFileSystem::makeSymbolicLink(BytesView target, const DirectoryRef &directory, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    if (const int error = newNameError(directory, name))
        return failure(error, "make link", name);
    const auto node = makeNode(FileType::SymbolicLink, nodeOf(directory));
    node->content = Bytes(target);
    node->identity.size = std::int64_t(target.size());
    attach(nodeOf(directory), name, node);
    touch(*nodeOf(directory));
    return {};
}

Result<Bytes> MemoryFileSystem::readSymbolicLink(const DirectoryRef &directory, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto found = lookUp(nodeOf(directory), name);
    if (found.error || found.node->identity.type != FileType::SymbolicLink)
        return failure(found.error ? found.error : EINVAL, "read link", name);
    return found.node->content;
}

Result<void> MemoryFileSystem::removeFile(const DirectoryRef &directory, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto &folder = nodeOf(directory);
    const auto found = lookUp(folder, name);
    int error = found.error;
    if (!error)
        error = found.node->isFolder() ? EISDIR : leaveError(*found.node, folder, folder);
    if (error)
        return failure(error, "remove file", name);
    discard(*detach(folder, name).node);
    touch(*folder);
    return {};
}

Result<FileStatus> MemoryFileSystem::setAttributes(
    const DirectoryRef &directory, BytesView name, const FileIdentity &expected, const FileAttributes &attributes)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto found = lookUp(nodeOf(directory), name);
    if (found.error)
        return failure(found.error, "set attributes", name);
    MemoryNode &node = *found.node;
    const FileIdentity now = node.status().identity;
    if (now.type != FileType::Regular)
        return Error{.code = ErrorCode::NotAFile, .operation = "set attributes", .path = Bytes(name)};
    if (!sameObject(expected, now) || expected.size != now.size || expected.modificationTime != now.modificationTime)
        return Error{.code = ErrorCode::Changed, .operation = "set attributes", .path = Bytes(name)};
    if (node.immutable)
        return failure(EPERM, "set attributes", name);
    if (attributes.permissions)
        node.mode = *attributes.permissions;
    if (attributes.modificationTime)
        node.identity.modificationTime = *attributes.modificationTime;
    return node.status();
}

Result<void> MemoryFileSystem::makeDirectory(const DirectoryRef &parent, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto &folder = nodeOf(parent);
    const auto found = lookUp(folder, name);
    int error = found.error == ENOENT ? changeError(*folder) : found.error;
    if (!found.error)
        error = EEXIST;
    if (error)
        return failure(error, "make folder", name);
    attach(folder, name, makeNode(FileType::Directory, folder));
    touch(*folder);
    return {};
}

Result<void> MemoryFileSystem::removeDirectory(const DirectoryRef &parent, BytesView name)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    const auto &folder = nodeOf(parent);
    const auto found = lookUp(folder, name);
    int error = found.error ? found.error : changeError(*folder);
    if (!error && !found.node->isFolder())
        error = ENOTDIR;
    if (!error && found.node->mountRoot)
        error = EBUSY;
    if (!error && !found.node->entries.empty())
        error = ENOTEMPTY;
    if (error)
        return failure(error, "remove folder", name);
    discard(*detach(folder, name).node);
    touch(*folder);
    return {};
}

Result<void> MemoryFileSystem::syncFileSystem(const DirectoryRef &directory)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    ++m_syncs;
    (void)nodeOf(directory);
    return {};
}

std::uint16_t MemoryFileSystem::maxNameBytes(const DirectoryRef &directory)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    return nodeOf(directory)->traits.maxNameBytes;
}

NameRules MemoryFileSystem::nameRules(const DirectoryRef &directory, BytesView)
{
    const std::lock_guard lock(m_mutex);
    ++m_calls;
    NameRules rules{.access = changeError(*nodeOf(directory)) ? FolderAccess::ReadOnly : FolderAccess::Free};
    switch (nodeOf(directory)->traits.names) {
    case FolderTraits::Names::Exact:
        break;
    case FolderTraits::Names::Folding:
        rules.folding = NameFolding::Unicode;
        break;
    case FolderTraits::Names::Dos:
        rules.folding = NameFolding::AsciiCase;
        rules.dos = true;
        break;
    }
    return rules;
}

} // namespace bulkhead
