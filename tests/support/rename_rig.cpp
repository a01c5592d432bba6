// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rename_rig.h"

#include <QtGlobal>

namespace bulkhead {

RenameRig::RenameRig(FileSystem &fileSystem, History &history, Bytes root)
    : m_fileSystem(fileSystem)
    , m_history(history)
    , m_root(std::move(root))
{
    options.retry.first = std::chrono::milliseconds(0);
}

RenamePlan RenameRig::plan(const Journeys &journeys, OnConflict onConflict) const
{
    return planJourneys(m_fileSystem, m_root, journeys, onConflict);
}

JobReport RenameRig::run(const RenamePlan &plan, const BatchHeader &header)
{
    m_rows = std::make_unique<RowResults>(plan.table->rowCount());
    const auto meter = std::make_shared<ProgressMeter>();
    {
        const std::lock_guard lock(m_mutex);
        m_meter = meter;
    }
    return runRenames(m_fileSystem, m_history, header, plan, options, stop.get_token(), pause, *meter, *m_rows);
}

ProgressMeter::Reading RenameRig::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_meter->read();
}

Result<ReversePlan> RenameRig::planReverse(BatchId batch, Destination destination) const
{
    return bulkhead::planReverse(m_fileSystem, m_history, batch, destination, {});
}

JobReport RenameRig::reverse(BatchId batch, Destination destination)
{
    auto reversePlan = planReverse(batch, destination);
    if (!reversePlan)
        qFatal("cannot plan the reverse: %s", errorCodeName(reversePlan.error().code));
    return run(reversePlan->plan, reversePlan->header);
}

bool RenameRig::recoverAll(Destination destination)
{
    const auto interrupted = m_history.interrupted();
    if (!interrupted)
        return false;
    for (const InterruptedBatch &batch : *interrupted) {
        auto reversePlan = planReverse(batch.id, destination);
        if (!reversePlan)
            return false;
        m_rows = std::make_unique<RowResults>(reversePlan->plan.table->rowCount());
        m_meter = std::make_unique<ProgressMeter>();
        const auto report = runReverse(m_fileSystem, m_history, *reversePlan, options, stop.get_token(), pause, *m_meter, *m_rows);
        if (report.outcome != Outcome::Done)
            return false;
    }
    const auto left = m_history.interrupted();
    return left && left->empty();
}

} // namespace bulkhead
