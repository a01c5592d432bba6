// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/file_system.h"

namespace bulkhead {

namespace {

thread_local bool t_forbidden = false;

} // namespace

void forbidFileSystemOnThisThread()
{
    t_forbidden = true;
}

bool fileSystemForbiddenOnThisThread() noexcept
{
    return t_forbidden;
}

} // namespace bulkhead
