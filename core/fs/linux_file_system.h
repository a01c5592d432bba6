// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"

namespace bulkhead {

/// The kernel's files, by directory handles and *at calls. Stateless but for what was learned about each file system
/// (whether it knows RENAME_NOREPLACE). Any thread but the GUI thread.
std::unique_ptr<FileSystem> makeLinuxFileSystem();

/// Opens /dev/null for what the program was started without of standard input, output and error: the next file it opens would
/// otherwise take that place, and be written into. Called once by main, before anything else.
void fillStandardStreams();

/// Raises the soft limit of open files to the hard one. Called once by main.
void raiseOpenFileLimit();

} // namespace bulkhead
