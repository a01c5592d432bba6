// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/linux_directory.h"
#include "core/fs/linux_status.h"

namespace bulkhead {

/// As FileSystem::openFile. Any thread.
Result<ReadableFileRef> openReadableFile(int folder, const char *name, const StatusReader &statusReader);

} // namespace bulkhead
