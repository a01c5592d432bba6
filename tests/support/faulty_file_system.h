// SPDX-License-Identifier: GPL-3.0-or-later
// Wraps any FileSystem and makes chosen calls fail, wait, or let something else happen just before or after them.
#pragma once

#include "core/fs/file_system.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace bulkhead {

enum class FsCall : std::uint8_t {
    OpenDirectory,
    OpenDirectoryNoLinks,
    OpenChild,
    CanonicalPath,
    List,
    Status, ///< Of a name.
    StatusOfFolder,
    StatusFollowed,
    OpenFile,
    Rename,
    CopyFile,
    MakeHardLink,
    MakeSymbolicLink,
    ReadSymbolicLink,
    RemoveFile,
    SetAttributes,
    MakeDirectory,
    RemoveDirectory,
    Sync,
    MaxNameBytes, ///< Cannot fail, as NameRules; waits and hooks work.
    NameRules,
};
inline constexpr std::size_t kFsCallCount = 21;

/// Any thread. Hooks run in the calling thread without a lock held, so they may call the inner file system, other
/// threads' gates, or this one.
class FaultyFileSystem : public FileSystem
{
public:
    /// Calls a rule is about. `nth` counts the matching calls from the moment the rule is made, 1 = the next one;
    /// every = all from now on. `name`: only calls with this name, path, source or target.
    struct Which {
        static constexpr std::uint64_t every = 0;
        FsCall call;
        std::uint64_t nth = 1;
        std::optional<Bytes> name = {};
    };

    explicit FaultyFileSystem(FileSystem &inner); ///< Which must outlive this.
    explicit FaultyFileSystem(std::unique_ptr<FileSystem> inner);
    ~FaultyFileSystem() override;

    // --- rules ---
    void fail(Which which, int error); ///< The errno; the inner call is not made.
    void failAfterwards(Which which, int error); ///< The inner call is made, and its answer lost: EIO, EINTR on a network disk.
    void before(Which which, std::function<void()> hook);
    void after(Which which, std::function<void()> hook);
    void clearRules();

    // --- the gate ---
    /// From now on calls of this kind wait before they act. `passing` of them go through first.
    void closeGate(FsCall call, std::uint64_t passing = 0);
    void letPass(FsCall call, std::uint64_t count); ///< More of them, in a closed gate.
    void openGate(FsCall call);
    /// Returns when `count` calls stand before the gate; false after `atMost`.
    bool waitUntilBlocked(FsCall call, std::uint64_t count = 1, std::chrono::milliseconds atMost = std::chrono::seconds(20));

    /// Every call of this kind takes this much longer from now on: a slow disk.
    void setDelay(FsCall call, std::chrono::microseconds delay);

    std::uint64_t count(FsCall call) const; ///< Calls that arrived, failed ones too.
    std::uint64_t totalCount() const;

    // --- FileSystem ---
    Result<DirectoryRef> openDirectory(BytesView absolutePath) override;
    Result<DirectoryRef> openDirectoryNoLinks(BytesView absolutePath) override;
    Result<DirectoryRef> openChild(const DirectoryRef &parent, BytesView name) override;
    Result<Bytes> canonicalPath(const DirectoryRef &directory) override;
    Result<void> list(const DirectoryRef &directory, const std::function<bool(const DirectoryEntry &)> &visit) override;
    Result<FileStatus> status(const DirectoryRef &directory, BytesView name) override;
    Result<FileStatus> status(const DirectoryRef &directory) override;
    Result<FileStatus> statusFollowed(const DirectoryRef &directory, BytesView name) override;
    Result<ReadableFileRef> openFile(const DirectoryRef &directory, BytesView name) override;
    Result<void> renameNoReplace(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) override;
    Result<FileCopy> copyFile(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to,
        const std::function<bool(std::int64_t)> &more) override;
    Result<void> makeHardLink(const DirectoryRef &fromDirectory, BytesView from, const DirectoryRef &toDirectory, BytesView to) override;
    Result<void> makeSymbolicLink(BytesView target, const DirectoryRef &directory, BytesView name) override;
    Result<Bytes> readSymbolicLink(const DirectoryRef &directory, BytesView name) override;
    Result<void> removeFile(const DirectoryRef &directory, BytesView name) override;
    Result<FileStatus> setAttributes(
        const DirectoryRef &directory, BytesView name, const FileIdentity &expected, const FileAttributes &attributes) override;
    Result<void> makeDirectory(const DirectoryRef &parent, BytesView name) override;
    Result<void> removeDirectory(const DirectoryRef &parent, BytesView name) override;
    Result<void> syncFileSystem(const DirectoryRef &directory) override;
    std::uint16_t maxNameBytes(const DirectoryRef &directory) override;
    NameRules nameRules(const DirectoryRef &directory, BytesView entry) override;

private:
    struct Rule {
        enum class When : std::uint8_t { Before, After };
        Which which;
        When when;
        int error; ///< 0 = only the hook.
        std::function<void()> hook;
        std::uint64_t seen = 0;
    };
    /// What one call has to do, decided when it arrives.
    struct Orders {
        std::vector<std::function<void()>> before;
        std::vector<std::function<void()>> after;
        int errorBefore = 0;
        int errorAfter = 0;
        std::chrono::microseconds delay{0};
    };
    struct Gate {
        bool closed = false;
        std::uint64_t passing = 0;
        std::uint64_t waiting = 0;
    };

    void addRule(Rule rule);
    Orders arrive(FsCall call, BytesView name, BytesView otherName);
    void waitAtGate(FsCall call);
    template <class Answer, class Act>
    Answer perform(FsCall call, const char *operation, BytesView name, BytesView otherName, Act act);

    std::unique_ptr<FileSystem> m_owned;
    FileSystem &m_inner;
    mutable std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable m_changed;
    std::vector<Rule> m_rules;
    std::array<Gate, kFsCallCount> m_gates;
    std::array<std::chrono::microseconds, kFsCallCount> m_delays{};
    std::array<std::uint64_t, kFsCallCount> m_counts{};
};

} // namespace bulkhead
