// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room: copies and links.
#pragma once

#include "core/rename/run/step_runner.h"

namespace bulkhead {

/// Takes the steps of a plan whose transfer is not Move. What is created is made under temporary names first, made durable, and
/// recorded with its identity; only then does it get its name, by a rename that never replaces. So a crash leaves either a temporary name,
/// which is the batch's own, or something that the record knows. (As a package manager unpacks beside the files it replaces.)
/// What is removed goes under a temporary name first, where nobody can put something else in its place between look and removal. One
/// thread.
class TransferRunner
{
public:
    TransferRunner(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, const MadeFolders &folders,
        RunOptions options, std::stop_token stop, const StepTools &tools, JobReport &report);

    /// Fills the report's outcome, fatal, counts and errors.
    void run();

    /// Where something lies under a temporary name that could be neither finished nor taken away.
    const std::vector<Bytes> &leftBehind() const { return m_leftBehind; }

private:
    struct Staged {
        RowId row;
        FileIdentity identity;
    };

    void stageAll();
    void stage(RowId row);
    Result<FileIdentity> make(RowId row, const DirectoryRef &source, const DirectoryRef &target, BytesView temporary);
    Result<FileIdentity> makeOnce(RowId row, const DirectoryRef &source, const DirectoryRef &target, BytesView temporary);
    bool record();
    void publish(RowId row, const FileIdentity &identity, BytesView temporary);
    void publishStaged();
    /// The target is there.
    void finish(RowId row, const FileIdentity &target);
    void dropLater(RowId row);
    void dropAll();
    void drop(RowId row, const FileIdentity &target);
    void failInPlace(RowId row, const FileIdentity &target, const Error &error);
    Result<void> dropSource(RowId row);
    Result<void> takeAway(const FileIdentity &identity, Location there, std::uint32_t move, bool checkContent);
    void removeCreated(RowId row);
    Result<void> checkOriginal(RowId row);
    Result<void> removeTemporary(DirectoryId there, const FileIdentity &identity, BytesView temporary);
    void removeBeside(RowId row, DirectoryId folder);
    void discardStaged(const Error &error);
    bool isStopped();
    bool makesCopies() const;
    void fail(RowId row, Error error, MoveResult move = MoveResult::Failed);
    Bytes temporaryOf(RowId row) const;

    FileSystem &m_fileSystem;
    const RenamePlan &m_plan;
    const FileTable &m_table;
    const TargetTable &m_targets;
    const SealedIntent &m_intent;
    const MadeFolders &m_folders;
    const RunOptions m_options;
    const std::stop_token m_stop;
    StepTools m_tools;
    JobReport &m_report;
    std::vector<Staged> m_staged;
    std::vector<Staged> m_toDrop; ///< MoveAcross: their targets are in place.
    std::vector<Bytes> m_leftBehind;
    bool m_stopping = false;
};

} // namespace bulkhead
