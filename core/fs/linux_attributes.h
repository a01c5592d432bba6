// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"
#include "core/fs/linux_status.h"

namespace bulkhead {

/// See FileSystem::setAttributes. `name`: without slashes, ended by a NUL.
Result<FileStatus> setFileAttributes(
    int folder, const char *name, const FileIdentity &expected, const FileAttributes &attributes, const StatusReader &statusReader);

} // namespace bulkhead
