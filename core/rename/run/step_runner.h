// SPDX-License-Identifier: GPL-3.0-or-later
// Internal to the room.
#pragma once

#include "core/jobs/pause_gate.h"
#include "core/rename/run.h"
#include "core/rename/run/attribute_changer.h"
#include "core/rename/run/object_mover.h"
#include "core/rename/run/row_ledger.h"
#include "core/rename/run/run_folders.h"

#include <unordered_set>

namespace bulkhead {

/// What the steps of a batch work with. All references outlive the runner.
struct StepTools {
    DirectoryCache &cache;
    FolderTracker &tracker;
    ObjectMover &mover;
    Backoff &backoff;
    TouchedFileSystems &touched;
    PauseGate &pause;
    ProgressMeter &meter;
    RowLedger &ledger;
};

/// Takes the steps of one plan. A step that fails blocks the later ones of its group; where the group has a file under a
/// temporary name, its steps are taken back as far as the one that parked it. One thread.
class StepRunner
{
public:
    StepRunner(FileSystem &fileSystem, const RenamePlan &plan, const SealedIntent &intent, const MadeFolders &folders, RunOptions options,
        std::stop_token stop, const StepTools &tools, JobReport &report);

    /// Fills the report's outcome, fatal, counts and errors.
    void run();

    /// Where what could be neither finished nor taken back lies now, under its temporary name.
    const std::vector<Bytes> &leftParked() const { return m_leftParked; }

private:
    struct OpenGroup {
        std::vector<const Step *> done; ///< From the first parked row on.
        int parked = 0;
    };
    struct Journey {
        Location from;
        Location to;
    };

    void take(const Step &step);
    void perform(const Step &step);
    /// Skipped or Cancelled, for another row's sake.
    void block(RowId row, RowResult as);
    void succeed(const Step &step, const ObjectMover::Outcome &outcome);
    void fail(const Step &step, ObjectMover::Outcome outcome);
    void failBehind(const Step &step, Error error);
    void beginStopping(Outcome outcome);
    void takeBack(std::uint32_t group, RowResult blockedAs);
    bool takeBackStep(const Step &step);
    void settleStrays();
    void verifySpellings();
    void takeBackSpelling(RowId row);

    Journey journey(const Step &step);
    void follow(RowId row, Location now);
    std::uint32_t moveIndex(RowId row) const { return m_intent.moves.ofRow(row); }
    Error blockedError(RowId row) const;

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
    AttributeChanger m_attributes;

    std::unordered_map<std::uint32_t, OpenGroup> m_open; ///< Groups with a file under a temporary name.
    std::unordered_map<std::uint32_t, RowResult> m_blockedGroups; ///< One failed in it: what becomes of the others.
    std::vector<const Step *> m_strays; ///< Parked rows that could not be brought back yet.
    std::vector<Bytes> m_leftParked;
    std::vector<RowId> m_respelled;
    Bytes m_temporaryName; ///< Of the journey in hand.
    bool m_stopping = false;
};

} // namespace bulkhead
