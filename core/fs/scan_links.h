// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fs/file_system.h"
#include "core/fs/file_table.h"

#include <vector>

namespace bulkhead {

/// The last step of a scan: puts the table's directories in the order of their paths (parents before children), links
/// each to its parent and to the row that it is, and adds the directories between a folder that is a row and the rows
/// somewhere below it, so that whoever renames the one finds the others. `folderRows` are all rows of type Directory.
/// Cost: sorting the paths. Looks at the disk only for directories the scan did not come by.
void linkDirectories(FileSystem &fileSystem, FileTable &table, const std::vector<RowId> &folderRows);

} // namespace bulkhead
