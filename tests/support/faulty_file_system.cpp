// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/faulty_file_system.h"

#include <QtGlobal>

#include <numeric>
#include <thread>

namespace bulkhead {

namespace {

std::size_t indexOf(FsCall call)
{
    return static_cast<std::size_t>(call);
}

} // namespace

FaultyFileSystem::FaultyFileSystem(FileSystem &inner)
    : m_inner(inner)
{
}

FaultyFileSystem::FaultyFileSystem(std::unique_ptr<FileSystem> inner)
    : m_owned(std::move(inner))
    , m_inner(*m_owned)
{
}

FaultyFileSystem::~FaultyFileSystem() = default;

void FaultyFileSystem::addRule(Rule rule)
{
    const std::lock_guard lock(m_mutex);
    m_rules.push_back(std::move(rule));
}

void FaultyFileSystem::fail(Which which, int error)
{
    addRule({.which = std::move(which), .when = Rule::When::Before, .error = error, .hook = {}});
}

void FaultyFileSystem::failAfterwards(Which which, int error)
{
    addRule({.which = std::move(which), .when = Rule::When::After, .error = error, .hook = {}});
}

void FaultyFileSystem::before(Which which, std::function<void()> hook)
{
    addRule({.which = std::move(which), .when = Rule::When::Before, .error = 0, .hook = std::move(hook)});
}

void FaultyFileSystem::after(Which which, std::function<void()> hook)
{
    addRule({.which = std::move(which), .when = Rule::When::After, .error = 0, .hook = std::move(hook)});
}

void FaultyFileSystem::clearRules()
{
    const std::lock_guard lock(m_mutex);
    m_rules.clear();
}

void FaultyFileSystem::closeGate(FsCall call, std::uint64_t passing)
{
    const std::lock_guard lock(m_mutex);
    m_gates[indexOf(call)].closed = true;
    m_gates[indexOf(call)].passing = passing;
}

void FaultyFileSystem::letPass(FsCall call, std::uint64_t count)
{
    {
        const std::lock_guard lock(m_mutex);
        m_gates[indexOf(call)].passing += count;
    }
    m_changed.notify_all();
}

void FaultyFileSystem::openGate(FsCall call)
{
    {
        const std::lock_guard lock(m_mutex);
        m_gates[indexOf(call)].closed = false;
    }
    m_changed.notify_all();
}

bool FaultyFileSystem::waitUntilBlocked(FsCall call, std::uint64_t count, std::chrono::milliseconds atMost)
{
    std::unique_lock lock(m_mutex);
    const Gate &gate = m_gates[indexOf(call)];
    return m_changed.wait_for(lock, atMost, [&] { return gate.waiting >= count; });
}

void FaultyFileSystem::setDelay(FsCall call, std::chrono::microseconds delay)
{
    const std::lock_guard lock(m_mutex);
    m_delays[indexOf(call)] = delay;
}

std::uint64_t FaultyFileSystem::count(FsCall call) const
{
    const std::lock_guard lock(m_mutex);
    return m_counts[indexOf(call)];
}

std::uint64_t FaultyFileSystem::totalCount() const
{
    const std::lock_guard lock(m_mutex);
    return std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t(0));
}

FaultyFileSystem::Orders FaultyFileSystem::arrive(FsCall call, BytesView name, BytesView otherName)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts[indexOf(call)];
    Orders orders;
    orders.delay = m_delays[indexOf(call)];
    for (Rule &rule : m_rules) {
        const auto &wanted = rule.which.name;
        if (rule.which.call != call || (wanted && *wanted != name && *wanted != otherName))
            continue;
        ++rule.seen;
        if (rule.which.nth != Which::every && rule.which.nth != rule.seen)
            continue;
        const bool isBefore = rule.when == Rule::When::Before;
        if (rule.hook)
            (isBefore ? orders.before : orders.after).push_back(rule.hook);
        else
            (isBefore ? orders.errorBefore : orders.errorAfter) = rule.error;
    }
    return orders;
}

void FaultyFileSystem::waitAtGate(FsCall call)
{
    constexpr auto kForgotten = std::chrono::minutes(2);
    std::unique_lock lock(m_mutex);
    Gate &gate = m_gates[indexOf(call)];
    if (!gate.closed)
        return;
    ++gate.waiting;
    m_changed.notify_all();
    if (!m_changed.wait_for(lock, kForgotten, [&] { return !gate.closed || gate.passing > 0; }))
        qFatal("FaultyFileSystem: a gate was never opened");
    --gate.waiting;
    if (gate.closed)
        --gate.passing;
}

template <class Answer, class Act>
Answer FaultyFileSystem::perform(FsCall call, const char *operation, BytesView name, BytesView otherName, Act act)
{
    const Orders orders = arrive(call, name, otherName);
    waitAtGate(call);
    if (orders.delay.count() > 0)
        std::this_thread::sleep_for(orders.delay);
    for (const auto &hook : orders.before)
        hook();
    if constexpr (!std::is_constructible_v<Answer, Error>) { // Cannot fail.
        return act();
    } else {
        if (orders.errorBefore)
            return systemError(orders.errorBefore, operation, Bytes(name));
        Answer answer = act();
        for (const auto &hook : orders.after)
            hook();
        if (orders.errorAfter)
            return systemError(orders.errorAfter, operation, Bytes(name));
        return answer;
    }
}

Result<DirectoryRef> FaultyFileSystem::openDirectory(BytesView absolutePath)
{
    return perform<Result<DirectoryRef>>(
        FsCall::OpenDirectory, "open folder", absolutePath, absolutePath, [&] { return m_inner.openDirectory(absolutePath); });
}

