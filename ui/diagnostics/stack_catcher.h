// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <vector>

namespace bulkhead {

/// Looks at the calls that a thread is in the middle of, from another thread: a signal makes the thread itself write them down.
/// One at a time in a process. SIGURG, because nothing else here uses it and a thread that gets a stray one ignores it.
class StackCatcher
{
public:
    StackCatcher(); ///< Watches the thread that makes it.
    ~StackCatcher();
    StackCatcher(const StackCatcher &) = delete;
    StackCatcher &operator=(const StackCatcher &) = delete;

    /// Innermost call first, "function (module+offset)"; where a function has no name addr2line finds it by the offset. Empty
    /// where the thread gives no answer within a moment: it waits inside the kernel. One other thread.
    std::vector<Bytes> take();

private:
    int m_thread;
};

} // namespace bulkhead
