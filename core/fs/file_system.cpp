// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fs/file_system.h"

#include <cstdio>
#include <cstdlib>

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

void refuseForbiddenThread([[maybe_unused]] const char *call)
{
#ifndef NDEBUG
    if (t_forbidden) {
        std::fprintf(stderr, "file system call on a thread that must not wait for the disk: %s\n", call);
        std::abort();
    }
#endif
}

} // namespace bulkhead
