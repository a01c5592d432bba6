// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/list_exporter.h"

#include "core/rename/export_plan.h"

#include <utility>

namespace bulkhead {

namespace {

JobReport exportReport(const Bytes &path, const RenamePlan &plan, JobContext &context)
{
    const Result<std::int64_t> exported = exportPlan(path, WholeFile::IfThere::Replace, plan, context.stop, &context.meter);
    JobReport report;
    if (exported) {
        report.done = *exported;
    } else if (exported.error().code == ErrorCode::Cancelled) {
        report.outcome = Outcome::Cancelled;
    } else {
        report.outcome = Outcome::Failed;
        report.fatal = exported.error();
    }
    return report;
}

} // namespace

ListExporter::ListExporter(JobRunner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
    connect(&runner, &JobRunner::finished, this, &ListExporter::complete);
}

void ListExporter::save(const Bytes &path, std::shared_ptr<const RenamePlan> plan)
{
    if (isBusy() || !plan)
        return;
    m_path = path;
    m_job = m_runner.start(tr("Exporting"), JobRunner::Lane::Compute,
        [path, plan = std::move(plan)](JobContext &context) { return exportReport(path, *plan, context); });
}

bool ListExporter::cancel()
{
    if (m_job)
        m_runner.cancel(*m_job);
    return isBusy();
}

void ListExporter::complete(JobId job, const JobReport &report)
{
    if (m_job != job)
        return;
    m_job.reset();
    if (report.outcome == Outcome::Done)
        Q_EMIT saved(m_path, report.done);
    else if (report.outcome == Outcome::Cancelled)
        Q_EMIT stopped(m_path);
    else
        Q_EMIT failed(report.fatal.value_or(Error{}));
    Q_EMIT ended();
}

} // namespace bulkhead
