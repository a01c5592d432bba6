// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"

namespace bulkhead {

/// Visits the entries of the folder behind any descriptor, O_PATH too, but "." and ".."; stops where `visit` returns
/// false. `inode` is that of the entry itself, even where something is mounted on it. Returns 0 or the errno.
int listFolder(int folder, const std::function<bool(const DirectoryEntry &, std::uint64_t inode)> &visit);

} // namespace bulkhead
