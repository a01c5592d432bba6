// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"
#include "core/fs/linux_status.h"

namespace bulkhead {

/// See FileSystem::copyFile. `from` and `to`: names without slashes, ended by a NUL.
Result<FileCopy> copyRegularFile(int fromFolder, const char *from, int toFolder, const char *to, const StatusReader &statusReader,
    const std::function<bool(std::int64_t)> &more);

} // namespace bulkhead
