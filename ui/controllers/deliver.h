// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <exception>
#include <optional>
#include <utility>

namespace bulkhead {

/// What a worker threw, as an error: OutOfMemory, or Unknown with the exception's words.
Error errorOf(const std::exception_ptr &thrown);

/// Hands the result of a worker to `receive` on the thread of `context`, from the event loop; drops it where `context` is
/// gone by then. (QFuture::then with a context asserts in that case.) What the worker threw goes to `fail`, as an error.
template <class T, class Receive, class Fail>
void deliver(const QFuture<T> &future, QObject *context, Receive receive, Fail fail)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, receive = std::move(receive), fail = std::move(fail)]() mutable {
            watcher->deleteLater();
            std::optional<T> result;
            try {
                result.emplace(watcher->future().takeResult());
            } catch (...) {
                return fail(errorOf(std::current_exception()));
            }
            receive(*std::move(result));
        });
    watcher->setFuture(future);
}

/// The same for what may as well not come: an exception drops it.
template <class T, class Receive>
void deliver(const QFuture<T> &future, QObject *context, Receive receive)
{
    deliver(future, context, std::move(receive), [](const Error &) {});
}

} // namespace bulkhead
