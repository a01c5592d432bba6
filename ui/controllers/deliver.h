// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace bulkhead {

/// Hands the result of a worker to `receive` on the thread of `context`, from the event loop; drops it where `context` is
/// gone by then. (QFuture::then with a context asserts in that case.)
template <class T, class Receive>
void deliver(const QFuture<T> &future, QObject *context, Receive receive)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, receive = std::move(receive)]() mutable {
        watcher->deleteLater();
        receive(watcher->future().takeResult());
    });
    watcher->setFuture(future);
}

} // namespace bulkhead
