// SPDX-License-Identifier: GPL-3.0-or-later
// The calls a rename job makes, in short form, for tests of running and undoing.
#pragma once

#include "core/rename/run.h"
#include "core/rename/undo.h"
#include "tests/support/plan_builder.h"

#include <memory>
#include <mutex>

namespace bulkhead {

/// References must outlive it. One thread.
class RenameRig
{
public:
    RenameRig(FileSystem &fileSystem, History &history, Bytes root);

    RunOptions options; ///< Retries do not wait, unless a test says so.
    std::stop_source stop;
    PauseGate pause;

    RenamePlan plan(const Journeys &journeys, OnConflict onConflict = OnConflict::Refuse) const;
    JobReport run(const RenamePlan &plan, const BatchHeader &header = {});
    JobReport run(const Journeys &journeys) { return run(plan(journeys)); }

    Result<ReversePlan> planReverse(BatchId batch, Destination destination = Destination::Sources) const;
    /// Plans (aborts where that fails) and runs.
    JobReport reverse(BatchId batch, Destination destination = Destination::Sources);
    /// As `recover` does: every interrupted batch, newest first. False where one is left.
    bool recoverAll(Destination destination);

    const RowResults &rows() const { return *m_rows; } ///< Of the last run.
    ProgressMeter::Reading progress() const; ///< Any thread.
    const Bytes &root() const { return m_root; }

private:
    FileSystem &m_fileSystem;
    History &m_history;
    Bytes m_root;
    std::unique_ptr<RowResults> m_rows;
    mutable std::mutex m_mutex;
    std::shared_ptr<ProgressMeter> m_meter = std::make_shared<ProgressMeter>(); ///< Guarded by m_mutex: each run has a new one.
};

} // namespace bulkhead
