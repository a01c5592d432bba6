// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace bulkhead {

/// Runs `work` at once; called on the GUI thread, on another one, some time later.
void runOffGuiThread(std::function<void()> work);

/// Freeing a table of a million rows takes longer than a frame. Whoever drops the last reference, the GUI thread does not
/// do the freeing.
struct FreeOffGuiThread {
    template <class T>
    void operator()(T *value) const
    {
        runOffGuiThread([value] { delete value; });
    }
};

/// A value that grows with the files, made on a worker and shared read-only. Any thread.
template <class T>
std::shared_ptr<const T> sharedValue(T value)
{
    return std::shared_ptr<const T>(new T(std::move(value)), FreeOffGuiThread());
}

} // namespace bulkhead