Result<DirectoryRef> FaultyFileSystem::openDirectoryNoLinks(BytesView absolutePath)
{
    return perform<Result<DirectoryRef>>(FsCall::OpenDirectoryNoLinks, "open folder", absolutePath, absolutePath,
        [&] { return m_inner.openDirectoryNoLinks(absolutePath); });
}

Result<DirectoryRef> FaultyFileSystem::openChild(const DirectoryRef &parent, BytesView name)
{
    return perform<Result<DirectoryRef>>(FsCall::OpenChild, "open folder", name, name, [&] { return m_inner.openChild(parent, name); });
}

Result<Bytes> FaultyFileSystem::canonicalPath(const DirectoryRef &directory)
{
    return perform<Result<Bytes>>(FsCall::CanonicalPath, "find path of folder", {}, {}, [&] { return m_inner.canonicalPath(directory); });
}

Result<void> FaultyFileSystem::list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit)
{
    return perform<Result<void>>(FsCall::List, "list folder", {}, {}, [&] { return m_inner.list(directory, visit); });
}

Result<FileStatus> FaultyFileSystem::status(const DirectoryRef &directory, BytesView name)
{
    return perform<Result<FileStatus>>(FsCall::Status, "read status", name, name, [&] { return m_inner.status(directory, name); });
}

Result<FileStatus> FaultyFileSystem::status(const DirectoryRef &directory)
{
    return perform<Result<FileStatus>>(FsCall::StatusOfFolder, "read status", {}, {}, [&] { return m_inner.status(directory); });
}

Result<FileStatus> FaultyFileSystem::statusFollowed(const DirectoryRef &directory, BytesView name)
{
    return perform<Result<FileStatus>>(
        FsCall::StatusFollowed, "read status", name, name, [&] { return m_inner.statusFollowed(directory, name); });
}

Result<ReadableFileRef> FaultyFileSystem::openFile(const DirectoryRef &directory, BytesView name)
{
    return perform<Result<ReadableFileRef>>(FsCall::OpenFile, "open file", name, name, [&] { return m_inner.openFile(directory, name); });
}

Result<void> FaultyFileSystem::renameNoReplace(
    const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to)
{
    return perform<Result<void>>(
        FsCall::Rename, "rename", from, to, [&] { return m_inner.renameNoReplace(fromDirectory, from, toDirectory, to); });
}

Result<FileCopy> FaultyFileSystem::copyFile(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory,
    BytesView to, const std::function<bool(std::int64_t)> &more)
{
    return perform<Result<FileCopy>>(
        FsCall::CopyFile, "copy", from, to, [&] { return m_inner.copyFile(fromDirectory, from, toDirectory, to, more); });
}

Result<void> FaultyFileSystem::makeHardLink(
    const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to)
{
    return perform<Result<void>>(
        FsCall::MakeHardLink, "make link", from, to, [&] { return m_inner.makeHardLink(fromDirectory, from, toDirectory, to); });
}

Result<void> FaultyFileSystem::makeSymbolicLink(BytesView target, const DirectoryRef &directory, BytesView name)
{
    return perform<Result<void>>(
        FsCall::MakeSymbolicLink, "make link", name, name, [&] { return m_inner.makeSymbolicLink(target, directory, name); });
}

Result<Bytes> FaultyFileSystem::readSymbolicLink(const DirectoryRef &directory, BytesView name)
{
    return perform<Result<Bytes>>(
        FsCall::ReadSymbolicLink, "read link", name, name, [&] { return m_inner.readSymbolicLink(directory, name); });
}

Result<void> FaultyFileSystem::removeFile(const DirectoryRef &directory, BytesView name)
{
    return perform<Result<void>>(FsCall::RemoveFile, "remove file", name, name, [&] { return m_inner.removeFile(directory, name); });
}

Result<FileStatus> FaultyFileSystem::setAttributes(
    const DirectoryRef &directory, BytesView name, const FileIdentity &expected, const FileAttributes &attributes)
{
    return perform<Result<FileStatus>>(
        FsCall::SetAttributes, "set attributes", name, name, [&] { return m_inner.setAttributes(directory, name, expected, attributes); });
}

Result<void> FaultyFileSystem::makeDirectory(const DirectoryRef &parent, BytesView name)
{
    return perform<Result<void>>(FsCall::MakeDirectory, "make folder", name, name, [&] { return m_inner.makeDirectory(parent, name); });
}

Result<void> FaultyFileSystem::removeDirectory(const DirectoryRef &parent, BytesView name)
{
    return perform<Result<void>>(
        FsCall::RemoveDirectory, "remove folder", name, name, [&] { return m_inner.removeDirectory(parent, name); });
}

Result<void> FaultyFileSystem::syncFileSystem(const DirectoryRef &directory)
{
    return perform<Result<void>>(FsCall::Sync, "write to disk", {}, {}, [&] { return m_inner.syncFileSystem(directory); });
}

std::uint16_t FaultyFileSystem::maxNameBytes(const DirectoryRef &directory)
{
    return perform<std::uint16_t>(FsCall::MaxNameBytes, "", {}, {}, [&] { return m_inner.maxNameBytes(directory); });
}

NameRules FaultyFileSystem::nameRules(const DirectoryRef &directory, BytesView entry)
{
    return perform<NameRules>(FsCall::NameRules, "", entry, {}, [&] { return m_inner.nameRules(directory, entry); });
}

} // namespace bulkhead
