// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"

namespace bulkhead {

/// The kernel's files, by directory handles and *at calls. Stateless but for what was learned about each file system
/// (whether it knows RENAME_NOREPLACE). Any thread but the GUI thread.
std::unique_ptr<FileSystem> makeLinuxFileSystem();

/// Raises the soft limit of open files to the hard one. Called once by main.
void raiseOpenFileLimit();

} // namespace bulkhead
