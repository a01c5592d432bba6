// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"

#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

#include <memory>

namespace bulkhead {

/// Freeing a table of a million rows takes longer than a frame. Whoever drops the last reference, the GUI thread does not
/// do the freeing.
struct FreeOffGuiThread {
    template <class T>
    void operator()(T *value) const
    {
        const QCoreApplication *application = QCoreApplication::instance();
        if (application && QThread::currentThread() == application->thread())
            QThreadPool::globalInstance()->start([value] {
                JobRunner::lowerThreadPriority(); // Giving memory back stops the page faults of all threads.
                delete value;
            });
        else
            delete value;
    }
};

/// A value that grows with the files, made on a worker and shared read-only. Any thread.
template <class T>
std::shared_ptr<const T> sharedValue(T value)
{
    return std::shared_ptr<const T>(new T(std::move(value)), FreeOffGuiThread());
}

} // namespace bulkhead
