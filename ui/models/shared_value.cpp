// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/shared_value.h"

#include "core/jobs/job_runner.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

namespace bulkhead {

void runOffGuiThread(std::function<void()> work)
{
    const QCoreApplication *application = QCoreApplication::instance();
    if (!application || QThread::currentThread() != application->thread())
        return work();
    // Not the global pool: Qt's painter has large fills done there, and waits for them.
    static struct FreeingPool : QThreadPool {
        FreeingPool() { setMaxThreadCount(1); }
    } pool;
    pool.start([work = std::move(work)] {
        JobRunner::lowerThreadPriority(); // Giving memory back stops the page faults of all threads.
        work();
    });
}

} // namespace bulkhead
